"""Dutch."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "nl",
    {
        Concept.COD: "rembours",
        Concept.CUSTOMS: "douane, douanekantoor, douaneautoriteit*, douanecontrole",
        Concept.CLEARING: """
            inklaring, inklaren, douaneafhandeling, douanecontrole, douaneproces,
            douaneformaliteiten, inklaringsproces, verdouaning
        """,
        Concept.CLEARED: "ingeklaard, uitgeklaard, verdouaand",
        Concept.RELEASED: "vrijgegeven, vrijgave, vrijgesteld",
        Concept.LEFT: "verlaten, vertrokken",
        Concept.DONE: "afgerond, voltooid, afgehandeld, gereed, geslaagd, beëindigd, klaar",
        Concept.HELD: """
            vastgehouden, aangehouden, tegengehouden, opgehouden, ingehouden, geblokkeerd,
            in de wacht
        """,
        Concept.LIFTED: "opgelost, opgeheven, verholpen",
        Concept.INSPECTION: "inspectie, controle, onderzoek",
        Concept.NEEDED: """
            vereist, vereiste, nodig, ontbreekt, ontbreken, ontbrekende, onvolledig, onjuist,
            gevraagd, opgevraagd, noodzakelijk, wacht op, in afwachting van, moet, verschuldigd,
            aanleveren, neem contact
        """,
        Concept.PAPERS: """
            document, documenten, documentatie, factuur, facturen, certificaat, verklaring,
            aangifte, vergunning, licentie, cn22, cn23, cn 22, cn 23, btw nummer, eori*,
            papieren
        """,
        Concept.SENDERS_PAPERS: """
            factuur, facturen, aangifte, verklaring, douaneaangifte, cn22, cn23, cn 22, cn 23,
            certificaat van oorsprong
        """,
        Concept.DETAILS: "informatie, gegevens, reactie, actie",
        Concept.DUTY: """
            invoerrechten, invoerkosten, belasting, belastingen, btw, douanekosten, heffingen,
            inklaringskosten, accijns
        """,
        Concept.PAY: "betaling, betalen, kosten, voldoen",
        Concept.PAID: "betaald, voldaan",
        Concept.PROBLEM: "probleem, problemen, fout, mislukt, douaneprobleem, onregelmatigheid",
        Concept.REFUSED: """
            geweigerd door ~ douane, afgewezen door ~ douane, invoer geweigerd,
            door ~ douane geweigerd, door ~ douane teruggestuurd, invoer niet toegestaan,
            door ~ douane afgekeurd
        """,
        Concept.SEIZED: "in beslag genomen, inbeslaggenomen, inbeslagname, beslag, verbeurd",
        Concept.PROHIBITED: "verboden, niet toegestaan",
        Concept.EXPORT: "export, uitvoer, exportdouane, land van herkomst",
        Concept.IMPORT: "import, invoer, bestemming, land van bestemming",
        Concept.SENDER: "afzender, verzender, exporteur, verkoper",
        Concept.RECEIVER: "ontvanger, geadresseerde, importeur, koper, klant, u",
        Concept.AGENT: "vervoerder, douaneagent, expediteur, koerier, transporteur",
        Concept.ON_REQUEST: "op verzoek, verzoek van de ontvanger, op aanvraag",
        Concept.INFO: """
            aangemeld, voorgemeld, voormelding, informatie ontvangen, label aangemaakt,
            zending verwacht, nog niet ontvangen, gegevens ontvangen
        """,
        Concept.ACCEPTED: """
            aangenomen, opgehaald bij, ontvangen van afzender, geaccepteerd, ingeleverd,
            afgehaald bij afzender
        """,
        Concept.MOVING: """
            onderweg, gesorteerd, sorteercentrum, vervoerd, aangekomen, verwerkt, doorgestuurd,
            vertrokken, ontvangen, transport, in transit, sortering, depot, verzonden
        """,
        Concept.ARRIVED: """
            aangekomen in het land van bestemming, aangekomen in land van bestemming,
            in het land van bestemming, in bestemmingsland
        """,
        Concept.OUT: """
            wordt vandaag bezorgd, bezorger, onderweg voor bezorging, in bezorging,
            bezorging vandaag, met de bezorger, wordt bezorgd, aan het bezorgen
        """,
        Concept.READY: """
            ligt klaar, klaar om opgehaald, afhaalpunt, beschikbaar voor afhalen, af te halen,
            op te halen, kan worden opgehaald, klaar voor afhalen
        """,
        Concept.COLLECTED: """
            opgehaald door de ontvanger, afgehaald door, opgehaald door ontvanger,
            door ~ ontvanger afgehaald, door ~ ontvanger opgehaald, opgehaald door
        """,
        Concept.DELIVERED: "bezorgd, afgeleverd, geleverd, uitgereikt",
        Concept.HANDOVER: """
            overgedragen aan, overhandigd aan ~ vervoerder, geleverd aan ~ vervoerder,
            overgedragen, overgegeven aan, afgeleverd bij ~ vervoerder, afgeleverd bij de douane
        """,
        Concept.FAILED: """
            niet bezorgd, niet thuis, bezorgpoging, bezorging mislukt, niet geleverd,
            kon niet worden bezorgd, afwezig, geweigerd door, niet afgeleverd,
            niet aangetroffen, geen gehoor, onbestelbaar
        """,
        Concept.RETURN: """
            retour, teruggestuurd, geretourneerd, terug naar ~ afzender, retourzending,
            retour afzender
        """,
        Concept.RETURN_DONE: "bezorgd bij afzender, afgeleverd bij afzender, terugbezorgd",
        Concept.LOST: "verloren, kwijt, vermist, zoekgeraakt, gestolen",
        Concept.DESTROYED: "vernietigd, vernietiging",
        Concept.CANCELLED: "geannuleerd, annulering",
        Concept.TROUBLE: """
            beschadigd, vertraagd, vertraging, adres onvolledig, onjuist adres, probleem,
            vastgehouden
        """,
        Concept.EXPIRED: "verlopen, geen informatie",
        Concept.NOT: "niet, geen, nog niet, zonder, nooit",
        Concept.IF: "als, indien, mocht",
        Concept.FUTURE: """
            wordt, worden, zal, zullen, zodra, na, als, wanneer, voor, verwacht, gepland,
            binnenkort, morgen, wacht, in afwachting, moet, voordat, te
        """,
        Concept.MAYBE: "mogelijk, misschien, waarschijnlijk, zoals, kan zijn, kan ~ ~ vastgehouden",
        Concept.AND: "en, maar, echter, dan",
        Concept.FINITE: "is, heeft, zijn, werd, werden, was, is ~ geworden",
    },
)
