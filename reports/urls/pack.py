"""Addresses of a conference's pack and its deck."""

from django.urls import path

from reports.views import pack as views

PACK = "rounds/<slug:code>/pack/"
DECK = "rounds/<slug:code>/deck/"

urlpatterns = [
    path(PACK, views.show_pack, name="pack"),
    path(f"{PACK}files.zip", views.download_pack, name="pack_archive"),
    path(DECK, views.show_deck, name="deck"),
    path(f"{DECK}file.pdf", views.download_deck, name="deck_file"),
]
