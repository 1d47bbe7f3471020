"""`manage.py score_answers`: JSON out, or every fault and exit status 1."""

import json

import pytest
from django.core.management import CommandError, call_command

from criteria.actions import store_criteria_set
from criteria.interchange import read_criteria_file, write_xlsx

SAFE = "criteria/data/criteria/safe-commune-2021.json"
MOVEMENT = "criteria/data/criteria/movement-2022.json"


@pytest.fixture
def answers_file(tmp_path):
    def write(content):
        path = tmp_path / "answers.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    return write


def printed(capsys, *arguments):
    call_command("score_answers", *arguments)
    return json.loads(capsys.readouterr().out)


def refusal(*arguments):
    """The lines of what is printed on the error stream; Django exits with 1 on a CommandError."""
    with pytest.raises(CommandError) as refused:
        call_command("score_answers", *arguments)
    assert refused.value.returncode == 1
    return str(refused.value).splitlines()


def test_file_is_scored_without_a_database(capsys, repository, answers_file):
    result = printed(capsys, str(repository / MOVEMENT), answers_file({"answers": {"1.1": {"points": "4.5"}}}))

    assert sorted(result) == [
        "applicable", "class", "complete", "exempt", "groups", "held_back", "knock_outs", "lines", "max_points", "met",
        "missing", "percent", "points", "would_be",
    ]  # fmt: skip
    assert (result["points"], result["max_points"], result["percent"]) == ("4.50", "100.00", "4.5000000000")
    assert (result["class"], result["would_be"], result["complete"]) == (None, "weak", False)


def test_workbook_is_scored_like_its_json(capsys, repository, answers_file, tmp_path):
    workbook = tmp_path / "set.xlsx"
    workbook.write_bytes(write_xlsx(read_criteria_file(repository / SAFE)))
    answers = answers_file({"answers": {"I.1": {"met": True}}})

    assert printed(capsys, str(workbook), answers) == printed(capsys, str(repository / SAFE), answers)


@pytest.mark.django_db
def test_loaded_set_is_scored_by_its_code(capsys, repository, answers_file):
    document = read_criteria_file(repository / SAFE)
    store_criteria_set(document=document, by=None)
    answers = answers_file({"answers": {"I.1": {"met": True}}})

    assert printed(capsys, "safe-commune-2021", answers) == printed(capsys, str(repository / SAFE), answers)


@pytest.mark.django_db
def test_unknown_code_is_refused(answers_file):
    (fault,) = refusal("no-such-set", answers_file({"answers": {}}))

    assert "no-such-set" in fault


def test_history_and_prerequisites_are_passed_on(capsys, answers_file, tmp_path):
    path = tmp_path / "set.json"
    requires = {"held": {"class": "good", "rounds": 2}, "external": ["safe"]}
    path.write_text(json.dumps({
        "format": "criteria-set/1", "code": "s", "title": "S",
        "groups": [{"code": "A", "title": "A", "criteria": [{"code": "1", "title": "T", "scale": {"kind": "met"}}]}],
        "classes": [
            {"code": "good", "title": "G", "requires": requires}, {"code": "poor", "title": "P", "requires": {}},
        ],
    }))  # fmt: skip
    given = {"answers": {"1": {"met": True}}, "held": {"good": 2}, "external": ["safe"]}

    assert printed(capsys, str(path), answers_file(given))["class"] == "good"
    assert printed(capsys, str(path), answers_file({**given, "external": []}))["class"] == "poor"
    assert printed(capsys, str(path), answers_file({**given, "held": None}))["class"] == "poor"


def test_every_fault_is_named(repository, answers_file):
    content = {
        "answers": {"1.1": {"points": "9"}, "zz": {"met": True}, "2.3": {"met": "yes"}},
        "held": {"best": 1, "good": -1},
        "external": "safe",
        "note": "",
    }

    assert [fault.partition(":")[0] for fault in refusal(str(repository / MOVEMENT), answers_file(content))] == [
        "/note", "/external", "/held/best", "/held/good", "1.1", "2.3", "zz",
    ]  # fmt: skip


@pytest.mark.parametrize("content, place", [
    ('{"answers": {"1.1": }}', "dòng 1, cột 21"),
    ("[]", "Tệp câu trả lời phải là một đối tượng {“answers”"),
    ("{}", "/answers"),
    ('{"answers": []}', "/answers"),
    ('{"answers": {"1.1": null, "1.1": null}}', "/answers/1.1"),
    ('{"answers": {"1.1": {"points": "1", "points": "5"}}}', "/answers/1.1/points"),
    ('{"answers": {}, "held": []}', "/held"),
    ('{"answers": {}, "external": [1]}', "/external"),
    ('{"answers": {"1.1": {"points": NaN}}}', "1.1"),
])  # fmt: skip
def test_malformed_answers_file_is_refused(repository, answers_file, content, place):
    (fault,) = refusal(str(repository / MOVEMENT), answers_file(content))

    assert fault.startswith(f"{place}:")


def test_malformed_criteria_file_names_all_its_faults(tmp_path, answers_file):
    path = tmp_path / "set.json"
    path.write_text('{"format": "criteria-set/1", "code": "s", "title": "", "groups": 5, "classes": []}')

    faults = refusal(str(path), answers_file({"answers": {}}))

    assert [fault.partition(":")[0] for fault in faults] == ["/title", "/groups", "/classes"]


def test_missing_files_are_named(repository, tmp_path, answers_file):
    (no_answers,) = refusal(str(repository / MOVEMENT), str(tmp_path / "none.json"))
    (no_set,) = refusal(str(tmp_path / "no-set.json"), answers_file({"answers": {}}))

    assert "none.json" in no_answers
    assert "no-set.json" in no_set
