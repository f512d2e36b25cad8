"""Polish."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "pl",
    {
        Concept.COD: "pobranie, za pobraniem",
        Concept.CUSTOMS: """
            urząd celny, urzędu celnego, urzędzie celnym, urzędem celnym, cło, celny, celnego,
            celnej, celną, celna, celne, celnym, celników, służba celna, służby celne,
            służbę celną
        """,
        Concept.CLEARING: """
            odprawa celna, odprawę celną, odprawy celnej, odprawie celnej, kontrola celna,
            kontroli celnej, odprawa, odprawy, odprawę, odprawie, procedura celna, oclenie
        """,
        Concept.CLEARED: "odprawiona, odprawiony, odprawione, oclona, oclony",
        Concept.RELEASED: """
            zwolniona, zwolniony, zwolnione, zwolniono, dopuszczona, dopuszczony, zwolnienie
        """,
        Concept.LEFT: "opuściła, opuścił, opuściło, opuszczenie",
        Concept.DONE: """
            zakończona, zakończony, zakończono, zakończone, ukończona, przeprowadzona,
            pomyślnie, dokonana
        """,
        Concept.HELD: """
            zatrzymana, zatrzymany, zatrzymano, zatrzymane, wstrzymana, wstrzymany, zablokowana,
            przetrzymywana
        """,
        Concept.LIFTED: "rozwiązany, rozwiązano, wyjaśniono",
        Concept.INSPECTION: """
            kontrola, kontroli, rewizja, inspekcja, sprawdzenie, rewizji, inspekcji
        """,
        Concept.NEEDED: """
            wymagana, wymagany, wymagane, wymaga, brak, brakuje, brakujące, niekompletne,
            niekompletny, nieprawidłowa, niezbędne, potrzebne, konieczne, oczekuje na,
            oczekiwanie na, należy, prosimy, dopłata, uzupełnić, dostarczyć
        """,
        Concept.PAPERS: """
            dokument, dokumenty, dokumentów, dokumentu, dokumentacja, faktura, faktury, fakturę,
            certyfikat, certyfikatu, deklaracja, deklaracji, zezwolenie, cn22, cn23, cn 22,
            cn 23, pesel, nip, eori, zgłoszenia celnego
        """,
        Concept.SENDERS_PAPERS: """
            faktura, faktury, fakturę, deklaracja, deklaracji, deklarację, zgłoszenia celnego,
            cn22, cn23, cn 22, cn 23
        """,
        Concept.DETAILS: "informacje, informacji, dane, danych, odpowiedź",
        Concept.DUTY: """
            cła, należności celne, należności celnych, opłata celna, opłaty celnej,
            opłaty celne, podatek, podatku, vat, cło do zapłaty
        """,
        Concept.PAY: """
            płatność, płatności, zapłata, zapłaty, opłata, opłaty, opłacenie, zapłacić, dopłata
        """,
        Concept.PAID: "opłacone, zapłacono, opłacona, uregulowane, zapłacone",
        Concept.PROBLEM: """
            problem, problemy, błąd, nieprawidłowość, nieprawidłowości, niepowodzenie, nieudana
        """,
        Concept.REFUSED: """
            odrzucona przez ~ celny, odmowa ~ celna, odmowa dopuszczenia,
            odrzucona przez służby celne, zwrócona przez ~ celny, odmowa przywozu,
            odmowa importu, odmowa odprawy
        """,
        Concept.SEIZED: """
            skonfiskowana, skonfiskowany, zajęta, zajęty, konfiskata, zarekwirowana, przepadek
        """,
        Concept.PROHIBITED: "zabronione, zabroniony, zakazane, zakazany, niedozwolone",
        Concept.EXPORT: """
            eksport, eksportowa, eksportowej, eksportową, wywóz, wywozowa, eksportu,
            kraju nadania
        """,
        Concept.IMPORT: """
            import, importowa, importowej, importową, przywóz, importu, kraju przeznaczenia,
            docelowym
        """,
        Concept.SENDER: """
            nadawca, nadawcy, nadawcę, nadawcą, eksporter, eksportera, sprzedawca, sprzedawcy
        """,
        Concept.RECEIVER: """
            odbiorca, odbiorcy, odbiorcę, odbiorcą, adresat, adresata, importer, importera,
            kupujący, klient, klienta
        """,
        Concept.AGENT: """
            przewoźnik, przewoźnika, przewoźnikowi, agencja celna, agencji celnej, kurier,
            kuriera, kurierowi, spedytor, broker, agent celny
        """,
        Concept.ON_REQUEST: "na prośbę, na życzenie, na żądanie, na wniosek",
        Concept.INFO: """
            przygotowana do nadania, informacja o przesyłce, dane przesyłki,
            zarejestrowano dane, etykieta, awizacja elektroniczna, przesyłka zarejestrowana,
            przygotowana przez nadawcę
        """,
        Concept.ACCEPTED: """
            nadana, nadano, przyjęta, przyjęto, odebrana od nadawcy, nadanie, przyjęcie
        """,
        Concept.MOVING: """
            w drodze, w transporcie, transport, sortownia, sortowni, przyjście, wysłana,
            wysłano, przekazana, dotarła, przybyła, oddział, oddziale, nadejście, wyjście,
            w tranzycie, przetwarzanie
        """,
        Concept.ARRIVED: """
            w kraju przeznaczenia, do kraju przeznaczenia, w kraju docelowym,
            do kraju docelowego
        """,
        Concept.OUT: """
            w doręczeniu, wydana do doręczenia, przekazana do doręczenia, kurier w drodze,
            w trakcie doręczania, do doręczenia, w doręczaniu, wydano do doręczenia
        """,
        Concept.READY: """
            do odbioru, gotowa do odbioru, awizo, awizowana, oczekuje na odbiór, placówce,
            paczkomacie, w punkcie odbioru
        """,
        Concept.COLLECTED: "odebrana przez, odebrano przez, odebrany przez, odebrana w",
        Concept.DELIVERED: """
            doręczona, doręczono, doręczony, dostarczona, dostarczono, dostarczony, odebrana,
            wydana odbiorcy
        """,
        Concept.HANDOVER: """
            przekazana przewoźnikowi, przekazana kurierowi, dostarczona do przewoźnika,
            przekazano przewoźnikowi, przekazana do urzędu, przekazana do przewoźnika,
            przekazana partnerowi
        """,
        Concept.FAILED: """
            nieudana próba, próba doręczenia, niedoręczona, nie doręczono, nie dostarczono,
            nieobecność, odbiorca nieobecny, odmowa przyjęcia, nieobecny, nie zastano,
            niedostarczona, nie udało się doręczyć
        """,
        Concept.RETURN: "zwrot, zwrócona, zwrócono, zwracana, odesłana, odesłano, zwrotu",
        Concept.RETURN_DONE: """
            doręczona nadawcy, zwrócona do nadawcy, zwrócono nadawcy, zwrot doręczony
        """,
        Concept.LOST: "zaginęła, zaginiona, utracona, zagubiona, zagubiono, skradziona",
        Concept.DESTROYED: "zniszczona, zniszczono, zutylizowana",
        Concept.CANCELLED: "anulowana, anulowano, odwołana",
        Concept.TROUBLE: """
            uszkodzona, uszkodzono, opóźnienie, opóźniona, opóźniony, błędny adres,
            niepełny adres, problem, zatrzymana
        """,
        Concept.EXPIRED: "wygasła, brak informacji",
        Concept.NOT: "nie, brak, bez, jeszcze nie, nigdy",
        Concept.IF: "jeśli, jeżeli, gdyby",
        Concept.FUTURE: """
            zostanie, będzie, będą, po, gdy, jeśli, przed, w trakcie, oczekuje, oczekiwanie,
            jutro, do, planowane, planowana, wkrótce, aby, ma być, zanim, kiedy
        """,
        Concept.MAYBE: "może, możliwe, prawdopodobnie, na przykład, takie jak",
        Concept.AND: "i, oraz, a, ale, lecz",
        Concept.FINITE: "została, został, zostało, zostały, jest, było",
    },
)
