"""One valid criteria set with every scale, to be spoiled in one place at a time."""

import copy
import json

import pytest

from criteria.interchange import FileRefused, read_criteria_file

DOCUMENT = {
    "format": "criteria-set/1",
    "code": "sample",
    "title": "Bộ tiêu chí mẫu",
    "document": {"number": "1/QĐ", "issuer": "Bộ Công an", "date": "2021-12-28"},
    "bonus_cap": "3",
    "groups": [
        {"code": "A", "title": "Nhóm A", "zero_if_unmet": ["A.1"], "criteria": [
            {"code": "A.1", "title": "Đạt", "scale": {"kind": "met"}},
            {"code": "A.2", "title": "Điểm", "scale": {"kind": "points", "max": "10", "step": "0.5", "pass": "7"}},
            {"code": "A.3", "title": "Mức", "scale": {"kind": "levels", "pass": 2, "levels": [
                {"value": 1, "title": "Một", "points": "1"}, {"value": 2, "title": "Hai", "points": "2"}]}},
        ]},
        {"code": "B", "title": "Nhóm B", "criteria": [
            {"code": "B.1", "title": "Tỷ lệ", "scale": {"kind": "measure", "of": "ratio", "bands": [
                {"from": "90", "points": "10"}, {"from": "80", "points": "8"}]}},
            {"code": "B.2", "title": "Yêu cầu", "scale": {
                "kind": "measure", "of": "number", "unit": "vụ", "required": {"op": "=", "value": "0"}}},
            {"code": "B.3", "title": "Mục", "scale": {"kind": "checklist", "items": [
                {"code": "a", "title": "Một"}, {"code": "b", "title": "Hai"}]}},
            {"code": "B.4", "title": "Cộng", "scale": {"kind": "bonus", "max": "3"}},
            {"code": "B.5", "title": "Trừ", "scale": {"kind": "penalty", "per": "1", "max": "3"}},
        ]},
    ],
    "classes": [
        {"code": "good", "title": "Tốt", "requires": {
            "min_percent": "90", "group_min_percent": {"B": "70"}, "held": {"class": "good", "rounds": 1},
            "met": ["A.1"], "external": ["safe-commune"]}},
        {"code": "poor", "title": "Yếu", "requires": {}},
    ],
}  # fmt: skip

REMOVED = object()


def changed(pointer, value):
    """The sample with one value replaced, added or REMOVED."""
    document = copy.deepcopy(DOCUMENT)
    *path, last = pointer.strip("/").split("/")
    target = document
    for key in path:
        target = target[int(key) if isinstance(target, list) else key]
    last = int(last) if isinstance(target, list) else last
    if value is REMOVED:
        del target[last]
    else:
        target[last] = value
    return document


def faults_of(source, name="set.json"):
    with pytest.raises(FileRefused) as refused:
        read_criteria_file(source, name)
    return refused.value.faults


def as_json(document):
    return json.dumps(document).encode()
