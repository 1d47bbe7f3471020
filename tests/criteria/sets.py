"""Plain factories for rules: only the surprising values are spelled out where they are used."""

from criteria.scoring import rules_from_document


def criterion(code, scale=None, **fields):
    return {"code": code, "scale": scale or {"kind": "met"}, **fields}


def met(code, points="1", **fields):
    return criterion(code, {"kind": "met", "points": points}, **fields)


def points(code, most, **fields):
    return criterion(code, {"kind": "points", "max": most}, **fields)


def group(code, *criteria, **fields):
    return {"code": code, "criteria": list(criteria), **fields}


def result_class(code, **requires):
    return {"code": code, "requires": requires}


def rules(*groups, classes=(), **fields):
    return rules_from_document({"groups": groups, "classes": classes or [result_class("any")], **fields})


def failures_of(result):
    """{class: [(condition, reached, needed, codes)]} of the classes that held the result back."""
    return {
        held_back.class_code: [
            (failure.condition, failure.reached, failure.needed, failure.codes) for failure in held_back.failures
        ]
        for held_back in result.held_back
    }
