"""What comes in: which criteria to show, the parts of a draft as an administrator edits them, and files."""

from criteria.forms.editing import ClassForm, CriterionForm, GroupForm, NewSetForm, SetForm
from criteria.forms.filter import CriteriaFilter
from criteria.forms.importing import FileForm, StoreForm

__all__ = [
    "ClassForm",
    "CriteriaFilter",
    "CriterionForm",
    "FileForm",
    "GroupForm",
    "NewSetForm",
    "SetForm",
    "StoreForm",
]
