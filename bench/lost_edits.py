"""How many edits were lost of those that the portal had acknowledged: asked of the database, not of the portal.

Run in a process of its own after `django.setup()`, as `bench.facts` is, with the file of what was acknowledged.
"""

import json
import sys
from pathlib import Path

from accounts.models import Event
from assessments.actions.results import answers_of, result_of, result_values, stored_track
from assessments.models import Assessment, CriterionScore, Track

RESULT = ("points", "percent", "met", "answered", "class_code", "standing")


def lost_edits(saves):
    """Return the number of acknowledged saves that left no event, of rows that are not as the last save of them left
    them (its answer, its words, its revision), and of sheets whose stored result is not that of their rows.
    """
    last = {save["score"]: save for save in saves}
    return len(without_event(saves)) + len(overwritten(last)) + len(wrongly_counted(saves))


def without_event(saves):
    streams = {save["stream"] for save in saves}
    events = Event.objects.filter(stream__in=streams, verb="save_self").values_list("stream", "data")
    kept = {(stream, data["criterion"], data["revision"], data["note"]) for stream, data in events}
    return [each for each in saves if (each["stream"], each["code"], each["revision"], each["note"]) not in kept]


def overwritten(last):
    rows = CriterionScore.objects.in_bulk(list(last))
    found = {pk: (row.self_answer, row.self_note, row.revision) for pk, row in rows.items()}
    return [pk for pk, save in last.items() if found[pk] != (save["answer"], save["note"], save["revision"])]


def wrongly_counted(saves):
    sheets = Assessment.objects.for_sheet().filter(scores__in={save["score"] for save in saves}).distinct()
    return [sheet for sheet in sheets if {name: getattr(sheet, name) for name in RESULT} != counted_anew(sheet)]


def counted_anew(sheet):
    result = result_of(sheet, answers_of(sheet, stored_track(sheet, Track.SELF)))
    values = result_values(result, sheet.round.criteria_set.counts_met)
    return {name: values[name] for name in RESULT}


if __name__ == "__main__":
    json.dump(lost_edits(json.loads(Path(sys.argv[1]).read_text())), sys.stdout)
