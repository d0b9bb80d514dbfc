# Woorden voor wat er in de gegevens staat.

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

## Refusals
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

## What is wrong with an answer of the hub
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
