"""Data entry of criteria sets. Every save goes through `criteria.actions`, judged as a file is."""

from criteria.admin.parts import CriterionAdmin, GroupAdmin, ResultClassAdmin
from criteria.admin.sets import CriteriaSetAdmin

__all__ = ["CriteriaSetAdmin", "CriterionAdmin", "GroupAdmin", "ResultClassAdmin"]
