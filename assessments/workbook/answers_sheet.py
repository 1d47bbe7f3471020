"""The sheet of answers: titles, then a band a group and a block a criterion, with what was answered so far."""

from openpyxl.utils import get_column_letter

from assessments.queries.sheet import past_answers
from assessments.workbook import look
from assessments.workbook.cells import as_text, write_number, write_text
from assessments.workbook.guide import notice_of
from assessments.workbook.layout import (
    ITEM,
    LISTS,
    MET,
    NO,
    UNMET,
    YES,
    columns_of,
    groups_of,
    level_words,
    rows_of,
)
from assessments.workbook.validation import answer_validation, text_validation

HEAD_ROW = 4
# Beside these every part of an answer has its own cell; the others are as high as the whole criterion.
OF_A_PART = ("label", "answer", "key")
# Room for two lines of the unit's own words.
LOWEST = 2


class AnswersSheet:
    """Writes the sheet; `lists` is the hidden one that holds the words of drop-downs."""

    def __init__(self, sheet, lists, assessment):
        self.sheet, self.lists, self.assessment = sheet, lists, assessment
        self.groups = groups_of(assessment)
        self.columns = columns_of(self.groups)
        self.letters = {column.name: get_column_letter(n) for n, column in enumerate(self.columns, start=1)}
        self.open_cells = {column.name: [] for column in self.columns if column.is_open}

    def write(self, scores):
        """`scores`: {criterion code: (`SelfScore`, `Given`)}."""
        self._write_head()
        criteria = [asked for group in self.groups for asked in group.criteria]
        past = past_answers(self.assessment, criteria)
        number = HEAD_ROW
        for group in self.groups:
            number += 1
            self._write_group(number, group)
            for asked in group.criteria:
                rows = rows_of(asked)
                score, given = scores[asked.code]
                self._write_criterion(number + 1, rows, score, given, past.get(asked.code))
                number += len(rows)
        self._finish()

    def _write_head(self):
        assessment, sheet = self.assessment, self.sheet
        write_text(sheet["A1"], f"Phiếu tự chấm: {assessment.police_name}", look.TITLE)
        write_text(sheet["A2"], f"{assessment.round.title} · {assessment.round.criteria_set.title}", look.LINE)
        write_text(sheet["A3"], notice_of(assessment), look.NOTICE)
        for column in self.columns:
            letter = self.letters[column.name]
            write_text(sheet[f"{letter}{HEAD_ROW}"], column.title, look.HEAD)
            sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[self.letters["key"]].hidden = True
        sheet.row_dimensions[1].height, sheet.row_dimensions[HEAD_ROW].height = 22, 32

    def _write_group(self, number, group):
        for letter in self.letters.values():
            look.dress(self.sheet[f"{letter}{number}"], look.GROUP)
        write_text(self.sheet[f"A{number}"], group.label, look.GROUP)
        self.sheet.row_dimensions[number].height = 20

    def _write_criterion(self, number, rows, score, given, past):
        texts = _texts_of(rows[0].asked, past)
        for column in self.columns:
            letter = self.letters[column.name]
            cells = [self.sheet[f"{letter}{number + place}"] for place in range(len(rows))]
            if column.name in OF_A_PART:
                for cell, row in zip(cells, rows, strict=True):
                    self._write_part(cell, column.name, row, score, given)
            else:
                self._write_whole(cells, column, rows[0], score, texts | _words_of(given))
        for place, height in enumerate(_heights(rows, texts | _words_of(given), self.columns)):
            self.sheet.row_dimensions[number + place].height = height

    def _write_part(self, cell, column, row, score, given):
        if column == "label":
            write_text(cell, row.label, look.BODY[column])
        elif column == "key":
            write_text(cell, row.key, look.BODY[column])
        else:
            _write_answer(cell, row, given.answer or {})
            look.dress(cell, look.SHUT if score.is_locked else look.OPEN_ANSWER)
            if not score.is_locked:
                choices = self._choices(row.asked.rule.scale)
                self.sheet.add_data_validation(answer_validation(row, cell.coordinate, choices))

    def _write_whole(self, cells, column, row, score, texts):
        is_open = row.takes(column.name) and not score.is_locked
        style = look.OPEN if is_open else look.BODY.get(column.name, look.SHUT)
        if len(cells) > 1:
            self.sheet.merge_cells(f"{cells[0].coordinate}:{cells[-1].coordinate}")
            # Excel asks every cell of a merged one whether it is locked.
            cells = self.sheet[f"{cells[0].coordinate}:{cells[-1].coordinate}"]
            cells = [cell for line in cells for cell in line]
        for cell in cells:
            as_text(cell)
            look.dress(cell, style)
        write_text(cells[0], texts.get(column.name, ""), style)
        if is_open:
            self.open_cells[column.name].append(cells[0].coordinate)

    def _choices(self, scale):
        """Write the words of a scale's levels into a column of the hidden sheet; return their range."""
        if scale.kind != "levels":
            return ""
        column = self.lists.max_column + 1
        for number, level in enumerate(scale.levels, start=1):
            write_text(self.lists.cell(number, column), level_words(level))
        letter = get_column_letter(column)
        return f"'{LISTS}'!${letter}$1:${letter}${len(scale.levels)}"

    def _finish(self):
        sheet = self.sheet
        for column, cells in self.open_cells.items():
            if cells:
                sheet.add_data_validation(text_validation(" ".join(cells), column))
        sheet.freeze_panes = f"C{HEAD_ROW + 1}"
        look.protect(sheet)
        notice, titles = notice_of(self.assessment), f"{HEAD_ROW}:{HEAD_ROW}"
        look.lay_out_for_print(sheet, titles=titles, footer=self.assessment.police_name, notice=notice)


def _texts_of(asked, past):
    rule = [asked.sentence, asked.weight, asked.guidance]
    rule += [f"Tài liệu kiểm chứng: {asked.evidence}"] if asked.evidence else []
    knock_out = "\nĐiểm liệt nếu chưa đạt." if asked.is_knock_out else ""
    return {
        "code": asked.code,
        "title": asked.title + knock_out,
        "rule": "\n".join(part for part in rule if part),
        "past": "\n".join(part for part in (past.words, past.points, past.note) if part) if past else "",
    }


def _words_of(given):
    answer = given.answer or {}
    return {"note": given.note, **{name: answer.get(name, "") for name in ("exempt", "not_applicable")}}


def _heights(rows, texts, columns):
    """The height of each part's row: high enough for its label, all together for the criterion's texts."""
    widths = {column.name: column.width for column in columns}
    parts = [max(look.lines(row.label, widths["label"]), _answer_lines(row, widths["answer"])) for row in rows]
    whole = max(look.lines(texts.get(name, ""), width) for name, width in widths.items() if name not in OF_A_PART)
    lacking = max(whole, LOWEST) - sum(parts)
    return [look.height(part + max(lacking, 0) / len(parts)) for part in parts]


def _answer_lines(row, width):
    scale = row.asked.rule.scale
    return max(look.lines(level_words(level), width - 2) for level in scale.levels) if scale.kind == "levels" else 1


def _write_answer(cell, row, answer):
    kind, name = row.asked.rule.scale.kind, row.name
    if name.startswith(ITEM):
        ticked = answer.get("items")
        write_text(cell, "" if ticked is None else YES if name.removeprefix(ITEM) in ticked else NO)
    elif kind == "met":
        write_text(cell, {True: MET, False: UNMET}.get(answer.get("met"), ""))
    elif kind == "levels":
        levels = {level.value: level_words(level) for level in row.asked.rule.scale.levels}
        write_text(cell, levels.get(answer.get("level"), ""))
    elif name in answer:
        write_number(cell, str(answer[name]))
