"""Addresses of the committee's directives."""

from django.urls import path

from committee.views import directive, directive_page
from units import converters  # noqa: F401  makes <key:…> known

ONE = "directives/<key:pk>/"


def step(word, verb, name):
    """The address to which one step of a directive is sent."""
    return path(f"{ONE}{word}/", directive_page.take_step, {"verb": verb}, name=name)


urlpatterns = [
    path("directives/", directive.show_directives, name="directives"),
    path("directives/follow-up/", directive.show_follow_up, name="directives_follow_up"),
    path("directives/new/", directive.issue, name="directive_new"),
    path(ONE, directive.show_directive, name="directive"),
    path(f"{ONE}change/", directive.change, name="change_directive"),
    path(f"{ONE}tasks/", directive.give_to_more, name="add_directive_tasks"),
    path(f"{ONE}notes/<key:note>/file/", directive.download_note_file, name="directive_note_file"),
    path(f"{ONE}postponements/<key:postponement>/", directive_page.decide, name="decide_directive_postponement"),
    step("progress", "report_progress", "report_directive_progress"),
    step("done", "report_done", "report_directive_done"),
    step("confirm", "confirm_done", "confirm_directive"),
    step("back", "send_back", "send_back_directive"),
    step("ask-postponement", "ask_postponement", "ask_directive_postponement"),
    step("postpone", "postpone", "postpone_directive"),
    step("withdraw", "withdraw_directive", "withdraw_directive"),
]
