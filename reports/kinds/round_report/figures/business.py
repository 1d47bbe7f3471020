"""Figures of the committee's business and of the resources, each with the list that it was counted from."""

from django.urls import reverse

from committee.models import Cause, ObstacleState, RecommendationState, VisitKind
from reports.content.phrasing import counted, day, percent, share_of
from resources.models import ResourceGroup

EQUIPMENT = (ResourceGroup.EQUIPMENT, ResourceGroup.VEHICLE, ResourceGroup.FORM)


def write(ledger, facts):
    """Write these figures into a `Ledger`."""
    _meetings(ledger, facts)
    _directives(ledger, facts)
    _guidance(ledger, facts)
    _obstacles(ledger, facts)
    _recommendations(ledger, facts)
    _found_and_commended(ledger, facts)
    _staff(ledger, facts.resources)
    _equipment(ledger, facts.resources)
    _headquarters(ledger, facts.resources)


def _meetings(ledger, facts):
    url, source = reverse("committee:meetings"), "Sổ cuộc họp của Ban Chỉ đạo"
    ledger.count("số cuộc họp", len(facts.business.meetings), source, url)
    for each in facts.business.meetings:
        ledger.fix(f"ngày cuộc họp {each.pk}", each.on, source, reverse("committee:meeting", args=[each.pk]))


def _directives(ledger, facts):
    url, source = reverse("committee:directives"), "Sổ theo dõi chỉ đạo"
    found = facts.business.directives
    given = [each for each in found if each.directive.issued_on >= facts.round.starts_on]
    done = [each for each in given if not each.is_standing]
    ledger.count("số nhiệm vụ giao trong kỳ", len(given), source, url)
    ledger.count("số nhiệm vụ giao trong kỳ đã hoàn thành", len(done), source, f"{url}?state=done")
    ledger.count("số nhiệm vụ giao trong kỳ đang thực hiện", len(given) - len(done), source, url)
    ledger.count("số nhiệm vụ đang thực hiện", len(facts.business.standing), source, f"{url}?state=standing")
    ledger.count("số nhiệm vụ quá hạn", len(facts.business.overdue), source, f"{url}?state=overdue")
    reported = sum(each.is_reported for each in found)
    ledger.count("số nhiệm vụ chờ xác nhận", reported, source, f"{url}?state=waiting")
    for each in facts.business.standing:
        own, due = reverse("committee:directive", args=[each.directive.pk]), each.due
        ledger.fix(f"hạn nhiệm vụ {each.directive.pk}", due, source, own)
        late = (facts.date - due).days if each.is_overdue else None
        ledger.count(f"số ngày quá hạn nhiệm vụ {each.directive.pk}", late, source, own)


def _guidance(ledger, facts):
    business, every = facts.business, len(facts.units)
    source, url = "Bảng phân công hướng dẫn", reverse("committee:assignments")
    ledger.count(
        "số phòng nghiệp vụ hướng dẫn", len({each.department_id for each in business.assignments}), source, url
    )
    ledger.count("số đơn vị được phân công hướng dẫn", len(business.guided), source, url)
    ledger.count("số đơn vị chưa được phân công hướng dẫn", every - len(business.guided), source, url)
    source, url = "Sổ hướng dẫn, hỗ trợ", reverse("committee:visits")
    ledger.count("số lượt hướng dẫn, hỗ trợ", len(business.visits), source, url)
    ledger.count("số đơn vị được hướng dẫn, hỗ trợ", len({each.unit_id for each in business.visits}), source, url)
    names = {VisitKind.VISIT: "kiểm tra", VisitKind.TRAINING: "tập huấn", VisitKind.SUPPORT: "hỗ trợ"}
    for kind, name in names.items():
        found = sum(each.kind == kind for each in business.visits)
        ledger.count(f"số lượt {name}", found, source, f"{url}?kind={kind}")


def _obstacles(ledger, facts):
    found, source, url = facts.business.obstacles, "Sổ khó khăn, vướng mắc", reverse("committee:obstacles")
    ledger.count("số vướng mắc", len(found), source, url)
    for cause, name in ((Cause.EXTERNAL, "khách quan"), (Cause.INTERNAL, "chủ quan")):
        counts = sum(each.obstacle.cause == cause for each in found)
        ledger.count(f"số vướng mắc do nguyên nhân {name}", counts, source, f"{url}?cause={cause}")
    unhandled = sum(each.obstacle.state == ObstacleState.OPEN for each in found)
    ledger.count("số vướng mắc chưa có hướng xử lý", unhandled, source, f"{url}?state=open")
    ledger.count("số vướng mắc đã tháo gỡ trong kỳ", len(facts.business.cleared), source, f"{url}?state=cleared")
    ledger.count("số đơn vị bị vướng", len({unit for each in found for unit in each.units}), source, url)
    for each in found:
        own = reverse("committee:obstacle", args=[each.obstacle.pk])
        ledger.fix(f"ngày phát sinh vướng mắc {each.obstacle.pk}", each.obstacle.since, source, own)
        ledger.count(f"số ngày vướng mắc {each.obstacle.pk}", each.days_on(facts.date), source, own)


def _recommendations(ledger, facts):
    source, url = "Sổ kiến nghị, đề xuất", reverse("committee:recommendations")
    standing = [each for each in facts.business.recommendations if each.is_standing]
    unanswered = [each for each in standing if each.state == RecommendationState.RAISED]
    ledger.count("số kiến nghị", len(standing), source, url)
    ledger.count("số kiến nghị chưa được trả lời", len(unanswered), source, f"{url}?state=raised")
    for each in standing:
        own = reverse("committee:recommendation", args=[each.recommendation.pk])
        ledger.fix(f"ngày kiến nghị {each.recommendation.pk}", each.recommendation.raised_on, source, own)


def _found_and_commended(ledger, facts):
    found, source, url = facts.business.initiatives, "Sổ mô hình, cách làm hay", reverse("committee:initiatives")
    ledger.count("số mô hình, cách làm hay", len(found), source, url)
    ledger.count("số lượt nhân rộng mô hình", sum(each.taken_over for each in found), source, url)
    for each in found:
        own = reverse("committee:initiative", args=[each.initiative.pk])
        ledger.fix(f"ngày bắt đầu mô hình {each.initiative.pk}", each.initiative.since, source, own)
        counts = ", ".join(f"{counted(value)} {label}" for label, value in each.counts) or None
        ledger.fix(f"số liệu mô hình {each.initiative.pk}", counts, source, own)
        ledger.count(f"số nơi áp dụng mô hình {each.initiative.pk}", each.taken_over, source, own)
    for target in facts.business.targets:
        ledger.fix(f"hạn mục tiêu {target.pk}", target.due, "Mục tiêu nhân rộng", reverse("committee:rollout"))
    source, url = "Sổ biểu dương, khen thưởng", reverse("committee:commendations")
    ledger.count("số lượt khen thưởng", len(facts.business.commendations), source, url)
    units = {each.unit_id for each, _name in facts.business.commendations}
    ledger.count("số đơn vị được khen thưởng", len(units), source, url)


# ---------------------------------------------------------------- resources


def _staff(ledger, resources):
    source, url = "Biên chế, quân số của đơn vị", _shortfalls(resources, ResourceGroup.STAFF)
    totals = [each for each in resources.of_groups(ResourceGroup.STAFF) if each.judged]
    norm, quantity = sum(each.norm for each in totals), sum(each.quantity for each in totals)
    ledger.count("biên chế được giao", norm if totals else None, source, url)
    ledger.count("quân số thực có", quantity if totals else None, source, url)
    ledger.fix("tỷ lệ quân số so với biên chế", percent(share_of(quantity, norm)) if totals else None, source, url)
    missing = sum(each.missing for each in totals) if totals else None
    ledger.count("quân số còn thiếu", missing, source, url)
    ledger.count("số đơn vị thiếu quân số", resources.short_units(ResourceGroup.STAFF), source, url)
    ledger.count("số đơn vị có số liệu quân số", resources.judged_units(ResourceGroup.STAFF), source, url)


def _equipment(ledger, resources):
    source, url = "Trang thiết bị, phương tiện, biểu mẫu so với định mức", _shortfalls(resources)
    judged = resources.judged_units(*EQUIPMENT)
    short = resources.short_units(*EQUIPMENT)
    ledger.count("số đơn vị đã đối chiếu định mức trang bị", judged, source, url)
    ledger.count("số đơn vị thiếu trang bị", short if judged else None, source, url)
    ledger.count("số đơn vị đủ trang bị", judged - short if judged else None, source, url)
    for each in resources.totals:
        if each.judged:
            own = _shortfalls(resources, each.kind.group)
            ledger.count(f"số đơn vị thiếu {each.kind.code}", each.short, source, own)
            ledger.count(f"số lượng thiếu {each.kind.code}", each.missing, source, own)


def _headquarters(ledger, resources):
    source, url = "Trụ sở so với định mức", _shortfalls(resources, ResourceGroup.HEADQUARTERS)
    judged = resources.judged_units(ResourceGroup.HEADQUARTERS)
    short = resources.short_units(ResourceGroup.HEADQUARTERS)
    ledger.count("số đơn vị đã đối chiếu định mức trụ sở", judged, source, url)
    ledger.count("số đơn vị có trụ sở chưa đạt định mức", short if judged else None, source, url)
    ledger.count("số đơn vị có trụ sở đạt định mức", judged - short if judged else None, source, url)
    source, url = "Sổ dự án trụ sở", reverse("resources:projects")
    ledger.count("số dự án trụ sở", len(resources.projects), source, url)
    late = [each for each in resources.projects if each.days_late]
    ledger.count("số dự án trụ sở chậm tiến độ", len(late), source, url)
    for each in resources.projects:
        own = reverse("resources:project", args=[each.project.pk])
        ledger.fix(f"thời hạn dự án {each.project.pk}", day(each.waits_at.planned_on), source, own)


def _shortfalls(resources, group=""):
    query = f"?group={group}" if group else ""
    return f"{reverse('resources:shortfalls')}{query}"
