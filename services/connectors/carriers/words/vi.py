"""Vietnamese, which carriers write with and without its marks.

Without them many syllables are words of other languages: what counts is said with two or more.
"""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "vi",
    {
        Concept.CUSTOMS: """
            hải quan, cơ quan kiểm dịch, cửa khẩu, đại lý hải quan, cơ quan chức năng, cơ quan nhà
            nước, chi cục hải quan, cơ quan hải quan, cục hải quan, cán bộ hải quan, kiểm dịch, cơ
            quan kiểm tra, kho ngoại quan, ngoại quan
        """,
        Concept.CLEARING: """
            thủ tục hải quan, thông quan, khai báo hải quan, khai hải quan, tờ khai hải quan, làm
            thủ tục nhập khẩu, làm thủ tục xuất khẩu, thủ tục nhập khẩu, thủ tục xuất khẩu, kiểm
            hóa, xử lý hải quan, làm hải quan, kiểm tra hải quan, xử lý thông quan, quy trình hải
            quan, quy trình thông quan, giám sát hải quan, hải quan kiểm tra, hải quan xử lý, đang ở
            hải quan, tại hải quan, quét nhập khẩu, trạng thái hải quan
        """,
        Concept.CLEARED: """
            đã thông quan, được thông quan, thông quan thành công, thông quan xong, thông quan hoàn
            tất, hoàn tất thông quan, hoàn thành thông quan, qua hải quan, đã được hải quan thông
            quan, kiểm tra và thông quan, thông quan hoàn thành, đã cho thông quan, thông quan xuất
            khẩu hoàn tất, hoàn tất thủ tục hải quan, hoàn thành thủ tục hải quan, xong thủ tục hải
            quan, ra khỏi hải quan, vượt qua hải quan, đã qua hải quan, thủ tục hải quan hoàn tất,
            thủ tục hải quan đã hoàn tất, qua kiểm tra hải quan, đã qua kiểm tra
        """,
        Concept.RELEASED: """
            giải phóng, được phép nhập khẩu, cho phép nhập khẩu, giải tỏa, được giải phóng, đã giải
            phóng, thả hàng, được thả, được duyệt, cho phép thông quan, phê duyệt, sẽ giải phóng
        """,
        Concept.LEFT: "rời khỏi, đã rời, vừa rời, rời hải quan, ra khỏi",
        Concept.DONE: """
            hoàn tất, hoàn thành, thành công, đã xong, kết thúc, đã hoàn tất, đã hoàn thành, đã kết
            thúc, xong
        """,
        Concept.HELD: """
            tạm giữ, bị giữ, hải quan giữ, giữ hàng, giữ lại, lưu giữ, tạm dừng, bị chặn, đang giữ,
            bị kẹt, tạm ngưng, giữ tại, bị tạm giữ, bị lưu, tạm lưu, bị dừng, bị tạm dừng, đình chỉ,
            bị đình, ách tắc, mắc kẹt, kẹt tại, bị hoãn tại hải quan, đang bị giữ
        """,
        Concept.DETAINED: "bị tạm giữ bởi, cơ quan chức năng tạm giữ",
        Concept.LIFTED: "đã được giải quyết, đã giải quyết, gỡ bỏ, đã khắc phục",
        Concept.INSPECTION: """
            kiểm tra, kiểm hóa, soi chiếu, giám định, kiểm tra thực tế, kiểm hàng, kiểm định, xem
            xét, soi
        """,
        Concept.NEEDED: """
            yêu cầu, cần bổ sung, cần cung cấp, cần nộp, cần thanh toán, cần phải, cần thêm, cần có,
            cần xuất trình, bổ sung, còn thiếu, bị thiếu, thiếu, chưa đầy đủ, không đầy đủ, không
            hợp lệ, chờ bổ sung, chờ cung cấp, vui lòng, phải nộp, phải cung cấp, chờ thanh toán,
            chờ nộp, chưa cung cấp, chưa nộp, đề nghị, chờ người nhận, cần người nhận, cần đóng,
            phải đóng, cần giấy, cần hóa, chưa có, không có giấy, không có hóa, chưa đủ, không đủ,
            sai, không khớp, chưa hợp lệ, cần sửa, chỉnh sửa, đã yêu cầu, được yêu cầu, chưa thanh
            toán, chưa đóng, chưa nộp tờ khai, còn nợ, chờ nộp thuế, chờ giấy, chờ hóa đơn, chờ hồ
            sơ, xin cung cấp, gửi kèm, đóng thuế, chúng tôi cần, cần mã số, cần giấy tờ
        """,
        Concept.PAPERS: """
            chứng từ, giấy tờ, hóa đơn, hồ sơ, giấy phép, giấy chứng nhận, mã số thuế, căn cước,
            cccd, cmnd, hộ chiếu, giấy ủy quyền, cn22, cn23, cn 22, cn 23, hóa đơn thương mại, giấy
            tờ tùy thân, chứng minh, bản sao, tờ khai, phiếu, biên lai, chứng từ mua hàng, mã số,
            giấy phép nhập khẩu, ủy quyền
        """,
        Concept.SENDERS_PAPERS: """
            hóa đơn, tờ khai hải quan, phiếu đóng gói, chứng nhận xuất xứ, cn22, cn23, cn 22,
            cn 23
        """,
        Concept.DETAILS: "thông tin, dữ liệu, xác nhận, phản hồi",
        Concept.DUTY: """
            thuế nhập khẩu, thuế hải quan, thuế, tiền thuế, lệ phí hải quan, phí hải quan, thuế
            gtgt, thuế vat, thuế và phí, thuế nk, thuế phí, phí nhập khẩu, các loại thuế, thuế suất
        """,
        Concept.PAY: "thanh toán, nộp thuế, đóng thuế, nộp phí, nộp tiền, lệ phí, chi phí",
        Concept.PAID: """
            đã nộp thuế, đã đóng thuế, đã thanh toán, đã được thanh toán, đã nộp, nộp thuế xong,
            được thanh toán, thuế đã nộp, đã đóng, thuế đã được nộp, đã nộp phí, thanh toán xong,
            thanh toán thành công, đã thu thuế, thuế đã thanh toán
        """,
        Concept.COD: """
            thu hộ, thanh toán khi nhận hàng, chờ thanh toán, phí vận chuyển, cước vận chuyển,
            phí giao hàng, cước phí
        """,
        Concept.PROBLEM: """
            vấn đề, sự cố, thất bại, bất thường, vướng mắc, trục trặc, lỗi, sai sót, chênh lệch, khó
            khăn, không phù hợp
        """,
        Concept.MUST: """
            phải, cần, cần phải, vui lòng, bắt buộc, cần nộp, cần cung cấp, phải nộp, được yêu cầu,
            đề nghị, xin, yêu cầu
        """,
        Concept.DECLINES: "từ chối, không nhận",
        Concept.REFUSED: """
            hải quan từ chối, bị hải quan từ chối, từ chối thông quan, từ chối nhập khẩu, hải quan
            trả lại, hải quan ~ trả lại, không được phép nhập khẩu, không được nhập khẩu, không cho
            phép nhập khẩu, hải quan không cho, hải quan không chấp nhận, không được thông quan,
            không thông quan được, bị từ chối nhập, bị từ chối nhập khẩu, từ chối cho nhập, cấm nhập
            cảnh, hải quan bác, bị trả về bởi hải quan, không đủ điều kiện nhập khẩu
        """,
        Concept.SEIZED: "tịch thu, thu giữ, bị bắt giữ, bị tịch thu, bị thu giữ, sung công",
        Concept.PROHIBITED: "hàng cấm, bị cấm, cấm nhập, cấm nhập khẩu, hàng giả, cấm gửi",
        Concept.EXPORT: """
            xuất khẩu, hải quan xuất, nước gốc, chiều đi, xuất cảnh, nước gửi, nước xuất, hải quan
            nước gửi, chiều xuất, nước xuất xứ
        """,
        Concept.IMPORT: """
            nhập khẩu, hải quan nhập, nước nhận, nước đến, nước đích, chiều đến, nhập cảnh, nước
            nhập, chiều nhập
        """,
        Concept.TRANSIT_CUSTOMS: "nước quá cảnh, hải quan quá cảnh, quá cảnh",
        Concept.SENDER: "người gửi, người bán, chủ shop, nhà xuất khẩu, bên gửi, người bán hàng",
        Concept.RECEIVER: """
            người nhận, người mua, nhà nhập khẩu, bên nhận, từ khách hàng, khách hàng/khách
            cần/phải/vui lòng, của bạn, của quý khách, của quý vị, bạn cần, bạn phải
        """,
        Concept.AGENT: """
            hãng vận chuyển, đơn vị vận chuyển, nhà vận chuyển, đại lý hải quan, bưu tá, shipper,
            hãng bay, nhân viên giao hàng, đại lý hải quan ~ người nhận, đại lý ~ người nhận, đại
            lý, nhà môi giới, môi giới hải quan, công ty vận chuyển, công ty chuyển phát, đối tác
            vận chuyển, nhân viên bưu tá, nhân viên phát, tài xế
        """,
        Concept.ON_REQUEST: """
            theo yêu cầu, theo đề nghị, người nhận hẹn, khách hẹn, khách yêu cầu, người nhận yêu
            cầu, dời ngày
        """,
        Concept.INFO: """
            đã tạo đơn, tạo đơn hàng, đơn hàng đã được tạo, chờ lấy hàng, nhận được thông tin, thông
            tin vận đơn, đang chuẩn bị hàng, chuẩn bị hàng, đơn hàng mới, đã đặt hàng, tiếp nhận
            thông tin, nhận thông tin, mới tạo đơn, mới tạo, chờ lấy, chờ gửi, chờ người gửi, người
            gửi đang, người gửi chưa, shop đang, chưa gửi, chưa bàn giao, chưa lấy hàng, đã tạo vận
            đơn, tạo vận đơn, tạo mã, tạo nhãn, in nhãn, đã nhận thông tin, nhận được đơn, đơn đã
            tạo, xác nhận đơn, đặt đơn, điều phối lấy, đang đi lấy hàng, chờ bàn giao, chưa nhận
            được hàng, chưa nhận hàng, thông tin vận chuyển, sẵn sàng gửi, sẵn sàng vận chuyển, chờ
            người bán, chờ shop, điện tử, thông báo trước, báo trước, đã chuẩn bị, đã đóng gói
        """,
        Concept.ACCEPTED: """
            chấp nhận gửi, nhận gửi, đã lấy hàng, lấy hàng thành công, đã nhận hàng từ, đã tiếp
            nhận, đã nhận từ người gửi, tiếp nhận bưu gửi, nhận bưu gửi, đã nhận hàng, lấy hàng,
            nhân viên đã lấy, tiếp nhận, đã nhận bưu gửi, nhận hàng từ người gửi, nhập bưu cục gửi,
            gửi hàng thành công, đã nhận kiện, hãng vận chuyển đã nhận, đơn vị vận chuyển đã nhận,
            đã nhận để vận chuyển, người gửi đã giao, người gửi đã gửi tại, người gửi đã mang, người
            gửi đã gửi hàng, gửi hàng tại bưu điện, gửi tại bưu điện, gửi tại bưu cục
        """,
        Concept.MOVING: """
            đang vận chuyển, vận chuyển, trung chuyển, luân chuyển, đến bưu cục, rời bưu cục, đến
            kho, rời kho, xuất kho, nhập kho, đã đến, đã rời, phân loại, khởi hành, chuyến bay, sân
            bay, bưu cục, trung tâm khai thác, chuyển tiếp, đóng túi, đóng chuyến, kho phân loại, đi
            phát, giao hàng, bưu gửi, đến nơi, đơn hàng, kiện hàng, sẽ giao, giao tới, giao đến, nằm
            ở kho, đang nằm, hàng đang, lưu kho, đang xử lý, xử lý tại, đã xuất, đến trung tâm, khai
            thác, chia chọn, máy bay, tàu, xe, đang đến, đang trên đường, đường đi, hàng hóa, đóng
            gói, chuyển đi, chuyển đến, gửi đi, cất cánh, hạ cánh, điều chuyển, vận tải, nhận tại
            kho, hub, hàng về, phân phối, trạm, rời bến, bến, trong kho, sẽ được vận chuyển, cơ sở,
            nơi gửi
        """,
        Concept.ARRIVED: """
            đến nước đích, đến nước nhận, đến nước đến, đến quốc gia đích, đến việt nam, tới việt
            nam, đến quốc gia nhận, về đến việt nam, đến quốc gia đến, đã đến việt nam, về việt nam,
            nhập cảnh việt nam, đã đến nước nhận, đã tới nước, đến quốc gia nhận hàng, hạ cánh tại
            việt nam, đến nước nhập
        """,
        Concept.OUT: """
            đang giao hàng, đang giao, đang phát, giao bưu tá, bưu tá đi phát, đang đi giao, đi
            phát, bưu tá đang phát, xuất kho giao hàng, shipper đang giao, đang được giao, trên
            đường giao, đang phát hàng, đang giao cho người nhận, nhân viên đang giao, bưu tá đang
            giao, bưu tá đang đi, shipper đang, tài xế đang giao, giao cho bưu tá, đang trên đường
            giao, đang đi phát, phát hàng hôm nay, sẽ giao hôm nay, xuất phát đi giao, đơn hàng đang
            giao, đang được phát, lên xe đi giao, đã lên xe, bưu tá đang, bưu tá đang trên, đang
            trên đường đến bạn, đang đến giao
        """,
        Concept.READY: """
            chờ nhận tại, sẵn sàng để nhận, nhận tại bưu cục, đến nhận tại bưu cục, chờ người nhận
            đến nhận, có thể đến nhận, điểm nhận hàng, sẵn sàng nhận, chờ khách đến nhận, mời đến
            nhận, chờ người nhận đến lấy, chờ khách đến lấy, đến lấy tại, chờ nhận, đến bưu cục
            nhận, tủ gửi hàng, tủ khóa, tại tủ, lưu tại bưu cục chờ, đến lấy hàng, có thể đến lấy,
            có thể lấy, để nhận hàng, lưu kho chờ phát, có thể nhận hàng, nhận hàng tại, điểm dịch
            vụ, sẵn sàng để lấy, sẵn sàng lấy, giữ lại chờ khách, giữ để khách nhận, sẵn sàng để
            nhận hàng, lưu chờ nhận, điểm nhận, tại điểm nhận, chờ tại điểm
        """,
        Concept.COLLECTED: """
            người nhận đã nhận, khách hàng đã nhận, người nhận đã lấy, người nhận đã đến nhận, khách
            đã nhận, đã đến lấy, đã lấy tại, người nhận đã đến lấy, khách đã đến lấy, khách hàng đã
            lấy, người nhận đã ký nhận
        """,
        Concept.DELIVERED: """
            phát thành công, giao hàng thành công, giao thành công, đã giao hàng, đã giao, đã được
            giao, đã phát, đã phát thành công, giao tận tay, được giao thành công, được giao, được
            phát, phát hàng thành công, đã phát hàng, giao hàng xong, đã ký nhận, đã trao, giao
            xong, đã giao thành công, đã giao đến, giao hoàn tất, phát xong
        """,
        Concept.DELIVERY: """
            giao hàng, phát hàng, giao vào, dự kiến giao, việc giao, phát bưu gửi, phát kiện, giao
            bưu gửi, giao kiện, lần phát, lần giao
        """,
        Concept.FAILS: """
            không thành công, thất bại, chưa thành công, không thể, không được, không thể giao,
            không thể phát
        """,
        Concept.VEHICLE: "xe, lên xe, xe tải, xe máy, phương tiện",
        Concept.WAITS: "chờ khách, chờ người, chờ nhận, chờ lấy, đang chờ",
        Concept.FETCH: "đến nhận, đến lấy, nhận hàng",
        Concept.FETCHED: "đã lấy, đã đến nhận, nhận tại quầy",
        Concept.RECEIVED: "nhận kiện, chưa nhận, đã nhận kiện, đã nhận, chưa nhận kiện",
        Concept.STANDS_IN: """
            hàng xóm, bảo vệ, lễ tân, người thân, người nhà, hộp thư, trước cửa, đồng nghiệp, văn
            thư, quản lý tòa nhà, thùng thư, cửa nhà
        """,
        Concept.GIVEN: """
            nhận thay, nhận hộ, đã nhận, giao cho, đã giao, để lại, để tại, giao lại, gửi lại, đã
            giao cho, đưa cho, ký nhận, nhận giúp, để ở
        """,
        Concept.HANDOVER: """
            giao cho ~ vận chuyển, giao cho ~ hãng bay, giao cho ~ đối tác, bàn giao, giao cho ~ hải
            quan, chuyển cho ~ hải quan, giao cho hãng ~, đã giao cho bưu cục, chuyển hải quan, bàn
            giao cho, chuyển cho đối tác, chuyển giao cho, giao hải quan, giao cho hải quan, gửi hải
            quan, giao cho đơn vị chuyển phát, giao cho đơn vị vận chuyển, giao cho công ty, chặng
            cuối
        """,
        Concept.FAILED: """
            phát không thành công, giao hàng không thành công, giao không thành công, giao hàng thất
            bại, giao thất bại, phát thất bại, không giao được, không phát được, không liên lạc
            được, không liên hệ được, người nhận từ chối, khách từ chối, từ chối nhận, không có nhà,
            đi vắng, người nhận vắng, chưa giao được, chưa phát được, không có người nhận, người
            nhận không, nhân viên giao hàng thất bại, không liên lạc, không nghe máy, thuê bao,
            người nhận đi vắng, người nhận không có, không có ai, nhà đóng cửa, đóng cửa, cửa hàng
            đóng, cơ quan đóng, sai số điện thoại, không tìm thấy địa chỉ, không tìm được địa chỉ,
            địa chỉ không tồn tại, người nhận không nhận, khách không nhận, không đồng ý nhận,
            hẹn giao lại, giao lại lần, phát lại, giao lại, lần 2, lần hai, chuyển địa chỉ,
            không tìm thấy người nhận, phát chưa thành công, không gặp người nhận, không gặp,
            không có ở nhà, không ở nhà, vắng nhà, điểm dịch vụ đầy, đã đầy, bị đầy, tủ đầy, không
            vào được, bị khóa, vắng mặt, vắng mặt khi giao, người nhận không có mặt, người nhận
            không sẵn, không thể giao, nỗ lực thất bại, cửa hàng đóng cửa
        """,
        Concept.RETURN: """
            chuyển hoàn, hoàn hàng, trả lại, hoàn trả, trả hàng, chuyển trả, hoàn về, hoàn lại, trả
            hàng về, trả về, hoàn về người gửi, đang hoàn, chờ trả hàng, đợi trả hàng, quay về, quay
            lại người gửi, hoàn trả cho, hoàn đơn, đơn hoàn
        """,
        Concept.RETURN_DONE: """
            hoàn hàng thành công, chuyển hoàn thành công, trả hàng thành công, đã hoàn trả cho người
            gửi, đã trả người gửi, đã trả lại người gửi, đã trả lại cho người gửi, đã hoàn cho người
            gửi, người gửi đã nhận lại, đã trả cho người gửi, trả thành công, hoàn thành công, đã
            hoàn thành chuyển hoàn, trả hàng xong, người gửi đã nhận, đã nhận lại kiện, nhận lại
            hàng
        """,
        Concept.LOST: """
            thất lạc, bị mất, mất hàng, bị đánh cắp, bị thất lạc, đã mất, làm mất, mất kiện, trộm
        """,
        Concept.DESTROYED: "tiêu hủy, bị hủy bỏ hàng",
        Concept.CANCELLED: "hủy đơn, đã hủy, đơn hàng bị hủy, đã bị hủy",
        Concept.TROUBLE: """
            hư hỏng, chậm trễ, bị trễ, hoãn, sai địa chỉ, địa chỉ không, địa chỉ sai, bị hư, sự cố,
            vấn đề, bất thường, trì hoãn, tạm giữ, hỏng, vỡ, bị hỏng, bị vỡ, ướt, móp, thời tiết,
            tai nạn, đình công, nhầm tuyến, lạc tuyến, chuyển sai, sai tuyến, địa chỉ thiếu, thiếu
            địa chỉ, sai thông tin, quá hạn, hết hạn lưu kho, hết thời gian lưu, không đến nhận,
            không đến lấy, ngoại lệ, tồn, hàng tồn, trễ, không có người đến nhận, không ai nhận,
            không có người nhận hàng, đóng gói lại, gián đoạn, bị gián đoạn, tạm ngừng, chờ hướng
            dẫn
        """,
        Concept.EXPIRED: "không có thông tin theo dõi, hết hạn",
        Concept.NOT: "không, chưa, chẳng, chưa được, không được, không cần",
        Concept.IF: "nếu, trong trường hợp, trừ khi, một khi, hay không, có cần, liệu",
        Concept.FUTURE: """
            sẽ giao, sẽ được, sẽ bị, sẽ phát, sẽ chuyển, sẽ liên, sẽ hoàn, sẽ trả, sẽ đến, sẽ thông,
            sẽ làm, sẽ tiếp, đang, đang chờ, chờ thông, chờ làm, chờ xử, chờ kiểm, chờ giao, chờ
            phát, chờ được, sau khi, trước khi, khi, dự kiến, để được, sắp được, sắp giao, sắp đến,
            nếu, cho đến khi, ngày mai, phải, chuẩn bị, cần phải, cần được, sẽ sớm, sẽ nhanh, sắp
            tới, chờ hải quan, chờ phê duyệt, chờ duyệt, đang chờ duyệt, sẽ giải, sẽ
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
