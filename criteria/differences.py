"""What changed from one version of a criteria set to the next, criterion by criterion."""

from dataclasses import dataclass

WORDING = ("title", "evidence", "guidance")


@dataclass(frozen=True, slots=True)
class Differences:
    """Codes of criteria, each in the order of the newer document (dropped ones in that of the older).

    `comparable` is false when the two share no code: the criteria were numbered anew, so nothing can be matched.
    """

    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    rescored: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    is_header_changed: bool = False
    are_classes_changed: bool = False
    is_reordered: bool = False
    comparable: bool = True

    @property
    def has_criteria(self):
        return bool(self.added or self.dropped or self.reworded or self.rescored)

    @property
    def are_any(self):
        others = self.is_header_changed or self.are_classes_changed or self.is_reordered
        return self.has_criteria or bool(self.groups) or others


def compare(older, newer):
    """Return the `Differences` between two normalised criteria-set/1 documents.

    A criterion is the same when its code is the same; `reworded`: what people read differs, `rescored`: anything else
    does, its place among the groups included. `groups`: codes of groups that came, went or have another title.
    """
    before, after = _criteria(older), _criteria(newer)
    both = [code for code in after if code in before]
    return Differences(
        added=tuple(code for code in after if code not in before),
        dropped=tuple(code for code in before if code not in after),
        reworded=tuple(code for code in both if _wording(before[code]) != _wording(after[code])),
        rescored=tuple(code for code in both if _rule(before[code]) != _rule(after[code])),
        groups=_changed_groups(older, newer),
        is_header_changed=_header(older) != _header(newer),
        are_classes_changed=older["classes"] != newer["classes"],
        is_reordered=_is_reordered(before, after) or _is_reordered(_group_rows(older), _group_rows(newer)),
        comparable=bool(both) or not before or not after,
    )


def _criteria(document):
    return {
        criterion["code"]: {**criterion, "group": group["code"]}
        for group in document["groups"]
        for criterion in group["criteria"]
    }


def _wording(criterion):
    return [criterion[key] for key in WORDING]


def _rule(criterion):
    return {key: value for key, value in criterion.items() if key not in WORDING}


def _group_rows(document):
    return {group["code"]: (group["title"], group["zero_if_unmet"]) for group in document["groups"]}


def _changed_groups(older, newer):
    before, after = _group_rows(older), _group_rows(newer)
    return tuple(code for code in {**after, **before} if before.get(code) != after.get(code))


def _is_reordered(before, after):
    """Whether those that stayed stand in another order."""
    return [code for code in before if code in after] != [code for code in after if code in before]


def _header(document):
    return {key: value for key, value in document.items() if key not in ("groups", "classes")}
