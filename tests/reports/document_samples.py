"""A city with its people, two rounds of a ward, and kinds of documents whose figures a test may change."""

from types import SimpleNamespace

from accounts.models import Role
from reports.actions.preparation import Subject, prepare_report
from reports.actions.wording import word_slot
from reports.content.document import Column, Heading, Row, Table
from reports.content.prose import Figure, Prose
from reports.kinds import KINDS, Kind, Outline
from reports.models import Body, Report
from tests.factories import make_city, make_criteria_set, make_open_round, make_person, make_unit

PROPOSED = "Đạt [[số đạt]]/[[số tiêu chí]] tiêu chí. Có [[quân số]] cán bộ."
WORDS = "Đơn vị đạt [[số đạt]] tiêu chí. Tập thể đoàn kết."


def make_kinds(monkeypatch):
    """Register kinds of a unit, of a committee, of two rounds; returns {name: text} of their figures, to be changed."""
    shown = {"số đạt": "21", "số tiêu chí": "22", "quân số": "58"}

    def outline(report):
        figures = [
            Figure(name, text, "Phiếu đánh giá", "/rounds/") for name, text in shown.items() if name != "số tiêu chí"
        ]
        figures.append(Figure("số tiêu chí", shown["số tiêu chí"], "Bộ tiêu chí"))
        return Outline(
            subject="Kết quả xây dựng phường điển hình (minh họa)",
            figures={each.name: each for each in figures},
            blocks=(
                Heading(1, "I.", "Kết quả"),
                Prose("ket-qua", PROPOSED, "Nêu kết quả."),
                Prose("uu-diem", "", "Nêu ưu điểm."),
                Table(
                    "Bảng số liệu",
                    (Column("Đơn vị"), Column("Số", 1, "right")),
                    (Row(("Hải Châu I", 100 * int(shown["số đạt"] or 0))),),
                ),
            ),
            recipients=("Như trên",),
        )

    for code, body, needs in (
        ("sample", Body.UNIT, {"round", "unit"}),
        ("sample_city", Body.COMMITTEE, {"round"}),
        ("sample_pair", Body.COMMITTEE, {"round", "earlier_round"}),
        ("sample_meeting", Body.COMMITTEE, {"meeting"}),
    ):
        kind = Kind(code, f"Mẫu {code}", "Để thử.", "Báo cáo", "BC", body, frozenset(needs), outline)
        monkeypatch.setitem(KINDS, code, kind)
    return shown


def make_place():
    """A city with its people, a ward of it with its own, and two rounds of the ward, `before` and `now`."""
    city = make_city()
    ward = make_unit("Hải Châu I", parent=city)
    other = make_unit("Hòa Cường", parent=city)
    criteria_set = make_criteria_set()
    return SimpleNamespace(
        city=city,
        ward=ward,
        other=other,
        before=make_open_round([ward, other], criteria_set, code="round-2021", ends_on="2021-12-31"),
        now=make_open_round([ward, other], criteria_set, code="round-2022", ends_on="2022-12-31"),
        secretary=make_person(Role.SECRETARY, city, post="Thư ký Tổ giúp việc"),
        member=make_person(Role.MEMBER, city, post="Ủy viên Ban Chỉ đạo"),
        reviewer=make_person(Role.REVIEWER, city, post="Cán bộ theo dõi"),
        officer=make_person(Role.OFFICER, ward, post="Cán bộ tổng hợp"),
        commander=make_person(Role.COMMANDER, ward, post="Trưởng Công an phường"),
        neighbour=make_person(Role.COMMANDER, other, post="Trưởng Công an phường bên"),
        stranger=make_person(Role.SECRETARY, make_city("Huế", key="hue"), post="Thư ký Huế"),
    )


def begin(place, kind="sample", *, by=None, about=None, **fields):
    """Begin a document of the ward, or of the committee, about the round `now`."""
    unit = fields.pop("unit", place.ward) if kind == "sample" else None
    named = {"issuer": unit or place.city, "unit": unit, "round": about or place.now, **fields}
    return prepare_report(kind=kind, subject=Subject(**named), by=by or place.secretary)


def fill(report, by, text="Tập thể đoàn kết."):
    """Write the place that only people can fill, so that nothing is missing."""
    word_slot(report=report, slot="uu-diem", text=text, revision=0, by=by)
    return stored(report)


def stored(report):
    return Report.objects.get(pk=report.pk)
