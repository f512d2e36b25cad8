"""German."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

_PARCEL = (
    "paket/pakete/pakets/packet/päckchen/paeckchen/packchen/bestellung/bestellungen/sendung"
    "/sendungen/lieferung/ware/waren/warensendung/order/artikel/produkt/teil/teile/sachen/zeug"
)
_MINE = "mein/meine/meinen/meiner/das/die/der/den/unser/unsere/unseren/diese/dieses/dieser"
_COME = (
    "da/hier/angekommen/eingetroffen/gekommen/geliefert/zugestellt/ausgeliefert/erhalten"
    "/bekommen/gekriegt/empfangen/eingegangen/gesehen"
)
_SENT = (
    "verschickt/versendet/versandt/verschikt/abgeschickt/abgesendet/losgeschickt/rausgeschickt"
    "/geliefert/zugestellt/ausgeliefert"
)
_CHANGE = "ändern/aendern/andern/korrigieren/anpassen/aktualisieren/geändert/geaendert"

_WHICH = "letzte/letzten/zweite/zweites/zweiten/restliche/restlichen/bestellte/bestellten/anderes"
_FILL = "denn/jetzt/nun/eigentlich/nur/bloß/gerade/bitte/endlich/ungefähr/aktuell/momentan/nochmal"
_WHERE = "wo ist/sind/is/bleibt/bleiben/steckt/stecken/liegt/befindet"
_WHEN = "wann kommt/kommen/trifft/treffen"
_GET = "wann bekomme/bekommen/erhalte/erhalten/kriege/krieg/kriegen ich/wir"
_WAIT = "warte/warten/wartet"
_LONG = "wochen/woche/tagen/tage/tag/monat/monaten/lange/ewig/immer/noch/schon/vergeblich"
_TRACKING = "tracking/trackingnummer/trackingcode/sendungsverfolgung/sendungsnummer/paketverfolgung"

VOCABULARY = Vocabulary(
    "de",
    {
        Topic.WHERE_IS_PARCEL: f"""
            {_WHERE} {_PARCEL}, {_WHERE} {_MINE} {_PARCEL}, {_WHERE} {_FILL} {_MINE} {_PARCEL},
            {_WHERE} {_MINE} {_WHICH} {_PARCEL}, {_WHERE} es/sie/er, wo {_MINE} {_PARCEL}, wo
            {_MINE} {_WHICH} {_PARCEL}, wo sich {_MINE} {_PARCEL}, wo sie/es/er bleibt/steckt/ist,
            {_PARCEL} ~ wo bleibt/ist/bleiben es/sie/das, {_WHEN} {_PARCEL}, {_WHEN} {_MINE}
            {_PARCEL}, {_WHEN} {_FILL} {_MINE} {_PARCEL}, {_WHEN} {_MINE} {_WHICH} {_PARCEL},
            {_WHEN} es/sie/er, wann kommt/kommts das/die/der/denn/endlich
            endlich/an/jetzt/nun/das/denn/es, wann ~ geliefert/zugestellt/ausgeliefert, wann {_MINE}
            {_PARCEL} ~ {_SENT}, wann wird/wurde/wurden/werden es/sie/das ~ {_SENT}, wann ~
            liefern/ankommen/ankommt/eintreffen/eintrifft, wann ~ liefert/verschickt/versendet
            ihr/sie, wann wird es/das/sie ~ kommen, {_GET} {_MINE} {_PARCEL}, {_GET} {_FILL} {_MINE}
            {_PARCEL}, {_GET} es/sie/endlich es/ihn, wann ist/sind/wird/werden mein/meine {_PARCEL}
            ~ {_COME}, wann wird/werden {_MINE} {_PARCEL} ~ {_SENT}, wann ist/wäre mein/meine
            {_PARCEL}, wann ist es ~ da, wann ~ rechnen, wann ~ zustellung, wann erfolgt ~
            lieferung/versand, wann die/das/mein/meine {_PARCEL} ~
            kommt/kommen/ankommt/ankommen/geliefert/eintrifft/da, wann die lieferung/zustellung,
            wann ~ {_PARCEL} ~ erwarten, bis wann ~ {_PARCEL}, noch nicht ~
            angekommen/eingetroffen/gekommen/geliefert/zugestellt/ausgeliefert, bis heute/jetzt
            nicht/nichts/immer ~ {_COME}, bisher nicht/nichts/immer ~ {_COME}, habe/hab/haben/warum
            {_MINE} {_PARCEL} ~ nicht ~ {_COME}, {_PARCEL} habe/hab/haben ich/wir ~ noch ~ nicht ~
            {_COME}, {_PARCEL} noch nicht/immer ~ {_COME}, {_PARCEL} ist/sind/war ~ noch ~ nicht ~
            {_COME}, {_PARCEL} immer noch nicht, noch keine/kein/nichts {_PARCEL}, noch nichts
            {_COME}, noch nichts von ~ {_PARCEL}, es/sie/er ist ~ noch ~ nicht da, {_PARCEL} ~ nicht
            da, {_PARCEL} noch unterwegs, {_PARCEL} ~ überfällig/ueberfällig/ueberfaellig/verspätet,
            sollte/müsste ~ da sein, sollte ~ ankommen, sollte ~ geliefert werden, {_WAIT} auf
            {_PARCEL}, {_WAIT} auf {_MINE} {_PARCEL}, {_WAIT} ~ auf {_MINE} {_PARCEL}, {_LONG} auf
            {_PARCEL}, {_LONG} auf {_MINE} {_PARCEL}, wie lange/lang ~
            lieferung/versand/zustellung/paket/lieferzeit/unterwegs/warten, wie lange/lang
            dauert/dauerts/braucht/brauch es/das/die/den ~ noch, wie lange noch,
            lieferzeit/lieferdauer, liefertermin/lieferdatum/zustelltermin/zustelldatum,
            lieferstatus/versandstatus/sendungsstatus/paketstatus, status
            von/der/des/meiner/meines/zu ~ {_PARCEL},
            voraussichtlich/voraussichtliche/voraussichtlicher ~ lieferung/ankunft/zustellung,
            {_TRACKING} ~
            nicht/nichts/seit/kein/keine/keinerlei/steht/unverändert/still/fehler/leer, keine
            sendungsnummer/trackingnummer/sendungsverfolgung, tut/tat sich ~
            tracking/sendungsverfolgung, im tracking nichts/nicht, {_PARCEL} ~
            hängt/haengt/feststeckt/steckt/bewegt/rührt, gibt/gibts ~ neues/neuigkeiten/update,
            es/sie schon/bereits/überhaupt {_SENT}/unterwegs, {_PARCEL} ~
            schon/bereits/überhaupt/ueberhaupt {_SENT}/unterwegs, kommt {_MINE} {_PARCEL} ~
            noch/bald/heute/morgen/an, kommt da noch, kommt es/sie/das ~ noch, wird das/es ~ noch
            was/etwas, kommt da ~ noch, stand/stande meiner/der/von ~ {_PARCEL}, sollte/müsste ~
            geliefert/da sein/werden, wie steht es um/mit ~ {_PARCEL}, wo/ob {_MINE} {_PARCEL} ~
            ist, was ist mit {_MINE} {_PARCEL}
        """,
        Topic.NOT_RECEIVED: f"""
            nie ~ angekommen/erhalten/bekommen/geliefert/zugestellt/gekriegt/eingetroffen, niemals ~
            angekommen/erhalten/bekommen, nichts
            angekommen/erhalten/bekommen/gekriegt/da/gefunden/geliefert, ist ~ aber nichts,
            {_PARCEL} nicht angekommen/erhalten/bekommen/geliefert/gekriegt, habe/hab/haben
            kein/keine/keinen {_PARCEL} ~ erhalten/bekommen, als/angeblich/schon
            zugestellt/geliefert/ausgeliefert, laut ~ zugestellt/geliefert/abgegeben, wurde ~
            zugestellt aber, zugestellt ~ nichts, angeblich ~
            abgegeben/zugestellt/geliefert/nachbar*/nachbarn, nicht bei mir ~ angekommen,
            nicht/nichts ~ zugestellt worden, {_PARCEL} ~
            verloren/verschwunden/weg/gestohlen/geklaut, gestohlen, geklaut, verloren gegangen,
            verlorengegangen, verschollen, nachbar/nachbarn/nachbarin ~ nichts/nicht/keiner/weiß,
            briefkasten/haustür/ablageort/paketbox/garage/postbote/zusteller/zustellerin ~
            nichts/nix/leer/eingeworfen, ist nichts/nix da, nirgends ~ zu finden,
            falsche/falscher/falschen ~ adresse/haus/haustür ~ zugestellt/geliefert/abgegeben, nicht
            unterschrieben
        """,
        Topic.CUSTOMS: """
            *zoll*, einfuhr*, *abgaben, verzoll*, mehrwertsteuer, mwst, umsatzsteuer, eust,
            handelsrechnung, ursprungszeugnis, steuern ~ zahlen/bezahlen, steuer ~ zahlen/bezahlen,
            freigabe, importgebühr*, importgebuehr*, importsteuer*
        """,
        Topic.DAMAGED: """
            kaputt*, defekt*, beschädig*, beschaedig*, zerbroch*, gebroch*, zerriss*, gerissen*,
            riss, risse, gesprungen*, sprung, kratzer, zerkratz*, verkratz*, beule*, verbeult*,
            verbogen*, zerdrückt*, zerdrueckt*, eingedrückt*, ausgelaufen*, undicht*, abgebrochen*,
            zerbeult*, zerstört*, zerstoert*, schaden, transportschaden, scherben, nicht ~
            einschalten/anschalten/laden/aufladen/öffnen, geht/gehen nicht, geht/gehen ~ nicht
            an/mehr, geht ~ nicht, funktioniert/funktionieren/funktioniren nicht,
            funktioniert/funktionieren ~ nicht, funzt nicht, lädt/laedt nicht, startet nicht,
            springt nicht an, ohne funktion, funktionslos, mangelhaft*, mängel
        """,
        Topic.NOT_AS_DESCRIBED: """
            nicht das ~ bestellt, ist nicht das, was ich bestellt, nicht ~ was ich bestellt, was
            anderes/falsches, etwas anderes/falsches ~ bekommen/geliefert/erhalten/bestellt, anderes
            bestellt, falsche/falscher/falsches/falschen/andere/anderes/anderer/verkehrte
            farbe/größe/groesse/artikel/produkt/modell/ware/teil/variante/ausführung,
            farbe/größe/groesse ~ falsch/stimmt/passt/anders, entspricht/entsprechen nicht,
            entspricht ~ nicht, nicht wie ~ beschrieben/abgebildet/beschreibung/bild/foto/bestellt,
            anders als, sieht/sehen ~ anders aus, schlechte/miese/billige/mangelhafte/minderwertige
            qualität/qualitaet/quali/verarbeitung, qualität/qualitaet ~ schlecht/mies/miserabel,
            minderwertig*, billigware, schrott, müll, muell, zu klein/groß/eng/weit/kurz/lang/dünn,
            passt/passen nicht, passt ~ nicht, gebraucht*, irreführend*, falsch geliefert,
            falschlieferung
        """,
        Topic.SHORT: """
            fehlt, fehlen, fehlte, fehlten, fehlend*, unvollständig*, unvollstaendig*, nicht
            vollständig, nur ~ statt, nur ein/eine/einen/1/2/die/das/zwei ~
            erhalten/bekommen/drin/dabei/geliefert, nur die hälfte,
            paket/karton/packung/schachtel/umschlag/box/verpackung/päckchen ~ leer,
            leerer/leeres/leere karton/paket/päckchen/umschlag/packung/schachtel/box, nicht
            dabei/drin/enthalten/mitgeliefert, nicht alles ~ da/drin/dabei/bekommen/erhalten, zu
            wenig ~ geliefert/drin/erhalten/bekommen, teillieferung
        """,
        Topic.RETURN: """
            zurückschick*, zurueckschick*, zurücksend*, zuruecksend*, zurückgeb*, zurueckgeb*,
            zurückgeschickt, schicke ~ zurück, schicke ~ zurueck, sende ~ zurück/zurueck, geb/gebe ~
            zurück/zurueck, retoure*, retournier*, rücksend*, ruecksend*, rückgabe*, rueckgabe*,
            umtausch*, umzutausch*, tauschen, austausch*, zurückzuschicken, zurueckzuschicken,
            zurückzusenden, zurückzugeben
        """,
        Topic.REFUND: """
            geld ~ zurück/zurueck/wieder, mein geld, unser geld, das geld, rückerstatt*,
            rueckerstatt*, erstattung*, erstatten sie/mir, erstattet mir,
            geld/preis/kosten/betrag/teil/etwas/alles ~ erstatten/erstattet, rückzahl*, rueckzahl*,
            zurückzahl*, zurueckzahl*, kaufpreis, gutschrift*, schadensersatz, schadenersatz,
            entschädig*, entschaedig*, preisnachlass, teilerstattung, kohle zurück/zurueck, betrag ~
            zurück/zurueck, überweis*/ueberweis* ~ zurück/zurueck, zurücküberweis*,
            zurueckueberweis*, teil des preises, rabatt, nachlass
        """,
        Topic.CANCEL: """
            stornier*, storno, stornierung, storniert, widerruf*, wiederruf*, kündig*, abbestell*,
            abzubestellen, vom kauf/vertrag ~ zurück*, trete ~ zurück/zurueck, zurücktreten,
            zuruecktreten, brauche/brauch/will/möchte/moechte ~ nicht mehr, nicht mehr haben, nehme
            ~ abstand, abstand ~ kauf, nicht mehr ~ verschicken/schicken/senden/versenden/liefern,
            anders überlegt, anders ueberlegt, bestellung ~ löschen/loeschen/abbrechen, rückgängig,
            rueckgaengig
        """,
        Topic.ADDRESS: f"""
            adresse*/lieferadresse/anschrift/lieferanschrift/hausnummer/postleitzahl/plz ~
            {_CHANGE}/falsch/falsche/stimmt/richtig/korrekt/neu/verkehrt/vertippt/umändern,
            falsche/neue/andere/richtige/alte/falschen/neuen/anderen/richtigen
            adresse/lieferadresse/anschrift/lieferanschrift/hausnummer/postleitzahl/plz,
            {_CHANGE}/ändere/aendere ~ adresse/lieferadresse/anschrift/lieferanschrift, umgezogen,
            umzug, ziehe ~ um, meine adresse ist/lautet, adressänderung, adressaenderung, adresse
            nicht mehr
        """,
        Topic.RECEIVED: f"""
            danke/dank für/fuer ~ lieferung/ware/versand/paket/artikel/produkt/schnelle/schnellen,
            {_PARCEL} ~ heute/gestern/gut/eben/gerade/heil
            angekommen/erhalten/bekommen/eingetroffen/zugestellt, {_PARCEL} ist
            angekommen/da/gekommen/eingetroffen, heute/gestern/gut/heil
            angekommen/erhalten/bekommen/eingetroffen/gekommen, ist/sind
            angekommen/gekommen/eingetroffen, ist/sind ~ gut/heil/schnell/heute angekommen, hat sich
            erledigt, alles super/bestens/perfekt/prima/toll/gut, ist jetzt da, sehr zufrieden, bin
            zufrieden, super verkäufer, gerne wieder
        """,
        Topic.THREAT: """
            streitfall, streitfälle, dispute, disput, käuferschutz, kaeuferschutz,
            eröffne/eroeffne/öffne/oeffne/eröffnen/melde ~ fall/streit/konflikt/beschwerde, fall ~
            eröffnen/eroeffnen/öffnen/oeffnen, konflikt ~ melden, beschwerde ~
            einreichen/einlegen/plattform/aliexpress, beschwere/beschweren ~ mich/bei/über,
            negative/schlechte/negativ/schlecht/miese ~
            bewertung/bewertungen/bewerten/bewerte/rezension/kritik, ein/1 stern, null sterne,
            betrug*, betrueg*, abzock*, abzocker*, schwindel*, schwindler*, gauner*, verbrecher*,
            dieb, diebe, verarsch*, verarscht, beschiss*, bescheiss*, ich/wir melde/melden
            sie/euch/dich/den/das/diesen/ihren, werde/werden sie/euch/dich/das ~ melden,
            melde/melden ~ plattform/aliexpress/ebay/amazon/verkäufer,
            plattform/aliexpress/ebay/amazon ~ melden, rückbuch*, rueckbuch*, zurückbuch*,
            zurueckbuch*, letzte ~ warnung/frist/mahnung/chance/aufforderung, frist ~
            setzen/gesetzt, setze ~ frist, werden ~ bereuen, wirst ~ bereuen, umbringen, bringe ~
            um, konsequenzen
        """,
        Topic.INJURY: """
            verletz*, geschnitten, schnittwunde*, verbrannt*, verbrenn*, verbrüh*, verbrueh*,
            brandwunde*, krankenhaus, notaufnahme, klinik, arzt, ärztin, aerztin, allergi*,
            ausschlag, hautausschlag, giftig*, vergift*, stromschlag, stromschläge, explodiert*,
            explosion, feuer, brand, gebrannt, brannte, brennt, rauch, *qualm*, geplatzt, raucht,
            geraucht, gefährlich*, gefaehrlich*, lebensgefähr*, schmerzen, blutet*, geblutet, krank
            geworden, übelkeit, verätz*, veraetz*, erstick*, schmort, geschmort, verschmort*
        """,
        Topic.LAW: """
            *anwalt, *anwältin, *anwalts, *anwaelte, *anwälte, rechtsanw*, gericht, gerichtlich*,
            amtsgericht, verklag*, klage, klagen, polizei*, anzeige, anzeigen, strafanzeige,
            staatsanwalt*, verbraucherzentrale, verbraucherschutz*, verbraucherschützer,
            rechtliche/rechtlichen/juristische/juristischen ~ schritte, rechtlich*, rechtsweg,
            rechtsschutz*, behörde*, behoerde*, inkasso, mahnbescheid, datenschutz*, dsgvo,
            bundesnetzagentur
        """,
        Topic.COUNTERFEIT: """
            fälschung*, faelschung*, gefälscht*, gefaelscht*, plagiat*, fake*, imitat*,
            nachgemacht*, kein/keine/nicht ~ original/originale/originalware/echt/echte, nicht echt,
            replik*, raubkopie*, billige kopie, nachahmung*, produktpiraterie
        """,
    },
)
