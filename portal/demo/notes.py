"""Explanations as an officer would write them: short, administrative, about posts and papers, never people."""

# Why a unit does not meet a criterion yet, and what it has done: by the words with which the criterion begins.
REASONS = {
    "Trụ sở": "Trụ sở chưa đủ diện tích, phòng chức năng theo yêu cầu của Bộ; đã báo cáo, đề nghị bố trí trụ sở mới.",
    "Bố trí đủ biên chế": "Quân số còn thiếu so với biên chế được duyệt; đã đề nghị bổ sung.",
    "Công an xã đủ biên chế": "Quân số còn thiếu so với biên chế được duyệt; đã đề nghị bổ sung.",
    "Lực lượng bảo vệ ANTT": "Một số thôn chưa đủ lực lượng; UBND đang rà soát, tuyển chọn bổ sung.",
    "Trang thiết bị": "Còn thiếu một số phương tiện so với định mức; đã lập dự trù gửi phòng Hậu cần.",
    "Biểu mẫu": "Một số sổ, biểu mẫu chưa cập nhật theo quy định mới; đang bổ sung.",
    "Từ 90% hộ": "Còn hộ tạm trú chưa ký cam kết; tiếp tục vận động trong quý tới.",
    "Tuyến đường": "Vỉa hè quanh khu vực chợ còn bị lấn chiếm vào giờ cao điểm; đã có kế hoạch ra quân.",
    "Không có cán bộ": "Trong kỳ có một trường hợp bị xử lý kỷ luật ở mức khiển trách.",
    "Không có điểm nóng": "Trong kỳ có một vụ việc phức tạp, đã được giải quyết dứt điểm.",
    "Không để xảy ra hoạt động": "Trong kỳ có một vụ việc phức tạp, đã được giải quyết dứt điểm.",
}
OTHER_REASON = "Đơn vị tự nhận chưa đạt; đã giao bộ phận phụ trách và đặt thời hạn khắc phục."
DISAGREEMENT = "Tài liệu kèm theo chưa chứng minh được mức tự chấm; đề nghị chấm chưa đạt."
AGREED_UNMET = "Thống nhất với đơn vị: chưa đạt, đề nghị theo dõi trong kỳ sau."


def note_of_unit(criterion, *, is_unmet):
    """Why it is unmet; else the papers that show it, where the criterion names any."""
    if not is_unmet:
        return f"Tài liệu kèm theo: {criterion.evidence}." if criterion.evidence else ""
    return next((text for begin, text in REASONS.items() if criterion.title.startswith(begin)), OTHER_REASON)


def note_of_appraiser(criterion, is_unmet, is_inflated):
    if is_inflated:
        return DISAGREEMENT
    return AGREED_UNMET if is_unmet else ""
