"""English."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    "en",
    {
        Topic.WHERE_IS_PARCEL: """
            where is/s ~ parcel/package/order/item/shipment/delivery/product/it, where ~ my
            parcel/package/order/item/shipment/stuff, when will/does/do/can/should ~
            arrive/come/get/receive/delivered/delivery/here, when ~ be delivered, any
            update/updates/news, tracking ~ not updat*/updating/moving/working, tracking ~
            hasn t/has not ~ updat*/moved/changed, no tracking/update/updates, status of ~
            order/parcel/package/shipment, how long ~ take/takes/wait/delivery/shipping,
            still ~ waiting for ~ parcel/package/order/item/delivery, not ~ arrived yet,
            hasn t ~ arrived, has not ~ arrived, haven t ~ received ~ yet, still ~ not ~
            arrived/received/here/come, still ~ in transit, is it lost, where s it, eta,
            delivery date, have/did you ship*/sent/send ~ it/order/parcel/package
        """,
        Topic.NOT_RECEIVED: """
            never ~ arrived/received/came/got/delivered, didn t ~ receive/get/arrive, did
            not ~ receive/get/arrive, not ~ received, haven t ~ received, have not ~
            received, nothing ~ arrived/received/delivered, says/shows/marked/showing ~
            delivered, delivered but, lost ~ parcel/package/order, parcel/package/order/item
            ~ lost, item not received, wasn t ~ delivered, was not ~ delivered,
            somebody/someone else ~ signed, stolen, wrong ~ address ~ delivered, delivered ~
            wrong address
        """,
        Topic.CUSTOMS: """
            custom, customs, import duty/duties/tax/fee/fees, duty, duties, vat, clearance,
            tariff*, tax ~ pay*, commercial invoice, certificate of origin
        """,
        Topic.DAMAGED: """
            broken, damage*, crack*, smashed, crushed, torn, leak*, scratch*, shattered,
            bent, arrived ~ pieces, doesn t work, does not work, not working, stopped
            working, defect*, faulty, won t ~ turn on/start/charge, wont ~ turn
            on/start/charge, dead on arrival
        """,
        Topic.NOT_AS_DESCRIBED: """
            not as described, different ~
            description/picture/photo*/color/colour/size/ordered, wrong
            item/product/size/color/colour/model/thing, not what i ordered, poor quality,
            bad quality, low quality, cheap quality, too small/big/large/tight/short, doesn
            t ~ fit/match, does not ~ fit/match, looks nothing like, misleading, used item
        """,
        Topic.SHORT: """
            missing, incomplete, only ~ received/got/came, only one/two/half, not all ~
            items, one ~ is missing, part ~ missing, empty box/package/parcel/envelope
        """,
        Topic.RETURN: """
            return it/this/the/my/item/order/product, want/like to return, how ~ return,
            send ~ back, send it back, exchange, return label
        """,
        Topic.REFUND: "refund*, money back, my money, chargeback, reimburs*, compensat*",
        Topic.CANCEL: "cancel*, don t want it anymore, changed my mind, no longer want/need",
        Topic.ADDRESS: """
            change ~ address, wrong address, new address, different address, update ~
            address, address ~ wrong/incorrect/changed, moved house, correct address, my
            address is
        """,
        Topic.RECEIVED: """
            thank you, thanks, thx, i ~ got it, i have received, received it, it arrived,
            has arrived, arrived ~ today/safely/well, love it, perfect, great seller
        """,
        Topic.THREAT: """
            open/file/raise/start ~ dispute/case/claim/complaint, dispute, negative/bad/one
            star/1 star, negative feedback/review, bad review/rating, report
            you/your/this/seller, scam*, fraud*, thief, thieves, cheat*, crook*, i will ~
            kill/find/sue, last warning, or else
        """,
        Topic.INJURY: """
            injur*, hurt, burn*, burnt, cut myself, hospital, doctor, allerg*, rash,
            poison*, sick, electric shock, exploded, caught fire, fire, smoke, dangerous,
            unsafe
        """,
        Topic.LAW: """
            lawyer, attorney, solicitor, sue, legal action, legal, court, police, consumer
            protection, trading standards, authorit*, prosecut*, data protection, gdpr
        """,
        Topic.COUNTERFEIT: """
            fake, counterfeit*, replica, not genuine/original/authentic/real, knock off
        """,
    },
)
