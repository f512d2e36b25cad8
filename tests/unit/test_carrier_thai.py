"""Thai sentences as Thailand Post, Kerry and Flash write them."""

import pytest

from tests.support.sentences import said, who

CUSTOMS = {
    "พัสดุถึงด่านศุลกากร": "customs processing",
    "อยู่ระหว่างพิธีการศุลกากร": "customs processing",
    "รอพิธีการศุลกากร": "customs processing",
    "ผ่านพิธีการศุลกากรแล้ว": "in_transit released",
    "ดำเนินพิธีการศุลกากรเสร็จสิ้น": "in_transit released",
    "พิธีการศุลกากรยังไม่เสร็จสิ้น": "customs processing",
    "ยังไม่ผ่านพิธีการศุลกากร": "customs processing",
    "ออกจากด่านศุลกากร": "in_transit released",
    "ศุลกากรตรวจปล่อยแล้ว": "in_transit released",
    "จะจัดส่งหลังจากผ่านพิธีการศุลกากร": "customs processing",
    "ศุลกากรจะปล่อยพัสดุหลังจากชำระภาษี": "customs action_required",
    "พัสดุถูกกักที่ศุลกากร": "customs held",
    "ศุลกากรกักพัสดุไว้": "customs held",
    "พัสดุไม่ถูกกักที่ศุลกากร": "customs processing",
    "ศุลกากรต้องการเอกสารเพิ่มเติม": "customs action_required",
    "ศุลกากรขอใบกำกับสินค้าจากผู้ส่ง โปรดส่งเอกสาร": "customs action_required",
    "ขาดเอกสาร พัสดุถูกกักที่ศุลกากร": "customs action_required",
    "รอผู้รับชำระภาษีอากร": "customs action_required",
    "รอชำระอากรขาเข้า": "customs action_required",
    "กรุณาชำระภาษีนำเข้า": "customs action_required",
    "ชำระภาษีอากรแล้ว": "in_transit released",
    "ยังไม่ได้ชำระภาษีนำเข้า": "customs action_required",
    "เราจะแจ้งหากศุลกากรต้องการเอกสาร": "customs processing",
    "หากเอกสารไม่ครบ พัสดุอาจถูกกักที่ศุลกากร": "customs processing",
    "พัสดุถูกศุลกากรยึด": "seized refused",
    "ศุลกากรปฏิเสธการนำเข้า": "returning refused",
    "สิ่งของต้องห้าม": "seized refused",
    "ศุลกากรกำลังเปิดตรวจพัสดุ": "customs processing",
    "ผ่านพิธีการศุลกากรขาออกแล้ว": "in_transit export",
    "ส่งมอบให้ศุลกากร": "customs processing",
    "พัสดุอยู่ที่ศุลกากร": "customs processing",
    "ส่งตรวจศุลกากร": "customs processing",
    "พัสดุผ่านการตรวจสอบจากศุลกากรเรียบร้อยแล้ว": "in_transit released",
    "ผ่านพิธีการทางศุลกากรเรียบร้อย": "in_transit released",
    "อยู่ระหว่างดำเนินการทางศุลกากร": "customs processing",
    "พัสดุติดค้างที่ศุลกากร": "customs held",
    "ผู้รับต้องชำระภาษีนำเข้า": "customs action_required",
    "ไม่ต้องชำระภาษีนำเข้า": "customs processing",
    "รอเอกสารจากผู้ส่งเพื่อผ่านพิธีการศุลกากร": "customs action_required",
    "ศุลกากรส่งคืนพัสดุ": "returning refused",
    "ศุลกากร\u200bตรวจปล่อย\u200bแล้ว": "in_transit released",
    "เริ่มดำเนินพิธีการศุลกากรนำเข้า": "customs processing",
    "เสร็จสิ้นพิธีการศุลกากรนำเข้า": "in_transit released",
    "การผ่านพิธีการศุลกากรล้มเหลว": "customs processing",
    "อยู่ระหว่างการตรวจสอบของศุลกากร": "customs processing",
    "เจ้าหน้าที่ศุลกากรเปิดตรวจ": "customs processing",
    "ศุลกากรยังไม่ปล่อยพัสดุ": "customs processing",
    "กำลังรอการตรวจปล่อยจากศุลกากร": "customs processing",
    "พัสดุถูกทำลายโดยศุลกากร": "seized refused",
    "ผ่านพิธีการศุลกากรแล้วและจะนำจ่ายพรุ่งนี้": "in_transit released",
    "ยังไม่สามารถนำจ่ายได้เนื่องจากพัสดุถูกกักที่ศุลกากร": "failed_attempt held",
    "ถูกกักที่ศุลกากร นำจ่ายไม่สำเร็จ": "failed_attempt held",
    "ศุลกากรต้องการข้อมูลเพิ่มเติม": "customs action_required",
    "เมื่อผ่านพิธีการศุลกากรแล้วจะนำจ่าย": "customs processing",
    "ชำระภาษีแล้ว ศุลกากรปล่อยพัสดุ": "in_transit released",
}
"""To the stage and what customs does; the way out has a state of its own."""

WAY = {
    "ได้รับข้อมูลการจัดส่ง": "info_received",
    "รับฝากพัสดุ": "accepted",
    "รับฝาก": "accepted",
    "อยู่ระหว่างการขนส่ง": "in_transit",
    "ออกจากศูนย์คัดแยก": "in_transit",
    "ถึงประเทศปลายทาง": "arrived",
    "อยู่ระหว่างการนำจ่าย": "out_for_delivery",
    "พนักงานกำลังนำส่ง": "out_for_delivery",
    "นำจ่ายสำเร็จ": "delivered",
    "จัดส่งสำเร็จ": "delivered",
    "ผู้รับได้รับสิ่งของเรียบร้อยแล้ว": "delivered",
    "นำจ่ายไม่สำเร็จ": "failed_attempt",
    "ยังไม่ได้รับการจัดส่ง": "failed_attempt",
    "จะจัดส่งสำเร็จพรุ่งนี้": "in_transit",
    "ไม่สามารถติดต่อผู้รับได้": "failed_attempt",
    "ผู้รับปฏิเสธการรับ": "failed_attempt",
    "รอผู้รับมารับที่ทำการไปรษณีย์": "pickup",
    "ส่งมอบให้สายการบิน": "in_transit",
    "ระงับการจัดส่งตามคำขอของผู้รับ": "in_transit",
    "ส่งคืนผู้ฝากส่ง": "returning",
    "ส่งคืนผู้ฝากส่งเรียบร้อยแล้ว": "returned",
    "พัสดุสูญหาย": "lost",
    "ที่อยู่ไม่ถูกต้อง": "exception",
    "สวัสดีค่ะ": "unknown",
    "พัสดุถึงที่ทำการปลายทาง": "in_transit",
    "พัสดุออกจากประเทศต้นทาง": "in_transit",
    "พัสดุถึงประเทศไทย": "arrived",
    "พนักงานเข้ารับพัสดุแล้ว": "accepted",
    "จัดส่งเรียบร้อยแล้ว": "delivered",
    "พัสดุถูกจัดส่งสำเร็จแล้ว": "delivered",
    "ไม่สามารถนำจ่ายได้ เนื่องจากไม่มีผู้รับ": "failed_attempt",
    "กำลังจัดส่งพัสดุคืนผู้ส่ง": "returning",
    "พัสดุจะถูกส่งมอบพรุ่งนี้": "in_transit",
    "พัสดุเสียหาย": "exception",
    "ผู้รับมารับแล้ว": "delivered",
    "พัสดุถูกเซ็นรับแล้ว": "delivered",
    "มีพนักงานกำลังจัดส่งพัสดุ": "out_for_delivery",
    "นำจ่ายสำเร็จ ผู้รับ: สมชาย": "delivered",
    "พัสดุตีกลับต้นทาง": "returning",
    "ยกเลิกการจัดส่ง": "exception",
    "รอนำจ่าย": "in_transit",
    "พัสดุไม่สูญหาย": "in_transit",
    "พัสดุไม่ถูกยึด": "in_transit",
    "ลูกค้านัดรับวันอื่น": "in_transit",
    "ผู้ส่งส่งมอบพัสดุให้บริษัทขนส่ง": "accepted",
    "ส่งมอบให้บริษัทขนส่งแล้ว": "in_transit",
}
"""To the stage, where customs is not spoken of."""


@pytest.mark.parametrize("language", ["th", None])
def test_customs_is_understood(language: str | None) -> None:
    """What customs does, did not, or will do is told apart, the language told or not."""
    assert {text: said(text, language) for text in CUSTOMS} == CUSTOMS


@pytest.mark.parametrize("language", ["th", None])
def test_the_way_is_understood(language: str | None) -> None:
    """A forecast, a failure and a hand-over are no delivery, and nothing here is of customs."""
    assert {text: said(text, language) for text in WAY} == WAY


@pytest.mark.parametrize(
    "text",
    [
        "รอผู้รับชำระภาษีอากร",
        "ผู้รับต้องชำระภาษีนำเข้า",
        "กรุณาชำระภาษีนำเข้า",
    ],
)
def test_the_addressee_is_asked(text: str) -> None:
    """Where the words say so, or duty is to be paid."""
    assert who(text) == "buyer"


@pytest.mark.parametrize(
    "text",
    [
        "รอเอกสารจากผู้ส่งเพื่อผ่านพิธีการศุลกากร",
    ],
)
def test_the_sender_is_asked(text: str) -> None:
    """Where the words name the sender."""
    assert who(text) == "seller"


@pytest.mark.parametrize(
    "text",
    [
        "ขาดเอกสาร พัสดุถูกกักที่ศุลกากร",
        "รอชำระเงิน",
        "เก็บเงินปลายทาง",
        "รอการยืนยันจากผู้รับ",
        "โปรดติดต่อผู้รับ",
        "ไม่ต้องชำระภาษีนำเข้า",
        "พัสดุถูกกักที่ศุลกากร",
    ],
)
def test_weak_words_ask_nobody(text: str) -> None:
    """Papers without a name, other fees, an address or a hold are nobody's duty."""
    assert who(text) in {"unknown", "-"}
