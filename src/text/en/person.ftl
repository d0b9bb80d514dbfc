# Words for one person: contacts, first days, the page.

## Contacts
contact-mentor-talk = mentor’s talk
contact-talk = another talk
contact-call = call with home
contact-call-child = call with a child
contact-video = video call with home
contact-video-child = video call with a child
contact-video-failed = video call failed
contact-visit = visit from home
contact-visit-child = visit with a child
contact-withdrawn = contact taken back

## First days
question-called-home = Could they call home?
question-alone-now = Is anybody alone now? (child, parent, animal)
question-children = Are there children?
question-support = Does anybody outside support them?
question-municipality = Is it known to which municipality?
question-volunteer = Is a volunteer wanted?
said-yes = yes
said-no = no
said-nothing = does not say
said-later = to be asked
care-other-parent = with the other parent
care-family = with family
care-foster = in foster care
care-institution = in an institution
care-unknown = with whom is unknown
child-arranged = care is settled
child-not-arranged = care is not settled
child-contact = contact is allowed
child-no-contact = no contact allowed
first-days-done = { $done } of { $all } asked
first-days-why = Children outside are not seen otherwise (RSJ 3a). Write only a letter and a year. Not answering is allowed. Then we ask once more later. Mentor and case manager read this, not the whole wing.

## The page
person-since = here since { $date } ({ $weeks } w)
person-basis = basis programme
person-plus = plus programme
person-last-talk = last talk { $date }, { $days } d
person-no-talk = no talk recorded yet
person-next-talk = next { $date }
person-second-mentor = 2nd mentor { $name }
person-no-file = You read here what the wing wrote. Mentor and case manager read the file.
panel-today = TODAY
panel-news = NEW SINCE YOUR TALK
panel-week = THIS WEEK
panel-home = HOME
panel-plan = PLAN AND OPEN
panel-timeline = TIMELINE
panel-why = ATTENTION
person-no-news = Nothing new.
person-nothing-planned = Nothing planned.
person-hours = activities and visits this week: { $hours }
person-hours-lost = lost of those: { $hours }
person-hours-norm = norm in community regime: { $hours } a week (PM 3(2), Stb. 2021, 251)
signal-second-unsupervised = unsupervised visit on { $on }: one on { $first } already; one a month (commissievantoezicht.nl, news 3251)
signal-early-unsupervised = unsupervised visit on { $on }: six months here only from { $from } (commissievantoezicht.nl, news 3251). A stay elsewhere right before counts.
home-kindcheck = children asked: yes
home-no-kindcheck = children asked: not yet
home-children = children: { $count }
home-last-contact = last contact { $date } ({ $days } d): { $how }
home-last-contact-on = last contact { $date } ({ $days } d)
home-no-contact = last contact: unknown
home-network = network: { $state }
network-positive = good
network-present = is there
network-risk = risk
network-none = none
network-unknown = unknown
home-ban = contact ban
plan-certificate = { $title }: { $state }
plan-next-step = next step: { $step }
certificate-started = started
certificate-earned = earned
certificate-transferred = passed on
condition-id-document = ID document
condition-housing = housing
condition-work-income = work and income
condition-debts = debts
condition-care = care
plan-conditions = open: { $list }
plan-mdo-next = MDO { $date }
plan-mdo-brought = { $role } ({ $by }): { $text }
plan-mdo-owed = { $role }: not yet
enter-mdo = contribution to MDO { $date }
ask-mdo = Your contribution to the MDO
toast-mdo = { $cell } { $name } contribution to MDO (u = undo)
done-mdo = contribution to MDO
title-people = My people
people-none = You are nobody's mentor or case manager.
people-reading = Your people are being read.
people-cover = covering for { $name }, off duty today
people-second = second mentor, beside { $name }
people-mdo-ready = MDO { $when }: contributions ready
people-mdo-owed = MDO { $when }: contribution owed by { $owed }
people-mdo-due = no new MDO planned (DJI: at least every 6 weeks)
enter-placement = started at an employer or school
plan-placement = started at { $party }, { $date }
toast-placement = { $cell } { $name } started at { $party } (u = undo)
done-placement = started at an employer or school
done-placement-taken = start at an employer or school taken back
people-agreements = AGREEMENTS WITH EMPLOYERS AND SCHOOLS
people-agreement = { $party }: { $places } places, { $started } started (files that you read), until { $until }
people-no-mdo = no MDO known
people-leave = leave waits for you
people-requests = { $count } request(s) to the mentor
people-open = open person
hint-not-your-wing = That wing is not on this screen.
plan-mdo-last = last MDO { $date }, { $days } d
time-request = request to { $who }: { $text } ({ $state })
time-mark = { $item }: { $state }
time-leave-asked = leave asked: { $kind }
time-leave = leave: { $state }
time-advice = leave: { $role } written
time-municipal = municipality: { $state }
time-milestone = done: { $what }
milestone-screening = screening
milestone-plan = plan set
milestone-mdo = MDO
milestone-plan-shared = plan sent
milestone-arrival-call = first call
timeline-empty = Nothing was written yet.

## What is asked and said
title-contacts = Record contact
title-enter = Enter
title-first-days = First days, home and children
title-said = What is the answer?
enter-about = first days, leave
enter-first-days = first days, home and children
enter-child = add a child
first-days-answer = answer
first-days-words = add words
ask-contact = What was it about? (may be empty)
ask-next-talk = When is the next talk? (Enter = not known yet)
ask-answer-words = What was said?
ask-child = Child: letter, year, with whom (o f p i u), settled, contact (y n)
how-child = For example: M 2019 o y y. A letter and a year only.
how-next-talk = Type a day: 07-12, +14, wk 50. Enter = not known yet.
hint-not-their-file = Mentor and case manager record this.
hint-question-first = Choose a question first.
hint-no-child-here = Choose a child that was written down here.
toast-contact = { $time } { $cell } { $name } { $what } (u = undo)
toast-answer = { $cell } { $name } answer saved (u = undo)
toast-child = { $cell } { $name } child saved (u = undo)
done-first-answer = answer of the first days
done-child = child outside
