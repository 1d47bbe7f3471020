"""Addresses of the committee's meetings."""

from django.urls import path

from committee.views import agenda, meeting_stage, meetings

MEETING = "meetings/<key:meeting>/"
ITEM = f"{MEETING}items/<key:item>/"

urlpatterns = [
    path("meetings/", meetings.show_meetings, name="meetings"),
    path("meetings/new/", meetings.plan, name="plan_meeting"),
    path(MEETING, meetings.show_meeting, name="meeting"),
    path(f"{MEETING}change/", meetings.change, name="change_meeting"),
    path(f"{MEETING}start/", meetings.start, name="start_meeting"),
    path(f"{MEETING}close/", meetings.close, name="close_meeting"),
    path(f"{MEETING}cancel/", meetings.cancel, name="cancel_meeting"),
    path(f"{MEETING}items/add/", agenda.add, name="add_item"),
    path(f"{MEETING}items/take-up/", agenda.take_proposals, name="take_proposals"),
    path(f"{ITEM}move/", agenda.move, name="move_item"),
    path(f"{ITEM}remove/", agenda.remove, name="remove_item"),
    path(f"{MEETING}stage/", meeting_stage.show_stage, name="stage"),
    path(f"{ITEM}conclusion/", meeting_stage.note, name="note_conclusion"),
    path(f"{ITEM}decision/", meeting_stage.capture, name="capture_decision"),
]
