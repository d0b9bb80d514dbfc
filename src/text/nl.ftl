# Woorden van vleugel in het Nederlands: korte, actieve zinnen.

## Woorden
word-yes = ja
word-no = nee

## Opdrachten: wat er gedaan is
cli-hub-listens = De hub luistert op { $address }.
cli-imported = Ingelezen: { $rows ->
    [one] 1 regel
   *[other] { $rows } regels
 } veranderd van { $all }.
cli-seeded = Gemaakt: { $people ->
    [one] 1 mens
   *[other] { $people } mensen
 }, { $rows } regels.
cli-logged-in = U bent aangemeld als { $name } bij { $hub }.
cli-logged-out = U bent afgemeld. Wat nog niet verzonden is, blijft bewaard.
cli-demo-starts = De demo start: { $what }.
cli-synced = Bijgewerkt. Nog te verzenden: { $waiting }.
cli-unknown-column = { $file }: kolom { $column } is onbekend en wordt niet gelezen.
cli-duplicate-registration = { $file }, regel { $line }: dit registratienummer staat ook op regel { $other }. Beide blijven.
cli-skipped = Overgeslagen: { $rows ->
    [one] 1 regel.
   *[other] { $rows } regels.
 }
cli-conflict = { $what }: de afdeling heeft dit ook veranderd. De waarde van de afdeling blijft.
cli-checked = { $name }: goed.

## Opdrachten: wat er mis ging
error-usage = De opdracht is niet goed: { $what } Kijk met vleugel --help hoe het moet.
error-no-home = Er is geen thuismap. Zet HOME, of geef een map met --state.
error-bad-config = { $file }, regel { $line }, kolom { $column }: { $what } Verbeter dit bestand of haal het weg.
error-not-signed-in = U bent nog niet aangemeld op deze computer. Meld aan met vleugel login --hub ADRES --token-fd 0.
error-bad-address = Het adres { $address } kan niet. Gebruik https://, of http:// op deze computer zelf.
error-unknown-host = De hub op { $address } is niet te vinden: de naam is onbekend. Klopt het adres?
error-refused = De hub op { $address } neemt niet op. Staat hij aan? Probeer het later nog eens.
error-timed-out = De hub op { $address } antwoordt niet op tijd. Probeer het later nog eens.
error-tls = De verbinding met { $address } is niet veilig. Vraag de beheerder naar het certificaat, en kijk of de klok goed staat.
error-wrong-token = De hub kent deze sleutel niet. Vraag de beheerder om een nieuwe en meld opnieuw aan.
error-other-version = De hub op { $address } spreekt een andere versie. Vraag de beheerder om dit programma bij te werken.
error-too-old = Dit programma is te oud voor de hub. Vraag de beheerder om het bij te werken.
error-not-vleugel = Op { $address } antwoordt iets anders dan een hub. Klopt het adres? Moet u eerst inloggen op het netwerk?
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
error-listen = Op { $address } kan de hub niet luisteren: { $reason }. Kies een ander adres met --listen.
error-import-folder = De map { $path } kan niet gelezen worden: { $reason }. Klopt het pad?
error-import-rows = Niets ingelezen: { $rows ->
    [one] 1 regel is niet goed
   *[other] { $rows } regels zijn niet goed
 }. Verbeter ze, of sla ze over met --skip-bad.
error-import-row = { $file }, regel { $line }, kolom { $column }, waarde «{ $value }»: { $reason }
error-unknown-staff = Medewerker { $staff } is onbekend. Kijk met vleugel hub user list.
error-unknown-wing = Afdeling { $wing } is onbekend.
error-panic = vleugel is gestopt door een fout in het programma ({ $code }). Wat bewaard was, is bewaard. Start opnieuw.
error-other = { $attempt } is niet gelukt: { $reason }.
notice-bad-keymap = Toetsen { $file }, regel { $line }, kolom { $column }: { $what } De gewone toetsen gelden.
notice-bad-theme = Kleuren { $file }, regel { $line }, kolom { $column }: { $what } De gewone kleuren gelden.
notice-not-kept = Let op: uw werk wordt niet bewaard op deze computer ({ $path }). Het gaat weg als u stopt voordat alles verzonden is.
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
row-bad-text = er staat een teken in dat niet mag
row-wrong-length = deze regel heeft een ander aantal velden dan de kop
row-not-utf8 = dit is geen UTF-8
row-missing-column = deze kolom ontbreekt
row-missing-file = dit bestand ontbreekt
row-skipped-too = dit hoort bij een regel die is overgeslagen
