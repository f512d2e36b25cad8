"""Polish."""

from services.connectors.carriers.words.lexicon import Concept, Lexicon

LEXICON = Lexicon(
    "pl",
    {
        Concept.CUSTOMS: """
            urząd celny, urzędu celnego, urzędzie celnym, urzędem celnym, cło, celny, celnego,
            celnej, celną, celna, celne, celnym, celników, służba celna, służby celne, służbę celną,
            cle, urzędowi celnemu, agencja rządowa, agencję rządową, agencji rządowej, organ celny,
            organów celnych, służb celnych, służbom celnym, celnymi, agent celny, agenta celnego,
            agentem celnym, celno skarbow*, celn*, urzędy celne, celnicy, celnik, izba celna, izbie
            celnej, krajowa administracja skarbowa, kas, organy celne, funkcjonariusz*, urzędnik*
        """,
        Concept.CLEARING: """
            odprawa celna, odprawę celną, odprawy celnej, odprawie celnej, kontrola celna, kontroli
            celnej, odprawa, odprawy, odprawę, odprawie, procedura celna, oclenie, odprawą celną,
            odprawą, kontrolę celną, postępowanie celne, formalności celne, rewizja celna, rewizji
            celnej, odprawy wywozowej, odprawy przywozowej, odpraw*, clenie, cleniu, oclenia,
            obsługa celna, obsługi celnej, proces celny, procesu celnego, procedurze celnej,
            procedury celnej, zgłoszenie do odprawy, czynności celne, formalności celnych, skan
            importowy, status celny
        """,
        Concept.CLEARED: """
            odprawiona, odprawiony, odprawione, oclona, oclony, po odprawie celnej, odprawa celna
            zakończona, odprawion*, oclon*, zwolniona z cła, zwolniona przez ~ celny, przeszła
            odprawę, przeszła kontrolę celną, po odprawie, kontrola celna zaliczona, przeszła
            kontrolę, pomyślna kontrola celna
        """,
        Concept.RELEASED: """
            zwolniona, zwolniony, zwolnione, zwolniono, dopuszczona, dopuszczony, zwolnienie,
            zwoln*, dopuszczon*, dopuszczono do obrotu, zezwolono, zezwolenie na wywóz, uwolniona,
            uwolniono, wypuszczona
        """,
        Concept.LEFT: "opuściła, opuścił, opuściło, opuszczenie",
        Concept.DONE: """
            zakończona, zakończony, zakończono, zakończone, ukończona, przeprowadzona, pomyślnie,
            dokonana, ukończono, zrealizowana, zakończyła, dokonano, zakończ*, ukończ*,
            sfinalizowan*, dokonan*, pozytywnie, zaliczona, zrobiona, wykonano, wykonana, przebiegła
            pomyślnie
        """,
        Concept.HELD: """
            zatrzymana, zatrzymany, zatrzymano, zatrzymane, wstrzymana, wstrzymany, zablokowana,
            przetrzymywana, przetrzymana, zablokowany, zablokowano, wstrzymano, zatrzymanie,
            zatrzym*, wstrzym*, zablokow*, przetrzym*, zawieszona, zawieszono, czasowo zajęta,
            utknęła, leży w urzędzie, przechwycona, zabezpieczona, zalega
        """,
        Concept.LIFTED: "rozwiązany, rozwiązano, wyjaśniono",
        Concept.INSPECTION: """
            kontrola, kontroli, rewizja, inspekcja, sprawdzenie, rewizji, inspekcji, kontrolowana,
            kontrolowany, kontrolę, sprawdzana, sprawdzono, badanie, prześwietlenie, weryfikacja,
            weryfikacji, oględziny
        """,
        Concept.NEEDED: """
            wymagana, wymagany, wymagane, wymaga, brak, brakuje, brakujące, niekompletne,
            niekompletny, nieprawidłowa, niezbędne, potrzebne, konieczne, oczekuje na, oczekiwanie
            na, należy, prosimy, dopłata, uzupełnić, dostarczyć, do zapłaty, wymagają, brakujących,
            musi, konieczna, niezbędna, nieopłacone, zaległe, do uzupełnienia, wymagan*, potrzebn*,
            konieczn*, niezbędn*, brakując*, niekompletn*, nieprawidłow*, niepoprawn*, błędn*,
            oczekujemy, czekamy na, poprawion*, skorygowan*, poproszon*, poprosił*, poprosz*,
            uzupełnij, prosi, prosimy o, wezwan*, wezwał*, wezwano, zobowiązan*, zażądał*, dosłać,
            dosłania, przesłać, przesłania, przedstawić, przedłożyć, złożyć, nie złożył*, nie
            przedstawił*, nie dostarczył*, nie przesłał*, dostarczenia, niezapłacon*, nieuiszczon*,
            nieopłacon*, zaległ*, do opłacenia, do uiszczenia, opłać, zapłać, ureguluj, potrzebuje,
            potrzebują, potrzebujemy, potrzebuj*
        """,
        Concept.PAPERS: """
            dokument, dokumenty, dokumentów, dokumentu, dokumentacja, faktura, faktury, fakturę,
            certyfikat, certyfikatu, deklaracja, deklaracji, zezwolenie, cn22, cn23, cn 22, cn 23,
            pesel, nip, eori, zgłoszenia celnego, zgłoszenie celne, fakturę handlową, faktury
            handlowej, dowód zakupu, potwierdzenie zakupu, dowód osobisty, dowodu osobistego,
            paszport, paszportu, pełnomocnictwo, pełnomocnictwa, licencja, licencji, pozwolenie,
            pozwolenia, fakturą, fakturze, faktur, deklarację, deklaracje, zgłoszenie, zgłoszenia,
            potwierdzenie płatności, potwierdzenia zakupu, dowodu zakupu, numer identyfikacyjny,
            certyfikaty, świadectwo, świadectwa, proforma, specyfikacji, kopii, kopia, kopię, skan,
            skanu
        """,
        Concept.SENDERS_PAPERS: """
            faktura, faktury, fakturę, deklaracja, deklaracji, deklarację, zgłoszenia celnego,
            cn22, cn23, cn 22, cn 23
        """,
        Concept.DETAILS: """
            informacje, informacji, dane, danych, odpowiedź, szczegóły, szczegółów, numer telefonu,
            wyjaśnienia, wyjaśnień
        """,
        Concept.DUTY: """
            cła, należności celne, należności celnych, opłata celna, opłaty celnej, opłaty celne,
            podatek, podatku, vat, cło do zapłaty, należności, opłat celnych, podatki, cło,
            należność celna, opłatę celną, podatkiem, opłat importowych, opłaty importowe, vatu,
            akcyza, akcyzy, długu celnego, dług celny, ceł
        """,
        Concept.PAY: """
            płatność, płatności, zapłata, zapłaty, opłata, opłaty, opłacenie, zapłacić, dopłata,
            uiścić, uiszczenie, opłacić
        """,
        Concept.PAID: """
            opłacone, zapłacono, opłacona, uregulowane, zapłacone, opłacono, opłacon*, zapłacon*,
            uiszczono, uiszczon*, uregulowan*, wpłynęła płatność, płatność otrzymana, otrzymano
            płatność
        """,
        Concept.COD: "pobranie, za pobraniem",
        Concept.PROBLEM: """
            problem, problemy, błąd, nieprawidłowość, nieprawidłowości, niepowodzenie, nieudana,
            problem*, niezgodnoś*, nieścisłoś*, uchybien*, trudnoś*, zastrzeżen*
        """,
        Concept.MUST: """
            musi, muszą, powinien, powinna, jest zobowiązany, należy, proszony, powinn*, poproszon*,
            proszon*, wezwan*, zobowiązan*, ma obowiązek, proszę, prosimy, trzeba
        """,
        Concept.DECLINES: """
            odmowa, odmówił, odmówiła, odmówiono, odrzucona, odrzucony, odrzucono, odmowę, nie
            przyjął, nie przyjęto, odmaw*, odmow*, odmów*, odrzuc*, nie przyj*, nie dopuścił*, nie
            dopuszcz*, nie zgodził*, nie chce
        """,
        Concept.REFUSED: """
            odrzucona przez ~ celny, odmowa ~ celna, odmowa dopuszczenia, odrzucona przez służby
            celne, zwrócona przez ~ celny, odmowa przywozu, odmowa importu, odmowa odprawy, urząd
            celny nie dopuścił, nie dopuszczona do, nie dopuszczono do, odmowa celna, celny odmówił,
            celny odrzucił, celnicy odmówili, odrzucona przez celników, niedopuszczona, zakaz
            przywozu, zakaz wwozu
        """,
        Concept.SEIZED: """
            skonfiskowana, skonfiskowany, zajęta, zajęty, konfiskata, zarekwirowana, przepadek,
            skonfiskow*, zarekwirow*, zajęt*, zajęcie, konfiskat*, zabrana przez celników, zajął,
            zajęł*, skonfiskował*, zarekwirował*
        """,
        Concept.PROHIBITED: "zabronione, zabroniony, zakazane, zakazany, niedozwolone",
        Concept.EXPORT: """
            eksport, eksportowa, eksportowej, eksportową, wywóz, wywozowa, eksportu, kraju nadania,
            eksport*, wywoz*, wywóz*, kraju wysyłki, kraju nadawcy, wyjściow*, kraju pochodzenia,
            kraju wysłania
        """,
        Concept.IMPORT: """
            import, importowa, importowej, importową, przywóz, importu, kraju przeznaczenia,
            docelowym, import*, przywoz*, przywóz*, kraju odbiorcy, docelowy, wejściow*
        """,
        Concept.SENDER: """
            nadawca, nadawcy, nadawcę, nadawcą, eksporter, eksportera, sprzedawca, sprzedawcy,
            nadawc*, sprzedawc*, sprzedając*, eksporter*, sklep, sklepu
        """,
        Concept.RECEIVER: """
            odbiorca, odbiorcy, odbiorcę, odbiorcą, adresat, adresata, importer, importera,
            kupujący, klient, klienta, odbiorc*, adresat*, importer*, kupując*, klientowi, klientem,
            twojego numeru, twój numer, twojego pesel, twojego dowodu, twój paszport, państwa numer,
            twoich danych
        """,
        Concept.AGENT: """
            przewoźnik, przewoźnika, przewoźnikowi, agencja celna, agencji celnej, kurier, kuriera,
            kurierowi, spedytor, broker, agent celny, agencja celna odbiorcy, agencji celnej
            odbiorcy, agencja celna importera, agent celny odbiorcy, broker odbiorcy, agencję celną,
            agencją celną, agencje, przewoźnik*, kurier*, listonosz*, doręczyciel*, spedytor*, linia
            lotnicza, linii lotniczej, firma kurierska, firmie kurierskiej, brokera, przedstawiciel
            celny
        """,
        Concept.ON_REQUEST: """
            na prośbę, na życzenie, na żądanie, na wniosek, zgodnie z życzeniem, umówion*, na dzień
            wskazany, zmiana terminu, przekierowanie, wybran* przez odbiorcę
        """,
        Concept.INFO: """
            przygotowana do nadania, informacja o przesyłce, dane przesyłki, zarejestrowano dane,
            etykieta, awizacja elektroniczna, przesyłka zarejestrowana, przygotowana przez nadawcę,
            utworzona, utworzono, zarejestrowana, dane zamówienia, oczekuje na nadanie, otrzymano
            informacje, etykieta wydrukowana, awizowana przez nadawcę, czeka na nadanie,
            przygotowywan*, przygotow*, jeszcze nie nadana, nie została nadana, nie została jeszcze
            nadana, nie nadano, nie otrzymaliśmy, nie przekazał*, utworzon*, zarejestrow*,
            wygenerow*, zamówienie przyjęte, zamówienie złożone, etykiet*, nadawca przygotowuje,
            sprzedawca przygotowuje, w przygotowaniu, oczekuje na przekazanie, oczekuje na odbiór
            przez kuriera, oczekuje na kuriera, zlecenie, dane otrzymane, otrzymano dane, list
            przewozowy, zapowiedź, dane do rozliczenia, informacje o wysyłce, gotowa do wysyłki,
            gotowa do nadania, oczekuje na sprzedawcę, czeka na sprzedawcę, zamówienie gotowe,
            manifest, elektroniczn*, awizacj*, zawiadomieni* wstępn*, poinformował o wysłaniu,
            poinformował o nadaniu, nie otrzymał jeszcze, nie otrzymał, przygotował*, zapakował*
        """,
        Concept.ACCEPTED: """
            nadana, nadano, przyjęta, przyjęto, odebrana od nadawcy, nadanie, przyjęcie, odebrano od
            nadawcy, przyjęta w punkcie, podjęta od nadawcy, przekazana do @, przekazano do @,
            odebrany/odebrane od nadawcy, odebran* od, przyjęt* od, nadan*, odebrana przez kuriera,
            odebrano przez kuriera, odebrana od klienta, odebrana od sprzedawcy, przekazana przez
            nadawcę, przyjęta od nadawcy, przyjęcie przesyłki, zeskanowana u nadawcy, podjęcie,
            podjęta, pobrana od nadawcy, umieszczona przez nadawcę, nadanie w, nadana w, nadana
            przez nadawcę, przyjęt* przez przewoźnika, odebran* przez przewoźnika, dostarczon* przez
            nadawcę, pozostawion* przez nadawcę, oddan* przez nadawcę, oddan* na poczcie, nadan* na
            poczcie, przez nadawcę, pozostawion* na poczcie, przewoźnik odebrał, kurier odebrał,
            odebrał paczkę od, odebrał przesyłkę od, odebrała przesyłkę od
        """,
        Concept.MOVING: """
            w drodze, w transporcie, transport, sortownia, sortowni, przyjście, wysłana, wysłano,
            przekazana, dotarła, przybyła, oddział, oddziale, nadejście, wyjście, w tranzycie,
            przetwarzanie, przyjęta/przyjęto/przyjęty w sortowni/oddziale/centrum, wysłanie,
            opuściła, terminal, przesłana, skierowana, dotarł, kraju nadania, lokalnemu, przyjęta w,
            przyjęto w, wysłan*, przekazan*, dotarł*, przybył*, sortown*, oddzia*, przetwarzan*,
            przetworzon*, rozładowan*, załadowan*, zeskanowan*, lotnisk*, lot, wyleciała,
            wylądowała, wyruszyła, wyekspediowan*, ekspedycj*, magazyn*, centrum logistyczn*,
            terminal*, przeładun*, przyjęcie w, przesyłka w, filii, filia, węzeł, węzła, skierowan*,
            przemieszcz*, jedzie, transportow*, posortowan*, przesortowan*, sortowan*, przewieziona,
            przewieziony, przewoż*, zostanie przewieziona, w magazynie, obiekt*, placówki, do
            paczkomatu
        """,
        Concept.ARRIVED: """
            w kraju przeznaczenia, do kraju przeznaczenia, w kraju docelowym, do kraju docelowego,
            nadeszła/dotarła/przybyła/przyszła do polski, przyjęta w polsce, nadejście do polski,
            przybyła do kraju, dotarła do kraju, dotarła do kraju przeznaczenia, nadeszła do kraju,
            w kraju adresata, w kraju odbiorcy
        """,
        Concept.OUT: """
            w doręczeniu, wydana do doręczenia, przekazana do doręczenia, kurier w drodze, w trakcie
            doręczania, do doręczenia, w doręczaniu, wydano do doręczenia, wydana/wydano/wydany
            kurierowi, przekazano do doręczenia, kurier jest w drodze, u kuriera, doręczana, wydana
            kurierowi, przekazana kurierowi do doręczenia, kurier wyruszył, kurier jedzie, kurier
            wiezie, kurier już, listonosz, w rękach kuriera, w drodze do odbiorcy, w drodze do
            ciebie, w drodze do klienta, doręczenie dzisiaj, doręczenie dziś, zostanie dziś
            doręczona, dziś doręczymy, załadowana do doręczenia, ostatni etap, rozwożona, w trasie
            do odbiorcy, wyjechała do doręczenia, jest doręczana, właśnie doręczana, listonosz jest,
            listonosz w, listonosz idzie
        """,
        Concept.READY: """
            do odbioru, gotowa do odbioru, awizo, awizowana, oczekuje na odbiór, placówce,
            paczkomacie, w punkcie odbioru, czeka na odbiór, czeka w, umieszczona w paczkomacie, w
            automacie, pozostawiono awizo, gotowa do odbioru w, gotow* do odbioru, czeka na ciebie,
            czeka na odbiorcę, czeka w punkcie, czeka w placówce, w placówce, do odebrania, możesz
            odebrać, można odebrać, dostępna w punkcie, dostarczona do punktu, dostarczona do
            paczkomatu, umieszczon* w paczkomacie, umieszczon* w automacie, w skrytce, w urzędzie
            pocztowym do odbioru, w punkcie, awiz*, dostępna do odbioru, przechowywana do odbioru,
            zatrzymana do odbioru, pozostawiono zawiadomienie
        """,
        Concept.COLLECTED: """
            odebrana przez, odebrano przez, odebrany przez, odebrana w, odebrana z, odebrano z,
            odebrał, odebrała, wydano odbiorcy, odebran* przez odbiorcę, odebran* przez adresata,
            odebran* w punkcie, odebran* z paczkomatu, odbiorca odebrał, adresat odebrał, klient
            odebrał, wydana odbiorcy, wydano adresatowi
        """,
        Concept.DELIVERED: """
            doręczona, doręczono, doręczony, dostarczona, dostarczono, dostarczony, odebrana, wydana
            odbiorcy, doręczon*, dostarczon*, wydano odbiorcy, przekazana odbiorcy, przekazano
            odbiorcy, wrzucona do skrzynki, doręczenie zakończone, odebrano
        """,
        Concept.DELIVERY: """
            doręczenie, doręczenia, doręczeniu, dostawa, dostawy, dostawę, dostarczenie,
            dostarczenia, doręczyć, dostarczyć, doręcz*, dostarcz*, dostaw*
        """,
        Concept.FAILS: """
            nieudana, nieudane, nie powiodła, nie powiodło, niemożliwa, niemożliwe, nieskuteczne,
            nieskuteczna, niepowodzenie, nie udało się, nieudan*, nieskuteczn*, niemożliw*, nie
            powiod*, nie mogła, nie mógł, nie można, nie dał* się, nie zrealizowan*, nie doszł*
        """,
        Concept.VEHICLE: "pojazd*, samochod*, furgon*, ciężarów*, aut*, aucie",
        Concept.WAITS: "czeka, czekają, oczekuje, oczekiwanie, oczekuj*",
        Concept.FETCH: """
            odbiór, odbioru, odebranie, odebrania, odebrać, odbierze, odbiorą, odbierał*, przyjdzie
        """,
        Concept.FETCHED: "odebran*, odebrał*, podjęł*",
        Concept.RECEIVED: "otrzymał*, dostał*",
        Concept.STANDS_IN: """
            sąsiad, sąsiada, sąsiadowi, sąsiadce, skrzynka, skrzynki, skrzynce, portier, portiera,
            portierni, recepcji, recepcja, domownik, domownika, domownikowi, ochrona, ochrony,
            członek rodziny, sekretariat, pod drzwiami, sąsiad*, domownik*, ochron*, portier*,
            recepcj*, portiern*, członk* rodziny, sekretari*, współpracown*, współlokator*,
            skrzynk*, skrzynec*, stróż*, dozorc*, ganek, garaż, garażu, wskazane miejsce, wskazanym
            miejscu
        """,
        Concept.GIVEN: """
            doręczono, doręczona, pozostawiono, pozostawiona, wydano, wydana, oddano, wrzucono,
            odebrał, przekazano, przekazana, doręczon*, pozostawi*, wydan*, oddan*, wrzucon*,
            dostarczon*, położon*
        """,
        Concept.HANDOVER: """
            przekazana przewoźnikowi, przekazana kurierowi, dostarczona do przewoźnika, przekazano
            przewoźnikowi, przekazana do urzędu, przekazana do przewoźnika, przekazana partnerowi,
            przekazana lokalnemu, przekazano lokalnemu, przekazana do ~ przewoźnika, przekazana
            firmie, przekazan* do kontroli, przekazan* do urzędu, przekazan* przewoźnikowi,
            przekazan* do przewoźnika, przekazan* partnerowi, przekazan* operatorowi, przekazan*
            firmie, wydan* przewoźnikowi, przekazan* linii lotniczej
        """,
        Concept.FAILED: """
            nieudana próba, próba doręczenia, niedoręczona, nie doręczono, nie dostarczono,
            nieobecność, odbiorca nieobecny, odmowa przyjęcia, nieobecny, nie zastano,
            niedostarczona, nie udało się doręczyć, adresat nieobecny, nie można doręczyć,
            nieskuteczna próba, nieudane doręczenie, brak odbiorcy, nikogo pod adresem, nikogo w
            domu, nikogo nie, nieobecność odbiorcy, nieobecność adresata, brak adresata, odbiorca
            odmówił, adresat odmówił, odmówił przyjęcia, odmowa odbioru, zamknięt*, firma zamknięta,
            brak dostępu, nie otworzył, nie odbiera, brak kontaktu, nie można się skontaktować,
            adres nieznany, adresat nieznany, nieznany adresat, odbiorca nieznany, adres nie
            istnieje, brak możliwości doręczenia, doręczenie niemożliwe, doręczenie nieudane,
            doręczenie nie powiodło, kolejna próba, ponowna próba, druga próba, próba dostarczenia,
            próba dostawy, próby doręczenia, nie doręczon*, nie dostarczon*, niedoręcz*,
            niedostarcz*, nie wydano, brak dostępu do, nie ma dostępu, nikogo nie było, nie było
            nikogo, nowa próba, nikogo nie zastano, odbiorca niedostępny, odbiorca był nieobecny,
            nie był obecny, próba nieudana, nie może zostać doręczona, nie można dostarczyć, firma
            nieczynna, nieczynn*
        """,
        Concept.RETURN: """
            zwrot, zwrócona, zwrócono, zwracana, odesłana, odesłano, zwrotu, wraca do nadawcy,
            powrót do nadawcy, odesłanie, zwracany, zwroc*, zwrac*, zwrot*, odesł*, odsył*, wraca
            do, wróciła do, powraca, wróci do, powrotn*, w drodze powrotnej
        """,
        Concept.RETURN_DONE: """
            doręczona nadawcy, zwrócona do nadawcy, zwrócono nadawcy, zwrot doręczony, doręczono
            nadawcy, zwrot odebrany, zwrócona nadawcy, odebrana przez nadawcę, wróciła do nadawcy, z
            powrotem, odzyskał*
        """,
        Concept.LOST: """
            zaginęła, zaginiona, utracona, zagubiona, zagubiono, skradziona, zaginiony, zaginięcie,
            kradzież, zaginęło, zagin*, zgub*, zagub*, utrac*, skradz*, kradzież*, nieodnalezion*,
            nie odnaleziono
        """,
        Concept.DESTROYED: "zniszczona, zniszczono, zutylizowana, zniszcz*, zutyliz*, utylizac*",
        Concept.CANCELLED: """
            anulowana, anulowano, odwołana, anulow*, odwołan*, rezygnacj*, wycofan*, zlecenie ~
            anulowan*, zlecenie ~ odwołan*, zlecenie ~ odwołane, zlecenie ~ anulowane
        """,
        Concept.TROUBLE: """
            uszkodzona, uszkodzono, opóźnienie, opóźniona, opóźniony, błędny adres, niepełny adres,
            problem, zatrzymana, uszkodzenie, uszkodzony, uszkodzone, nieprawidłowy adres, adres
            niekompletny, nieodebrana, wstrzymana, uszkodz*, opóźn*, błędnie, niewłaściw*, źle
            posortowana, źle skierowana, nieodebran*, niepodję*, termin odbioru minął, termin
            odbioru upłynął, upłynął termin, minął termin, strajk, warunki pogodowe, pogod*,
            wypadek, awaria, przekierowana, mylnie, zalana, przepakowana, niepełn* adres*,
            nieprawidłow* adres*, brak numeru, przepakow*, przerwan*, spóźni*, wyjątek, zawieszona,
            oczekuje na instrukcje, wstrzymana przez przewoźnika
        """,
        Concept.EXPIRED: "wygasła, brak informacji",
        Concept.NOT: "nie, brak, bez, jeszcze nie, nigdy, nikt, nikogo",
        Concept.IF: "jeśli, jeżeli, gdyby, czy, o ile, w razie, w przypadku, chyba że",
        Concept.FUTURE: """
            zostanie, będzie, będą, po, gdy, jeśli, przed, w trakcie, oczekuje, oczekiwanie, jutro,
            do, planowane, planowana, wkrótce, aby, ma być, zanim, kiedy, zostaną, najbliższych,
            czeka, zwolnienie w rozpatrywaniu, zwolnienie w toku, zwolnienie oczekuje
        """,
        Concept.MAYBE: "może, możliwe, prawdopodobnie, na przykład, takie jak",
        Concept.AND: "i, oraz, a, ale, lecz",
        Concept.FINITE: "została, został, zostało, zostały, jest, było",
    },
    endings=(("ana|ano|any", "an[aoye]"), ("ona|ono|ony", "on[aoye]"), ("eta|eto|ety", "et[aoye]")),
    nouns="strona, rano, strony",
)
