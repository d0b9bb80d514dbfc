# Opdrachten: wat er gedaan is, wat er mis ging, hulp.

## Command line: what was done
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
cli-restored-old = Let op: deze kopie is van { $day }. Werkplekken bewaren { $days } dagen. Wat na de kopie is vastgelegd en ouder is dan dat, komt niet terug.
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
demo-seeding = een verzonnen inrichting wordt gemaakt
demo-importing = de map { $path } wordt ingelezen

## Command line: what went wrong
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
error-locked-out = Vijf keer een verkeerde pincode. Vleugel is gestopt. Wat was opgeslagen en getypt, is bewaard. Start vleugel opnieuw.
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
notice-bad-keymap = Toetsen { $file }, regel { $line }, kolom { $column }: { $what } Dit bestand geldt daarom niet.
notice-bad-theme = Kleuren { $file }, regel { $line }, kolom { $column }: { $what } Dit bestand geldt daarom niet.
notice-bad-config = { $file }, regel { $line }, kolom { $column }: { $what }. Alles blijft zoals het was.
notice-looks = Toetsen en kleuren zijn opnieuw gelezen.
notice-not-kept = Let op: uw werk wordt niet bewaard op deze computer. Stop niet voordat alles verzonden is.
notice-disk-nearly-full = De schijf van deze computer is bijna vol. Uw werk wordt nog bewaard. Meld het aan de beheerder.
notice-cache-rebuilt = De gegevens op deze computer waren beschadigd en worden opnieuw opgehaald. Uw werk is er nog.
notice-journal-mended = Een deel van het logboek was beschadigd. Verloren: { $lost }. Meld dit aan de beheerder.

## Why a row of an import is not good
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

## Command line: help
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
help-day = De dag van een afdeling, op papier of voor een ander programma
help-emergency = Noodlijst: wie is waar
help-handover = Dienstoverdracht: wat de volgende dienst moet weten
help-arg-format = Wat eruit komt: text, json, csv of html
help-arg-hide-names = Zonder namen
help-arg-date = De dag: 24-11, morgen, +3; anders vandaag
help-arg-by = De volgorde: person, time of place
help-value-format = VORM
help-value-order = VOLGORDE
error-bad-date = De dag { $text } is niet te lezen. Typ 24-11, morgen, ma, +3 of "wk 48".
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
help-arg-plain = Regels in plaats van een scherm: voor voorlezen en braille
help-arg-memory = Niets op deze computer bewaren
help-arg-hub = Adres van de hub
help-arg-token-fd = Nummer van het open bestand waaruit de sleutel komt (0 is de invoer)
help-arg-import = Een eigen map met bestanden in plaats van een verzonnen inrichting
help-arg-on = Zet de klok van de demo, bijvoorbeeld 2026-11-23T07:12
help-arg-wing = Code van de afdeling, zoals A1
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

## Mistakes in keymaps and themes
mistake-unreadable = Het bestand kan niet worden gelezen: { $what }.
mistake-no-such-name = Er is geen bestand met deze naam. Ingebouwd zijn: { $known }.
mistake-toml = Dit is geen goed TOML: { $what }.
mistake-inherits = Dit kunt u niet overnemen. Kies uit: { $known }.
mistake-layer = Deze laag bestaat niet. Kies uit: { $known }.
mistake-action = De actie { $name } bestaat niet. Alle acties ziet u met: vleugel keys list.
mistake-not-here = De actie { $name } doet niets in de laag { $layer }.
mistake-keys = Hier hoort een lijst met toetsen, zoals ["a", "f4"].
mistake-key = De toets { $name } bestaat niet. Schrijf a, f4, ctrl-p, space, of na elkaar: g d.
mistake-is-text = In deze laag is { $name } tekst. Kies een F-toets, of een toets met Ctrl.
mistake-twice = Deze toets is al { $name } ({ $place }).
mistake-begins = Deze toets en { $name } ({ $place }) beginnen hetzelfde: één van de twee kunt u nooit typen.
mistake-role = Deze rol bestaat niet. Kies uit: { $known }.
mistake-look = Hier hoort een tabel met fg, bg en attributes.
mistake-part = { $name } bestaat hier niet. Kies uit: fg, bg, attributes.
mistake-colour = De kleur { $name } bestaat niet. Schrijf #rrggbb, een nummer van 0 tot 255, of een naam.
mistake-attribute = { $name } bestaat niet. Kies uit: bold, underline, reverse, dim.
mistake-place = regel { $line }, kolom { $column }
mistake-place-in = { $file }, regel { $line }, kolom { $column }
cli-mistake = { $file }:{ $line }:{ $column }: { $what }
cli-keys-good = { $file }: goed, { $keys } toetsen.
help-keys = Toetsen: wat er is en of een bestand goed is
help-keys-check = Zoekt fouten: in wat geldt, of in een bestand
help-keys-list = Alle toetsen die gelden
help-keys-schema = Schrijft het JSON-schema, voor wie zo’n bestand maakt
cli-contrast =   { $role }: contrast { $ratio }
cli-contrast-low =   { $role }: contrast { $ratio }, moeilijk te lezen (minder dan { $least })
cli-theme-good = { $file }: goed.
help-themes = Kleuren: wat er is en of een bestand goed is
help-themes-check = Zoekt fouten en telt het contrast: van wat geldt, of van een bestand
help-themes-list = Alle kleuren die u kunt kiezen
