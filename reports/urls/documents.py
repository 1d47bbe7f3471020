"""Addresses of documents: listed, begun, worded, approved."""

from django.urls import path

from reports.views import approval, documents, words

SLOT = "<key:pk>/words/<str:slot>/"

urlpatterns = [
    path("", documents.show_documents, name="documents"),
    path("files/<str:kind>/", documents.download_documents, name="documents_file"),
    path("new/", documents.new_document, name="new"),
    path("<key:pk>/", documents.show_document, name="document"),
    path("<key:pk>/download/", documents.download_draft, name="download"),
    path("<key:pk>/addressing/", approval.address, name="addressing"),
    path("<key:pk>/hand-over/", approval.hand_over, name="hand_over"),
    path("<key:pk>/approve/", approval.approve, name="approve"),
    path("<key:pk>/send-back/", approval.send_back, name="send_back"),
    path("<key:pk>/take-back/", approval.take_back, name="take_back"),
    path("<key:pk>/discard/", approval.discard, name="discard"),
    path(SLOT, words.edit_slot, name="slot"),
    path(f"{SLOT}confirm/", words.confirm, name="confirm_slot"),
    path(f"{SLOT}leave-out/", words.leave_out, name="leave_out_slot"),
    path(f"{SLOT}propose-again/", words.restore_proposal, name="propose_again"),
    path(f"{SLOT}use-earlier/", words.use_earlier, name="use_earlier"),
]
