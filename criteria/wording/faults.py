"""What is wrong with an answer, what was received, and what would be accepted."""

from decimal import Decimal

from django.utils.translation import gettext as _

from criteria.wording.figures import figure, listed


def answer_fault_sentence(fault):
    """One AnswerFault in words; the criterion's code is left to whoever lists the faults."""
    return _SENTENCES[fault.reason]() % {name: _shown(value) for name, value in fault.values.items()}


def _shown(value):
    if isinstance(value, Decimal):
        return figure(value)
    if isinstance(value, tuple | list):
        return listed(str(part) for part in value)
    return str(value)


_SENTENCES = {
    "unknown_criterion": lambda: _("Bộ tiêu chí không có tiêu chí mã “%(received)s”; hãy kiểm tra lại mã."),
    "not_an_object": lambda: _("Nhận được “%(received)s”; câu trả lời phải có dạng {%(accepted)s: …}."),
    "unknown_key": lambda: _("Không nhận “%(received)s”; câu trả lời chỉ gồm: %(accepted)s."),
    "key_missing": lambda: _("Câu trả lời còn thiếu: %(lacking)s."),
    "not_a_number": lambda: _(
        'Nhận được “%(received)s”, không phải một số; hãy nhập số như 7,5 (trong tệp viết "7.5").'
    ),
    "float": lambda: _(
        'Nhận được số %(received)s; trong tệp, số lẻ viết trong ngoặc kép, ví dụ "7.5", để không bị làm tròn.'
    ),
    "too_long": lambda: _(
        "Số “%(received)s” quá dài; hãy nhập số nhỏ hơn %(below)s, tối đa %(decimals)s chữ số thập phân."
    ),
    "negative": lambda: _("Nhận được %(received)s; số này không được âm."),
    "out_of_range": lambda: _("Nhận được %(received)s; chỉ nhận từ 0 đến %(most)s, bước %(step)s."),
    "off_step": lambda: _("Nhận được %(received)s; chỉ nhận bội số của %(step)s, từ 0 đến %(most)s."),
    "not_true_or_false": lambda: _("Nhận được “%(received)s”; hãy chọn Đạt (true) hoặc Chưa đạt (false)."),
    "unknown_level": lambda: _("Nhận được “%(received)s”; hãy chọn một trong các mức: %(accepted)s."),
    "not_a_list": lambda: _("Nhận được “%(received)s”; hãy gửi danh sách các mục trong: %(accepted)s."),
    "unknown_item": lambda: _("Không có mục “%(received)s”; các mục được nhận: %(accepted)s."),
    "repeated_item": lambda: _("Mục “%(received)s” được đánh dấu hai lần; mỗi mục chỉ một lần."),
    "not_a_count": lambda: _("Nhận được “%(received)s”; hãy nhập số lần là số nguyên từ 0 đến %(most)s."),
    "not_measurable": lambda: _(
        "Mẫu số bằng 0 nên không đo được tỷ lệ; hãy nhập mẫu số lớn hơn 0, hoặc trả lời “không áp dụng” kèm lý do "
        "nếu tiêu chí cho phép."
    ),
    "not_applicable_refused": lambda: _(
        "Tiêu chí này không được trả lời “không áp dụng”; câu trả lời gồm: %(accepted)s."
    ),
    "mixed_not_applicable": lambda: _(
        "Đã trả lời “không áp dụng” thì không kèm câu trả lời khác (%(received)s); hãy chọn một."
    ),
    "exempt_refused": lambda: _("Tiêu chí này không được xét bất khả kháng; hãy bỏ lý do bất khả kháng."),
    "reason_unfit": lambda: _("Lý do dài quá %(most)s ký tự hoặc có ký tự không đọc được; hãy rút gọn, gõ lại."),
    "reason_missing": lambda: _("Hãy ghi lý do; lý do không được để trống."),
}
