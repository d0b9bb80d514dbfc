# Woorden van vleugel in het Nederlands: korte, actieve zinnen.

## Woorden

## Opdrachten: wat er gedaan is
cli-hub-listens = De hub luistert op { $address }.
cli-imported = Ingelezen: { $rows ->
    [one] 1 regel
   *[other] { $rows } regels
 } veranderd van { $all }.
cli-settled = { $items ->
    [one] 1 wijziging van een afdeling staat nu ook in de administratie.
   *[other] { $items } wijzigingen van afdelingen staan nu ook in de administratie.
 }
cli-backed-up = Reservekopie gemaakt: { $path }, { $rows ->
    [one] 1 regel
   *[other] { $rows } regels
 }.
cli-restored = Teruggezet: { $path }, { $rows ->
    [one] 1 regel
   *[other] { $rows } regels
 }. Zet de hub aan: de werkplekken halen alles opnieuw op en sturen wat hier nog niet in staat.
cli-logged-in = U bent aangemeld als { $name } bij { $hub }.
cli-logged-out = U bent afgemeld. Wat nog niet verzonden is, blijft bewaard.
cli-demo-starts = De demo start: { $what }.
cli-synced = Bijgewerkt. Nog te verzenden: { $waiting }.
cli-sending = Verzenden
cli-fetching = Ophalen
cli-refused = { $items ->
    [one] De hub heeft 1 ding niet aangenomen. Kijk in vleugel met g y.
   *[other] De hub heeft { $items } dingen niet aangenomen. Kijk in vleugel met g y.
}
cli-unknown-column = { $file }: kolom { $column } is onbekend en wordt niet gelezen.
cli-skipped = Overgeslagen: { $rows ->
    [one] 1 regel.
   *[other] { $rows } regels.
 }
cli-conflict = { $what }: de afdeling heeft dit ook veranderd. De waarde van de afdeling blijft.

## Opdrachten: wat er mis ging
error-usage = De opdracht is niet goed: { $what } Kijk met vleugel --help hoe het moet.
usage-unknown-argument = «{ $argument }» is hier onbekend.
usage-unknown-command = De opdracht «{ $command }» bestaat niet.
usage-missing-argument = Dit ontbreekt: { $argument }.
usage-missing-command = Hierachter hoort nog een opdracht.
usage-no-value = Achter «{ $argument }» ontbreekt een waarde.
usage-bad-value = «{ $value }» past niet bij «{ $argument }». Het kan zijn: { $wanted }.
usage-whole-number = een heel getal
usage-twice = «{ $argument }» mag maar één keer.
usage-other = Zo kan het niet.
error-fault = Er zit een fout in het programma; daarom is vleugel gestopt. Wat als bewaard op het scherm stond, is bewaard. Start vleugel opnieuw, en meld dit aan de beheerder.
error-no-home = Er is geen thuismap. Zet HOME, of geef een map met --state.
error-bad-config = { $file }, regel { $line }, kolom { $column }: { $what } Verbeter dit bestand of haal het weg.
error-not-signed-in = U bent nog niet aangemeld op deze computer. Meld aan met vleugel login --hub ADRES --token-fd 0.
error-bad-address = Het adres { $address } kan niet. Gebruik https://, of http:// op deze computer zelf.
error-unknown-host = De hub op { $address } is niet te vinden: de naam is onbekend. Klopt het adres?
error-refused = De hub op { $address } neemt niet op. Staat hij aan? Probeer het later nog eens.
error-timed-out = De hub op { $address } antwoordt niet op tijd. Probeer het later nog eens.
error-tls = De verbinding met { $address } is niet veilig. Vraag de beheerder naar het certificaat.
error-tls-clock = Het certificaat van { $address } geldt niet op de tijd van deze computer. Staat de klok goed? Vraag anders de beheerder naar het certificaat.
error-wrong-token = De hub kent deze sleutel niet. Vraag de beheerder om een nieuwe en meld opnieuw aan.
error-other-version = De hub op { $address } spreekt een andere versie. Vraag de beheerder om dit programma bij te werken.
error-too-old = Dit programma is te oud voor de hub. Vraag de beheerder om het bij te werken.
error-not-vleugel = Op { $address } antwoordt iets anders dan een hub. { $reason }
error-bad-answer = De hub op { $address } geeft geen goed antwoord. { $reason } Probeer het later nog eens, of vraag de beheerder.
error-hub-fails = De hub meldt een fout ({ $status }). Probeer het later nog eens. Uw werk blijft bewaard.
error-no-token = Er is geen sleutel gelezen. Geef hem door met --token-fd, bijvoorbeeld: vleugel login --hub ADRES --token-fd 0
error-unsafe-file = Anderen kunnen { $path } lezen of veranderen. Maak dat recht met: chmod { $mode } { $path }
error-not-writable = In { $path } kan niet geschreven worden. Kijk naar de rechten, of kies een andere map met --state.
error-disk-full = De schijf is vol: { $path }. Maak ruimte en probeer het opnieuw. Dit is niet bewaard.
error-in-use = Op deze computer draait vleugel al (proces { $pid }). Sluit die eerst, of start met --memory.
error-journal = Bewaren is niet gelukt: { $attempt }, { $path }. Dit is niet bewaard.
error-no-terminal = Dit is geen terminal. Start vleugel in een terminalvenster.
error-database-address = Het adres van de database kan niet. Gebruik sqlite:// en een pad, zoals sqlite:///var/lib/vleugel/hub.db.
error-database = De database wil niet: { $attempt }. Kijk of het bestand er is en geschreven kan worden.
error-file-missing = Het bestand { $path } is er niet. Klopt het pad?
error-file-foreign = Het bestand { $path } is geen database van vleugel. Er is niets veranderd. Kies een ander bestand.
error-file-newer = Een nieuwere versie van vleugel heeft { $path } gemaakt. Werk dit programma eerst bij.
error-file-damaged = Het bestand { $path } is beschadigd en wordt niet gebruikt. Neem een andere reservekopie.
error-file-in-use = De database { $path } is in gebruik: een hub staat aan, of iemand zet een reservekopie terug. Zet de hub uit, of wacht even.
error-backup-exists = Het bestand { $path } bestaat al en blijft zoals het is. Kies een andere naam voor de reservekopie.
error-backup-unfinished = Naast { $path } staat een logboek (-wal): dit is een database, geen reservekopie. Maak een kopie met vleugel hub backup.
error-backup-file = In { $path } kan niet geschreven worden: { $reason }. Kijk of de map er is, naar de rechten en naar de ruimte op de schijf.
error-restore-exists = Op { $path } staat al een database; die blijft zoals hij is. Mag hij weg? Geef dan ook --replace.
error-listen = Op { $address } kan de hub niet luisteren: { $reason }. Kies een ander adres met --listen.
error-import-folder = De map { $path } kan niet gelezen worden: { $reason }. Klopt het pad?
error-import-rows = Niets ingelezen: { $rows ->
    [one] 1 regel is niet goed
   *[other] { $rows } regels zijn niet goed
 }. Verbeter ze, of sla ze over met --skip-bad.
error-import-row = { $file }, regel { $line }, kolom { $column }, waarde «{ $value }»: { $reason }
error-unknown-staff = Medewerker { $staff } is onbekend. Kijk met vleugel hub user list.
error-unknown-wing = Afdeling { $wing } is onbekend.
error-other = { $attempt } is niet gelukt: { $reason }.
notice-bad-keymap = Toetsen { $file }, regel { $line }, kolom { $column }: { $what } De gewone toetsen gelden.
notice-bad-theme = Kleuren { $file }, regel { $line }, kolom { $column }: { $what } De gewone kleuren gelden.
notice-not-kept = Let op: uw werk wordt niet bewaard op deze computer. Stop niet voordat alles verzonden is.
notice-disk-nearly-full = De schijf van deze computer is bijna vol. Uw werk wordt nog bewaard. Meld het aan de beheerder.
notice-cache-rebuilt = De gegevens op deze computer waren beschadigd en worden opnieuw opgehaald. Uw werk is er nog.
notice-journal-mended = Een deel van het logboek was beschadigd. Verloren: { $lost }. Meld dit aan de beheerder.

## Waarom een regel niet goed is
row-missing = hier moet iets staan
row-not-a-date = dit is geen datum; schrijf 2026-11-23 of 23-11-2026
row-not-a-time = dit is geen tijd; schrijf 2026-11-23 14:30, of 14:30 waar alleen een tijd hoort
row-not-a-number = dit is geen getal dat hier past
row-not-a-word = dit woord is hier onbekend; het kan zijn: { $words }
row-no-such-time = deze tijd bestaat niet, want de klok gaat die nacht vooruit; zet het verschil met UTC erbij
row-twice-that-time = deze tijd komt twee keer voor, want de klok gaat die nacht terug; zet het verschil met UTC erbij
row-unknown-ref = dit staat niet in { $file }
row-duplicate-ref = dit staat ook op regel { $line }
row-ends-before-start = het einde ligt voor het begin
row-bad-recurrence = deze herhaling kan niet; schrijf een RRULE van RFC 5545
row-bad-text = teken { $at } ({ $code }) mag hier niet staan
row-wrong-length = deze regel heeft een ander aantal velden dan de kop
row-not-utf8 = dit is geen UTF-8
row-missing-column = deze kolom ontbreekt
row-missing-file = dit bestand ontbreekt

## Actions
act-next-step = volgende stap
act-mark-absent = afwezig
act-stays-in-cell = blijft op cel
act-mark-left = weg
act-mark-arrived = aangekomen
act-mark-back = terug
act-other-time = andere tijd
act-select-range = selecteer
act-undo = ongedaan
act-note = notitie
act-next-open = volgend punt
act-filter = filter
act-up = omhoog
act-down = omlaag
act-page-up = bladzijde omhoog
act-page-down = bladzijde omlaag
act-first = eerste regel
act-last = laatste regel
act-item-before = vorig punt van deze persoon
act-item-after = volgend punt van deze persoon
act-later = dag later
act-earlier = dag eerder
act-today = vandaag
act-wings = afdeling
act-open = open
act-explain = uitleg
act-hide-names = namen verbergen
act-sync-now = nu bijwerken
act-help = hulp
act-back = terug
act-yes = ja
act-accept = klaar
act-erase = wissen
act-quit = stoppen
act-suspend = even naar de shell
act-quit-now = meteen stoppen
act-to-cell = naar cel

## Keys
key-space = Spatie
key-up = omhoog
key-down = omlaag
key-left = links
key-right = rechts

## States
state-planned = gepland
state-called-up = geroepen
state-left = weg
state-arrived = er
state-started = begonnen
state-ended = klaar
state-back = terug
state-absent = afwezig
state-stays-in-cell = blijft op cel
state-withdrawn = ongedaan gemaakt
state-cancelled = afgezegd
state-signed-off = afgemeld
state-visitor-no-show = bezoek niet gekomen
state-visitor-not-admitted = bezoeker niet toegelaten (besluit directeur)

## Reasons
reason-sick = ziek gemeld
reason-visit = bezoek
reason-lawyer = advocaat
reason-court = rechtbank
reason-medical = medische dienst
reason-leave = verlof
reason-education = onderwijs
reason-no-work = geen werk
reason-staff-shortage = te weinig personeel
reason-order-measure = straf of maatregel
reason-holiday-sunday = feestdag of zondag
reason-not-called = niet geroepen
reason-refused = gaat niet, eigen keuze
reason-other = iets anders (schrijf op)

## Kinds, short for the timeline
short-visit = bez
short-video = bel
short-parent-child = o-k
short-lawyer = adv
short-probation = rec
short-municipality = gem
short-uwv = uwv
short-employer = wgv
short-volunteer = vrw
short-work = werk
short-training = opl
short-session = sessie
short-waiting = wacht
short-provisional = voorl
short-court = rechtb
short-transfer = overpl
short-hearing = zitting
short-medical = MD
short-mdo = MDO
short-education = les
short-event = afspr
short-leave = verlof

## Kinds
kind-visit = bezoek
kind-video = beeldbellen
kind-parent-child = ouder-kind
kind-lawyer = advocaat
kind-probation = reclassering
kind-municipality = gemeente
kind-uwv = UWV
kind-employer = werkgever
kind-volunteer = vrijwilliger
kind-work = arbeid
kind-training = opleiding
kind-session = bijeenkomst
kind-waiting = bijeenkomst (wachtlijst)
kind-provisional = bijeenkomst (voorlopig)
kind-court = rechtbank
kind-transfer = overplaatsing
kind-hearing = zitting
kind-medical = MD
kind-mdo = MDO
kind-education = onderwijs
kind-event = afspraak
kind-leave = verlof

## Leave
leave-short = kort
leave-short-network = kort, netwerk
leave-long = lang
leave-extramural = werk buiten
leave-isd = ISD-verlof
leave-incidental = incidenteel
leave-interruption = strafonderbreking
leave-end = eindverlof
waits-mentor = inbreng mentor
waits-case-manager = casemanager
waits-pvc = PVC
waits-om = OM
waits-probation = reclassering
waits-police = politie
waits-municipality = gemeente
waits-governor = directeur
waits-selection-officer = selectiefunctionaris
waits-evaluation = evaluatie vorig verlof
waits-detainee = hemzelf (stuk ontbreekt)
waits-other = iemand anders

## Municipality
mun-not-started = nog niet begonnen
mun-identified = gemeente bekend
mun-start-sent = start gemeld
mun-intake-shared = intake gedeeld
mun-plan-shared = plan gestuurd
mun-responded = gemeente reageerde
mun-invited = uitgenodigd
mun-met = binnen gesproken
mun-pre-release = plan voor vrijlating klaar
mun-released = vrij
mun-aftercare = nazorg bevestigd
mun-closed = afgesloten

## Measures
measure-exclusion = uitsluiting van activiteiten
measure-isolation = afzondering
measure-punishment-cell = strafcel
measure-visit-denial = geen bezoek van een persoon
measure-other = maatregel

## The frame
title-day-by-person = Dag op persoon
title-help = Hulp: alle toetsen
title-person = Deze dag
title-why = Uitleg
title-quit = Stoppen
title-go-to = Ga naar
title-absent = Afwezig: waarom?
title-stays-in-cell = Blijft op cel: waarom?
title-wings = Kies een afdeling
too-small = Venster te klein: maak het minstens 60 bij 16.
sum-of-people = { $total } = { $wing } op afdeling + { $elsewhere } elders + { $outside } buiten
sum-unknown = onbekend: { $rows }
not-recorded = Niet ingevuld { $items }
attention = Let op { $items }
not-today = NIET VANDAAG (g d = vandaag)
age-source = bron { $time }
synced-at = bijgewerkt { $time }
sync-all-sent = verzonden
sync-waiting = { $items } nog te verzenden
sync-refused = niet aangenomen: { $items }
sync-offline = geen netwerk sinds { $time }
sync-sign-in = meld opnieuw aan
sync-not-safe = verbinding niet veilig
sync-clock-refused = klok staat verkeerd
sync-clock-ahead = klok loopt { $span } voor
sync-clock-behind = klok loopt { $span } achter
span-minutes = { $number } min
span-hours = { $number } uur
span-days = { $number } dagen
span-years = { $number } jaar
sync-no-hub = dit is geen hub (netwerk aangemeld?)
sync-bad-answer = hub antwoordt niet goed
sync-other-version = hub spreekt andere versie
sync-progress = ophalen { $done } van { $all }
sync-not-kept = NIET BEWAARD HIER
sync-disk-nearly-full = SCHIJF BIJNA VOL
sync-disk-full = SCHIJF VOL
sync-disk-refuses = SCHIJF WEIGERT
column-cell = cel
column-name = naam
column-leave = vl
column-municipality = ge
legend = { $from }-{ $to } van { $all }  . plan  = weg  # er  - terug  x niet  ? niet ingevuld  ! let op
empty-no-data = Nog geen gegevens van deze afdeling. Ze komen vanzelf zodra de hub antwoordt.
empty-first-sync = De gegevens worden voor het eerst opgehaald.
empty-nobody = Op deze afdeling staat niemand ingeschreven.
empty-filter = Niemand past bij dit filter. Esc haalt het weg.
other-time-on = Alles gebeurde om { $time } (Esc = nu)
filter-on = Filter: { $text } (Esc = weg)
range-on = { $people } geselecteerd (Esc = weg)

## Questions
ask-filter = Filter:
ask-note = Notitie:
ask-time = Wanneer (-5 of 0745):
ask-quit = Wilt u stoppen? j = ja, Esc = nee
ask-quit-waiting = Nog te verzenden: { $items }. Dat blijft bewaard.

## Toasts and hints
toast-mark = { $when } { $cell } { $name } { $what }: { $item } (u = ongedaan)
toast-people = { $people } mensen, als eerste { $what }
toast-note = Notitie bewaard (u = ongedaan)
toast-sign-up = { $cell } { $name } voorlopig aangemeld: { $title } (u = ongedaan)
toast-sign-off = { $cell } { $name } afgemeld: { $title } (u = ongedaan)
toast-undone = Ongedaan gemaakt.
hint-no-shell = Hier is geen shell om naar terug te gaan. Het programma gaat door.
hint-too-fast = Te snel na elkaar getypt: er is niets bewaard.
hint-no-such-key = Deze toets doet hier niets. Hulp: { $key }
hint-paste-ignored = Plakken doet hier niets.
hint-nothing-at-hand = Nu niets in te vullen. Kies met links, rechts.
hint-nothing-to-undo = Er is niets om ongedaan te maken.
hint-no-such-cell = Cel { $cell } is leeg of staat niet op deze lijst.
hint-all-recorded = Alles is ingevuld.
hint-future-day = Dit is een dag die nog komt: u kunt nog niets invullen.
hint-empty-note = De notitie is leeg.
hint-bad-time = Dit is geen tijd die geweest is. Schrijf -5 of 0745.
hint-syncing = Er wordt bijgewerkt.

## Details
detail-mentor = mentor { $name }
detail-nothing-today = Vandaag staat er niets.
detail-other-item = Pijltjes links en rechts kiezen een ander punt van deze persoon.
detail-leave-waits = Verlof { $kind }: wacht op { $who }, { $days } d
detail-leave-goes = Verlof { $kind }: weg { $when }
detail-leave-open = Verlof { $kind }: loopt
detail-municipal-waits = Gemeente { $town }: geen antwoord, { $days } d
detail-municipal = Gemeente { $town }: { $state }
detail-measure = { $kind } tot { $until }
detail-restricted = Beperkingen: alleen contact met de advocaat.

## Why
why-clash = { $item } botst met { $first }; dat gaat voor.
why-contradicted = { $item }: twee mensen vulden iets anders in. Beide zijn bewaard.
why-not-recorded = { $item } is niet ingevuld.
why-impossible = { $item } eindigt voor het begint. Zo staat het in de bron.
why-nothing = Hier is niets bijzonders.

## Command line: more
demo-seeding = een verzonnen inrichting wordt gemaakt
demo-importing = de map { $path } wordt ingelezen

## Imports: more
cli-same-registration = detainees.csv: hetzelfde registratienummer op regels { $lines }. Alle blijven.
cli-prune-refused = Er is niets weggehaald, omdat er regels zijn overgeslagen.
row-unreadable = dit bestand kan niet gelezen worden: { $reason }
row-file-too-large = dit bestand is te groot; het mag { $limit } bytes zijn
row-column-twice = deze kolom staat er twee keer
row-no-row = dit bestand is leeg
row-one-row-only = dit bestand mag maar één regel hebben
row-too-long = dit is te lang; het mag { $limit } tekens zijn
row-other-person = dit hoort bij iemand anders
row-needs-skipped = de regel in { $file } waar dit bij hoort, is overgeslagen
row-names-skipped = de regel in { $file } die hier genoemd wordt, is overgeslagen; dit veld blijft leeg

## Hulp bij opdrachten
help-head-usage = Gebruik:
help-head-commands = Opdrachten
help-head-arguments = Gegevens
help-head-options = Opties
help-head-everywhere = Overal
help-options = [OPTIES]
help-default = { $help } (standaard { $value })
help-vleugel = De dag van een afdeling op één scherm. Zonder opdracht opent de dag.
help-demo = Een hele inrichting om te proberen: niets instellen, niets blijft achter
help-login = Aanmelden bij een hub
help-logout = Afmelden; wat nog niet verzonden is, blijft bewaard
help-sync = Eén keer bijwerken, met voortgang
help-hub = De centrale hub
help-hub-serve = De hub laten luisteren
help-hub-import = Een map met bestanden inlezen
help-hub-seed = Een verzonnen inrichting maken
help-hub-user = Medewerkers en hun sleutels
help-hub-user-list = Wie een sleutel kan krijgen
help-hub-user-token = Een nieuwe sleutel; hij wordt één keer getoond
help-arg-help = Deze hulp
help-arg-version = De versie van dit programma
help-arg-state = Map voor logboek, gegevens en aanmelding
help-arg-config = Map met config.toml, keymaps/ en themes/
help-arg-lang = Taal: nl of en
help-arg-keymap = Toetsen: default, vim, of een eigen bestand in keymaps/
help-arg-theme = Kleuren: dark, light, contrast, mono, of een eigen bestand in themes/
help-arg-ascii = Alleen gewone tekens
help-arg-memory = Niets op deze computer bewaren
help-arg-hub = Adres van de hub
help-arg-token-fd = Nummer van het open bestand waaruit de sleutel komt (0 is de invoer)
help-arg-import = Een eigen map met bestanden in plaats van een verzonnen inrichting
help-arg-on = Zet de klok van de demo, bijvoorbeeld 2026-11-23T07:12
help-arg-wing = Afdeling die opent
help-arg-people = Mensen per afdeling
help-arg-wings = Afdelingen
help-arg-rows = Precies zoveel regels per afdeling, voor metingen
help-arg-seed = Hetzelfde getal geeft dezelfde inrichting
help-arg-database = Database, zoals sqlite:///var/lib/vleugel/hub.db
help-arg-listen = Waar de hub luistert
help-arg-folder = De map
help-arg-skip-bad = Foute regels overslaan en noemen
help-arg-prune = Weghalen wat niet meer in de map staat
help-arg-staff = De medewerker: naam, initialen, kenmerk of nummer
help-value-command = OPDRACHT
help-value-address = ADRES
help-hub-backup = Een reservekopie maken; de hub mag aanstaan
help-hub-restore = Een reservekopie terugzetten; de hub staat uit
help-arg-file = Het bestand met de reservekopie
help-arg-replace = De database die er staat, mag weg
help-value-file = BESTAND
help-value-folder = MAP
help-value-language = TAAL
help-value-name = NAAM
help-value-number = GETAL
help-value-staff = MEDEWERKER
help-value-when = WANNEER
help-value-wing = AFDELING

## Bijwerken
act-sync-page = hoe staat het met bijwerken
act-have-seen = gezien
title-sync = Bijwerken en bewaren
sync-page-not-asked = De hub is nog niet gevraagd.
sync-page-online = De hub antwoordt.
sync-page-offline = Geen netwerk sinds { $time }. U kunt gewoon doorwerken: alles wordt later verzonden.
sync-page-sign-in = De hub kent deze aanmelding niet meer. Meld opnieuw aan. Uw werk blijft bewaard.
sync-page-other-version = De hub spreekt een andere versie. Vraag de beheerder om dit programma bij te werken.
sync-page-not-safe = De verbinding is niet veilig. Vraag de beheerder. Uw werk blijft bewaard.
sync-page-clock-refused = De klok van deze computer staat verkeerd, of het certificaat van de hub is verlopen. Zet de klok goed, of vraag de beheerder. Uw werk blijft bewaard.
sync-page-clock-ahead = De klok van deze computer loopt { $span } voor op de hub. Alles wordt gewoon verzonden. Vraag de beheerder om de klok goed te zetten.
sync-page-clock-behind = De klok van deze computer loopt { $span } achter op de hub. Alles wordt gewoon verzonden. Vraag de beheerder om de klok goed te zetten.
sync-page-no-hub = Er antwoordt iets anders dan een hub. { $reason } U kunt gewoon doorwerken.
sync-page-bad-answer = De hub geeft geen goed antwoord. { $reason } U kunt gewoon doorwerken. Blijft dit zo? Vraag dan de beheerder.
sync-page-equal = Alles hier is gelijk aan de hub van { $time }.
sync-page-never-equal = Nog nooit helemaal bijgewerkt.
sync-page-journal-kept = Wat u invult, is bewaard op deze computer voordat het scherm het zegt.
sync-page-journal = Op deze computer bewaard: { $actions ->
    [one] 1 actie
   *[other] { $actions } acties
} sinds { $since } ({ $kilobytes } kB).
sync-page-in-memory = Er wordt niets op deze computer bewaard, want daar is om gevraagd (--memory).
sync-page-cache-not-kept = Wat opgehaald is, wordt hier niet bewaard. Na een nieuwe start is er eerst netwerk nodig.
sync-page-disk-full = De schijf is vol. Wat u nu invult, wordt niet bewaard. Wat bewaard was, is er nog. Bel de beheerder.
sync-page-disk-refuses = De schijf weigert. Wat u nu invult, wordt niet bewaard. Wat bewaard was, is er nog. Bel de beheerder.
sync-page-waiting = Nog te verzenden: { $items }
sync-page-refused = Niet aangenomen door de hub: { $items }
sync-page-streams = Wat hier is
sync-page-unknown-action = Handeling { $number } van deze computer
stream-facility = inrichting { $name }
stream-wing = afdeling { $name }
stream-persons = dossiers: { $files }
stream-volunteers = vrijwilligers
stream-places = plekken
stream-rows = { $rows ->
    [one] 1 regel
   *[other] { $rows } regels
 }
stream-reading = wordt opgehaald
refused-not-yours = Dit mag u niet invullen op deze afdeling.
refused-unknown-item = De hub kent deze persoon en dit punt niet (meer).
refused-unknown-replaced = Wat hiermee verbeterd werd, is er niet.
refused-nothing-to-withdraw = Er was niets om ongedaan te maken.
refused-too-long = De tekst is te lang.
refused-empty = De tekst is leeg.
refused-impossible-times = Het zou eerder eindigen dan het begint.
refused-step-not-allowed = Deze stap kan nu niet, of niet door u.
refused-no-authority = Er staat niet bij wie dit besloot.
refused-unknown-deed = De hub kent deze handeling nog niet.
refused-malformed = De hub kon dit niet lezen.
refused-voided = Dit is op deze computer verloren gegaan.
refused-conflict = Iemand anders was eerder. Wat u invulde, staat hier nog.
refused-other = De hub gaf een reden die dit programma niet kent.

# Choices between two people, steps of visits, notes, leave in the file.
step-other-time = andere tijd
step-other-place = andere plek
step-sign-up = aanmelden: { $title }, { $time }
step-sign-off = afmelden: { $title }, { $time }
leave-state-draft = concept
leave-state-submitted = ingediend
leave-state-advice = advies gevraagd
leave-state-heard = gehoord
leave-state-minister = naar minister
leave-state-granted = toegestaan
leave-state-refused = afgewezen
leave-state-pass = verlofpas klaar
leave-state-out = buiten
leave-state-returned = terug
leave-state-late = te laat terug
leave-state-not-returned = niet terug
leave-state-sick = ziek gemeld, buiten
leave-state-evaluated = nabesproken
leave-state-withdrawn = ingetrokken door hemzelf
leave-state-revoked = besluit ingetrokken
leave-state-moved = verzet
leave-state-taken-over = overgenomen door andere PI
advice-mentor = inbreng mentor
advice-case-manager = inbreng casemanager
subject-visit = bezoek
subject-starts = begin
subject-ends = einde
subject-place = plek
subject-advice = inbreng
subject-leave = verlof
subject-municipal = stap gemeente
settle-was = was
settle-mine = u
settle-now = nu
settle-nothing = (niets)
settle-choose = Kies: { $seen } = laat staan wat er nu is, { $mine } = toch uw keuze.
title-steps = Zet stap
title-notes = Notities van deze dag
note-versions = Twee versies. Beide blijven staan, tot u kiest.
why-versions = Er zijn twee versies van één notitie.
ask-move = Nieuwe tijd (1430 of 1430-1530):
ask-place = Nieuwe plek:
ask-advice = Inbreng voor het verlof:
ask-edit = Notitie wijzigen:
hint-no-steps = Hier kunt u geen stap of andere tijd kiezen.
hint-bad-span = Typ een tijd: 1430 of 1430-1530.
hint-same-as-before = Er is niets veranderd.
hint-no-request = Er loopt geen verlof waarvoor u schrijft.
hint-no-notes = Deze dag heeft nog geen notities.
hint-nothing-to-choose = Hier valt niets te kiezen.
toast-advice = Inbreng bewaard (u = ongedaan)
toast-struck = Weggehaald (u = ongedaan)
toast-mine-after-all = Uw keuze wordt opnieuw verzonden.
act-set-state = zet stap
act-mine-after-all = toch mijn keuze
act-notes = notities
act-enter-new = invoeren (nieuw)
act-strike = weghalen
done-advice = inbreng voor verlof
done-leave = verlof: { $state }
done-municipal = gemeente: { $state }
done-municipal-undone = gemeente: toch niet { $state }
done-sign-up = aangemeld voor een bijeenkomst
done-sign-off = afgemeld voor een bijeenkomst
detail-leave-file = Verlof { $kind }, gevraagd { $date }: { $state }
detail-advice = { "  " }{ $role } ({ $by } { $date }): { $text }
detail-advice-none = { "  " }{ $role }: nog niets

## Wat er mis is met een antwoord van de hub
answer-not-http = Wat daar antwoordt, spreekt een andere taal. Klopt het adres?
answer-web-page = Er komt een webpagina. Moet u eerst inloggen op het netwerk?
answer-not-a-hub = Een ander programma antwoordt. Klopt het adres?
answer-wrong-type = Het antwoord is van een andere soort.
answer-too-large = Het antwoord is te groot.
answer-unpacks-too-large = Het antwoord wordt te groot bij het uitpakken.
answer-does-not-unpack = Het antwoord kan niet worden uitgepakt.
answer-cut-off = Het antwoord stopt te vroeg.
answer-too-deep = Het antwoord heeft te veel lagen.
answer-text-too-long = In het antwoord staat een tekst die te lang is.
answer-not-json = Het antwoord is niet te lezen.
answer-other-shape = In het antwoord ontbreekt iets, of er staat iets verkeerds in.
answer-contradicts = Het antwoord spreekt zichzelf of de vraag tegen.
answer-refusal = De hub wil de vraag van dit programma niet beantwoorden.

# Who came and who left, and the shift handover.
act-add-to-handover = op overdracht
act-handover-page = dienstoverdracht
enter-arrival = nieuw op afdeling
enter-advice = inbreng verlof
enter-entry = nieuw punt
ask-entry = Voor de volgende dienst:
ask-edit-entry = Punt wijzigen:
ask-arrival = Wie is nieuw? Cel en naam:
ask-cell = Naar welke cel?
toast-handover = Staat op de overdracht (u = ongedaan)
toast-arrival = { $cell } { $name } is nieuw op de afdeling (u = ongedaan)
toast-movement = { $cell } { $name } { $what } (u = ongedaan)
hint-bad-arrival = Typ eerst de cel, dan de naam. Zo: 12 Wolters, C.
hint-bad-cell = Typ een cel. Zo: 12
sum-of-people-short = { $total } = { $wing } + { $elsewhere } elders + { $outside } buiten
sum-provisional = { $people } voorlopig
step-other-cell = andere cel
step-departed = vertrokken van de afdeling
step-take-back = klopt niet: { $what }
movement-arrival = nieuw
movement-departure = vertrokken
movement-cell = andere cel
movement-cell-to = naar cel { $cell }
movement-withdrawn = teruggenomen
movement-not-yet = { $what }, nog niet in de administratie
title-handover = Dienstoverdracht, punten van deze dag
handover-empty = Er staat nog niets op de overdracht.
handover-how = Kies een persoon op de dag en zet die erop, of maak hier een punt.
detail-handover = Op de overdracht: { $text }
why-twice = Deze naam staat twee keer in deze cel. Klopt er één niet? Kies die met z.
done-handover = punt voor de overdracht
enter-change = wijzig
