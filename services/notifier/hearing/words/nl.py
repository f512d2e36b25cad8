"""Dutch."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

_PARCEL = (
    "pakket/pakketje/pakketten/paket/pakje/pakjes/bestelling/bestellingen/zending/zendingen/order"
    "/levering/spullen/spul/artikel/artikelen/product/producten/poststuk"
)
_MINE = "mijn/m'n/mn/het/de/onze/ons/dit/deze/die/dat"
_COME = (
    "ontvangen/gekregen/binnen/binnengekomen/aangekomen/geleverd/bezorgd/gearriveerd/afgeleverd"
    "/gehad/gezien/ontvange"
)
_SENT = "verzonden/verstuurd/opgestuurd/onderweg/bezorgd/geleverd/verstuurt"
_ADDRESS = "adres/bezorgadres/afleveradres/leveradres/huisnummer/postcode/verzendadres"
_CHANGE = "wijzigen/veranderen/aanpassen/gewijzigd/aangepast/veranderd/verbeteren/corrigeren"

_WHICH = "laatste/tweede/andere/bestelde"
_FILL = "nu/dan/toch/nou/ergens/precies/eigenlijk/ongeveer/eindelijk"
_WHERE = "waar is/zijn/blijft/blijven/zit/ligt/bevindt"
_WHEN = "wanneer komt/komen/arriveert/arriveren"
_GET = "wanneer krijg/krijgen/ontvang/ontvangen ik/wij/we"
_WAIT = "wacht/wachten/wachtte/wachtend"
_LONG = "weken/week/dagen/maand/maanden/lang/steeds/nog/al"
_TRACKING = "track/trace/tracking/trackingcode/trackingnummer/volgcode/tracktrace/trackcode"

VOCABULARY = Vocabulary(
    "nl",
    {
        Topic.WHERE_IS_PARCEL: f"""
            {_WHERE} {_PARCEL}, {_WHERE} {_MINE} {_PARCEL}, {_WHERE} {_FILL} {_MINE} {_PARCEL},
            {_WHERE} {_MINE} {_WHICH} {_PARCEL}, {_WHERE} het/hij/ie/alles, waar {_MINE} {_PARCEL},
            waar het/hij/ie ~ is/blijft/zit, {_WHEN} {_PARCEL}, {_WHEN} {_MINE} {_PARCEL}, {_WHEN}
            {_FILL} {_MINE} {_PARCEL}, {_WHEN} {_MINE} {_WHICH} {_PARCEL}, wanneer komt/kom
            het/hij/ie/die/dit/dat nou/eindelijk/nu/aan/binnen/ongeveer, wanneer komt het/hij/ie,
            wanneer ~ geleverd/bezorgd, wanneer wordt/is/worden {_MINE} {_PARCEL} ~ {_SENT}, wanneer
            wordt/is het/dit/alles ~ {_SENT}, wanneer ~ aankomen/arriveren/bezorgen, {_GET} {_MINE}
            {_PARCEL}, {_GET} {_FILL} {_MINE} {_PARCEL}, {_GET} het/hem, wanneer kan/mag ik ~
            {_PARCEL} verwachten, wanneer kan/mag ik het ~ verwachten, wanneer wordt/worden/is/zijn
            {_MINE} {_PARCEL} ~ {_COME}, wanneer is de levering/bezorging, nog ~ niet
            binnen/binnengekomen/aangekomen/geleverd/bezorgd/gearriveerd, nog steeds/altijd niet ~
            binnen/binnengekomen/aangekomen/geleverd/bezorgd/gearriveerd, nog ~ niks/niets {_COME},
            nog steeds/altijd niks/niets ~ {_COME}, nog geen {_PARCEL}, nog steeds/altijd geen
            {_PARCEL}, heb/hebben/waarom {_MINE} {_PARCEL} ~ niet ~ {_COME}, {_PARCEL} heb ik nog ~
            niet ~ {_COME}, {_PARCEL} nog ~ niet, {_PARCEL} is/zijn ~ nog ~ niet, is er nog ~ niet,
            {_PARCEL} ~ nog niet ~ {_COME}, {_PARCEL} is er ~ niet, tot nu/heden toe ~
            niks/niets/niet ~ {_COME}, had ~ binnen/er moeten zijn, zou ~ binnen/er/geleverd/bezorgd
            moeten zijn, {_WAIT} op {_PARCEL}, {_WAIT} op {_MINE} {_PARCEL}, {_WAIT} ~ op {_MINE}
            {_PARCEL}, {_LONG} op {_PARCEL}, {_LONG} op {_MINE} {_PARCEL}, hoe lang/hoelang ~
            levering/bezorging/verzending/levertijd/pakket/pakketje/onderweg/wachten, hoelang
            levering/bezorging, hoelang ~ levering/bezorging/verzending/onderweg/wachten/pakket,
            lang/hoelang duurt/gaat het/dit/dat ~ nog, levertijd, leverdatum, bezorgdatum,
            verzendstatus, bezorgstatus, status van/mijn ~ {_PARCEL}, verwachte
            levering/leverdatum/bezorging/bezorgdatum/aankomst, {_TRACKING} ~
            niet/niets/niks/geen/stil/sinds/fout/onbekend/al, geen
            track/tracking/trackingcode/trackingnummer/updates/update, niks/niets/nix ~ in/op/met de
            {_TRACKING}, {_PARCEL} ~ vast/stil/onderweg, het/dit/alles al {_SENT}, {_PARCEL} al ~
            {_SENT}, is {_MINE} {_PARCEL} ~ {_SENT}, is er ~ nieuws, enig nieuws, al nieuws, update
            over/van ~ {_PARCEL}, wat is er met {_MINE} {_PARCEL}, hoe staat/zit het met {_MINE}
            {_PARCEL}, {_PARCEL} had/moest/zou ~ bezorgd/geleverd/binnen/er/aankomen ~
            zijn/worden/moeten, {_PARCEL} ~ gebleven, komt {_MINE} {_PARCEL} ~
            nog/morgen/vandaag/aan
        """,
        Topic.NOT_RECEIVED: f"""
            nooit ~ ontvangen/aangekomen/gekregen/geleverd/bezorgd/gehad, nimmer ~ ontvangen,
            heb/hebben niks/niets ontvangen/gekregen/gezien/gehad, maar ~ niks/niets ~
            ontvangen/gekregen/gezien, {_PARCEL} niet ~ ontvangen/gekregen/aangekomen/bezorgd,
            heb/hebben geen {_PARCEL} ~ ontvangen/gekregen/gezien, staat ~
            bezorgd/geleverd/afgeleverd, zou ~ bezorgd/afgeleverd/geleverd, volgens ~
            bezorgd/geleverd/afgeleverd, als bezorgd/afgeleverd/geleverd, bezorgd maar, afgeleverd
            maar, buren ~ niks/niets/niet/geen, buurman/buurvrouw ~ niks/niets/niet/geen, {_PARCEL}
            ~ kwijt/kwijtgeraakt/zoekgeraakt/verdwenen/verloren/weg/gestolen/zoek, kwijtgeraakt,
            zoekgeraakt, gestolen, niet bij mij ~ bezorgd/geleverd, verkeerde ~ adres/huis ~
            bezorgd/afgeleverd/geleverd, niet voor getekend, daar/er ligt/lag/staat niks/niets,
            brievenbus/voordeur/bus ~ niks/niets/leeg, postbode/bezorger/koerier ~
            niks/niets/bus/brievenbus, nergens te vinden
        """,
        Topic.CUSTOMS: """
            douane*, invoerrecht*, invoerkosten, invoerbelasting, inklaring*, inklaren, ingeklaard,
            btw, importheffing*, importkosten, importbelasting, accijns*, heffing*, belasting ~
            betalen, handelsfactuur, certificaat van oorsprong, vrijgegeven, vrijgeven
        """,
        Topic.DAMAGED: """
            kapot*, stuk, defect*, beschadig*, schade, gebroken, gebarsten, barst, barsten, scheur*,
            gescheurd, kras, krassen, bekrast, deuk*, gedeukt, verbogen, gebogen, lek, lekt, lekte,
            gelekt, verbrijzeld, doet/doen het ~ niet, doet ~ het niet, het niet doet, werkt/werken
            niet, werkt/werken ~ niet, niet werkt, gaat/gaan niet ~ aan, gaat niet, niet opladen,
            laadt niet, laad niet, start niet, functioneert niet, gesneuveld, afgebroken, scherven,
            vervormd, ingedeukt, geplet
        """,
        Topic.NOT_AS_DESCRIBED: """
            niet wat ik ~ besteld/bestelde/gekocht/verwacht, wat ik besteld, iets anders ~
            gekregen/ontvangen/besteld/geleverd, heel iets anders,
            verkeerde/foute/andere/verkeerd/fout
            kleur/maat/artikel/product/model/bestelling/item/exemplaar/uitvoering, kleur/maat ~
            klopt/fout/verkeerd/anders, niet zoals, komt/komen niet overeen, komt ~ niet overeen,
            klopt niet met, anders dan, ziet/zien er ~ anders uit, lijkt niet/nergens op,
            slechte/matige/waardeloze/belabberde kwaliteit, kwaliteit ~ slecht/matig/waardeloos,
            rotzooi, troep, te klein/groot/krap/wijd/kort/lang/strak/dun, past/passen niet, past ~
            niet, gebruikt product/artikel, tweedehands, misleidend*, verkeerd geleverd
        """,
        Topic.SHORT: """
            ontbreekt, ontbreken, ontbrak, ontbrekend*, mist, missen, mis nog, incompleet,
            onvolledig, niet compleet, maar/slechts 1/één/2/twee/3/drie/de ~
            ontvangen/gekregen/in/van/geleverd/stuks, maar/slechts ~ van de, maar de helft, slechts
            de helft, alleen ~ ontvangen/gekregen/geleverd, niet alles ~
            ontvangen/gekregen/in/geleverd, doos/pakket/verpakking/envelop/pakje/zakje ~ leeg, lege
            doos/envelop/verpakking/pakket/zak, niet bij/in zit/zat/zitten/inbegrepen, zit/zat/zaten
            ~ niet bij/in, te weinig
        """,
        Topic.RETURN: f"""
            terugsturen, terugstuur*, stuur ~ terug, sturen ~ terug, terug te sturen, terug sturen,
            terugzenden, terug zenden, retour, retourneren, retourner*, retourlabel, retourzending,
            ruilen, omruilen, omwisselen, terugbrengen, teruggestuurd, {_PARCEL} ~
            terugsturen/retour
        """,
        Topic.REFUND: """
            geld ~ terug, mijn geld, m n geld, mn geld, ons geld, het geld, terugbetal*,
            terugbetaal*, betaal ~ terug, terug betalen, terugstort*, teruggestort, terugkrijgen
            geld, refund, restitutie, vergoeding, vergoed*, schadevergoeding, compensatie, geld
            retour, centen ~ terug, creditering, crediteren, bedrag/deel/geld ~
            terugkrijgen/terug/terugstorten, terug krijgen
        """,
        Topic.CANCEL: """
            annule*, geannuleerd, cancel*, gecanceld, afzien ~ koop, van de koop ~ af*, zie af van,
            afbestel*, afbestellen, herroep*, ontbind*, hoef/hoeft ~ niet meer, wil ~ niet meer
            hebben, wil het niet meer, niet meer nodig, van gedachten veranderd, intrekken,
            stopzetten, bestelling ~ stoppen/stop
        """,
        Topic.ADDRESS: f"""
            {_ADDRESS} ~ {_CHANGE}/fout/verkeerd/klopt/onjuist/nieuw/nieuwe/anders,
            verkeerde/verkeerd/fout/foute/nieuw/nieuwe/ander/juiste/oude/oud/onjuiste {_ADDRESS},
            {_CHANGE}/wijzig/verander ~ {_ADDRESS}, verhuisd, verhuizing, ga/gaan/ben verhuizen,
            mijn adres is, adreswijziging
        """,
        Topic.RECEIVED: f"""
            bedankt/dank/dankjewel/dankuwel voor de ~ levering/verzending/service/bezorging/pakket,
            dank/bedank u/je wel voor de ~ levering/verzending/bezorging, {_PARCEL}
            vandaag/gisteren/net/goed/zojuist/inmiddels/al
            ontvangen/binnen/aangekomen/gekregen/bezorgd, {_PARCEL} is
            aangekomen/binnen/gearriveerd/bezorgd, heb {_MINE} {_PARCEL} ontvangen, {_PARCEL}
            ontvangen maar/dank/bedankt/dankjewel/alles/en/vandaag, {_PARCEL} is ~
            goed/vandaag/gisteren/inmiddels ~ ontvangen/binnen/aangekomen, heb ~ {_PARCEL} ~
            vandaag/gisteren/inmiddels/net ontvangen/gekregen,
            goed/vandaag/netjes/gisteren/inmiddels aangekomen/ontvangen/binnengekomen/binnen, is
            binnen, helemaal/heel/erg/zeer blij/tevreden, top verkoper, super tevreden, inmiddels
            opgelost
        """,
        Topic.THREAT: """
            geschil, dispuut, dispute, zaak/claim/klacht/case ~ openen/starten/indienen/melden,
            open/start/dien ~ zaak/claim/klacht/case/geschil, klacht ~ in, aankopersbescherming,
            kopersbescherming, slechte/negatieve/lage ~ beoordeling/review/recensie/reviews/sterren,
            negatief/slecht ~ beoordelen, 1/een ster, nul sterren, oplicht*, opgelicht, zwendel*,
            bedrog, bedrieg*, fraude*, dief, dieven, bedriegers, boeven, criminelen, belazer*,
            belazerd, afzetter*, meld/melden/rapporteer ~ bij/platform/aliexpress/bol/marktplaats,
            aangeven bij, u/jullie/je ~ melden/rapporteren, chargeback, storneer*, storneren,
            terugboeken, laatste ~ waarschuwing/kans/keer, zul/zult ~ spijt, krijg/krijgt ~ spijt,
            maak ~ af, weet je te vinden, ingebrekestelling, in gebreke, gevolgen
        """,
        Topic.INJURY: """
            gewond*, verwond*, gesneden, snee, snijwond, verbrand*, brandwond*, verbranden,
            ziekenhuis, spoedeisende, arts, dokter, huisarts, allergi*, uitslag, giftig*,
            vergiftig*, schok gekregen, elektrische schok, stroomstoot, ontplof*, explod*,
            geëxplodeerd, explosie, brand, vlam, vlammen, vuur, rook, rookt, smolt, gesmolten,
            gevaarlijk*, levensgevaar*, pijn, bloed, bloedde, bloeden, ziek geworden, ziek van,
            misselijk, gestikt, verslikt
        """,
        Topic.LAW: """
            advoca*, jurist, juridisch*, rechter, rechtbank, rechtszaak, rechtsbijstand*,
            gerechtelijk*, aanklagen, aangeklaagd, aanklacht, dagvaard*, dagvaarding, politie*,
            aangifte, justitie, consumentenbond, consuwijzer, consumentenautoriteit, acm,
            geschillencommissie, autoriteit*, deurwaarder, incasso*, wettelijk*, juridische stappen,
            naar de rechter, avg, ombudsman, privacywet
        """,
        Topic.COUNTERFEIT: """
            nep, neppe, fake, namaak*, nagemaakt*, vervals*, vervalst*, replica*, imitatie*, niet
            echt, geen/niet ~ origineel/originele/echt/echte/authentiek, kopie, illegale kopie
        """,
    },
)
