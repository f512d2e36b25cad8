"""Filipino."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

VOCABULARY = Vocabulary(
    "fil",
    {
        Topic.WHERE_IS_PARCEL: """
            nasaan parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasan
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, asan
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, saan na
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, san na
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasaan
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasan
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, asan
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, saan na
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, san na
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasaan na po
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasaan na
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasaan po
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasaan na ba
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasaan na po
            ba ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasaan na po
            kaya ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasaan na
            kaya ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasan na po
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasan na
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasan po
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasan na ba
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasan na po
            ba ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasan na po
            kaya ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nasan na
            kaya ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, asan na po
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, asan na
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, asan po
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, asan na ba
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, asan na po
            ba ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, asan na po
            kaya ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, asan na kaya
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, saan na po
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, saan po
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, saan na ba
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, saan na po
            ba ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, saan na po
            kaya ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, saan na kaya
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, san na po
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, san po
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, san na ba
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, san na po ba
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, san na po
            kaya ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, san na kaya
            ang/yung/yong
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery,
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery ko ~
            nasaan/nasan/asan, kailan/kelan ~
            darating/dadating/dumating/makukuha/matatanggap/mareceive/ma/made/idedeliver/madedeliver/mabibigay/ihahatid/ipapadala/isship/ship/deliver
            ~ parcel/order/item/package/parsela/inorder/binili/shipment/delivery,
            kailan/kelan ~ darating/dadating/madedeliver,
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery ~
            kailan/kelan ~ darating/dadating/makukuha/matatanggap, wala pa ~
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery,
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery ~ wala pa,
            wala pa din, wala pa rin, hindi/di/d pa ~
            dumarating/dumadating/dumating/nadating/nakakarating/dinedeliver/naidedeliver/nadedeliver/natatanggap/nakukuha/narereceive/naipapadala,
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery ~ hindi/di pa
            ~ dumarating/dumadating/dumating/natatanggap/nakukuha, hindi/di ~
            gumagalaw/nagalaw/umuusad/nagbabago/update/nag/naguupdate, tracking ~
            hindi/di/walang/wala, walang update, wala update, walang galaw, na ship ~ ba,
            naship ~ ba, nai ship ~ ba, naipadala ~ ba, napadala ~ ba, na send ~ ba, shipped
            ~ na ~ ba, ilang araw ~ dumating/darating/bago/delivery/pa/aabutin, gaano
            katagal, gano katagal, status ng/po ~
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, update ~
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, may update ~
            ba, naghihintay ~
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, hinihintay ~
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, inaantay ~
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, tagal ~
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, tagal ~
            dumating
        """,
        Topic.NOT_RECEIVED: """
            delivered ~ pero/wala/di/hindi, wala ~ akong/ako/kaming ~
            natanggap/natatanggap/nareceive/nakuha, hindi/di ko ~
            natanggap/nareceive/nakuha, nawawala ~
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery, nawala ~
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery,
            parcel/order/item/package/parsela/inorder/binili/shipment/delivery ~
            nawawala/nawala, sino ~ tumanggap/kumuha, iba ~ nakatanggap/kumuha
        """,
        Topic.CUSTOMS: """
            customs, custom, adwana, buwis, tax, taripa, duty, duties
        """,
        Topic.DAMAGED: """
            basag, sira, nasira, sirang, may sira, punit, yupi, gasgas, bitak, lamog, durog,
            butas, tagas, ayaw gumana, hindi/di ~
            gumagana/gumana/nagana/umiilaw/bumubukas/nagchacharge/nabubuksan, ayaw ~
            bumukas/umilaw, damage*, defective, depektibo
        """,
        Topic.NOT_AS_DESCRIBED: """
            mali ~ kulay/size/item/sukat/order/pinadala/dumating/produkto/ipinadala/binigay,
            maling ~ kulay/size/item/sukat/order, iba ~
            kulay/size/item/dumating/picture/larawan/pinadala/itsura, ibang ~
            kulay/size/item ~ dumating/pinadala/binigay, hindi/di ~
            tugma/pareho/katulad/kapareho/kasya/kagaya, hindi ito ~ inorder, ang liit, ang
            laki, masyadong maliit, masyadong malaki, mababang kalidad, pangit ~
            quality/kalidad, wrong item, wrong color, wrong size, gamit na
        """,
        Topic.SHORT: """
            kulang, kinulang, isa lang ~ dumating/natanggap/laman, lang ~ dumating, lang ~
            natanggap, walang laman, wala ~ laman, hindi/di kumpleto, incomplete, may
            nawawala ~ sa
        """,
        Topic.RETURN: """
            ibalik ~ item/produkto/order/parcel, isauli, return, ibabalik ko, papalitan,
            palitan ~ size/kulay/item/sukat, mapapalitan, ipapalit, exchange
        """,
        Topic.REFUND: """
            refund*, i refund, ibalik ~ pera/bayad, pera ~ ko, bayad ko, ibabalik ~ pera,
            babalik ~ pera, soli ~ pera, isoli ~ pera, danyos
        """,
        Topic.CANCEL: """
            cancel*, kanselahin, ikansela, ica cancel, icancel, i cancel, ikakansela, ayaw
            ko na, ayoko na, hindi ko na ~ gusto/kailangan/itutuloy, di ko na ~
            itutuloy/kailangan
        """,
        Topic.ADDRESS: """
            palitan/baguhin/papalitan/ayusin/itama/mapalitan/mabago/change/update/magpalit ~
            address, mali ~ address, maling address, address ~ mali/bago/iba, bagong
            address, lumipat, ibang address
        """,
        Topic.RECEIVED: """
            natanggap ko na, nakuha ko na, nareceive ko na, na receive ko na, natanggap na,
            dumating na ~ salamat/thank, dumating na ~ order ko/parcel ko/item ko, ang
            ganda, sobrang ganda, maraming salamat, salamat po, salamat seller
        """,
        Topic.THREAT: """
            manloloko, niloko, scam*, magnanakaw, mandaraya, dinaya, daya, isang bituin, 1
            star, one star, masamang ~ review/rating/komento, bad review, irereport, i
            report, ireport, report, reklamo, magrereklamo, ireklamo, irereklamo, dispute,
            isusumbong, sumbong, huling babala, ipapakalat, tulfo
        """,
        Topic.INJURY: """
            nakuryente, nasaktan, nasugatan, sugat, nasunog, sunog, paso, napaso, sumabog,
            pumutok, ospital, hospital, doktor, allergy, nag allergy, rashes, pantal,
            nangati, dumugo, nalason, delikado, mapanganib, usok
        """,
        Topic.LAW: """
            pulis, abogado, korte, kaso, kakasuhan, demanda, idedemanda, idemanda, dti,
            batas, legal, nbi, consumer protection, awtoridad
        """,
        Topic.COUNTERFEIT: """
            peke, pekeng, fake, imitation, imitasyon, hindi/di ~
            original/orig/tunay/legit/authentic, gaya gaya, replica
        """,
    },
)
