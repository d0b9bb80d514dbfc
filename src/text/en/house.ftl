# What a wing writes about its house: the programme of the week, incidents and measures, who must not be together.

programme-outdoor = outdoor time
programme-recreation = recreation
programme-sport = sport
programme-library = library
programme-meal = meal
cause-guide-absent = teacher or guide absent
cause-room-taken = room taken
cause-emergency = emergency
cause-holiday = holiday
cause-other = other
went-as-planned = took place
went-cancelled = cancelled, { $cause }
went-shortened = shortened, { $span }, { $cause }
title-week = Programme of the week
title-cancelled = Cancelled, why?
title-shortened = Shortened, why?
week-as-planned = took place
week-cancel = cancelled
week-shorten = shortened
week-later = week later
week-earlier = week earlier
week-of = week { $week }, { $from } to { $to }
week-line = { $span } { $what }: { $how }
week-group = { $what }, group { $group }
week-open = not recorded
week-contradicted = two people recorded different things
week-totals = THIS WEEK, hours
week-total = { $what }: planned { $planned }, took place { $offered }, lost { $lost }, not recorded { $open }
week-lost = LOST, and why
week-lost-by = { $cause }: { $hours } hours
week-nothing-lost = nothing lost, as far as recorded
week-doors = Doors open to doors closed: { $hours } hours. Norm: basis 42:30, plus 59:00 (PM 3(2), Stb. 2021, 251).
week-empty = This wing has no programme in the administration.
week-reading = The programme is being read.
ask-hours = From when till when was it really?
how-hours = 1115 (until then), or 1045-1115. For doors: when it really was.
hint-not-begun = This has not begun yet. a = cancelled, which can be recorded now.
hint-no-programme = There is no line to choose.
toast-went = { $time } { $what }: { $how } (u = undo)
done-programme = programme: { $how }

incident-kind-incident = incident
incident-kind-exclusion = exclusion from activities, officer's
incident-kind-isolation = isolation, officer's
told-wing-head = wing head told
told-governor = governor told
told-control-room = control room told
told-medical-service = medical service told
told-supervisory-board = supervisory board told
told-mentor = mentor told
state-checked = checked
incident-step = set step
incident-end = ended
incident-mistake = mistake
incident-apart = keep apart from …
incident-together = may be together with cell { $cell } again
title-incident = Incident or measure
title-incidents = Incidents and measures
title-incident-steps = What was done?
incident-at = { $what }, { $time } ({ $by })
incident-measure = { $what } since { $from }, until { $until } at the latest ({ $by })
incident-over = { $what } since { $from }: 15 hours were over at { $until }. What does the governor decide? ({ $by })
incident-ended = { $what } from { $from }, ended { $ended } ({ $by })
incident-told-when = { $told } { $time } { $by }
incident-nobody-told = nobody told yet
incident-last-check = checked { $time } { $by } ({ $checks } times)
incident-no-check = not checked yet
incidents-empty = No incidents or measures on this day. ! on a person records one.
why-measure-over = An officer's measure: 15 hours were over at { $until } (Pbw 23(3), 24(4)). The governor decides whether it goes on; if it ended, record that.
detail-apart = keep apart from { $others }
group-apart = keep apart: { $pairs }
ask-incident = What happened, or why is the measure needed?
ask-apart = Keep apart from cell
how-apart = Type the cell of somebody else on this wing, alone in that cell.
hint-empty-incident = Write what happened or why. Without words nothing is recorded.
hint-measure-over = This has ended, or it is no measure.
toast-incident = { $cell } { $name } { $what } (u = undo)
toast-apart = { $cell } { $name } to be kept apart from cell { $other } (u = undo)
toast-together = { $cell } { $name } may be together with cell { $other } again (u = undo)
step-sign-up-apart = { $step } (keep apart: cell { $cells })
done-incident-taken = incident or measure taken back
done-apart = kept apart
done-together = together again
time-incident = { $what }: { $text }
