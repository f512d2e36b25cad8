"""Dutch."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "nl",
    {
        Concept.CUSTOMS: """
            douane, douanekantoor, douaneautoriteit*, douanecontrole, exportdouane, importdouane,
            overheidsinstantie*, douanebeambte*, douaneagent*, douane expediteur, inklaringsagent,
            douane*, *douane, douanier*, douanediensten, autoriteiten
        """,
        Concept.CLEARING: """
            inklaring, inklaren, douaneafhandeling, douanecontrole, douaneproces,
            douaneformaliteiten, inklaringsproces, verdouaning, exportinklaring, importinklaring,
            douanebehandeling, douaneonderzoek, inklaringsprocedure, in behandeling bij de douane,
            douaneaangifte in behandeling, ingeklaard wordt, inklaar*, douane afhandeling,
            douaneformaliteit*, uitvoerformaliteit*, invoerformaliteit*, douaneprocedure*,
            uitklaring, grenscontrole, uitklaringsproces, vrijmaking, importscan, douanestatus,
            exportvoorbereiding, *inklaring, inklaringsbureau, uitvoerinklaring, invoerinklaring
        """,
        Concept.CLEARED: """
            ingeklaard, uitgeklaard, verdouaand, inklaring voltooid, douane gepasseerd, door douane
            vrijgegeven, uit de douane, vrijgemaakt, douanecontrole doorstaan, controle doorstaan,
            douanecontrole gepasseerd, douanecontrole geslaagd
        """,
        Concept.RELEASED: """
            vrijgegeven, vrijgave, vrijgesteld, vrij gegeven, goedgekeurd, toegelaten, losgelaten,
            vrijgeeft
        """,
        Concept.LEFT: "verlaten, vertrokken, verlaat",
        Concept.DONE: """
            afgerond, voltooid, afgehandeld, gereed, geslaagd, beëindigd, klaar, afgesloten,
            succesvol, voltooide, rond, compleet, gedaan, uitgevoerd, goedgekeurd, verwerkt door de
            douane, geregeld
        """,
        Concept.HELD: """
            vastgehouden, aangehouden, tegengehouden, opgehouden, ingehouden, geblokkeerd, in de
            wacht, gestopt, stilgelegd, blijft bij de douane, staat vast, vast bij, wordt
            vastgehouden, stilgezet, gestrand, wachtstand, bevroren, onderschept, vastgezet, ligt
            stil, aangehouden door, blijft hangen, ophouden, in bewaring
        """,
        Concept.LIFTED: "opgelost, opgeheven, verholpen",
        Concept.INSPECTION: """
            inspectie, controle, onderzoek, gecontroleerd, onderzocht, geïnspecteerd, scan,
            beoordeeld, beoordeelt, beoordeling, keuring
        """,
        Concept.NEEDED: """
            vereist, vereiste, nodig, ontbreekt, ontbreken, ontbrekende, onvolledig, onjuist,
            gevraagd, opgevraagd, noodzakelijk, wacht op, in afwachting van, moet, verschuldigd,
            aanleveren, neem contact, moeten, openstaand, openstaande, te betalen, aanvullende,
            benodigd, wachten op, ontbrekend, mist, missen, onvoldoende, ongeldig, ongeldige,
            onjuiste, onvolledige, gecorrigeerde, gecorrigeerd, verzocht, gevraagde, aan te leveren,
            aangeleverd worden, aangeleverd, niet voldaan, niet betaald, onbetaald, nog betalen, nog
            geen, vraagt, vragen, bezorgen aan de douane, verstrekken, overleggen, indienen, sturen,
            stuur, gelieve, graag, benodigde, betaal, betaalt u, voldoe
        """,
        Concept.PAPERS: """
            document, documenten, documentatie, factuur, facturen, certificaat, verklaring,
            aangifte, vergunning, licentie, cn22, cn23, cn 22, cn 23, btw nummer, eori*, papieren,
            handelsfactuur, aankoopbewijs, invoerdocument*, douanedocument*, douanepapieren,
            douaneaangifte, identiteitsbewijs, paspoort, legitimatie, bsn, btw*, aankoopfactuur,
            proforma*, pakbon, volmacht, machtiging, invoervergunning, uitvoervergunning,
            certificaten, verklaringen, vrachtbrief, kopie
        """,
        Concept.SENDERS_PAPERS: """
            factuur, facturen, aangifte, verklaring, douaneaangifte, cn22, cn23, cn 22, cn 23,
            certificaat van oorsprong
        """,
        Concept.DETAILS: "informatie, gegevens, reactie, actie",
        Concept.DUTY: """
            invoerrechten, invoerkosten, belasting, belastingen, btw, douanekosten, heffingen,
            inklaringskosten, accijns, douanerechten, invoerheffing*, importkosten, invoerrecht,
            rechten, btw en invoerrechten, douaneheffing*, douaneheffingen, invoertaks, taksen,
            importheffing*, invoerbelasting*, accijnzen
        """,
        Concept.PAY: "betaling, betalen, kosten, voldoen, betaald worden",
        Concept.PAID: "betaald, voldaan, betaling ontvangen, betaling geslaagd, voldane, vereffend",
        Concept.COD: "rembours",
        Concept.PROBLEM: """
            probleem, problemen, fout, mislukt, douaneprobleem, onregelmatigheid, afwijking,
            afwijkingen, onregelmatigheden, storing, fouten, complicatie*
        """,
        Concept.MUST: """
            moet, moeten, dient, dienen, wordt verzocht, is verplicht, u moet, dient te, dienen te,
            gevraagd om, verzocht om, is gevraagd, wordt gevraagd, is verzocht, gelieve, hoeft
            alleen
        """,
        Concept.DECLINES: "geweigerd, weigering, afgewezen, weigert, afgekeurd, niet geaccepteerd",
        Concept.REFUSED: """
            geweigerd door ~ douane, afgewezen door ~ douane, invoer geweigerd, door ~ douane
            geweigerd, door ~ douane teruggestuurd, invoer niet toegestaan, door ~ douane afgekeurd,
            invoer ~ geweigerd, invoer verboden, niet ingevoerd, douane ~ geweigerd, douane weigert,
            niet toegelaten, toegang geweigerd
        """,
        Concept.SEIZED: """
            in beslag genomen, inbeslaggenomen, inbeslagname, beslag, verbeurd, geconfisqueerd,
            inbeslag, verbeurdverklaard
        """,
        Concept.PROHIBITED: "verboden, niet toegestaan",
        Concept.EXPORT: """
            export, uitvoer, exportdouane, land van herkomst, exportinklaring, uitvoerdouane,
            uitvoer*, export*, vertrekland, land van vertrek, land van verzending, land van afzender
        """,
        Concept.IMPORT: """
            import, invoer, bestemming, land van bestemming, importinklaring, importdouane, invoer*,
            import*, aankomstland, bestemmingsland
        """,
        Concept.SENDER: "afzender, verzender, exporteur, verkoper",
        Concept.RECEIVER: """
            ontvanger, geadresseerde, importeur, koper, klant, u, uw btw, uw bsn, uw identiteit*, uw
            paspoort, uw factuur, uw bevestiging
        """,
        Concept.AGENT: """
            vervoerder, douaneagent, expediteur, koerier, transporteur, douane expediteur,
            inklaringsagent*, douaneagent*, expediteur ~ ontvanger, agent ~ ontvanger, makelaar,
            douanemakelaar, luchtvaartmaatschappij, postbode, pakketbezorger, chauffeur, broker ~
            ontvanger, declarant
        """,
        Concept.ON_REQUEST: """
            op verzoek, verzoek van de ontvanger, op aanvraag, afspraak, op afspraak, gekozen,
            voorkeur, zoals gevraagd, op uw verzoek, uw keuze
        """,
        Concept.INFO: """
            aangemeld, voorgemeld, voormelding, informatie ontvangen, label aangemaakt, zending
            verwacht, nog niet ontvangen, gegevens ontvangen, verzendlabel, aangekondigd,
            geregistreerd, nog niet aangeboden, label gemaakt, voorbereid, nog niet verzonden, nog
            niet aangeleverd, zending aangemeld, order ontvangen, bestelling ontvangen, bestelling
            geplaatst, wordt voorbereid, klaargemaakt, aangemaakt, elektronisch aangemeld,
            verwachten uw, wachten op uw pakket, nog niet bij ons, gegevens zijn ontvangen,
            vooraankondiging, verzendklaar, wacht op verzending, nog niet in ons bezit, nog niet
            overgedragen, verzendinformatie, klaar voor verzending, klaar om te verzenden, wacht op
            verkoper, wachten op verkoper, manifest, factuurgegevens ontvangen, elektronisch*,
            vooraanmelding, heeft ~ klaargemaakt, heeft ~ voorbereid, heeft ~ ingepakt, maakt ~
            klaar
        """,
        Concept.ACCEPTED: """
            aangenomen, opgehaald bij, ontvangen van afzender, geaccepteerd, ingeleverd, afgehaald
            bij afzender, ophaling, afgegeven door, aanvaard, in ontvangst genomen, overgedragen aan
            @, ontvangen door @, door de afzender afgegeven, afgegeven door de afzender, door
            afzender afgegeven, door de afzender ingeleverd, door de afzender aangeboden, ontvangen
            door de vervoerder, ontvangen door vervoerder, door de vervoerder ontvangen
        """,
        Concept.MOVING: """
            onderweg, gesorteerd, sorteercentrum, vervoerd, aangekomen, verwerkt, doorgestuurd,
            vertrokken, ontvangen, transport, in transit, sortering, depot, verzonden,
            distributiecentrum, verwerking, vertrek, aankomst, magazijn, sorteert, bezorgd,
            uitgesorteerd, doorgezonden, uitgeladen, ingeladen, geladen, gelost, vlucht, luchthaven,
            hub, verzameld, vertrekt, reist, overgeslagen, afhandeling, vestiging, filiaal,
            sorteerproces, gescand, in behandeling, opslag, opgeslagen, aanvoer, nationaal,
            internationaal, nederland, belgië, naar de volgende, magazijnen, postkantoor, heeft
            verlaten, land van herkomst verlaten, verlaten, terminal, in magazijn, in het magazijn,
            wordt vervoerd, zal worden vervoerd, faciliteit, kantoor
        """,
        Concept.ARRIVED: """
            aangekomen in het land van bestemming, aangekomen in land van bestemming, in het land
            van bestemming, in bestemmingsland, in het bestemmingsland, aangekomen in ~
            bestemmingsland, aangekomen/gearriveerd in nederland, aangekomen/gearriveerd in belgië,
            aangekomen/gearriveerd in ~ land van bestemming, gearriveerd in ~ bestemmingsland,
            binnengekomen in ~ land van bestemming, in land van bestemming aangekomen, aankomst in ~
            land van bestemming, bestemmingsland bereikt, ontvangen in ~ land van bestemming
        """,
        Concept.OUT: """
            wordt vandaag bezorgd, bezorger, onderweg voor bezorging, in bezorging, bezorging
            vandaag, met de bezorger, aan het bezorgen, onderweg met ~ postbode/koerier/bezorger, in
            de bestelwagen, op weg naar jou, koerier is onderweg, bezorger is onderweg, in
            aflevering, in bestelling, in uitreiking, op weg naar u, op pad met, onderweg naar u,
            onderweg naar jou, chauffeur is onderweg, bij de bezorger, bij de koerier, in de
            bezorgbus, in het voertuig, uit voor bezorging, uit voor levering, voor levering,
            vandaag geleverd, vandaag bezorgd, wordt vandaag geleverd, met de postbode, met de
            koerier, bezorgronde, onderweg voor levering, wordt nu bezorgd, wordt zo bezorgd, wordt
            straks bezorgd, wordt momenteel bezorgd, wordt geleverd, postbode is, postbode onderweg,
            bezorger komt
        """,
        Concept.READY: """
            ligt klaar, klaar om opgehaald, afhaalpunt, beschikbaar voor afhalen, af te halen, op te
            halen, kan worden opgehaald, klaar voor afhalen, klaar om af te halen, afhaalbaar,
            postpunt, pakketautomaat, kan afgehaald worden, ophaalpunt, klaar om opgehaald te
            worden, ligt voor u klaar, klaar voor ophalen, staat klaar, om af te halen, om op te
            halen, wacht op u, kunt afhalen, kunt ophalen, kunt u afhalen, kunt u ophalen, in de
            kluis, in pakketkluis, in een automaat, bij een pakketpunt, bij postnl punt, op een
            afhaalpunt, naar een afhaalpunt gebracht, beschikbaar voor afhaling, beschikbaar voor
            ophaling, beschikbaar voor ophalen, beschikbaar om af te halen, bewaard voor afhaling,
            klaar voor afhaling, klaar voor ophaling, voor afhaling, op het afhaalpunt, bij het
            afhaalpunt
        """,
        Concept.COLLECTED: """
            opgehaald door de ontvanger, afgehaald door, opgehaald door ontvanger, door ~ ontvanger
            afgehaald, door ~ ontvanger opgehaald, opgehaald door, heeft ~ opgehaald, heeft ~
            afgehaald, afgehaald, is opgehaald, opgehaald door de klant, opgehaald bij ~ punt,
            afgehaald bij, opgehaald aan de balie, afgehaald aan de balie, opgehaald op het
            postkantoor
        """,
        Concept.DELIVERED: """
            bezorgd, afgeleverd, geleverd, uitgereikt, ontvangen door ~ ontvanger, ontvangen door ~
            geadresseerde, succesvol bezorgd, in de brievenbus, in ontvangst genomen door, getekend
            voor ontvangst, afgeleverd in brievenbus, overhandigd aan de ontvanger
        """,
        Concept.DELIVERY: "bezorging, levering, aflevering, bezorgen, afleveren, leveren",
        Concept.FAILS: """
            mislukt, mislukte, niet gelukt, onmogelijk, niet mogelijk, kon niet, konden niet
        """,
        Concept.VEHICLE: "voertuig, bestelwagen, busje, vrachtwagen, wagen, fiets",
        Concept.WAITS: "wacht, wachtend, in afwachting",
        Concept.FETCH: """
            afhaling, afhalen, ophalen, ophaling, afhaal, ophaalt, afhaalt, ophalen komt, komt
            ophalen
        """,
        Concept.FETCHED: "afgehaald, opgehaald, meegenomen",
        Concept.RECEIVED: "ontvangen, gekregen",
        Concept.STANDS_IN: """
            buren, buur, buurvrouw, buurman, brievenbus, conciërge, receptie, huisgenoot,
            familielid, veilige plaats, garage, voordeur, postkamer, afgesproken plek, buurtgenoot,
            bewaker, beveiliging, portier, balie, postvak, bewoner, gezinslid, partner thuis,
            schuur, carport, afgesproken plaats, collega, magazijnmedewerker
        """,
        Concept.GIVEN: """
            bezorgd, geleverd, afgeleverd, afgegeven, achtergelaten, gelegd, overhandigd, ontvangen
        """,
        Concept.HANDOVER: """
            overgedragen aan, overhandigd aan ~ vervoerder, geleverd aan ~ vervoerder, overgedragen,
            overgegeven aan, afgeleverd bij ~ vervoerder, afgeleverd bij de douane, overhandigd aan
            ~ koerier, laatste kilometer, laatste mijl
        """,
        Concept.FAILED: """
            niet bezorgd, niet thuis, bezorgpoging, bezorging mislukt, niet geleverd, kon niet
            worden bezorgd, afwezig, geweigerd door, niet afgeleverd, niet aangetroffen, geen
            gehoor, onbestelbaar, niemand thuis, trof niemand, ontvanger afwezig, niet aanwezig,
            kaartje achtergelaten, mislukte bezorging, was niemand thuis, niemand aanwezig, niemand
            aangetroffen, niet gelukt, kon niet bezorgd, konden niet bezorgen, konden het pakket
            niet, kunnen bezorgen mislukt, weigering ontvanger, ontvanger weigert, ontvanger heeft
            geweigerd, gesloten, bedrijf gesloten, adres niet gevonden, adres onbekend, onbekend op,
            onbereikbaar, niet bereikbaar, geen toegang, tweede poging, nieuwe poging, opnieuw
            aangeboden, aanbiedpoging, afleverpoging, poging, gemist, niet bezorgbaar, niet
            afgegeven, geen toegang tot, afwezig bij, ontvanger niet beschikbaar, ontvanger was
            niet, was niet aanwezig, klant niet aanwezig, kan niet worden bezorgd, kan niet bezorgd,
            poging mislukt, mislukte poging
        """,
        Concept.RETURN: """
            retour, teruggestuurd, geretourneerd, terug naar ~ afzender, retourzending, retour
            afzender, terug onderweg, teruggezonden, retourneren, gaat terug, keert terug,
            teruggaat, terugkeren, terugsturen, retourproces, retour gezonden, retour gestuurd,
            terugkomst, terugreis, retour naar, retourpakket*, retourzending*, terugweg,
            op de terugweg, onderweg terug
        """,
        Concept.RETURN_DONE: """
            bezorgd bij afzender, afgeleverd bij afzender, terugbezorgd, retour afgeleverd, retour
            bezorgd, retour ontvangen, afgeleverd bij de afzender, bezorgd bij de afzender,
            teruggekomen bij de afzender, retourpakket ~ ontvangen, retourpakket ontvangen, afzender
            heeft ~ retourpakket, retour ~ ontvangen door ~ afzender, afzender heeft ~ retour,
            terugontvangen, weer ontvangen, retour bij ~ afzender
        """,
        Concept.LOST: """
            verloren, kwijt, vermist, zoekgeraakt, gestolen, zoek, niet gevonden, niet meer te
            vinden, spoorloos, diefstal, verdwenen
        """,
        Concept.DESTROYED: "vernietigd, vernietiging",
        Concept.CANCELLED: "geannuleerd, annulering, verwijderd, ingetrokken",
        Concept.TROUBLE: """
            beschadigd, vertraagd, vertraging, adres onvolledig, onjuist adres, probleem,
            vastgehouden, schade, beschadiging, uitgesteld, verkeerd gesorteerd, niet afgehaald,
            niet opgehaald, adresprobleem, kapot, weersomstandigheden, staking, fout gesorteerd,
            verkeerd adres, adres niet compleet, adres klopt niet, adresfout, foutief adres,
            oponthoud, afhaaltermijn verstreken, bewaartermijn verstreken, doorgestuurd naar
            verkeerd, omgeleid, herverpakt, opnieuw verpakt, onderbroken, niet opgevraagd, niet
            opgeëist, uitzondering, in de wacht gezet, gepauzeerd, opgeschort, vastgehouden door
            vervoerder
        """,
        Concept.EXPIRED: "verlopen, geen informatie",
        Concept.NOT: "niet, geen, nog niet, zonder, nooit, niemand",
        Concept.IF: """
            als, indien, mocht, tenzij, zodra, beoordeelt of, controleert of, onderzoekt of, nagaat
            of, kijkt of, bekijkt of, afhankelijk van
        """,
        Concept.FUTURE: """
            wordt, worden, zal, zullen, zodra, na, als, wanneer, voor, verwacht, gepland,
            binnenkort, morgen, wacht, in afwachting, moet, voordat, te, moeten, later, vrijgave in
            beoordeling, vrijgave in behandeling, vrijgave aangevraagd, vrijgave wordt
        """,
        Concept.MAYBE: "mogelijk, misschien, waarschijnlijk, zoals, kan zijn, kan ~ ~ vastgehouden",
        Concept.AND: "en, maar, echter, dan",
        Concept.FINITE: "is, heeft, zijn, werd, werden, was, is ~ geworden",
    },
)
