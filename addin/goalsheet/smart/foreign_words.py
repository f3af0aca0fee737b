"""Words by which a goal in another language gives itself away: its small words, months, and what goals are made of.

Small letters; what is an English word, too, is left out where the lists are put together.
"""

from __future__ import annotations

from goalsheet.smart.text import word_set

_GERMAN = (
    "der die das und ich wir mein meine meinen meiner unser unsere unseren dem des ein eine einen einem eines bis zum "
    "zur mit für von auf im durch wird werden werde nicht um pro jede jeden jeder jedes neue neuen neues zwei drei "
    "vier fünf zehn alle allen bei nach vor über damit ende mindestens höchstens monat monate monatlich woche wochen "
    "jahr jahres jahresende januar februar märz mai juni juli oktober dezember kunden kunde umsatz kosten fehler "
    "bericht kurs prüfung zeit lieferzeit verbessern senken steigern erhöhen verkaufen gewinnen einführen schreiben "
    "machen lernen bestehen einarbeiten schulen verkürzen reduzieren abschließen anrufen halten erreichen erstellen "
    "planen besuchen verringern kommunikation mitarbeiter"
)
_DUTCH = (
    "het een en mijn onze ons voor van tot naar wordt worden niet elke ieder iedere twee drie vier vijf tien nieuwe "
    "nieuw alle bij na zodat einde eind minstens maximaal maand maanden week weken jaar januari februari maart april "
    "mei juni juli augustus oktober klanten klant verkoop kosten fouten verslag cursus examen verbeteren verlagen "
    "verhogen verkopen werven invoeren schrijven volgen leren slagen inwerken verkorten verminderen afronden houden "
    "bereiken maken bezoeken communicatie medewerkers ik ziekteverzuim om"
)
_FRENCH = (
    "le la les des une et je nous mon ma mes notre nos avec dans du aux jusqu'au jusqu'à d'ici afin sur par qui que "
    "de au en un deux trois quatre cinq dix chaque tous toutes nouveau nouveaux nouvelle nouvelles avant après fin "
    "mois semaine semaines année janvier février avril juin juillet août septembre octobre novembre décembre clients "
    "ventes coûts erreurs rapport formation délai délais temps équipe réduire améliorer augmenter vendre gagner "
    "obtenir réussir rédiger suivre diminuer terminer appeler atteindre mettre lancer maintenir apprendre écrire "
    "collègues former faire moins"
)
_SPANISH = (
    "el la los las una un y mi mis nuestro nuestra con para del al hasta por que más de en cada todos todas dos tres "
    "cuatro cinco diez nuevo nueva nuevos nuevas antes después fin mes meses semana semanas año años enero febrero "
    "marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre clientes ventas costes costos errores "
    "informe curso examen tiempo equipo mejorar reducir aumentar vender conseguir aprobar formar escribir hacer "
    "terminar llamar alcanzar implantar lanzar mantener aprender ganar lograr menos comunicación"
)
_ITALIAN = (
    "il lo la gli le della delle dei degli di del e una un mio mia miei nostro nostra con entro nel nella per da dal "
    "alla ogni tutti tutte due tre quattro cinque dieci nuovo nuova nuovi nuove prima dopo fine mese mesi settimana "
    "settimane anno gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre "
    "clienti vendite costi errori rapporto relazione corso esame tempi squadra migliorare ridurre aumentare vendere "
    "acquisire ottenere superare scrivere seguire fare completare chiamare raggiungere introdurre lanciare mantenere "
    "imparare formare colleghi comunicazione meno"
)
_PORTUGUESE = (
    "o os um uma e meu minha meus nosso nossa até com para da dos das na em de que mais por ao cada todos todas dois "
    "duas três quatro cinco dez novo nova novos novas antes depois fim mês meses semana semanas ano janeiro fevereiro "
    "março abril maio junho julho agosto setembro outubro novembro dezembro clientes vendas custos erros relatório "
    "curso exame tempo equipe equipa melhorar reduzir aumentar vender conquistar obter passar escrever fazer concluir "
    "ligar alcançar implementar lançar manter aprender colegas formar vou menos"
)
_DANISH_AND_NORWEGIAN = (
    "og jeg min mit mine vores vår våre med inden innen på av af til fra om det den ikke hver hvert en et ei to tre "
    "fire fem ti alle nye nyt nytt ved etter efter før så udgangen utgangen måned måneden måneder uge ugen uke uken år "
    "året årets januar februar marts mars april maj mai juni juli oktober desember december kunder salg salget "
    "omkostninger kostnader fejl feil rapport rapporten kursus eksamen tid teamet antal antallet antall reducere "
    "redusere forbedre øge øke sælge selge skaffe indføre innføre skrive tage ta bestå oplære lære gennemføre ringe "
    "nedbringe nå holde skal vil kommunikationen kommunikasjonen kolleger medarbejdere medarbeidere under sygefraværet "
    "sykefraværet prosent procent"
)
_SWEDISH = (
    "och jag att mitt våra vår med för av inom till från om det den inte varje en ett två tre fyra fem tio alla nya "
    "nytt vid efter före innan så slut slutet månad månaden månader vecka veckan veckor år året årets januari februari "
    "mars april maj juni juli augusti oktober kunder försäljning försäljningen kostnader fel rapport rapporten kurs "
    "provet tid teamet antal antalet minska förbättra öka sälja skaffa införa skriva gå klara lära genomföra ringa nå "
    "hålla ska vill kommunikationen kollegor medarbetare procent minst högst"
)
_FINNISH = (
    "ja minä me minun meidän sekä että joka jokainen ennen jälkeen mennessä asti kaksi kolme neljä viisi viidelle "
    "kymmenen uusi uutta uuden uusia kaikki vähintään enintään kuukaudessa kuukausi kuussa viikossa viikko viikon "
    "vuoden vuodessa vuosi loppuun loppu tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu "
    "lokakuu marraskuu joulukuu tammikuun helmikuun maaliskuun huhtikuun toukokuun kesäkuun heinäkuun elokuun "
    "syyskuun lokakuun marraskuun joulukuun asiakasta asiakkaalle asiakas myyntiä myynti kuluja virheitä raportin "
    "raportti kurssin tutkinnon tiimissä myyn vähennän parannan lisään suoritan koulutan soitan kirjoitan hankin otan "
    "teen opin lyhennän nostan pidän saan käyttöön työntekijää prosenttia"
)
_POLISH = (
    "i w z do na o od po przed przez dla nie się mój moje moja nasz nasze każdy każdego każdym co dwa dwóch dwie trzy "
    "pięć pięciu dziesięć dziesięciu nowy nowe nowych nowego nowej wszystkie aby żeby oraz końca końcem miesiąc "
    "miesiąca miesięcznie tydzień tygodniu tygodniowo tygodnia roku rok lat stycznia lutego marca kwietnia maja "
    "czerwca czerwcem lipca sierpnia września października listopada grudnia kwartale klientów klienta sprzedaż "
    "koszty błędów raport kurs kursy egzamin czas zespole zmniejszyć zwiększyć poprawić sprzedać obniżyć skrócić "
    "wdrożyć zdobyć pozyskać napisać ukończyć zdać przeszkolić będę nauczyć utrzymać osiągnąć pracowników"
)
_CZECH_AND_SLOVAK = (
    "a v ve z na do o od po před pred pro pre s se sa si můj moje náš naše každý každého nebo aby dva dvě dve dvoch "
    "tři tri pět päť pěti piatim deset desať nový nové nových nového novou všechny všetky konce konca konci koncem "
    "měsíc mesiac měsíčně mesačne týden týždeň týdně týždenne roku rok roka ledna února března dubna května června "
    "července srpna září října listopadu prosince januára februára marca apríla mája júna júla augusta septembra "
    "októbra novembra decembra zákazníků zákazníky zákazníkov zákazníkom klientů klientov prodej predaj náklady počet "
    "chyb chýb zprávu správu kurz zkoušku skúšku čas dobu týmu tíme kolegy kolegov snížit znížiť zvýšit zvýšiť "
    "zlepšit zlepšiť prodat predať získat získať zavést zaviesť napsat napísať dokončit dokončiť složit zložiť "
    "zaškolit zaškoliť zkrátit skrátiť naučit naučiť udržet udržať chci chcem budu budem"
)
_ROMANIAN = (
    "și să cu la de din în pe pentru prin până pana o un ale al ai nu este voi vreau fiecare doi două trei patru cinci "
    "zece nou noi nouă noile toate după înainte sfârșitul sfarsitul lună luna lunar săptămână saptamana anului anul an "
    "ianuarie februarie martie aprilie mai iunie iulie septembrie octombrie noiembrie decembrie clienți clienti "
    "vânzări vanzari vânzările vanzarile costuri erori erorilor numărului numarul raportul raport cursul curs examenul "
    "timpul echipă echipa reducerea creșterea îmbunătățirea imbunatatirea instruirea obținerea obtinerea absolvi suna "
    "vinde vând scriu reduc cresc obțin colegi livrare comunicării"
)
_HUNGARIAN = (
    "az és egy hogy nem minden két kettő három négy öt tíz új újat az előtt után végéig végére havi hetente havonta "
    "héten hetek hét hónap hónapban év évben éves januárig februárig márciusig áprilisig májusig júniusig júliusig "
    "augusztusig szeptemberig októberig novemberig decemberig január február március április május június július "
    "augusztus szeptember október november december ügyfelet ügyfél ügyfelek eladást eladások költségeket költség "
    "hibák hibát jelentést jelentés tanfolyamot vizsgát csapatban csapat csökkentem csökkentése növelem növelése "
    "javítom javítása eladok elvégzem leteszem szerzek bevezetem megírom megtanulok betanítok felhívok számát idő időt "
    "rendszert kollégát legalább legfeljebb százalékkal ig"
)
_TURKISH = (
    "ve bir bu için ile kadar önce sonra her daha en iki üç dört beş on yeni tüm ay aylık ayda hafta haftada haftalık "
    "yıl yılda yıllık sonu sonuna ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık hazirana "
    "müşteri müşteriyi müşteriye satış satışları maliyetleri hata rapor raporu kurs kursu sınavı süresini sayısını "
    "yüzde tarihine azaltmak artırmak geliştirmek iyileştirmek satmak kazanmak yazmak tamamlamak geçmek eğitmek almak "
    "yapmak öğrenmek aramak düşürmek ulaşmak çalışanı içi ekip iletişimi"
)
#: English words among them, and parts of web addresses.
_SHARED = word_set(
    "a ad ai alle all also am an april as at august audit be by client clients com come co data december den des die "
    "dies do dose e en em far fare fem fin fine fire for formation from go ha he hen her him i in is it kit lat les "
    "lever man march mars mart maximal me men mes met mi min mine minst moment n nova november no note o of off on "
    "once or other our out over page par per plus port pot pour pre prima raise rapport rate rest ring s sale "
    "september set si sit so son star sue suite sur te tempo ten test ti tide till time to tot tries trio two un "
    "under us use v van voi was we week will with y"
)
_LISTS = (
    *(_GERMAN, _DUTCH, _DANISH_AND_NORWEGIAN, _SWEDISH, _FINNISH, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE),
    *(_ROMANIAN, _POLISH, _CZECH_AND_SLOVAK, _HUNGARIAN, _TURKISH),
)
#: The words that tell of another language, of all of them together.
FOREIGN = frozenset().union(*map(word_set, _LISTS)) - _SHARED
