"""One part of a criteria-set/1 document put in, replaced or taken out. Documents given are left as they are.

Each function that puts a part in returns (document, JSON pointer of the part). Places count from 1; a place beyond the
end is the end. `was` is the code that the part had, None for a new one.
"""

from copy import deepcopy


def with_criterion(document, *, was, group, place, fields):
    """`group` is the code of the group in which the criterion shall stand."""
    document = deepcopy(document)
    for each in document["groups"]:
        each["criteria"] = [criterion for criterion in each["criteria"] if criterion["code"] != was]
    number = next(index for index, each in enumerate(document["groups"]) if each["code"] == group)
    index = _insert(document["groups"][number]["criteria"], place, fields)
    return document, f"/groups/{number}/criteria/{index}"


def with_group(document, *, was, place, fields):
    """A group keeps its criteria."""
    document = deepcopy(document)
    old = next((each for each in document["groups"] if each["code"] == was), {"criteria": []})
    document["groups"] = [each for each in document["groups"] if each is not old]
    index = _insert(document["groups"], place, {**old, **fields})
    return document, f"/groups/{index}"


def with_class(document, *, was, place, fields):
    document = deepcopy(document)
    document["classes"] = [each for each in document["classes"] if each["code"] != was]
    index = _insert(document["classes"], place, fields)
    return document, f"/classes/{index}"


def without_criterion(document, code):
    document = deepcopy(document)
    for group in document["groups"]:
        group["criteria"] = [each for each in group["criteria"] if each["code"] != code]
    return document


def without_group(document, code):
    """The group goes with its criteria."""
    return {**document, "groups": [each for each in document["groups"] if each["code"] != code]}


def without_class(document, code):
    return {**document, "classes": [each for each in document["classes"] if each["code"] != code]}


def _insert(rows, place, fields):
    index = min(place - 1, len(rows))
    rows.insert(index, fields)
    return index
