"""What a cell of a workbook takes, so that Excel and LibreOffice refuse a slip while it is typed.

A convenience for whoever fills it in: the reader judges everything again.
"""

from openpyxl.worksheet.datavalidation import DataValidation

from assessments.forms.answers import NOTE_MOST, REASON_MOST
from assessments.workbook.layout import MET, NO, UNMET, YES
from criteria import wording
from criteria.scoring.numbers import LARGEST_COUNT

TITLE = "Chưa đúng"


def answer_validation(row, cell, choices):
    """Return the `DataValidation` of the answer in `cell`; `choices` is the range of a level's words."""
    scale = row.asked.rule.scale
    rule = _RULES[scale.kind](scale, cell, choices)
    return _validation(cell, prompt_title=f"Tiêu chí {row.asked.code}", **rule)


def text_validation(cells, column):
    """Return the `DataValidation` of the open texts of a column."""
    most = NOTE_MOST if column == "note" else REASON_MOST
    error = f"Tối đa {wording.figure(most)} ký tự; hãy rút gọn."
    return _validation(cells, type="textLength", operator="lessThanOrEqual", formula1=str(most), error=error)


def _validation(cells, *, error, prompt="", prompt_title="", **rule):
    # Excel takes 255 letters of a message and 32 of its title.
    validation = DataValidation(
        allow_blank=True, showErrorMessage=True, errorTitle=TITLE, error=error[:225], sqref=cells, **rule
    )
    if prompt:
        validation.showInputMessage = True
        validation.promptTitle, validation.prompt = prompt_title[:32], prompt[:255]
    return validation


def _choice(first, second):
    prompt = f"Chọn “{first}” hoặc “{second}”."
    return {"type": "list", "formula1": f'"{first},{second}"', "error": prompt, "prompt": prompt}


def _level(scale, cell, choices):
    prompt = "Chọn một mức trong danh sách."
    return {"type": "list", "formula1": choices, "error": prompt, "prompt": prompt}


def _points(scale, cell, choices):
    most, step = scale.max, scale.step
    prompt = f"Nhập số từ 0 đến {wording.figure(most)}, bội số của {wording.figure(step)}."
    whole = f"ROUND({cell}/{step},6)=ROUND({cell}/{step},0)"
    formula = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most},{whole})"
    return {"type": "custom", "formula1": formula, "error": prompt, "prompt": prompt}


def _measure(scale, cell, choices):
    if scale.of == "number":
        prompt = f"Nhập một số{f' ({scale.unit})' if scale.unit else ''}."
        return {"type": "custom", "formula1": f"ISNUMBER({cell})", "error": prompt, "prompt": prompt}
    prompt = "Nhập một số từ 0 trở lên."
    return {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0", "error": prompt, "prompt": prompt}


def _penalty(scale, cell, choices):
    prompt = "Nhập số lần: số nguyên từ 0; không có lần nào thì ghi 0."
    bounds = {"operator": "between", "formula1": "0", "formula2": str(LARGEST_COUNT)}
    return {"type": "whole", "error": prompt, "prompt": prompt, **bounds}


_RULES = {
    "met": lambda scale, cell, choices: _choice(MET, UNMET),
    "checklist": lambda scale, cell, choices: _choice(YES, NO),
    "levels": _level,
    "points": _points,
    "bonus": _points,
    "measure": _measure,
    "penalty": _penalty,
}
