"""Vietnamese, which carriers write with and without its marks.

Without them many syllables are words of other languages: what counts is said with two or more.
"""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "vi",
    {
        Concept.COD: """
            thu hộ, thanh toán khi nhận hàng, chờ thanh toán, phí vận chuyển, cước vận chuyển,
            phí giao hàng, cước phí
        """,
        Concept.CUSTOMS: "hải quan, cơ quan kiểm dịch, cửa khẩu",
        Concept.CLEARING: """
            thủ tục hải quan, thông quan, khai báo hải quan, khai hải quan, tờ khai hải quan,
            làm thủ tục nhập khẩu, làm thủ tục xuất khẩu, thủ tục nhập khẩu, thủ tục xuất khẩu,
            kiểm hóa, xử lý hải quan
        """,
        Concept.CLEARED: """
            đã thông quan, được thông quan, thông quan thành công, thông quan xong,
            thông quan hoàn tất, hoàn tất thông quan, hoàn thành thông quan, qua hải quan,
            đã được hải quan thông quan, kiểm tra và thông quan, thông quan hoàn thành
        """,
        Concept.RELEASED: "giải phóng, được phép nhập khẩu, cho phép nhập khẩu, giải tỏa",
        Concept.LEFT: "rời khỏi, đã rời, vừa rời, rời hải quan, ra khỏi",
        Concept.DONE: "hoàn tất, hoàn thành, thành công, đã xong, kết thúc",
        Concept.HELD: """
            tạm giữ, bị giữ, hải quan giữ, giữ hàng, giữ lại, lưu giữ, tạm dừng, bị chặn,
            đang giữ, bị kẹt, tạm ngưng
        """,
        Concept.DETAINED: "bị tạm giữ bởi, cơ quan chức năng tạm giữ",
        Concept.LIFTED: "đã được giải quyết, đã giải quyết, gỡ bỏ, đã khắc phục",
        Concept.INSPECTION: "kiểm tra, kiểm hóa, soi chiếu, giám định",
        Concept.NEEDED: """
            yêu cầu, cần bổ sung, cần cung cấp, cần nộp, cần thanh toán, cần phải, cần thêm,
            cần có, cần xuất trình, bổ sung, còn thiếu, bị thiếu, thiếu, chưa đầy đủ,
            không đầy đủ, không hợp lệ, chờ bổ sung, chờ cung cấp, vui lòng, phải nộp,
            phải cung cấp, chờ thanh toán, chờ nộp, chưa cung cấp, chưa nộp, đề nghị,
            chờ người nhận
        """,
        Concept.PAPERS: """
            chứng từ, giấy tờ, hóa đơn, hồ sơ, giấy phép, giấy chứng nhận, mã số thuế, căn cước,
            cccd, cmnd, hộ chiếu, giấy ủy quyền, cn22, cn23, cn 22, cn 23
        """,
        Concept.SENDERS_PAPERS: """
            hóa đơn, tờ khai hải quan, phiếu đóng gói, chứng nhận xuất xứ, cn22, cn23, cn 22,
            cn 23
        """,
        Concept.DETAILS: "thông tin, dữ liệu, xác nhận, phản hồi",
        Concept.DUTY: """
            thuế nhập khẩu, thuế hải quan, thuế, tiền thuế, lệ phí hải quan, phí hải quan,
            thuế gtgt, thuế vat
        """,
        Concept.PAY: "thanh toán, nộp thuế, đóng thuế, nộp phí, nộp tiền, lệ phí, chi phí",
        Concept.PAID: """
            đã nộp thuế, đã đóng thuế, đã thanh toán, đã được thanh toán, đã nộp, nộp thuế xong,
            được thanh toán, thuế đã nộp
        """,
        Concept.PROBLEM: "vấn đề, sự cố, thất bại, bất thường, vướng mắc, trục trặc",
        Concept.REFUSED: """
            hải quan từ chối, bị hải quan từ chối, từ chối thông quan, từ chối nhập khẩu,
            hải quan trả lại, hải quan ~ trả lại, không được phép nhập khẩu, không được nhập khẩu,
            không cho phép nhập khẩu
        """,
        Concept.SEIZED: "tịch thu, thu giữ, bị bắt giữ",
        Concept.PROHIBITED: "hàng cấm, bị cấm, cấm nhập, cấm nhập khẩu, hàng giả, cấm gửi",
        Concept.EXPORT: "xuất khẩu, hải quan xuất, nước gốc, chiều đi",
        Concept.IMPORT: "nhập khẩu, hải quan nhập, nước nhận, nước đến, nước đích, chiều đến",
        Concept.TRANSIT_CUSTOMS: "nước quá cảnh, hải quan quá cảnh, quá cảnh",
        Concept.SENDER: "người gửi, người bán, chủ shop, nhà xuất khẩu, bên gửi, người bán hàng",
        Concept.RECEIVER: """
            người nhận, người mua, nhà nhập khẩu, bên nhận, từ khách hàng,
            khách hàng/khách cần/phải/vui lòng
        """,
        Concept.AGENT: """
            hãng vận chuyển, đơn vị vận chuyển, nhà vận chuyển, đại lý hải quan, bưu tá, shipper,
            hãng bay, nhân viên giao hàng
        """,
        Concept.ON_REQUEST: "theo yêu cầu, theo đề nghị, người nhận hẹn, khách hẹn",
        Concept.INFO: """
            đã tạo đơn, tạo đơn hàng, đơn hàng đã được tạo, chờ lấy hàng, nhận được thông tin,
            thông tin vận đơn, đang chuẩn bị hàng, chuẩn bị hàng, đơn hàng mới, đã đặt hàng,
            tiếp nhận thông tin, nhận thông tin
        """,
        Concept.ACCEPTED: """
            chấp nhận gửi, nhận gửi, đã lấy hàng, lấy hàng thành công, đã nhận hàng từ,
            đã tiếp nhận, đã nhận từ người gửi, tiếp nhận bưu gửi, nhận bưu gửi
        """,
        Concept.MOVING: """
            đang vận chuyển, vận chuyển, trung chuyển, luân chuyển, đến bưu cục, rời bưu cục,
            đến kho, rời kho, xuất kho, nhập kho, đã đến, đã rời, phân loại, khởi hành,
            chuyến bay, sân bay, bưu cục, trung tâm khai thác, chuyển tiếp, đóng túi, đóng chuyến,
            kho phân loại, đi phát, giao hàng, bưu gửi, đến nơi, đơn hàng, kiện hàng, sẽ giao,
            giao tới, giao đến
        """,
        Concept.ARRIVED: """
            đến nước đích, đến nước nhận, đến nước đến, đến quốc gia đích, đến việt nam,
            tới việt nam, đến quốc gia nhận, về đến việt nam, đến quốc gia đến
        """,
        Concept.OUT: """
            đang giao hàng, đang giao, đang phát, giao bưu tá, bưu tá đi phát, đang đi giao,
            đi phát, bưu tá đang phát, xuất kho giao hàng, shipper đang giao, đang được giao,
            trên đường giao
        """,
        Concept.READY: """
            chờ nhận tại, sẵn sàng để nhận, nhận tại bưu cục, đến nhận tại bưu cục,
            chờ người nhận đến nhận, có thể đến nhận, điểm nhận hàng, sẵn sàng nhận,
            chờ khách đến nhận, mời đến nhận
        """,
        Concept.COLLECTED: """
            người nhận đã nhận, khách hàng đã nhận, người nhận đã lấy, người nhận đã đến nhận,
            khách đã nhận
        """,
        Concept.DELIVERED: """
            phát thành công, giao hàng thành công, giao thành công, đã giao hàng, đã giao,
            đã được giao, đã phát, đã phát thành công, giao tận tay, được giao thành công,
            được giao, được phát
        """,
        Concept.HANDOVER: """
            giao cho ~ vận chuyển, giao cho ~ hãng bay, giao cho ~ đối tác, bàn giao,
            giao cho ~ hải quan, chuyển cho ~ hải quan, giao cho hãng ~, đã giao cho bưu cục,
            chuyển hải quan
        """,
        Concept.FAILED: """
            phát không thành công, giao hàng không thành công, giao không thành công,
            giao hàng thất bại, giao thất bại, phát thất bại, không giao được, không phát được,
            không liên lạc được, không liên hệ được, người nhận từ chối, khách từ chối,
            từ chối nhận, không có nhà, đi vắng, người nhận vắng, chưa giao được, chưa phát được,
            không có người nhận, người nhận không
        """,
        Concept.RETURN: """
            chuyển hoàn, hoàn hàng, trả lại, hoàn trả, trả hàng, chuyển trả, hoàn về, hoàn lại
        """,
        Concept.RETURN_DONE: """
            hoàn hàng thành công, chuyển hoàn thành công, trả hàng thành công,
            đã hoàn trả cho người gửi, đã trả người gửi, đã trả lại người gửi,
            đã trả lại cho người gửi, đã hoàn cho người gửi, người gửi đã nhận lại
        """,
        Concept.LOST: "thất lạc, bị mất, mất hàng, bị đánh cắp",
        Concept.DESTROYED: "tiêu hủy, bị hủy bỏ hàng",
        Concept.CANCELLED: "hủy đơn, đã hủy, đơn hàng bị hủy, đã bị hủy",
        Concept.TROUBLE: """
            hư hỏng, chậm trễ, bị trễ, hoãn, sai địa chỉ, địa chỉ không, địa chỉ sai, bị hư,
            sự cố, vấn đề, bất thường, trì hoãn, tạm giữ
        """,
        Concept.EXPIRED: "không có thông tin theo dõi, hết hạn",
        Concept.NOT: "không, chưa, chẳng, chưa được, không được, không cần",
        Concept.IF: "nếu, trong trường hợp, trừ khi, một khi",
        Concept.FUTURE: """
            sẽ giao, sẽ được, sẽ bị, sẽ phát, sẽ chuyển, sẽ liên, sẽ hoàn, sẽ trả, sẽ đến,
            sẽ thông, sẽ làm, sẽ tiếp, đang, đang chờ, chờ thông, chờ làm, chờ xử, chờ kiểm,
            chờ giao, chờ phát, chờ được, sau khi, trước khi, khi, dự kiến, để được, sắp được,
            sắp giao, sắp đến, nếu, cho đến khi, ngày mai, phải, chuẩn bị, cần phải, cần được
        """,
        Concept.MAYBE: "có thể, có lẽ, chẳng hạn, ví dụ, bao gồm, như là",
        Concept.AND: "và, nhưng, tuy nhiên",
        Concept.CAUSE: """
            do thiếu, do hàng, do chưa, do không, do người, do hải quan, vì lý do, bởi vì
        """,
        Concept.FINITE: """
            đã được, đã bị, đã giao, đã chuyển, đã trả, đã hoàn, đã thông, đã đến, đang, được,
            sẽ được
        """,
    },
)
