# Wat een afdeling over haar huis opschrijft: het programma van de week, incidenten en maatregelen, wie niet samen mag.

programme-outdoor = luchten
programme-recreation = recreatie
programme-sport = sport
programme-library = bibliotheek
programme-meal = maaltijd
cause-guide-absent = docent of begeleider afwezig
cause-room-taken = ruimte bezet
cause-emergency = calamiteit
cause-holiday = feestdag
cause-other = anders
went-as-planned = ging door
went-cancelled = vervallen, { $cause }
went-shortened = ingekort, { $span }, { $cause }
title-week = Programma van de week
title-cancelled = Vervallen, waarom?
title-shortened = Ingekort, waarom?
week-as-planned = ging door
week-cancel = vervallen
week-shorten = ingekort
week-later = week later
week-earlier = week eerder
week-of = week { $week }, { $from } t/m { $to }
week-line = { $span } { $what }: { $how }
week-group = { $what }, groep { $group }
week-open = niet ingevuld
week-contradicted = twee mensen vulden iets anders in
week-totals = DEZE WEEK, uren
week-total = { $what }: gepland { $planned }, ging door { $offered }, vervallen { $lost }, niet ingevuld { $open }
week-lost = VERVALLEN, waardoor
week-lost-by = { $cause }: { $hours } uur
week-nothing-lost = niets vervallen, voor zover ingevuld
week-doors = Deuren open tot deuren dicht: { $hours } uur. Norm: basis 42:30, plus 59:00 (PM 3 lid 2, Stb. 2021, 251).
week-empty = Deze afdeling heeft geen programma in de administratie.
week-reading = Programma wordt gelezen.
ask-hours = Van wanneer tot wanneer was het echt?
how-hours = 1115 (tot dan), of 1045-1115. Bij deuren: hoe laat het echt was.
hint-not-begun = Dit is nog niet begonnen. a = vervallen, dat kan nu al.
hint-no-programme = Er is geen regel om te kiezen.
toast-went = { $time } { $what }: { $how } (u = ongedaan)
done-programme = programma: { $how }

incident-kind-incident = incident
incident-kind-exclusion = uitsluiting van activiteiten, PIW'er
incident-kind-isolation = afzondering, PIW'er
told-wing-head = verteld aan afdelingshoofd
told-governor = verteld aan directeur
told-control-room = verteld aan centrale post
told-medical-service = verteld aan medische dienst
told-supervisory-board = verteld aan commissie van toezicht
told-mentor = verteld aan mentor
state-checked = controle gedaan
incident-step = zet stap
incident-end = afgelopen
incident-mistake = vergissing
incident-apart = niet samen met …
incident-together = mag weer samen met cel { $cell }
title-incident = Incident of maatregel
title-incidents = Incidenten en maatregelen
title-incident-steps = Wat is er gedaan?
incident-at = { $what }, { $time } ({ $by })
incident-measure = { $what } sinds { $from }, uiterlijk tot { $until } ({ $by })
incident-over = { $what } sinds { $from }: 15 uur voorbij om { $until }. Wat besluit de directeur? ({ $by })
incident-ended = { $what } van { $from }, afgelopen { $ended } ({ $by })
incident-told-when = { $told } { $time } { $by }
incident-nobody-told = nog aan niemand verteld
incident-last-check = controle { $time } { $by } ({ $checks } keer)
incident-no-check = nog geen controle
incidents-empty = Geen incidenten of maatregelen op deze dag. ! op een mens legt er een vast.
why-measure-over = Maatregel van een PIW'er: 15 uur is voorbij om { $until } (Pbw 23 lid 3, 24 lid 4). De directeur besluit of het doorgaat; is het afgelopen, zet dat dan.
detail-apart = niet samen met { $others }
group-apart = niet samen: { $pairs }
ask-incident = Wat gebeurde er, of waarom is de maatregel nodig?
ask-apart = Niet samen met cel
how-apart = Typ de cel van iemand anders op deze afdeling, alleen in die cel.
hint-empty-incident = Schrijf op wat er gebeurde of waarom. Zonder woorden wordt niets vastgelegd.
hint-measure-over = Dit is al afgelopen, of het is geen maatregel.
toast-incident = { $cell } { $name } { $what } (u = ongedaan)
toast-apart = { $cell } { $name } niet samen met cel { $other } (u = ongedaan)
toast-together = { $cell } { $name } mag weer samen met cel { $other } (u = ongedaan)
step-sign-up-apart = { $step } (niet samen: cel { $cells })
done-incident-taken = incident of maatregel teruggenomen
done-apart = niet samen
done-together = mag weer samen
time-incident = { $what }: { $text }
