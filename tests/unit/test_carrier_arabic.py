"""Arabic sentences as Aramex, SMSA and Saudi Post write them."""

import pytest

from tests.support.sentences import said, who

CUSTOMS = {
    "الشحنة في الجمارك": "customs processing",
    "الشحنة قيد التخليص الجمركي": "customs processing",
    "وصلت الشحنة إلى الجمارك": "customs processing",
    "جاري التخليص الجمركي": "customs processing",
    "تم التخليص الجمركي": "in_transit released",
    "تَمَّ التَّخليص الجُمركي": "in_transit released",
    "لم يتم التخليص الجمركي بعد": "customs processing",
    "اكتملت إجراءات التخليص الجمركي": "in_transit released",
    "تم فسح الشحنة من الجمارك": "in_transit released",
    "تم الإفراج عن الشحنة من الجمارك": "in_transit released",
    "تم الافراج عن الشحنه من الجمارك": "in_transit released",
    "سيتم الإفراج عن الشحنة من الجمارك بعد دفع الرسوم": "customs action_required",
    "سيتم تسليم الشحنة بعد التخليص الجمركي": "customs processing",
    "غادرت الشحنة الجمارك": "in_transit released",
    "الشحنة محتجزة في الجمارك": "customs held",
    "تم احتجاز الشحنة من قبل الجمارك": "customs held",
    "لا تزال الشحنة محتجزة في الجمارك": "customs held",
    "الشحنة غير محتجزة في الجمارك": "customs processing",
    "مطلوب مستندات إضافية للتخليص الجمركي": "customs action_required",
    "تطلب الجمارك فاتورة من المرسل": "customs action_required",
    "بانتظار دفع الرسوم الجمركية من المستلم": "customs action_required",
    "يرجى سداد الرسوم الجمركية": "customs action_required",
    "لم يتم دفع الرسوم الجمركية": "customs action_required",
    "تم دفع الرسوم الجمركية": "in_transit released",
    "سيتم التواصل معك إذا كانت المستندات مطلوبة للجمارك": "customs processing",
    "تمت مصادرة الشحنة من قبل الجمارك": "seized refused",
    "رفضت الجمارك الشحنة": "returning refused",
    "مواد محظورة": "seized refused",
    "الشحنة تحت التفتيش الجمركي": "customs processing",
    "تم التخليص الجمركي للتصدير": "in_transit export",
    "تم تسليم الشحنة إلى الجمارك": "customs processing",
    "تم إرسال الشحنة إلى الجمارك للتخليص": "customs processing",
    "الشحنة لدى الجمارك السعودية": "customs processing",
    "اجتازت الشحنة الجمارك": "in_transit released",
    "تم الانتهاء من التخليص الجمركي": "in_transit released",
    "خرجت الشحنة من الجمارك": "in_transit released",
    "الشحنة موقوفة لدى الجمارك بسبب نقص المستندات": "customs action_required",
    "على المرسل إليه دفع الرسوم الجمركية": "customs action_required",
    "الرسوم الجمركية غير مدفوعة": "customs action_required",
    "لا يتطلب دفع رسوم جمركية": "customs processing",
    "صادرت الجمارك الشحنة": "seized refused",
    "أعيدت الشحنة من قبل الجمارك": "returning refused",
    "إذا لم يتم تقديم المستندات ستحتجز الجمارك الشحنة": "customs processing",
    "بدء التخليص الجمركي": "customs processing",
    "اكتمل التخليص الجمركي للاستيراد": "in_transit released",
    "فشل التخليص الجمركي": "customs action_required",
    "تم حجز الشحنة في الجمارك": "customs held",
    "تأخر التخليص الجمركي": "customs processing",
    "بانتظار التخليص الجمركي": "customs processing",
    "الشحنة مكتملة التخليص": "in_transit released",
    "تم رفض الشحنة من قبل الجمارك": "returning refused",
    "تم فسح الشحنة من الجمارك وسيتم تسليمها غدا": "in_transit released",
    "لم يتم تسليم الشحنة لأنها محتجزة في الجمارك": "failed_attempt held",
    "محتجزة في الجمارك، محاولة تسليم فاشلة": "failed_attempt held",
    "طلبت الجمارك معلومات إضافية": "customs action_required",
    "عند انتهاء التخليص الجمركي سيتم تسليم الشحنة": "customs processing",
    "وصلت الشحنة وجاري التخليص الجمركي": "customs processing",
    "تم تحويل الشحنة إلى الجمارك": "customs processing",
    "تم سداد الرسوم الجمركية وتم فسح الشحنة": "in_transit released",
}
"""To the stage and what customs does; the way out has a state of its own."""

WAY = {
    "تم إنشاء الشحنة": "info_received",
    "تم استلام الشحنة من المرسل": "accepted",
    "غادرت الشحنة مركز الفرز": "in_transit",
    "وصلت الشحنة إلى المستودع": "in_transit",
    "وصلت الشحنة إلى بلد الوجهة": "arrived",
    "خرجت الشحنة للتسليم": "out_for_delivery",
    "خرجت للتوصيل": "out_for_delivery",
    "الشحنة مع المندوب": "out_for_delivery",
    "تم تسليم الشحنة": "delivered",
    "تم التسليم": "delivered",
    "تـم تسليـم الشحنة": "delivered",
    "لم يتم تسليم الشحنة": "failed_attempt",
    "سيتم تسليم الشحنة غدا": "in_transit",
    "تعذر التسليم، العميل غير متواجد": "failed_attempt",
    "محاولة توصيل غير ناجحة": "failed_attempt",
    "رفض العميل استلام الشحنة": "failed_attempt",
    "الشحنة جاهزة للاستلام": "pickup",
    "تم تسليم الشحنة إلى شركة النقل": "in_transit",
    "محتجزة بناء على طلب المستلم": "in_transit",
    "جاري إرجاع الشحنة إلى المرسل": "returning",
    "لم يتم تسليم الشحنة وتم إرجاعها إلى المرسل": "returned",
    "فقدت الشحنة": "lost",
    "عنوان غير صحيح": "exception",
    "خدمة العملاء": "unknown",
    "لم يتم الإفراج عن الشحنة": "in_transit",
    "غادرت الشحنة بلد المنشأ": "in_transit",
    "الشحنة في طريقها إلى الوجهة": "in_transit",
    "جاري توصيل الشحنة": "out_for_delivery",
    "تم توصيل شحنتك بنجاح": "delivered",
    "لم نتمكن من توصيل الشحنة": "failed_attempt",
    "تمت إعادة الشحنة إلى المرسل": "returned",
    "سيتم إعادة الشحنة إلى المرسل": "returning",
    "تم استلام بيانات الشحنة إلكترونيا": "info_received",
    "وصلت الشحنة إلى مطار الرياض": "in_transit",
    "تم التوصيل بنجاح": "delivered",
    "وصول الشحنة إلى مركز الفرز": "in_transit",
    "تم رفض الشحنة من قبل المستلم": "failed_attempt",
    "تم تغيير موعد التسليم بناء على طلب العميل": "in_transit",
    "مندوب التوصيل في الطريق إليك": "out_for_delivery",
    "وتم تسليم الشحنة للعميل": "delivered",
    "لن يتم تسليم الشحنة اليوم": "failed_attempt",
    "لم تتم مصادرة الشحنة": "in_transit",
    "الشحنة غير مفقودة": "in_transit",
}
"""To the stage, where customs is not spoken of."""


@pytest.mark.parametrize("language", ["ar", None])
def test_customs_is_understood(language: str | None) -> None:
    """What customs does, did not, or will do is told apart, the language told or not."""
    assert {text: said(text, language) for text in CUSTOMS} == CUSTOMS


@pytest.mark.parametrize("language", ["ar", None])
def test_the_way_is_understood(language: str | None) -> None:
    """A forecast, a failure and a hand-over are no delivery, and nothing here is of customs."""
    assert {text: said(text, language) for text in WAY} == WAY


@pytest.mark.parametrize(
    "text",
    [
        "بانتظار دفع الرسوم الجمركية من المستلم",
        "على المرسل إليه دفع الرسوم الجمركية",
        "يرجى سداد الرسوم الجمركية",
    ],
)
def test_the_addressee_is_asked(text: str) -> None:
    """Where the words say so, or duty is to be paid."""
    assert who(text) == "buyer"


@pytest.mark.parametrize(
    "text",
    [
        "تطلب الجمارك فاتورة من المرسل",
    ],
)
def test_the_sender_is_asked(text: str) -> None:
    """Where the words name the sender."""
    assert who(text) == "seller"


@pytest.mark.parametrize(
    "text",
    [
        "مطلوب مستندات إضافية للتخليص الجمركي",
        "بانتظار الدفع",
        "الدفع عند الاستلام مطلوب",
        "يرجى تحديث عنوان المستلم",
        "لا يتطلب دفع رسوم جمركية",
        "الشحنة محتجزة في الجمارك",
    ],
)
def test_weak_words_ask_nobody(text: str) -> None:
    """Papers without a name, other fees, an address or a hold are nobody's duty."""
    assert who(text) in {"unknown", "-"}
