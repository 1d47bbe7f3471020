"""The ranking of a round: rows, changes, pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import State, Track
from criteria.queries import published_set
from portal.display import links, words
from portal.queries.ranking import Choice
from units.models import full_name


def page(found, form):
    """Return the context of portal/ranking_body.html."""
    return {
        "form": form,
        "reset_url": "" if found.choice.is_empty else address(found.round, Choice()),
        "round": found.round,
        "sentence": sentence(found),
        "rows": rows(found),
        "pages": pages(found),
        "has_previous": any(place.is_comparable for place in found.places),
        # Where each criterion is worth one point, points would say the same as the count.
        "has_points": any(place.points != place.met for place in found.places),
        "has_superiors": len({place.parent for place in found.places}) > 1,
    }


def address(found_round, choice, start=None, name="portal:ranking"):
    """Return the address of a ranking with its filters and, unless it is the first, where the page begins."""
    return links.with_query(
        reverse(name, args=[found_round.code]),
        **{"parent": choice.parent, "type": choice.type, "class": choice.class_code},
        **({"from": start.rank, "after": start.after} if start and (start.rank > 1 or start.after) else {}),
    )


def sentence(found):
    """“94 đơn vị được xếp hạng; dẫn đầu là phường Hải Châu (21/22); 12 đơn vị lên hạng, 9 đơn vị xuống hạng.”"""
    if not found.places:
        return _("Không có đơn vị nào khớp với điều kiện lọc. Hãy bỏ bớt điều kiện.")
    total = ngettext("%(total)s đơn vị được xếp hạng", "%(total)s đơn vị được xếp hạng", found.total)
    parts = [total % {"total": words.whole(found.total)}]
    # Whoever sees one unit only sees no leader, unless it leads.
    if found.start.rank == 1 and found.start.after is None and found.places[0].rank == 1:
        first, counts_met = found.places[0], found.round.criteria_set.counts_met
        parts.append(
            _("dẫn đầu là %(name)s (%(result)s)")
            % {
                "name": full_name(first.type, first.name),
                "result": words.headline(counts_met, first.met, first.applicable, first.percent),
            }
        )
    ranked_before = [place for place in found.places if place.is_comparable]
    if ranked_before:
        values = {
            "up": words.whole(sum(place.rank < place.previous_rank for place in ranked_before)),
            "down": words.whole(sum(place.rank > place.previous_rank for place in ranked_before)),
        }
        scope = _("%(up)s đơn vị lên hạng, %(down)s đơn vị xuống hạng")
        in_page = _("trong trang này %(up)s đơn vị lên hạng, %(down)s đơn vị xuống hạng")
        parts.append((scope if len(found.places) == found.total else in_page) % values)
    return "; ".join(parts) + "."


def rows(found):
    known = published_set(found.round.criteria_set)
    tones = words.class_tones(known.rules)
    unit_link = links.unit_links(round=found.round.code)
    superior_link = links.with_query(reverse("portal:ranking", args=[found.round.code]), parent=links.PLACE)
    said = said_of(found.round)
    return [
        {
            "rank": words.whole(each.rank),
            "change": words.rank_change(each.rank, each.previous_rank) if each.is_comparable else None,
            "name": full_name(each.type, each.name),
            "url": unit_link(each.unit),
            "superior": superior(each),
            "superior_url": superior_link.replace(str(links.PLACE), str(each.parent)),
            "met": f"{each.met}/{each.applicable}",
            "points": f"{words.decimal(each.points)}/{words.decimal(each.max_points)}",
            "points_change": points_change(each),
            "percent": words.percent(each.percent),
            "badge": words.class_badge(each.class_code, each.would_be, known.class_titles, tones),
            "is_knocked_out": each.knock_outs > 0 and each.is_complete,
            "said": said(each),
        }
        for each in found.places
    ]


def superior(place):
    """The name of the unit above, as it was on the round's date."""
    return full_name(place.parents[0]["type"], place.parents[0]["name"]) if place.parents else ""


def points_change(place):
    """“+2,5”: points against the round before; empty where they are not comparable."""
    if not place.is_comparable:
        return ""
    difference = place.points - place.previous_points
    return f"+{words.decimal(difference)}" if difference > 0 else words.decimal(difference).replace("-", "−")


def said_of(assessment_round):
    """Return a function that says whose result a row shows: “chính thức”, “tự chấm, đã nộp”."""
    tracks = {value: str(label) for value, label in Track.choices}
    states = {value: str(label) for value, label in State.choices}

    def said(place):
        if place.track == Track.OFFICIAL:
            return tracks[place.track]
        return f"{tracks[place.track]}, {states[place.state]}"

    return said


def pages(found):
    """Return what components/pagination.html expects, or None when all fit on one page."""
    if not found.places or (found.following is None and found.previous is None):
        return None
    values = {
        "first": words.whole(found.places[0].rank),
        "last": words.whole(found.places[-1].rank),
        "total": words.whole(found.total),
    }
    return {
        "summary": _("Hạng %(first)s–%(last)s trong %(total)s đơn vị") % values,
        "previous_url": found.previous and address(found.round, found.choice, found.previous),
        "next_url": found.following and address(found.round, found.choice, found.following),
    }
