"""Addresses of the register of recognitions."""

from django.urls import path

from committee.views import recognition

urlpatterns = [
    path("recognitions/", recognition.show_recognitions, name="recognitions"),
    path("recognitions/record/", recognition.record_decision, name="recognition_record"),
    path("recognitions/candidates/<slug:code>/", recognition.show_candidates, name="recognition_candidates"),
    path("recognitions/<key:recognition>/", recognition.show_recognition, name="recognition"),
    path("recognitions/<key:recognition>/<slug:step>/", recognition.take_step, name="recognition_step"),
]
