"""Vietnamese."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    "vi",
    {
        Topic.WHERE_IS_PARCEL: """
            đơn hàng ~ đâu, kiện hàng ~ đâu, gói hàng ~ đâu, hàng của tôi ~ đâu, hàng của
            mình ~ đâu, hàng của em ~ đâu, hàng mình ~ đâu, hàng em ~ đâu, hàng tôi ~ đâu,
            hàng đang ở đâu, hàng đến/tới/về ~ đâu, đến đâu rồi, tới đâu rồi, hàng đâu rồi,
            bao giờ ~ nhận được hàng, bao giờ ~ nhận hàng, bao giờ ~ giao hàng, bao giờ ~
            ship hàng, khi nào ~ nhận được hàng, khi nào ~ nhận hàng, khi nào ~ giao hàng,
            khi nào ~ ship hàng, lúc nào ~ nhận được hàng, lúc nào ~ nhận hàng, lúc nào ~
            giao hàng, lúc nào ~ ship hàng, chừng nào ~ nhận được hàng, chừng nào ~ nhận
            hàng, chừng nào ~ giao hàng, chừng nào ~ ship hàng, ngày nào ~ nhận được hàng,
            ngày nào ~ nhận hàng, ngày nào ~ giao hàng, ngày nào ~ ship hàng, hôm nào ~ nhận
            được hàng, hôm nào ~ nhận hàng, hôm nào ~ giao hàng, hôm nào ~ ship hàng, bao
            giờ ~ hàng ~ đến/tới/về/giao, bao giờ ~ đơn hàng ~ đến/tới/về/giao, khi nào ~
            hàng ~ đến/tới/về/giao, khi nào ~ đơn hàng ~ đến/tới/về/giao, lúc nào ~ hàng ~
            đến/tới/về/giao, lúc nào ~ đơn hàng ~ đến/tới/về/giao, chừng nào ~ hàng ~
            đến/tới/về/giao, chừng nào ~ đơn hàng ~ đến/tới/về/giao, ngày nào ~ hàng ~
            đến/tới/về/giao, ngày nào ~ đơn hàng ~ đến/tới/về/giao, hôm nào ~ hàng ~
            đến/tới/về/giao, hôm nào ~ đơn hàng ~ đến/tới/về/giao, hàng ~ bao giờ ~
            đến/tới/về/giao/nhận, hàng ~ khi nào ~ đến/tới/về/giao/nhận, hàng ~ chừng nào ~
            đến/tới/về/giao/nhận, hàng ~ lúc nào ~ đến/tới/về/giao/nhận, đơn hàng ~ bao giờ
            ~ đến/tới/về/giao/nhận, đơn hàng ~ khi nào ~ đến/tới/về/giao/nhận, đơn hàng ~
            chừng nào ~ đến/tới/về/giao/nhận, đơn hàng ~ lúc nào ~ đến/tới/về/giao/nhận,
            hàng bao giờ đến/tới/về/giao, hàng khi nào đến/tới/về/giao, hàng chừng nào
            đến/tới/về/giao, hàng lúc nào đến/tới/về/giao, đơn hàng bao giờ đến/tới/về/giao,
            đơn hàng khi nào đến/tới/về/giao, đơn hàng chừng nào đến/tới/về/giao, đơn hàng
            lúc nào đến/tới/về/giao, chưa ~ nhận hàng, chưa ~ nhận được hàng, chưa ~ nhận đc
            hàng, chưa ~ nhận được đơn hàng, chưa ~ thấy hàng, chưa ~ thấy giao, hàng ~ chưa
            ~ đến/tới/về/thấy/giao/nhận, đơn hàng ~ chưa ~ đến/tới/về/thấy/giao/nhận, hàng
            chưa đến/tới/về/thấy/giao, đơn hàng chưa đến/tới/về/thấy/giao, chưa giao hàng,
            vẫn chưa đến/tới/về/giao, mãi chưa đến/tới/về/giao, gửi hàng ~ chưa, giao hàng ~
            chưa, ship hàng ~ chưa, gửi hàng chưa, giao hàng chưa, ship hàng chưa, mã vận
            đơn ~ không/ko/k/chưa ~ cập nhật, mã vận đơn ~ không/ko/k/chưa ~ thay đổi, mã
            vận đơn ~ không/ko/k/chưa ~ tra, tracking ~ không/ko/k/chưa ~ cập nhật, tracking
            ~ không/ko/k/chưa ~ thay đổi, tracking ~ không/ko/k/chưa ~ tra, vận đơn ~
            không/ko/k/chưa ~ cập nhật, vận đơn ~ không/ko/k/chưa ~ thay đổi, vận đơn ~
            không/ko/k/chưa ~ tra, hành trình ~ không/ko/k/chưa ~ cập nhật, hành trình ~
            không/ko/k/chưa ~ thay đổi, hành trình ~ không/ko/k/chưa ~ tra, đơn hàng ~
            không/ko/k/chưa ~ cập nhật, đơn hàng ~ không/ko/k/chưa ~ thay đổi, đơn hàng ~
            không/ko/k/chưa ~ tra, bao lâu ~ nhận hàng, bao lâu ~ nhận được hàng, bao lâu ~
            hàng, bao lâu thì đến/tới/về/giao/nhận, bao lâu mới đến/tới/về/giao/nhận, mấy
            ngày ~ nhận hàng, mấy ngày ~ nhận được hàng, mấy ngày ~ hàng, mấy ngày ~ giao
            hàng, mấy ngày thì đến/tới/về, tình trạng đơn, trạng thái đơn, kiểm tra ~ đơn
            hàng, chờ hàng, đợi hàng
        """,
        Topic.NOT_RECEIVED: """
            giao thành công ~ không/chưa/ko/k, giao thành công ~ mà, báo/ghi/hiện ~ đã giao,
            đã giao ~ nhưng/mà, không/ko/k/chẳng ~ nhận được hàng, không nhận được gì, không
            nhận được, ko nhận được, k nhận được, thất lạc, mất hàng, bị mất, hàng ~ mất, ai
            ký nhận, chưa từng nhận
        """,
        Topic.CUSTOMS: """
            hải quan, thuế nhập khẩu, đóng thuế, nộp thuế, tiền thuế, thông quan, phí nhập
            khẩu, giấy chứng nhận xuất xứ
        """,
        Topic.DAMAGED: """
            bị vỡ, hàng vỡ, đã vỡ, bị bể, hàng bể, bị hỏng, hàng hỏng, đã hỏng, hỏng rồi, vỡ
            rồi, vỡ nát, bể rồi, bị hư, hư rồi, hư hỏng, bị lỗi, lỗi rồi, hàng lỗi, nứt,
            rách, móp, bị méo, bị gãy, gãy rồi, trầy, xước, không/ko/k hoạt động, không/ko/k
            chạy, không/ko/k lên, không/ko/k dùng được, không/ko/k sử dụng được, không/ko/k
            sạc được, bị chảy, rò rỉ
        """,
        Topic.NOT_AS_DESCRIBED: """
            sai màu, sai size, sai hàng, sai mẫu, sai sản phẩm, sai loại, nhầm hàng, nhầm
            màu, nhầm size, nhầm mẫu, giao sai, giao nhầm, gửi sai, gửi nhầm, không/ko/k
            giống, khác ~ hình/ảnh/mô tả/mẫu, không/ko/k đúng, kém chất lượng, chất lượng
            kém, chất lượng tệ, quá nhỏ, quá to, quá rộng, quá chật, nhỏ quá, rộng quá, chật
            quá, không/ko/k vừa, hàng cũ, đã qua sử dụng
        """,
        Topic.SHORT: """
            giao thiếu, thiếu, gửi thiếu, chỉ ~ nhận được, nhận được ~ có ~ cái, chỉ có ~
            cái/chiếc/món, không đủ, ko đủ, chưa đủ, hộp rỗng, hộp trống, hộp không
        """,
        Topic.RETURN: """
            trả hàng, trả lại, đổi hàng, đổi size, đổi màu, đổi trả, đổi cái khác, đổi sang,
            gửi trả, gửi lại shop, hoàn hàng
        """,
        Topic.REFUND: """
            hoàn tiền, hoàn lại tiền, tiền hoàn, trả tiền, trả lại tiền, trả ~ tiền, lấy lại
            tiền, bồi thường, đền tiền, đền bù, refund
        """,
        Topic.CANCEL: """
            hủy, huỷ, hủy đơn, không/ko/k mua nữa, không/ko/k lấy nữa, không/ko/k cần nữa,
            không/ko/k muốn mua, cancel, đổi ý
        """,
        Topic.ADDRESS: """
            đổi ~ địa chỉ, sửa ~ địa chỉ, sai địa chỉ, nhầm địa chỉ, địa chỉ ~ sai, địa chỉ
            mới, địa chỉ khác, thay địa chỉ, chuyển nhà, số điện thoại sai
        """,
        Topic.RECEIVED: """
            đã nhận được hàng, đã nhận hàng, đã nhận được, nhận được hàng rồi, nhận hàng
            rồi, nhận được rồi, hàng đã đến, hàng đã tới, hàng về rồi, hàng tới rồi, rất hài
            lòng, hàng đẹp, rất thích, rất ưng
        """,
        Topic.THREAT: """
            lừa đảo, bị lừa, lừa người, lừa khách, gian lận, gian dối, kẻ cắp, khiếu nại,
            tranh chấp, 1 sao, một sao, đánh giá xấu, đánh giá thấp, đánh giá tệ, đánh giá ~
            sao, báo cáo shop, báo cáo ~ shop, tố cáo, bóc phốt, report, lần cuối, cảnh cáo,
            nếu không thì tôi
        """,
        Topic.INJURY: """
            điện giật, giật điện, bị thương, bị bỏng, bị cháy, bốc cháy, cháy nổ, bị nổ,
            phát nổ, nổ tung, bệnh viện, bác sĩ, dị ứng, nổi mẩn, phát ban, đứt tay, chảy
            máu, ngộ độc, nguy hiểm, bốc khói, có khói, chập điện
        """,
        Topic.LAW: """
            công an, cảnh sát, luật sư, kiện ra, khởi kiện, kiện shop, sẽ kiện, tòa án, ra
            tòa, pháp luật, pháp lý, bảo vệ người tiêu dùng, quản lý thị trường, quyền lợi
            người tiêu dùng
        """,
        Topic.COUNTERFEIT: """
            hàng giả, hàng nhái, hàng fake, fake, giả mạo, đồ giả, đồ nhái, không/ko/k ~
            chính hãng, không/ko/k ~ hàng thật, hàng dỏm
        """,
    },
)
