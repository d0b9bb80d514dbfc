# Words for what the data says.

## States
state-planned = planned
state-called-up = called
state-left = left
state-arrived = there
state-started = started
state-ended = over
state-back = back
state-absent = absent
state-stays-in-cell = stays in cell
state-withdrawn = taken back
state-cancelled = cancelled
state-signed-off = signed off
state-visitor-no-show = visitor did not come
state-visitor-not-admitted = visitor not admitted (governor's decision)

## Reasons
reason-sick = reported sick
reason-visit = visit
reason-lawyer = lawyer
reason-court = court
reason-medical = medical service
reason-leave = leave
reason-education = education
reason-no-work = no work
reason-staff-shortage = too few staff
reason-order-measure = sanction or measure
reason-holiday-sunday = holiday or Sunday
reason-not-called = not called
reason-refused = does not go, own choice
reason-other = something else (write it)

## Kinds, short for the timeline
short-visit = vis
short-video = vid
short-parent-child = p-c
short-lawyer = law
short-probation = pro
short-municipality = mun
short-uwv = uwv
short-employer = emp
short-volunteer = vol
short-work = work
short-training = trai
short-session = group
short-waiting = wait
short-provisional = prov
short-court = court
short-transfer = transf
short-hearing = hear
short-medical = MS
short-mdo = MDM
short-education = class
short-event = appt
short-leave = leave

## Kinds
kind-visit = visit
kind-video = video visit
kind-parent-child = parent and child
kind-lawyer = lawyer
kind-probation = probation
kind-municipality = municipality
kind-uwv = UWV
kind-employer = employer
kind-volunteer = volunteer
kind-work = work
kind-training = training
kind-session = session
kind-waiting = session (waiting list)
kind-provisional = session (provisional)
kind-court = court
kind-transfer = transfer
kind-hearing = hearing
kind-medical = medical service
kind-mdo = MDO meeting
kind-education = education
kind-event = appointment
kind-leave = leave

## Leave
leave-short = short
leave-short-network = short, network
leave-long = long
leave-extramural = work outside
leave-isd = ISD leave
leave-incidental = incidental
leave-interruption = interruption of sentence
leave-end = end leave
waits-mentor = mentor's contribution
waits-case-manager = case manager
waits-pvc = liberties committee
waits-om = prosecution
waits-probation = probation
waits-police = police
waits-municipality = municipality
waits-governor = governor
waits-selection-officer = selection officer
waits-evaluation = evaluation of the last leave
waits-detainee = himself (a document is missing)
waits-other = somebody else
leave-state-draft = draft
leave-state-submitted = submitted
leave-state-advice = advice asked
leave-state-heard = heard
leave-state-minister = with the minister
leave-state-granted = granted
leave-state-refused = refused
leave-state-pass = pass issued
leave-state-out = out
leave-state-returned = back
leave-state-late = back late
leave-state-not-returned = not back
leave-state-sick = reported sick, outside
leave-state-evaluated = evaluated
leave-state-withdrawn = withdrawn by himself
leave-state-revoked = decision revoked
leave-state-moved = moved
leave-state-taken-over = taken over by another prison
advice-mentor = mentor's contribution
advice-case-manager = case manager's contribution

## Municipality
mun-not-started = not begun
mun-identified = municipality known
mun-start-sent = start reported
mun-intake-shared = intake shared
mun-plan-shared = plan sent
mun-responded = municipality responded
mun-invited = invited
mun-met = met inside
mun-pre-release = plan before release ready
mun-released = released
mun-aftercare = aftercare confirmed
mun-closed = closed

## Measures
measure-exclusion = exclusion from activities
measure-isolation = isolation
measure-punishment-cell = punishment cell
measure-visit-denial = no visits by one person
measure-other = measure

## Refusals
refused-not-yours = You may not fill this in on this wing.
refused-unknown-item = The hub does not know this person and this item (any more).
refused-unknown-replaced = What this corrected is not there.
refused-nothing-to-withdraw = There was nothing to undo.
refused-too-long = The text is too long.
refused-empty = The text is empty.
refused-impossible-times = It would end before it begins.
refused-step-not-allowed = This step is not possible now, or not for you.
refused-no-authority = It does not say who decided this.
refused-unknown-deed = The hub does not know this kind of action yet.
refused-malformed = The hub could not read this.
refused-voided = This was lost on this computer.
refused-conflict = Somebody else was first. What you entered is still here.
refused-other = The hub gave a reason that this program does not know.

## What is wrong with an answer of the hub
answer-not-http = What answers there speaks another language. Is the address right?
answer-web-page = A web page comes. Do you have to sign in to the network first?
answer-not-a-hub = Another program answers. Is the address right?
answer-wrong-type = The answer is of another type.
answer-too-large = The answer is too large.
answer-unpacks-too-large = The answer becomes too large when it is unpacked.
answer-does-not-unpack = The answer cannot be unpacked.
answer-cut-off = The answer stops too early.
answer-too-deep = The answer has too many layers.
answer-text-too-long = A text in the answer is too long.
answer-not-json = The answer cannot be read.
answer-other-shape = Something in the answer is missing or wrong.
answer-contradicts = The answer contradicts itself or the question.
answer-refusal = The hub does not want to answer what this program asks.
