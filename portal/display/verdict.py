"""Why this class: each class with its conditions in words, which of them hold and which fail."""

from criteria import wording
from criteria.queries import published_set


def verdict(assessment):
    """Return the classes, best first, down to the one reached: [{"title", "is_reached", "conditions"}].

    A condition is {"words", "holds"}; what failed is worded with the value reached and the value needed. Read from the
    stored `held_back`; nothing is scored here.
    """
    known = published_set(assessment.round.criteria_set)
    titles = known.class_titles
    failures = {each["class"]: each["failures"] for each in assessment.held_back}
    reached = assessment.class_code or assessment.would_be
    shown = []
    for each in known.classes:
        if each["code"] != reached and each["code"] not in failures:
            continue
        shown.append(
            {
                "title": each["title"],
                "is_reached": each["code"] == reached,
                "conditions": list(_conditions(each["requires"], failures.get(each["code"], ()), titles)),
            }
        )
    return shown


def _conditions(requires, failures, titles):
    for name, value in requires.items():
        failed = [failure for failure in failures if failure["condition"] == name]
        if failed:
            for failure in failed:
                yield {"words": wording.failure_sentence(failure, titles), "holds": False}
        else:
            yield {"words": condition_words(name, value, titles), "holds": True}


def condition_words(name, value, titles):
    """“từ 90% tổng điểm”: one condition as `wording.class_sentence` words it."""
    return wording.class_sentence({"title": "", "requires": {name: value}}, titles).removeprefix(": ")
