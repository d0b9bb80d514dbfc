# Het scherm.

## The frame
title-day-by-person = Dag op persoon
title-day-by-time = Dag op tijd
title-day-by-place = Dag op plek
column-time = tijd
column-what = wat
column-who = wie
column-place = waar
column-state = stand
part-late = TE LAAT
part-now = NU
part-soon = STRAKS
part-over = GEWEEST
legend-time = { $from }-{ $to } van { $all }  Spatie: de hele regel  pijl rechts: één persoon
time-people = { $people ->
    [one] 1 mens
   *[other] { $people } mensen
}
time-late = { $minutes } min te laat
time-missing = { $items } niet ingevuld
time-not-recorded = niet ingevuld
time-clash = botst
time-not = niet
time-who = { $state }: { $names }
hint-by-person-only = Dat kan op persoon. Draai de weergave met d.
hint-by-place-only = Dit werkt op plek. Draai de weergave met d.
column-kind = soort
column-plan = plan
column-left = weg
column-arrived = er
column-started = begin
column-back = terug
column-expected = verw.
column-underway = onderw.
column-reports = meldt?
legend-place = -: de plek meldt niet. Wij weten alleen weg en terug.
places-title = Plekken: { $places }
title-requests = Verzoeken
title-asked = Verzoek: aan wie?
ask-request = Wat vraagt hij of zij?
ask-answer = Het antwoord
enter-answer = antwoord
requests-empty = Er zijn geen open verzoeken. Met v legt u er een vast.
request-line = bij { $who }, { $days } d: { $state } ({ $by })
request-answer = { $text } -> { $answer }
detail-request = Verzoek { $how }: { $text }
request-next = volgende stap
request-new = nieuw
request-answered = beantwoord, nog niet verteld
request-told = beantwoord en verteld
request-withdrawn = ingetrokken
toast-request = Verzoek aan { $who } bewaard (u = ongedaan)
toast-answered = Antwoord bewaard: vertel het cel { $cell } (u = ongedaan)
toast-told = Verteld aan cel { $cell } (u = ongedaan)
done-request = verzoek
done-request-step = antwoord op een verzoek
asked-mentor = mentor
asked-case-manager = casemanager
asked-wing-head = afdelingshoofd
asked-spiritual-care = geestelijke verzorging
asked-library = bibliotheek
asked-work = arbeid
asked-volunteers = vrijwilligers
asked-other = iemand anders
title-round = Ronde
hint-no-round = Op deze dag staat geen ronde in het programma van de afdeling.
hint-not-in-round = Dit hoort bij de dag. Esc gaat terug.
toast-door = { $when } { $cell } { $name } { $what } (u = ongedaan)
toast-count = Telling vastgesteld: { $counted } van { $expected } (u = ongedaan)
means-count = Geteld { $counted } van { $expected }. Tweede teller: { $second }. Gemeld: { $reported }.
how-count = Initialen van de tweede teller en de tijd van melden: RS 11:52. Leeg mag ook.
ask-count = Telling vaststellen: tweede teller, gemeld aan centrale post
kind-unlock = deuren open
kind-lock-in = deuren dicht
round-unlock = Deuren open
round-lock-in = Deuren dicht en telling
round-cells = { $cells } cellen, { $people } mensen
round-confirm = vaststellen
round-confirmed = Vastgesteld { $time } { $by }: { $counted } van { $expected }, gemeld { $reported }
round-not-confirmed = Telling, nog niet vastgesteld
round-to-do = nog doen: { $cells }
round-all-done = alles gedaan
round-on-wing = afdeling
round-elsewhere = elders
round-outside = buiten
round-together = samen
column-should = verwacht
column-counted = geteld
column-gap = verschil
door-open = OP
door-closed = DI
door-stays = BC
door-elsewhere = EL
door-outside = BU
door-empty = --
state-unlocked = open
state-locked-in = dicht
done-count = telling
mine-on = Alleen mijn mensen: { $people } (Esc = iedereen)
hint-no-mine = U bent van niemand op deze afdeling mentor.
title-search = Zoek
ask-search = Wie of wat?
empty-search = Niets gevonden voor { $text }.
empty-search-how = Typ een naam, een cel, een plek of woorden uit een notitie.
empty-search-reading = De gegevens worden gelezen.
search-person = persoon
search-note = notitie
hint-nobody-there = { $place }: op deze dag niemand van deze afdeling.
title-emergency = Noodlijst
title-print = Zo komt het op papier
column-where = waar
column-place-name = plek
column-seen = gezien
column-uncertain = niet ingevuld
column-remark = let op
column-from = van
column-until = tot
column-reason = reden
column-by = door
column-people = mensen
column-leaves = verlof
column-municipalities = gemeente
paper-taken-by = Gemaakt door { $who }, { $time }. Persoonsgegevens: niet laten liggen.
where-on-wing = op afdeling
where-in-cell = op cel
where-elsewhere = elders binnen
notice-printed = Naar de printer gestuurd.
error-print-command = Printen lukt niet: { $command } start niet. Zet print_command in config.toml.
error-print-failed = Printen lukt niet: { $command } stopte met een fout. Staat de printer aan?
place-outside = buiten
place-none = zonder plek
place-reports = ja
place-silent = nee
place-spoken = meldt terug: { $reports }
place-underway = { $minutes } min weg
place-not-reported = Weg om { $time }. Nog niet gemeld: { $place }. Grens: { $limit } minuten.
place-do-now = Nu doen: bel. Is hij er al? Druk { $arrived }. Was het eerder? Eerst { $other } en de tijd.
state-underway = onderweg
hint-who-of-group = Kies eerst iemand uit deze regel, met pijl rechts of met de cel.
title-actions = Alle acties
title-person = Deze dag
title-why = Uitleg
title-quit = Stoppen
title-themes = Uiterlijk
title-new-pin = Vergrendel
lock-where = Vleugel   afdeling { $wing }
lock-is-locked = Dit scherm is vergrendeld.
lock-numbers = { $open ->
    [0] Alles is ingevuld.
    [one] 1 punt is niet ingevuld.
   *[other] { $open } punten zijn niet ingevuld.
} { $attention ->
    [0] { "" }
   *[other] Let op: { $attention }.
}
lock-names-later = Namen ziet u na uw pincode.
lock-pin = Pincode
lock-safe = Wat u typte en opsloeg, is bewaard.
lock-tries = Even kijken.
lock-wrong = { $left ->
    [one] Die pincode klopt niet. U kunt het nog 1 keer proberen.
   *[other] Die pincode klopt niet. U kunt het nog { $left } keer proberen.
}
lock-choose = Kies een pincode van 6 cijfers.
lock-again = Typ dezelfde pincode nog een keer.
lock-easy = Die raadt iedereen. Kies een andere.
lock-different = Dat waren twee verschillende. Kies opnieuw.
lock-opens-only = Hij opent dit scherm tot u stopt.
lock-opened = Welkom terug.
lock-no-memory = Vergrendelen lukt niet: de computer heeft te weinig geheugen vrij. Sluit andere programma's en probeer opnieuw.
hint-no-lock = Regels kunnen niet op slot. Stop met q.
toast-theme = Uiterlijk: { $theme }, tot u stopt. Voor altijd: theme in config.toml.
title-strike = Schrappen
title-month = { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
} { $year }
month-week = wk
title-go-to = Ga naar
title-absent = Afwezig: waarom?
title-stays-in-cell = Blijft op cel: waarom?
title-wings = Kies een afdeling
too-small = Venster te klein: maak het minstens 60 bij 16.
sum-of-people = { $total } = { $wing } op afdeling + { $elsewhere } elders + { $outside } buiten
sum-provisional = { $people } voorlopig
sum-of-people-short = { $total } = { $wing } + { $elsewhere } elders + { $outside } buiten
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
empty-no-wing = U werkt niet op een afdeling. Met { $key } ziet u uw mensen.
empty-no-data = Nog geen gegevens van deze afdeling. Ze komen vanzelf zodra de hub antwoordt.
empty-first-sync = De gegevens worden voor het eerst opgehaald.
empty-nobody = Op deze afdeling staat niemand ingeschreven.
empty-filter = Niemand past bij dit filter. Esc haalt het weg.
empty-actions = Niets heet zo: { $text }. Probeer een ander woord.
other-time-on = Alles gebeurde om { $time } (Esc = nu)
filter-on = Filter: { $text } (Esc = weg)
range-on = { $people } geselecteerd (Esc = weg)

## Questions
ask-filter = Filter
ask-note = Notitie
ask-time = Wanneer (-5 of 0745)
ask-date = Naar welke dag?
ask-strike = Wilt u dit schrappen? j = ja, Esc = nee
means = = { $text }
means-people = { $people ->
    [one] 1 mens
   *[other] { $people } mensen
}
means-arrival = cel { $cell }, { $name }
means-room = nog { $letters ->
    [one] 1 letter
   *[other] { $letters } letters
}
how-date = Typ een dag, of kies met de pijltjes: ma, morgen, +3, 24-11, wk 48
ask-quit = Wilt u stoppen? j = ja, Esc = nee
ask-quit-waiting = Nog te verzenden: { $items }. Dat blijft bewaard.
ask-move = Nieuwe tijd (1430 of 1430-1530)
ask-place = Nieuwe plek
ask-advice = Inbreng voor het verlof
ask-edit = Notitie wijzigen
ask-action = Wat wilt u doen?
ask-cell = Naar welke cel?
ask-arrival = Wie is nieuw? Cel en naam
ask-edit-entry = Punt wijzigen
ask-entry = Voor de volgende dienst

## Toasts and hints
toast-mark = { $when } { $cell } { $name } { $what }: { $item } (u = ongedaan)
toast-people = { $people } mensen, als eerste { $what }
notice-drafts = { $texts ->
    [one] Er staat nog een tekst klaar die niet is bewaard.
   *[other] Er staan nog { $texts } teksten klaar die niet zijn bewaard.
 }
toast-note = Notitie bewaard (u = ongedaan)
toast-sign-up = { $cell } { $name } voorlopig aangemeld: { $title } (u = ongedaan)
toast-sign-off = { $cell } { $name } afgemeld: { $title } (u = ongedaan)
toast-movement = { $cell } { $name } { $what } (u = ongedaan)
toast-arrival = { $cell } { $name } is nieuw op de afdeling (u = ongedaan)
toast-handover = Staat op de overdracht (u = ongedaan)
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
hint-empty-request = Het verzoek is leeg.
hint-empty-answer = Het antwoord is leeg.
hint-too-long = De tekst is te lang. Maak hem korter.
hint-request-gone = Dit verzoek staat hier niet meer. Wat u schreef blijft bewaard.
hint-not-at-door = Bij een deur: spatie = gedaan, b = blijft op cel.
hint-empty-note = De notitie is leeg.
hint-bad-time = Dit is geen tijd die geweest is. Schrijf -5 of 0745.
hint-bad-date = Dit is geen dag. Typ: ma, morgen, +3, 24-11 of wk 48.
hint-one-line = Hier past één regel.
hint-syncing = Er wordt bijgewerkt.
hint-no-steps = Hier kunt u geen stap of andere tijd kiezen.
hint-nobody = Kies eerst een persoon.
hint-type-cell = Typ twee cijfers, zoals 07: daar gaat u naartoe.
hint-bad-cell = Typ een cel. Zo: 12
hint-bad-arrival = Typ eerst de cel, dan de naam. Zo: 12 Wolters, C.
hint-bad-span = Typ een tijd: 1430 of 1430-1530.
hint-same-as-before = Er is niets veranderd.
hint-no-notes = Deze dag heeft nog geen notities.
hint-nothing-to-choose = Hier valt niets te kiezen.
hint-choose-again = De gekozen regel is weg. Kies opnieuw.
hint-not-in-list = Dat nummer staat niet in de lijst.
list-more = volgende: { $from }-{ $to } van { $all }
toast-advice = Inbreng bewaard (u = ongedaan)
toast-struck = Weggehaald (u = ongedaan)
toast-mine-after-all = Uw keuze wordt opnieuw verzonden.

## Details
detail-mentor = mentor
detail-nothing-today = Op deze dag staat er niets.
detail-leave-waits = Verlof { $kind }: wacht op { $who }, { $days } d
detail-leave-goes = Verlof { $kind }: weg { $when }
detail-leave-open = Verlof { $kind }: loopt
detail-municipal-waits = Gemeente { $town }: geen antwoord, { $days } d
detail-municipal = Gemeente { $town }: { $state }
detail-measure = { $kind } tot { $until }
detail-restricted = Beperkingen: alleen contact met de advocaat.
detail-leave-file = Verlof { $kind }, gevraagd { $date }: { $state }
detail-advice = { "  " }{ $role } ({ $by } { $date }): { $text }
detail-advice-none = { "  " }{ $role }: nog niets

## Why
why-gap = Voor { $item } is de eerste vrije tijd { $span }.
why-no-gap = Voor { $item } is er vandaag geen vrije tijd meer.
why-clash = { $item } botst met { $first }; dat gaat voor.
why-contradicted = { $item }: twee mensen vulden iets anders in. Beide zijn bewaard.
why-not-recorded = { $item } is niet ingevuld.
why-impossible = { $item } eindigt voor het begint. Zo staat het in de bron.
why-nothing = Hier is niets bijzonders.
why-versions = Er zijn twee versies van één notitie.

## Choices
step-other-time = andere tijd
step-other-place = andere plek
step-sign-up = aanmelden: { $title }, { $time }
step-sign-off = afmelden: { $title }, { $time }
movement-not-yet = { $what }, nog niet in de administratie
movement-withdrawn = teruggenomen
movement-cell-to = naar cel { $cell }
movement-cell = andere cel
movement-departure = vertrokken
movement-arrival = nieuw
step-take-back = klopt niet: { $what }
step-departed = vertrokken van de afdeling
step-other-cell = andere cel
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

## The sync screen
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
stream-visits = bezoekafdeling
stream-work = werkplaatsen, vandaag
stream-rows = { $rows ->
    [one] 1 regel
   *[other] { $rows } regels
 }
stream-reading = wordt opgehaald
title-steps = Zet stap
title-notes = Notities van deze dag
why-twice = Deze naam staat twee keer in deze cel. Klopt er één niet? Kies die met z.
detail-handover = Op de overdracht: { $text }
handover-how = Kies een persoon op de dag en zet die erop, of maak hier een punt.
handover-empty = Er staat nog niets op de overdracht.
title-handover = Dienstoverdracht, punten van deze dag
note-versions = Twee versies. Beide blijven staan, tot u kiest.
done-advice = inbreng voor verlof
done-leave = verlof: { $state }
done-municipal = gemeente: { $state }
done-municipal-undone = gemeente: toch niet { $state }
done-sign-up = aangemeld voor een bijeenkomst
done-sign-off = afgemeld voor een bijeenkomst
done-handover = punt voor de overdracht

## Plain lines instead of a screen
plain-welcome = Typ een cel, zoals 02, of wat u wilt doen. Een vraagteken zegt wat er kan, het woord lijst iedereen op een regel.
plain-list = lijst
plain-now = Er staat: { $text }
plain-next = Volgende stap: { $step }
plain-leave = Een lege regel gaat terug.
plain-yes-or-no = Typ ja of nee.
plain-chosen = gekozen
plain-waits = nog niet verzonden
plain-waits-colleague = van een collega, nog niet verzonden
plain-unknown = Niets heet hier zo: { $text }.
