"""The data sheet of a certificate: what is decided stands there, what is not leaves a gap."""

import pytest

from committee.actions.recognition import revoke_recognition, warn_unit
from reports.actions.preparation import Subject, unsaved_report
from reports.content.document import Paragraph, Table
from reports.queries.compose import compose
from tests.committee.recognition_samples import MINISTER, decide, make_place, make_published, propose, recognise
from tests.factories import day, make_version

pytestmark = pytest.mark.django_db

DECIDED = ["hình thức công nhận", "số quyết định", "ngày quyết định", "cấp quyết định"]


@pytest.fixture
def place(db):
    return make_place()


def certificate(place, shown, unit=None):
    subject = Subject(issuer=place.city, round=shown, unit=unit or place.ward)
    return compose(unsaved_report("certificate_data", subject))


def words(composition):
    blocks = (each for each in composition.document.blocks if isinstance(each, Paragraph))
    return ["".join(run.text for run in each.runs) for each in blocks]


def missing(composition):
    runs = [run for each in composition.document.blocks for run in getattr(each, "runs", ()) if run.is_gap]
    return list(dict.fromkeys(run.figure for run in runs))


def test_certificate_bears_name_decision_and_result(place):
    shown = make_published(place, 2022, title="Kỳ 2022")
    (proposed,) = propose(place, shown)
    decide(place, proposed, document="9/QĐ-BCA")
    found = certificate(place, shown)
    assert found.gaps == 0
    assert words(found) == [
        "Ban Chỉ đạo cung cấp thông tin để in giấy chứng nhận cho phường Hải Châu I như sau:",
        "Tên đơn vị (theo ngày quyết định): phường Hải Châu I;",
        "Nội dung công nhận: phường điển hình (minh họa);",
        "Năm công nhận: 2022;",
        "Hình thức: công nhận;",
        "Số, ký hiệu quyết định: 9/QĐ-BCA;",
        "Ngày quyết định: 20/12/2022;",
        "Cấp quyết định: Bộ trưởng Bộ Công an.",
        "Lời ghi đề nghị: “phường Hải Châu I được công nhận là phường điển hình (minh họa) năm 2022, theo Quyết định "
        "số 9/QĐ-BCA ngày 20/12/2022 của Bộ trưởng Bộ Công an”.",
        "Kỳ đánh giá: Kỳ 2022;",
        "Số tiêu chí đạt trên số tiêu chí áp dụng: 3/3;",
        "Xếp loại: Đạt chuẩn;",
        "Số điểm liệt: 0.",
        "Đề nghị đối chiếu tên đơn vị, số và ngày quyết định với bản chính của quyết định trước khi in. Phiếu này "
        "không thay cho quyết định công nhận.",
    ]
    (table,) = [each for each in found.document.blocks if isinstance(each, Table)]
    assert [row.cells for row in table.rows] == [("I. Nhóm một", "2/2"), ("II. Nhóm hai", "1/1")]


def test_certificate_of_what_is_not_decided_has_gaps(place):
    shown = make_published(place, 2022)
    assert missing(certificate(place, shown)) == DECIDED
    propose(place, shown)
    assert missing(certificate(place, shown)) == DECIDED


def test_certificate_of_what_was_revoked_has_gaps_again(place):
    shown, held = make_published(place, 2022), recognise(place, 2022)
    assert missing(certificate(place, shown)) == []
    warn_unit(by=place.secretary, recognition=held, on=day("2023-01-05"), reason="Vụ việc")
    assert missing(certificate(place, shown)) == []
    words_of_it = {"document": "8/QĐ", "authority": MINISTER, "reason": "Vi phạm"}
    revoke_recognition(by=place.secretary, recognition=held, on=day("2023-02-05"), **words_of_it)
    assert missing(certificate(place, shown)) == DECIDED


def test_certificate_bears_the_name_of_the_day_of_the_decision(place):
    shown = make_published(place, 2022)
    (proposed,) = propose(place, shown)
    version = place.ward.versions.get()
    version.valid_to = day("2022-12-15")
    version.save()
    make_version(place.ward, "Hải Châu <Một> & [[1]]", parent=place.city, valid_from="2022-12-16")
    decide(place, proposed)
    assert words(certificate(place, shown))[1] == (
        "Tên đơn vị (theo ngày quyết định): phường Hải Châu <Một> & [ [1] ];"
    )


def test_certificate_without_a_result_of_the_round_has_gaps(place):
    shown = make_published(place, 2022, units=place.wards[1:])
    assert missing(certificate(place, shown)) == [*DECIDED, "tiêu chí đạt", "xếp loại", "số điểm liệt"]


def test_certificate_is_illustrative_where_its_round_is(place):
    shown = make_published(place, 2022, is_illustrative=True)
    assert certificate(place, shown).document.is_illustrative
    assert not certificate(place, make_published(place, 2023)).document.is_illustrative
