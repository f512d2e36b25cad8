"""Vietnamese sentences as Vietnam Post and GHN write them, with and without marks."""

import pytest

from tests.support.sentences import said, who

CUSTOMS = {
    "Bưu gửi đang làm thủ tục hải quan": "customs processing",
    "Buu gui dang lam thu tuc hai quan": "customs processing",
    "Đã đến hải quan": "customs processing",
    "Đang chờ thông quan": "customs processing",
    "Đã thông quan": "in_transit released",
    "Da thong quan": "in_transit released",
    "Chưa thông quan": "customs processing",
    "Chua duoc thong quan": "customs processing",
    "Hoàn tất thủ tục hải quan": "in_transit released",
    "Thủ tục hải quan chưa hoàn tất": "customs processing",
    "Hàng sẽ được thông quan sau khi nộp thuế": "customs action_required",
    "Đơn hàng sẽ được giao sau khi thông quan": "customs processing",
    "Bưu gửi bị hải quan tạm giữ": "customs held",
    "Hàng hóa bị giữ lại tại hải quan": "customs held",
    "Không bị hải quan tạm giữ": "customs processing",
    "Hải quan yêu cầu bổ sung chứng từ": "customs action_required",
    "Hai quan yeu cau bo sung chung tu": "customs action_required",
    "Hải quan yêu cầu người gửi cung cấp hóa đơn": "customs action_required",
    "Thiếu giấy tờ, hàng bị tạm giữ tại hải quan": "customs action_required",
    "Chờ người nhận nộp thuế nhập khẩu": "customs action_required",
    "Vui lòng nộp thuế nhập khẩu": "customs action_required",
    "Đã nộp thuế nhập khẩu": "in_transit released",
    "Chưa nộp thuế nhập khẩu": "customs action_required",
    "Chúng tôi sẽ liên hệ nếu hải quan yêu cầu chứng từ": "customs processing",
    "Nếu thiếu chứng từ hàng sẽ bị hải quan tạm giữ": "customs processing",
    "Hàng bị hải quan tịch thu": "seized refused",
    "Hải quan từ chối thông quan": "returning refused",
    "Hàng cấm nhập khẩu": "seized refused",
    "Đã thông quan xuất khẩu": "in_transit export",
    "Hải quan kiểm tra hàng hóa": "customs processing",
    "Bàn giao cho hải quan": "customs processing",
    "Kiện hàng đang được hải quan kiểm tra": "customs processing",
    "Đã bàn giao cho hải quan": "customs processing",
    "Hải quan đã thông quan lô hàng": "in_transit released",
    "Lô hàng đã được thông quan": "in_transit released",
    "Lô hàng vẫn chưa được thông quan": "customs processing",
    "Đang làm thủ tục thông quan nhập khẩu": "customs processing",
    "Kiện hàng đã rời khỏi hải quan": "in_transit released",
    "Hải quan giữ hàng để kiểm tra": "customs held",
    "Cần bổ sung mã số thuế của người nhận để thông quan": "customs action_required",
    "Người nhận phải nộp thuế nhập khẩu": "customs action_required",
    "Không phải nộp thuế nhập khẩu": "customs processing",
    "Thuế nhập khẩu đã được thanh toán": "in_transit released",
    "Bị hải quan trả lại": "returning refused",
    "Bắt đầu thông quan nhập khẩu": "customs processing",
    "Hoàn tất thông quan nhập khẩu": "in_transit released",
    "Thông quan thất bại": "customs action_required",
    "Hải quan đã kiểm tra và thông quan": "in_transit released",
    "Không thông quan được do thiếu hóa đơn": "customs action_required",
    "Chưa giao được do hàng đang bị hải quan tạm giữ": "failed_attempt held",
    "Đã thông quan và sẽ được giao ngày mai": "in_transit released",
    "Hải quan tạm giữ hàng vì thiếu hóa đơn": "customs action_required",
    "Hải quan chưa cho phép nhập khẩu": "customs processing",
    "Hải quan yêu cầu thêm thông tin": "customs action_required",
    "Đã đóng thuế nhập khẩu": "in_transit released",
    "Khi được thông quan, hàng sẽ được giao": "customs processing",
}
"""To the stage and what customs does; the way out has a state of its own."""

WAY = {
    "Đơn hàng đã được tạo": "info_received",
    "Đã lấy hàng": "accepted",
    "Chấp nhận gửi": "accepted",
    "Đã rời bưu cục Hà Nội": "in_transit",
    "Đến bưu cục phát": "in_transit",
    "Bưu gửi đã đến quốc gia đích": "arrived",
    "Đang giao hàng": "out_for_delivery",
    "Giao bưu tá đi phát": "out_for_delivery",
    "Phát thành công": "delivered",
    "Giao hàng thành công": "delivered",
    "Giao hang thanh cong": "delivered",
    "Giao hàng không thành công": "failed_attempt",
    "Chưa giao được hàng": "failed_attempt",
    "Sẽ giao hàng vào ngày mai": "in_transit",
    "Đơn hàng sẽ được giao ngày mai": "in_transit",
    "Không liên lạc được người nhận": "failed_attempt",
    "Đã giao cho đơn vị vận chuyển": "in_transit",
    "Mời đến nhận tại bưu cục": "pickup",
    "Giữ hàng theo yêu cầu của người nhận": "in_transit",
    "Đang chuyển hoàn": "returning",
    "Đã trả lại người gửi": "returned",
    "Bưu gửi bị thất lạc": "lost",
    "Sai địa chỉ": "exception",
    "Xin chào": "unknown",
    "Hàng bị tiêu hủy": "lost",
    "Đơn hàng đang trung chuyển": "in_transit",
    "Hàng đã về đến Việt Nam": "arrived",
    "Bưu tá đang giao hàng": "out_for_delivery",
    "Đã giao cho người nhận": "delivered",
    "Người nhận đã nhận hàng": "delivered",
    "Giao hàng thất bại, khách không nghe máy": "failed_attempt",
    "Hoàn hàng cho người bán": "returning",
    "Don hang dang duoc van chuyen": "in_transit",
    "Dự kiến giao hàng ngày mai": "in_transit",
    "Địa chỉ không chính xác": "exception",
    "Đơn hàng đã được giao thành công": "delivered",
    "Phát không thành công: người nhận đi vắng": "failed_attempt",
    "Kiện hàng đang trên đường giao": "out_for_delivery",
    "Đến trung tâm khai thác": "in_transit",
    "Bưu gửi rời nước gốc": "in_transit",
    "Đơn hàng đã bị hủy": "exception",
    "Đã phát cho người nhận": "delivered",
    "Chuyen hoan cho nguoi gui": "returning",
    "Khách hàng hẹn lại ngày nhận": "unknown",
    "Hàng không bị tịch thu": "unknown",
    "Bưu gửi không bị thất lạc": "in_transit",
    "Chuyển tiếp bưu gửi đến bưu cục phát": "in_transit",
    "Đơn hàng chuẩn bị được giao": "in_transit",
}
"""To the stage, where customs is not spoken of."""


@pytest.mark.parametrize("language", ["vi", None])
def test_customs_is_understood(language: str | None) -> None:
    """What customs does, did not, or will do is told apart, the language told or not."""
    assert {text: said(text, language) for text in CUSTOMS} == CUSTOMS


@pytest.mark.parametrize("language", ["vi", None])
def test_the_way_is_understood(language: str | None) -> None:
    """A forecast, a failure and a hand-over are no delivery, and nothing here is of customs."""
    assert {text: said(text, language) for text in WAY} == WAY


@pytest.mark.parametrize(
    "text",
    [
        "Chờ người nhận nộp thuế nhập khẩu",
        "Vui lòng nộp thuế nhập khẩu",
        "Cần bổ sung mã số thuế của người nhận để thông quan",
    ],
)
def test_the_addressee_is_asked(text: str) -> None:
    """Where the words say so, or duty is to be paid."""
    assert who(text) == "buyer"


@pytest.mark.parametrize(
    "text",
    [
        "Hải quan yêu cầu người gửi cung cấp hóa đơn",
    ],
)
def test_the_sender_is_asked(text: str) -> None:
    """Where the words name the sender."""
    assert who(text) == "seller"


@pytest.mark.parametrize(
    "text",
    [
        "Hải quan yêu cầu bổ sung chứng từ",
        "Chờ thanh toán",
        "Người nhận chưa thanh toán tiền thu hộ",
        "Cần xác nhận địa chỉ người nhận",
        "Không phải nộp thuế nhập khẩu",
        "Bưu gửi bị hải quan tạm giữ",
    ],
)
def test_weak_words_ask_nobody(text: str) -> None:
    """Papers without a name, other fees, an address or a hold are nobody's duty."""
    assert who(text) in {"unknown", "-"}
