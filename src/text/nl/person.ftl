# Woorden voor één persoon: contact, eerste dagen, de pagina.

## Contacts
contact-mentor-talk = mentorgesprek
contact-talk = ander gesprek
contact-call = telefoon met thuis
contact-call-child = telefoon met kind
contact-video = beeldbellen met thuis
contact-video-child = beeldbellen met kind
contact-video-failed = beeldbellen mislukt
contact-visit = bezoek van thuis
contact-visit-child = bezoek met kind
contact-withdrawn = contact teruggenomen

## First days
question-called-home = Kon hij of zij naar huis bellen?
question-alone-now = Is er nu iemand alleen? (kind, ouder, dier)
question-children = Zijn er kinderen?
question-support = Is er steun van iemand buiten?
question-municipality = Is bekend naar welke gemeente?
question-volunteer = Is een vrijwilliger gewenst?
said-yes = ja
said-no = nee
said-nothing = zegt het niet
said-later = nog vragen
care-other-parent = bij andere ouder
care-family = bij familie
care-foster = in pleeggezin
care-institution = in instelling
care-unknown = bij wie is onbekend
child-arranged = zorg geregeld
child-not-arranged = zorg niet geregeld
child-contact = contact mag
child-no-contact = contact mag niet
first-days-done = { $done } van { $all } gevraagd
first-days-why = Kinderen buiten worden anders niet gezien (RSJ 3a). Schrijf alleen een letter en een jaar. Niet antwoorden mag. Dan vragen wij het later nog een keer. Mentor en casemanager lezen dit, niet de hele afdeling.

## The page
person-since = binnen sinds { $date } ({ $weeks } w)
person-basis = basisprogramma
person-plus = plusprogramma
person-last-talk = vorig gesprek { $date }, { $days } d
person-no-talk = nog geen gesprek vastgelegd
person-next-talk = volgend { $date }
person-second-mentor = 2e mentor { $name }
person-no-file = U leest hier wat de afdeling schreef. Het dossier lezen mentor en casemanager.
panel-today = VANDAAG
panel-news = NIEUW SINDS UW GESPREK
panel-week = DEZE WEEK
panel-home = THUIS
panel-plan = PLAN EN OPEN
panel-timeline = TIJDLIJN
panel-why = LET OP
person-no-news = Niets nieuws.
person-nothing-planned = Niets gepland.
person-hours = activiteiten en bezoek deze week: { $hours }
person-hours-lost = daarvan vervallen: { $hours }
person-hours-norm = norm in gemeenschap: { $hours } per week (PM 3 lid 2, Stb. 2021, 251)
signal-second-unsupervised = bezoek zonder toezicht op { $on }: al een op { $first }; een per maand (commissievantoezicht.nl, nieuws 3251)
signal-early-unsupervised = bezoek zonder toezicht op { $on }: hier pas vanaf { $from } 6 maanden binnen (commissievantoezicht.nl, nieuws 3251). Verblijf elders direct ervoor telt mee.
home-kindcheck = kindcheck: gedaan
home-no-kindcheck = kindcheck: nog vragen
home-children = kinderen: { $count }
home-last-contact = laatst contact { $date } ({ $days } d): { $how }
home-last-contact-on = laatst contact { $date } ({ $days } d)
home-no-contact = laatst contact: onbekend
home-network = netwerk: { $state }
network-positive = goed
network-present = is er
network-risk = risico
network-none = geen
network-unknown = onbekend
home-ban = contactverbod
plan-certificate = { $title }: { $state }
plan-next-step = volgende stap: { $step }
certificate-started = gestart
certificate-earned = behaald
certificate-transferred = overgedragen
condition-id-document = ID-bewijs
condition-housing = wonen
condition-work-income = werk en inkomen
condition-debts = schulden
condition-care = zorg
plan-conditions = open: { $list }
plan-mdo-next = MDO { $date }
plan-mdo-brought = { $role } ({ $by }): { $text }
plan-mdo-owed = { $role }: nog niet
enter-mdo = inbreng voor MDO { $date }
ask-mdo = Uw inbreng voor het MDO
toast-mdo = { $cell } { $name } inbreng voor MDO (u = ongedaan)
done-mdo = inbreng voor MDO
title-people = Mijn mensen
people-none = U bent van niemand mentor of casemanager.
people-reading = Uw mensen worden gelezen.
people-cover = waarneming voor { $name }, vandaag niet in dienst
people-second = 2e mentor, naast { $name }
people-mdo-ready = MDO { $when }: inbreng klaar
people-mdo-owed = MDO { $when }: inbreng nog van { $owed }
people-mdo-due = nog geen nieuw MDO gepland (DJI: minstens elke 6 weken)
enter-placement = begonnen bij werkgever of school
plan-placement = begonnen bij { $party }, { $date }
toast-placement = { $cell } { $name } begonnen bij { $party } (u = ongedaan)
done-placement = begonnen bij werkgever of school
done-placement-taken = begin bij werkgever of school teruggenomen
people-agreements = AFSPRAKEN MET WERKGEVERS EN SCHOLEN
people-agreement = { $party }: { $places } plaatsen, begonnen { $started } (dossiers die u leest), tot { $until }
people-no-mdo = geen MDO bekend
people-leave = verlof wacht op u
people-requests = { $count } verzoek(en) aan de mentor
people-open = open persoon
hint-not-your-wing = Die afdeling staat niet op dit scherm.
plan-mdo-last = vorig MDO { $date }, { $days } d
time-request = verzoek aan { $who }: { $text } ({ $state })
time-mark = { $item }: { $state }
time-leave-asked = verlof aangevraagd: { $kind }
time-leave = verlof: { $state }
time-advice = verlof: { $role } geschreven
time-municipal = gemeente: { $state }
time-milestone = gedaan: { $what }
milestone-screening = screening
milestone-plan = plan vastgesteld
milestone-mdo = MDO
milestone-plan-shared = plan gestuurd
milestone-arrival-call = eerste telefoontje
timeline-empty = Er is nog niets geschreven.

## What is asked and said
title-contacts = Contact vastleggen
title-enter = Invoeren
title-first-days = Eerste dagen, thuis en kinderen
title-said = Wat is het antwoord?
enter-about = eerste dagen, verlof
enter-first-days = eerste dagen, thuis en kinderen
enter-child = kind erbij
first-days-answer = antwoord
first-days-words = woorden erbij
ask-contact = Waar ging het over? (mag leeg)
ask-next-talk = Wanneer is het volgende gesprek? (Enter = nog niet bekend)
ask-answer-words = Wat is er gezegd?
ask-child = Kind: letter, jaar, bij wie (a f p i o), geregeld, contact (j n)
how-child = Bijvoorbeeld: M 2019 a j j. Alleen een letter en een jaar.
how-next-talk = Typ een dag: 07-12, +14, wk 50. Enter = nog niet bekend.
hint-not-their-file = Dit leggen mentor en casemanager vast.
hint-question-first = Kies eerst een vraag.
hint-no-child-here = Kies een kind dat hier is opgeschreven.
toast-contact = { $time } { $cell } { $name } { $what } (u = ongedaan)
toast-answer = { $cell } { $name } antwoord bewaard (u = ongedaan)
toast-child = { $cell } { $name } kind bewaard (u = ongedaan)
done-first-answer = antwoord van de eerste dagen
done-child = kind buiten
