"""What a search found, as entries."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.display import links, words


def page(text, found):
    return {
        "search_query": text,
        "sentence": sentence(text, found),
        "sections": [
            {"key": "units", "title": _("Đơn vị"), "entries": [unit_entry(each) for each in found.units]},
            {"key": "criteria", "title": _("Tiêu chí"), "entries": [criterion_entry(each) for each in found.criteria]},
            {"key": "rounds", "title": _("Kỳ đánh giá"), "entries": [round_entry(each) for each in found.rounds]},
            *business_sections(found),
        ],
    }


def sentence(text, found):
    if not text.strip():
        return _("Gõ tên đơn vị, tiêu chí, kỳ đánh giá, vướng mắc, chỉ đạo…; có dấu hay không dấu đều được.")
    if not found:
        return _("Không tìm thấy gì cho “%(text)s”. Hãy thử ít chữ hơn, hoặc mã của đơn vị, tiêu chí.") % {"text": text}
    units, criteria, rounds = len(found.units), len(found.criteria), len(found.rounds)
    parts = [
        ngettext("%(count)d đơn vị", "%(count)d đơn vị", units) % {"count": units},
        ngettext("%(count)d tiêu chí", "%(count)d tiêu chí", criteria) % {"count": criteria},
        ngettext("%(count)d kỳ đánh giá", "%(count)d kỳ đánh giá", rounds) % {"count": rounds},
    ]
    if business := len(found) - units - criteria - rounds:
        said = ngettext("%(count)d việc của Ban Chỉ đạo", "%(count)d việc của Ban Chỉ đạo", business)
        parts.append(said % {"count": business})
    return _("Tìm “%(text)s”: %(parts)s.") % {"text": text, "parts": ", ".join(parts)}


def unit_entry(found):
    version = found.version
    # The page of the day on which the unit bore this name, not of today, when it may be gone.
    day = version.valid_to.isoformat() if version.valid_to else None
    facts = [_("mã %(code)s") % {"code": version.code}, words.span(version)]
    if found.parent:
        facts.insert(0, found.parent.full_name)
    return {
        "title": version.police_name,
        "url": links.with_query(reverse("portal:unit", args=[version.unit_id]), date=day),
        "facts": facts,
    }


def criterion_entry(criterion):
    return {
        "title": f"{criterion.code} {criterion.title}",
        "url": links.criterion_link(criterion.criteria_set.code, criterion.code),
        "facts": [criterion.criteria_set.title],
    }


def business_sections(found):
    """What the committee has to do with: each under its title, with its day and where it stands."""
    kinds = [
        (_("Vướng mắc"), "obstacle", found.obstacles, "since", "state"),
        (_("Kiến nghị"), "recommendation", found.recommendations, "raised_on", "state"),
        (_("Chỉ đạo"), "directive", found.directives, "issued_on", "state"),
        (_("Hội nghị"), "meeting", found.meetings, "on", "state"),
        (_("Mô hình, cách làm hay"), "initiative", found.initiatives, "since", "kind"),
    ]
    return [
        {"key": name, "title": title, "entries": [_business_entry(each, name, day, standing) for each in rows]}
        for title, name, rows, day, standing in kinds
    ]


def _business_entry(each, name, day, standing):
    said = getattr(each, f"get_{standing}_display")()
    facts = [words.long_date(getattr(each, day)), said, *([_("minh họa")] if each.is_illustrative else [])]
    return {"title": each.title, "url": reverse(f"committee:{name}", args=[each.pk]), "facts": facts}


def round_entry(each):
    return {
        "title": each.title,
        "url": reverse("portal:ranking", args=[each.code]),
        "facts": [str(each.programme), each.get_state_display(), words.month(each.ends_on)],
    }
