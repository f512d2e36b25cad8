"""Polish."""

from services.notifier.hearing.topics import Topic
from services.notifier.hearing.vocabulary import Vocabulary

_PARCEL = (
    "paczka/paczki/paczkę/paczce/paczuszka/paczuszki/paczuszkę/przesyłka/przesyłki/przesyłkę"
    "/przesyłce/zamówienie/zamówienia/dostawa/dostawy/rzeczy/zakupy/pakiet/kurier/kuriera"
)
_WITH = "paczką/przesyłką/zamówieniem/dostawą/towarem/zakupem/wysyłką"
_GOODS = "towar/towaru/produkt/produktu/przedmiot/przedmiotu"
_MINE = "moja/moje/moją/mojej/mojego/mój/ta/te/tę/tą/to/nasza/nasze/naszą"
_FILL = "teraz/wreszcie/obecnie/aktualnie/dokładnie/właściwie/jeszcze/w/końcu"
_WHERE = (
    "gdzie jest/są/znajduje/utknęła/utknęło/podziewa/podziała/zniknęła/zginęła/zaginęła/stoi/leży"
)
_COMES = (
    "dojdzie/dojdą/przyjdzie/przyjdą/dotrze/dotrą/będzie/przyjedzie/dojedzie/nadejdzie/przyjsc"
    "/przyjść/dojść/dotrzeć/doręczycie/doręczona/dostarczycie/dostarczona/dostarczone"
)
_CAME = (
    "dotarł/dotarła/dotarło/dotarły/doszedł/doszła/doszło/doszły/przyszedł/przyszła/przyszło"
    "/przyszły/dojechała/nadeszła/nadeszło"
)
_GOT = (
    "otrzymałem/otrzymałam/otrzymaliśmy/dostałem/dostałam/dostaliśmy/odebrałem/odebrałam"
    "/mam/ma/widzę/widać/otrzymalem"
)
_GET = "dostanę/otrzymam/dostaniemy/odbiorę/mogę/można/mam"
_SENT = (
    "wysłane/wysłana/wysłany/wysłano/nadane/nadana/nadany/wysłaliście/nadaliście/wyszło/wyszła"
    "/spakowane/wysłali/wyslane"
)
_STILL = "jeszcze/nadal/wciąż/ciągle/dalej"
_ADDRESS = "adres/adresu/adresie/adresem/domu/mieszkania/pocztowy"

_WORDS = {
    Topic.WHERE_IS_PARCEL: f"""
        {_WHERE} {_PARCEL}/{_GOODS}, {_WHERE} {_MINE} {_PARCEL}/{_GOODS}, {_WHERE} {_FILL}
        {_PARCEL}, {_WHERE} {_FILL} {_MINE} {_PARCEL}, {_WHERE} się {_PARCEL}, {_WHERE} się {_MINE}
        {_PARCEL}, {_WHERE} się {_FILL} {_MINE} {_PARCEL}, gdzie {_FILL} jest/znajduje {_PARCEL},
        gdzie {_FILL} jest/znajduje {_MINE} {_PARCEL}, gdzie {_FILL} znajduje się {_PARCEL}, gdzie
        {_FILL} znajduje się {_MINE} {_PARCEL}, gdzie ona/ono jest, gdzie {_MINE} {_PARCEL}, gdzie
        {_PARCEL}, gdzie się podziewa/podziała, {_PARCEL} ~ gdzie jest/ona, kiedy {_COMES}
        {_PARCEL}, kiedy {_COMES} {_MINE} {_PARCEL}, kiedy {_FILL} {_COMES}, kiedy w końcu {_COMES},
        kiedy to/ona/ono/może/mogę {_COMES}, kiedy {_COMES} do/ta/wreszcie/u, kiedy moja/moje/mój
        {_PARCEL}/{_GOODS}, kiedy {_PARCEL}, kiedy {_COMES} mój/moje {_GOODS}, kiedy ~ spodziewać,
        kiedy {_GET} {_PARCEL}, kiedy {_GET} {_MINE} {_PARCEL}, kiedy {_GET} to/ją/je, kiedy
        wyślecie/wyślesz/nadacie/wysyłacie {_PARCEL}, kiedy wyślecie/wyślesz/nadacie/wysyłacie
        {_MINE} {_PARCEL}/{_GOODS}, kiedy wysyłka, kiedy zostanie/będzie ~ {_SENT} {_PARCEL}, kiedy
        zostanie/będzie ~ {_SENT} {_MINE} {_PARCEL}, kiedy zostanie/będzie
        dostarczone/dostarczona/doręczona, {_PARCEL} ~ kiedy wyjdzie, {_PARCEL} ~ kiedy {_COMES},
        {_PARCEL} {_STILL} nie, {_STILL} nie ma {_PARCEL}, {_STILL} nie ma {_MINE} {_PARCEL},
        {_STILL} nie {_CAME}, {_STILL} jej/go/ich nie, {_STILL} ~ nie {_CAME}, nie {_CAME} {_STILL},
        {_STILL} nie {_GOT} {_PARCEL}, {_STILL} nie {_GOT} {_MINE} {_PARCEL}, nie {_GOT} {_STILL}
        {_PARCEL}, nie {_GOT} {_STILL} {_MINE} {_PARCEL}, {_MINE} {_PARCEL} ~ nie {_CAME} {_STILL},
        {_PARCEL} ~ {_STILL} ~ nie {_GOT}/{_CAME}, {_PARCEL} ~ do dziś/dzisiaj/tej nie/pory, do
        dziś/dzisiaj nie {_CAME}, do tej pory nie {_CAME}, do tej pory nie {_GOT} {_PARCEL},
        {_STILL} nic nie {_CAME}/przyszło, powinna/powinno/miała/miało ~
        dojść/dotrzeć/przyjść/przyjechać, {_PARCEL} powinna/powinno/miała/miało ~ być,
        czekam/czekamy na {_PARCEL}, czekam/czekamy na {_MINE} {_PARCEL}, czekam/czekamy ~ na
        {_PARCEL}, czekam/czekamy ~ na {_MINE} {_PARCEL},
        tygodni/tygodnie/tydzień/dni/miesiąc/miesiące/długo na {_PARCEL},
        tygodni/tygodnie/tydzień/dni/miesiąc/miesiące/długo na {_MINE} {_PARCEL}, ile ~
        dostawa/przesyłka/wysyłka/paczka/czekać/idzie/dostawy, jak długo ~
        dostawa/przesyłka/wysyłka/paczka/czekać/idzie/dostawy/potrwa, ile dni,
        czas/termin/data/terminu/datę dostawy/doręczenia/wysyłki/dostarczenia,
        przewidywany/przewidywana/planowany/planowana/orientacyjny ~
        dostawy/doręczenia/dostawa/termin/data, status/statusu ~
        paczki/przesyłki/zamówienia/dostawy, śledzenie/śledzenia/śledzeniu/tracking/trackingu ~
        nie/stoi/bez/od/nic/zmieniło/zmienia/pokazuje/pusto, numer/numeru/nr
        śledzenia/przesyłki/trackingowy ~ nie/nieprawidłowy/błędny/nieaktywny, nic się nie
        zmienia/dzieje/rusza/zmieniło, nic nie zmienia, zmienia w śledzeniu, status się nie, status
        nie zmienia/zmienił, {_PARCEL} ~
        utknęła/utknęło/utknęły/stoi/zatrzymała/zatrzymana/stoją/wisi, {_PARCEL} ~ od ~
        tygodnia/tygodni/dni/miesiąca w/bez/nie, czy ~ {_PARCEL} ~ {_SENT}, czy już {_SENT}
        {_PARCEL}, czy coś wiadomo, wiadomo ~ coś nowego/paczką/przesyłką, czy {_PARCEL} ~ {_COMES},
        czy {_MINE} {_PARCEL} ~ {_COMES}, etapie jest {_MINE} {_PARCEL}, etapie jest/znajduje
        {_PARCEL}, etapie znajduje się ~ {_PARCEL}, czy {_PARCEL} ~ jest ~ już/w ~
        polsce/kraju/drodze/sortowni, czy {_MINE} {_PARCEL} ~ jest ~ już/w ~ polsce/kraju/drodze, co
        z {_MINE} {_WITH}, co z {_WITH}, co się dzieje/stało z ~ {_WITH}, co jest z ~ {_WITH},
        {_PARCEL} ~ nie ma, nie ma {_STILL} {_PARCEL}
    """,
    Topic.NOT_RECEIVED: f"""
        nigdy ~ nie {_CAME}/otrzymałem/otrzymałam/dostałem/dostałam/doręczono, nic nie
        {_CAME}/otrzymałem/otrzymałam/dostałem/dostałam/odebrałem/odebrałam/mam/przyszło, nic nie
        było, on/ona nic nie ma, {_PARCEL} nie {_CAME}, {_PARCEL} do mnie nie, nie
        otrzymałem/otrzymałam/dostałem/dostałam {_PARCEL}, nie
        otrzymałem/otrzymałam/dostałem/dostałam {_MINE} {_PARCEL}, nie {_CAME} {_PARCEL}, status ~
        doręczono/dostarczono/doręczona/dostarczona/odebrana, dostarczono/doręczono a/ale, jako
        doręczona/dostarczona/doręczone/dostarczone/odebrana, niby/podobno/rzekomo ~
        dostarczona/doręczona/dostarczono/doręczono/zostawiona/odebrana/zostawił,
        sąsiad/sąsiada/sąsiadka/sąsiadki/sąsiadów ~ nic/nie/nikt,
        zaginęła/zaginęło/zaginął/zaginęły, zagubiona/zagubiono/zagubiła,
        zgubiona/zgubiliście/zgubili/zgubiła, ukradziona/ukradli/skradziona/ukradł, kradzież,
        przepadła/przepadło, ktoś inny ~ odebrał, kto odebrał, listonosz/kurier/kurierka ~
        skrzynce/drzwiami/zostawił/nic, skrzynka/skrzynce ~ nic/pusta/pusto, nigdzie jej/go nie ma,
        nie podpisałem/podpisałam/podpisywałem/podpisywałam, zły adres ~ doręczona/dostarczona, pod
        zły/inny/niewłaściwy adres
    """,
    Topic.CUSTOMS: """
        cło, cła, cle, cłem, celny, celnego, celna, celne, celnej, celnym, urząd celny, urzędu
        celnego, celnicy, celników, odprawa, odprawy, odprawę, vat, vatu, podatek, podatku,
        opłata/opłatę/opłaty ~ import/importowa/celna/celnej, faktura/faktury/fakturę
        handlowa/proforma, świadectwo pochodzenia, oclenie, oclona, oclić, oclenia, clo, cla
    """,
    Topic.DAMAGED: """
        uszkodz*, zepsut*, zepsuł/zepsuła/zepsuło, popsut*, popsuł/popsuła/popsuło, rozbit*,
        stłucz*, połaman*, złaman*, pękn*, popękan*, pękła/pękł/pękło, porysowan*, rysa, rysy,
        zarysowan*, rozdart*, podart*, rozerwan*, wgniec*, pognieciona/pogniecione/pognieciony,
        zgniec*, wygięt*, rozlan*, wylan*, cieknie, przecieka, wyciekło, dziura, dziurę, dziury,
        rozpad*, odpadł/odpadła/odpadło, urwan*, ułaman*, nie
        działa/działają/dziala/dzialaja/działał/działała/działało, nie
        włącza/uruchamia/ładuje/świeci/odpala/wlacza, nie chce się włączyć/uruchomić/ładować, nie da
        się włączyć, wadliw*, wada, wady, niesprawn*, usterka, usterkę, zniszcz*, defekt*,
        pokruszon*
    """,
    Topic.NOT_AS_DESCRIBED: """
        nie to co, to nie jest to, nie tego, niezgodn*, nie zgadza się ~ opis*/zdjęc*, nie odpowiada
        ~ opis*/zdjęc*, nie ten/ta/to kolor/rozmiar/produkt/towar/model,
        inny/inne/inna/zły/zła/złe/błędny/niewłaściwy
        kolor/rozmiar/produkt/towar/model/przedmiot/rzecz/artykuł/kolorze/rozmiarze/wersja, coś
        innego, inaczej wygląda, wygląda/wyglądają inaczej/zupełnie/całkiem, nie wygląda jak/tak, co
        innego, pomyliliście, pomyłka, kiepska/słaba/zła/marna/fatalna/beznadziejna/niska/tandetna
        jakość, jakość ~ kiepska/słaba/zła/fatalna/dramat/tragiczna,
        kiepskiej/słabej/złej/marnej/fatalnej/niskiej jakości, tandet*, badziew*, szmel*, za
        mały/mała/małe/duży/duża/duże/ciasne/ciasny/krótki/krótkie/długie/luźne, nie pasuje, nie
        pasują, używan*, wprowadza* w błąd
    """,
    Topic.SHORT: """
        brakuje, brakowało, brak jednej/jednego/części/elementu/kabla/śrub/instrukcji/w/2/dwóch,
        brakując*, niekompletn*, niepełn*, zamiast dwóch/trzech/dwie/2/3/4/5/10, tylko
        1/2/3/jedna/jeden/jedno/dwie/dwa/połowa/połowę/część ~
        sztuk*/sztuki/przyszł*/dotarł*/było/z, tylko połowa/połowę/część, tylko jedną/jeden/jedno,
        pudełko/karton/paczka/koperta/opakowanie/przesyłka ~ pusta/pusty/puste, puste/pusty/pusta
        pudełko/karton/paczka/paczkę/koperta/kopertę/opakowanie, nie było ~ w
        paczce/środku/pudełku/zestawie, nie ma ~ w paczce/środku/pudełku/zestawie, nie wszystko, za
        mało sztuk, nie dołączono, zabrakło
    """,
    Topic.RETURN: """
        zwrócić, zwracam, zwracać, odesłać, odeslac, odsyłam, odsyłać, odesłanie, zwrot
        towaru/produktu/paczki/zamówienia/przedmiotu/zakupu, zwrotu towaru/produktu/zamówienia,
        dokonać zwrotu, zrobić zwrot, oddać towar/produkt/to/buty/zakup, wymienić, wymiana, wymianę,
        wymiany, wymienicie, etykieta/etykietę zwrotna, adres do zwrotu, formularz zwrotu, chcę
        oddać
    """,
    Topic.REFUND: """
        zwrot/zwrotu/zwroty ~
        pieniędzy/pieniądze/środków/kosztów/kasy/gotówki/płatności/kwoty/wpłaty,
        zwróćcie/zwrócicie/zwróci/zwrócą/oddajcie/oddacie/oddaj/oddać ~
        pieniądze/pieniędzy/kasę/kwotę/gotówkę, pieniądze ~ z powrotem/zwrotem/zwrot, moje
        pieniądze, moich pieniędzy, gdzie ~ pieniądze, odzyskać pieniądze/kasę, zwrot za, zwrot ~ na
        konto/kartę, kto mi/za odda/zwróci/zapłaci, przelejcie/przelać ~ z powrotem, zwrot na
        konto/kartę, kiedy ~ zwrot/pieniądze, dostanę/otrzymam zwrot, chcę zwrot/zwrotu, proszę o
        zwrot, częściowy zwrot, żądam zwrotu, refundac*, rekompensat*, odszkodowani*,
        zadośćuczynieni*, obniżk*, refund
    """,
    Topic.CANCEL: """
        anulow*, anuluj*, anuluję, anulacja, rezygnuj*, rezygnacj*, zrezygnow*, odwoł* ~ zamówieni*,
        odwołać, odstąpi* ~ umowy/zakupu, odstąpieni*, odstępuję, wycofać/wycofuję ~
        zamówieni*/zakup*, rozmyśliłem, rozmyśliłam, nie chcę już, już nie chcę/potrzebuję, juz ~
        nie potrzebuje/chce, nie potrzebuję już, cofnąć zamówienie, skasować/skasujcie zamówienie
    """,
    Topic.ADDRESS: f"""
        zmienić/zmiana/zmianę/zmiany/zmieńcie/zmieniam/poprawić/zmienił/podałem/podałam ~
        {_ADDRESS}, aktualizac*/poprawcie/zmieni ~ {_ADDRESS},
        zły/błędny/nowy/inny/stary/niepoprawny/niewłaściwy/nieprawidłowy/prawidłowy/poprawny
        {_ADDRESS}, złego/błędnego {_ADDRESS}, {_ADDRESS} ~
        zły/błędny/błąd/nieprawidłowy/niepoprawny/nieaktualny/poprawić/zmienić/zmienił, {_ADDRESS} ~
        pomyliłem/pomyliłam, przeprowadz*, przeprowadzk*, mój adres to, inny adres, na adres
    """,
    Topic.RECEIVED: f"""
        dziękuję/dzięki za ~ przesyłkę/paczkę/wysyłkę/dostawę/zamówienie/towar/transakcję/wysylke,
        {_PARCEL} ~ dziś/dzisiaj/wczoraj/już/właśnie/szczęśliwie/cała {_CAME}/{_GOT}/odebrana,
        {_PARCEL} {_CAME}, {_CAME} dziś/dzisiaj/wczoraj/szybko, już {_CAME}, {_CAME} ~
        dziękuję/dzięki, otrzymałem/otrzymałam/dostałem/dostałam/odebrałem/odebrałam
        dziś/dzisiaj/wczoraj/już/właśnie/paczkę/przesyłkę/zamówienie/towar, wszystko
        ok/dobrze/super/gra/w porządku/zgadza/pasuje, jestem zadowolon*, bardzo zadowolon*, polecam,
        super sprzedawca, świetny sprzedawca
    """,
    Topic.THREAT: """
        spór, sporu, spory, sporem, dispute, otworzę/otwieram/zakładam/założę/zgłoszę/złożę/zgłaszam
        ~ spór/skargę/reklamację/roszczenie/dispute, skarga, skargę, skargi, negatywn* ~
        opini*/ocen*/komentarz*/recenzj*, negatywa, negatyw, zła/złej/najgorszą/słabą
        opinia/opinię/opinii/ocena/ocenę/ocenie, jedna/1 gwiazdka/gwiazdkę, oszust*, oszuka*,
        oszukuj*, oszukujecie, złodziej*, zlodziej*, kradzie*, wyłudz*, naciągacz*, kanciarz*,
        scam*, przekręt*, krętacz*, zgłoszę/zgłaszam ~
        was/cię/państwa/sprzedawcę/platformy/platformie/aliexpress/allegro/sklep, zgłosić ~
        was/sprzedawcę, chargeback, obciążenie zwrotne, ostatnie/ostateczne ostrzeżenie/wezwanie,
        ostatni raz, ostatnia szansa, pożałujecie, pożałujesz, zabiję, znajdę was, pogadamy inaczej,
        konsekwencje
    """,
    Topic.INJURY: """
        zrani*, zranił*, rana, ranę, skalecz*, pokalecz*, przecię*, poparz*, oparz*, poparzen*,
        oparzen*, szpital*, pogotowi*, sor, lekarz*, lekark*, alergi*, uczulen*, uczulił*, uczula,
        wysypk*, truj*, zatruc*, zatruł*, otru*, toksyczn*, porazi*, poraził*, porażen*, prądem,
        wybuch*, eksplod*, zapali*, zapaliła, pożar*, ogień, płomie*, spłon*, spalił*, pali się,
        dym, dymi*, dymu, niebezpieczn*, ból, boli, krew, krwawi*, zachorow*, udław*, zadław*,
        obrażeni*, iskrz*
    """,
    Topic.LAW: """
        adwokat*, prawnik*, prawnicz*, kancelari*, mecenas*, sąd, sądu, sądzie, sądem, sądow*,
        pozew, pozwu, pozwę, pozwać, pozywam, policj*, prokurat*, komisariat*, zawiadomienie o,
        przestępstw*, rzecznik* ~ konsument*, rzecznik*, konsumenck*, uokik, prawa konsumenta, praw
        konsumenta, inspekcj*, kroki/kroków/drogę/drogą/drodze/postępowanie/działania
        prawne/prawnych/prawną/sądową/prawnej/sądowe, prawnie, federacja konsumentów, rodo,
        windykac*, urząd ochrony, na drogę, organy ścigania, organów ścigania
    """,
    Topic.COUNTERFEIT: """
        podrób*, podróbka, podróbki, podróbkę, falsyfikat*, fałszyw*, sfałszowan*, fałszowan*,
        fejk*, fake*, nieoryginaln*, nie ~
        oryginał/oryginalny/oryginalne/oryginalna/oryginału/oryginalnego/autentyczn*, replik*,
        imitacj*, kopia ~ oryginał*, to kopia, nielegalna kopia
    """,
}

# No accent falls away from "ł": who types without Polish letters writes "l".
VOCABULARY = Vocabulary(
    "pl", {topic: f"{given}, {given.replace('ł', 'l')}" for topic, given in _WORDS.items()}
)
