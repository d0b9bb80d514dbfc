# The screen.

## The frame
title-day-by-person = Day by person
title-day-by-time = Day by time
title-day-by-place = Day by place
column-time = time
column-what = what
column-who = who
column-place = where
column-state = state
part-late = LATE
part-now = NOW
part-soon = SOON
part-over = OVER
legend-time = { $from }-{ $to } of { $all }  Space: the whole line  right arrow: one person
time-people = { $people ->
    [one] 1 person
   *[other] { $people } people
}
time-late = { $minutes } min late
time-missing = { $items } not recorded
time-not-recorded = not recorded
time-clash = clashes
time-not = not
time-who = { $state }: { $names }
hint-by-person-only = That works by person. Turn the view with d.
hint-by-place-only = That works by place. Turn the view with d.
column-kind = kind
column-plan = plan
column-left = left
column-arrived = there
column-started = began
column-back = back
column-expected = exp.
column-underway = on way
column-reports = reports
legend-place = -: the place does not report. We only know left and back.
places-title = Places: { $places }
title-requests = Requests
title-asked = Request: to whom?
ask-request = What do they ask?
ask-answer = The answer
enter-answer = answer
requests-empty = There are no open requests. With v you record one.
request-line = to { $who }, { $days } d: { $state } ({ $by })
request-answer = { $text } -> { $answer }
detail-request = Request { $how }: { $text }
request-next = next step
request-new = new
request-answered = answered, not told yet
request-told = answered and told
request-withdrawn = withdrawn
toast-request = Request to { $who } saved (u = undo)
toast-answered = Answer saved: tell cell { $cell } (u = undo)
toast-told = Told cell { $cell } (u = undo)
done-request = request
done-request-step = answer to a request
asked-mentor = mentor
asked-case-manager = case manager
asked-wing-head = wing head
asked-spiritual-care = spiritual care
asked-library = library
asked-work = work
asked-volunteers = volunteers
asked-other = somebody else
title-round = Round
hint-no-round = The programme of the wing has no round on this day.
hint-not-in-round = That belongs to the day. Esc goes back.
toast-door = { $when } { $cell } { $name } { $what } (u = undo)
toast-count = Count confirmed: { $counted } of { $expected } (u = undo)
means-count = Counted { $counted } of { $expected }. Second counter: { $second }. Reported: { $reported }.
how-count = Initials of the second counter and the time it was reported: RS 11:52. Empty is fine too.
ask-count = Confirm the count: second counter, reported to the control room
kind-unlock = doors open
kind-lock-in = doors closed
round-unlock = Doors open
round-lock-in = Doors closed and count
round-cells = { $cells } cells, { $people } people
round-confirm = confirm
round-confirmed = Confirmed { $time } { $by }: { $counted } of { $expected }, reported { $reported }
round-not-confirmed = Count, not confirmed yet
round-to-do = to do: { $cells }
round-all-done = all done
round-on-wing = wing
round-elsewhere = elsewhere
round-outside = outside
round-together = together
column-should = expected
column-counted = counted
column-gap = gap
door-open = OP
door-closed = CL
door-stays = SC
door-elsewhere = EL
door-outside = OU
door-empty = --
state-unlocked = open
state-locked-in = closed
done-count = count
mine-on = Only my people: { $people } (Esc = everybody)
hint-no-mine = You are the mentor of nobody on this wing.
title-search = Search
ask-search = Who or what?
empty-search = Nothing found for { $text }.
empty-search-how = Type a name, a cell, a place or words of a note.
empty-search-reading = The data is being read.
search-person = person
search-note = note
hint-nobody-there = { $place }: nobody of this wing on this day.
title-emergency = Emergency list
title-print = As it will be on paper
column-where = where
column-place-name = place
column-seen = seen
column-uncertain = not recorded
column-remark = attention
column-from = from
column-until = until
column-reason = reason
column-by = by
column-people = people
column-leaves = leave
column-municipalities = municipality
paper-taken-by = Made by { $who }, { $time }. Personal data: do not leave it about.
where-on-wing = on the wing
where-in-cell = in the cell
where-elsewhere = elsewhere inside
notice-printed = Sent to the printer.
error-print-command = Cannot print: { $command } does not start. Set print_command in config.toml.
error-print-failed = Cannot print: { $command } ended with an error. Is the printer on?
place-outside = outside
place-none = no place
place-reports = yes
place-silent = no
place-spoken = reports back: { $reports }
place-underway = { $minutes } min away
place-not-reported = Left at { $time }. Not reported yet: { $place }. Limit: { $limit } minutes.
place-do-now = Do now: call. There already? Press { $arrived }. Was it earlier? First { $other } and the time.
state-underway = on the way
hint-who-of-group = Choose somebody of this line first, with the right arrow or the cell.
title-actions = All actions
title-person = This day
title-why = Why
title-quit = Quit
title-new-pin = Lock
lock-where = Vleugel   wing { $wing }
lock-is-locked = This screen is locked.
lock-numbers = { $open ->
    [0] Everything is recorded.
    [one] 1 item is not recorded.
   *[other] { $open } items are not recorded.
} { $attention ->
    [0] { "" }
   *[other] Watch: { $attention }.
}
lock-names-later = You see names after your PIN.
lock-pin = PIN
lock-safe = What you typed and saved is kept.
lock-tries = Checking.
lock-wrong = { $left ->
    [one] That is not the PIN. You can try once more.
   *[other] That is not the PIN. You can try { $left } more times.
}
lock-choose = Choose a PIN of 6 digits.
lock-again = Type the same PIN once more.
lock-easy = Anybody would guess that. Choose another.
lock-different = Those were two different ones. Choose again.
lock-opens-only = It opens this screen until you quit.
lock-opened = Welcome back.
lock-no-memory = The screen cannot be locked: too little memory is free. Close other programs and try again.
hint-no-lock = Lines cannot be locked. Quit with q.
title-themes = Looks
toast-theme = Looks: { $theme }, until you quit. For ever: theme in config.toml.
title-strike = Strike
title-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
month-week = wk
title-go-to = Go to
title-absent = Absent: why?
title-stays-in-cell = Stays in cell: why?
title-wings = Choose a wing
too-small = Window too small: make it at least 60 by 16.
sum-of-people = { $total } = { $wing } on the wing + { $elsewhere } elsewhere + { $outside } outside
sum-provisional = { $people } provisional
sum-of-people-short = { $total } = { $wing } + { $elsewhere } away + { $outside } outside
sum-unknown = unknown: { $rows }
not-recorded = Not recorded { $items }
attention = Attention { $items }
not-today = NOT TODAY (g d = today)
age-source = source { $time }
synced-at = updated { $time }
sync-all-sent = sent
sync-waiting = { $items } still to send
sync-refused = not accepted: { $items }
sync-offline = no network since { $time }
sync-sign-in = sign in again
sync-not-safe = connection not safe
sync-clock-refused = clock is wrong
sync-clock-ahead = clock is { $span } ahead
sync-clock-behind = clock is { $span } behind
span-minutes = { $number } min
span-hours = { $number } hours
span-days = { $number } days
span-years = { $number } years
sync-no-hub = this is no hub (signed in to the network?)
sync-bad-answer = hub does not answer well
sync-other-version = hub speaks another version
sync-progress = fetching { $done } of { $all }
sync-not-kept = NOT KEPT HERE
sync-disk-nearly-full = DISK NEARLY FULL
sync-disk-full = DISK FULL
sync-disk-refuses = DISK REFUSES
column-cell = nr
column-name = name
column-leave = lv
column-municipality = mu
legend = { $from }-{ $to } of { $all }  . plan  = left  # there  - back  x not  ? not recorded  ! attention
empty-no-wing = You work on no wing. { $key } shows your people.
empty-no-data = No data of this wing yet. It comes by itself when the hub answers.
empty-first-sync = The data is fetched for the first time.
empty-nobody = Nobody is registered on this wing.
empty-filter = Nobody matches this filter. Esc removes it.
empty-actions = Nothing is called that: { $text }. Try another word.
other-time-on = Everything happened at { $time } (Esc = now)
filter-on = Filter: { $text } (Esc = off)
range-on = { $people } selected (Esc = off)

## Questions
ask-filter = Filter
ask-note = Note
ask-time = When (-5 or 0745)
ask-date = To which day?
ask-strike = Do you want to strike this? j = yes, Esc = no
means = = { $text }
means-people = { $people ->
    [one] 1 person
   *[other] { $people } people
}
means-arrival = cell { $cell }, { $name }
means-room = { $letters ->
    [one] 1 letter
   *[other] { $letters } letters
} left
how-date = Type a day, or choose with the arrows: mon, tomorrow, +3, 24-11, wk 48
ask-quit = Do you want to quit? j = yes, Esc = no
ask-quit-waiting = Still to send: { $items }. That stays saved.
ask-move = New time (1430 or 1430-1530)
ask-place = New place
ask-advice = Contribution to the leave
ask-edit = Change the note
ask-action = What do you want to do?
ask-cell = To which cell?
ask-arrival = Who is new? Cell and name
ask-edit-entry = Change the item
ask-entry = For the next shift

## Toasts and hints
toast-mark = { $when } { $cell } { $name } { $what }: { $item } (u = undo)
toast-people = { $people } people, first { $what }
notice-drafts = { $texts ->
    [one] One text is waiting that was not saved.
   *[other] { $texts } texts are waiting that were not saved.
 }
toast-note = Note saved (u = undo)
toast-sign-up = { $cell } { $name } provisionally signed up: { $title } (u = undo)
toast-sign-off = { $cell } { $name } signed off: { $title } (u = undo)
toast-movement = { $cell } { $name } { $what } (u = undo)
toast-arrival = { $cell } { $name } is new on the wing (u = undo)
toast-handover = On the handover (u = undo)
toast-undone = Taken back.
hint-no-shell = There is no shell to go back to here. The program goes on.
hint-too-fast = Typed too fast: nothing was saved.
hint-no-such-key = This key does nothing here. Help: { $key }
hint-paste-ignored = Pasting does nothing here.
hint-nothing-at-hand = There is nothing to record now. Choose an item with left and right.
hint-nothing-to-undo = There is nothing to undo.
hint-no-such-cell = Cell { $cell } is empty or not in this list.
hint-all-recorded = Everything is recorded.
hint-future-day = This day is still to come: nothing can be recorded yet.
hint-empty-request = The request is empty.
hint-empty-answer = The answer is empty.
hint-too-long = The text is too long. Make it shorter.
hint-request-gone = This request is not here any more. What you wrote is kept.
hint-not-at-door = At a door: Space = done, b = stays in the cell.
hint-empty-note = The note is empty.
hint-bad-time = This is not a time that has been. Write -5 or 0745.
hint-bad-date = This is not a day. Type: mon, tomorrow, +3, 24-11 or wk 48.
hint-one-line = There is one line here.
hint-syncing = Updating.
hint-no-steps = No step or other time can be chosen here.
hint-nobody = Choose a person first.
hint-type-cell = Type two digits, like 07: you go there.
hint-bad-cell = Type a cell. Like: 12
hint-bad-arrival = Type the cell first, then the name. Like: 12 Wolters, C.
hint-bad-span = Type a time: 1430 or 1430-1530.
hint-same-as-before = Nothing changed.
hint-no-notes = This day has no notes yet.
hint-nothing-to-choose = There is nothing to choose here.
hint-choose-again = The chosen line is gone. Choose again.
hint-not-in-list = That number is not in the list.
list-more = next: { $from }-{ $to } of { $all }
toast-advice = Contribution saved (u = undo)
toast-struck = Taken away (u = undo)
toast-mine-after-all = Your choice is sent again.

## Details
detail-mentor = mentor
detail-nothing-today = There is nothing on this day.
detail-leave-waits = Leave { $kind }: waits on { $who }, { $days } d
detail-leave-goes = Leave { $kind }: leaves { $when }
detail-leave-open = Leave { $kind }: in progress
detail-municipal-waits = Municipality { $town }: no answer, { $days } d
detail-municipal = Municipality { $town }: { $state }
detail-measure = { $kind } until { $until }
detail-restricted = Restrictions: contact with the lawyer only.
detail-leave-file = Leave { $kind }, asked { $date }: { $state }
detail-advice = { "  " }{ $role } ({ $by } { $date }): { $text }
detail-advice-none = { "  " }{ $role }: nothing yet

## Why
why-gap = The first free time for { $item } is { $span }.
why-no-gap = There is no free time for { $item } any more today.
why-clash = { $item } clashes with { $first }; that goes first.
why-contradicted = { $item }: two people recorded different things. Both are kept.
why-not-recorded = { $item } is not recorded.
why-impossible = { $item } ends before it begins. That is how the source has it.
why-nothing = There is nothing special here.
why-versions = There are two versions of one note.

## Choices
step-other-time = another time
step-other-place = another place
step-sign-up = sign up: { $title }, { $time }
step-sign-off = sign off: { $title }, { $time }
movement-not-yet = { $what }, not in the administration yet
movement-withdrawn = taken back
movement-cell-to = to cell { $cell }
movement-cell = another cell
movement-departure = left
movement-arrival = new
step-take-back = not true: { $what }
step-departed = left the wing for good
step-other-cell = another cell
subject-visit = visit
subject-starts = start
subject-ends = end
subject-place = place
subject-advice = contribution
subject-leave = leave
subject-municipal = municipal step
settle-was = was
settle-mine = you
settle-now = now
settle-nothing = (nothing)
settle-choose = Choose: { $seen } = leave what is there now, { $mine } = your choice after all.

## The sync screen
title-sync = Updating and keeping
sync-page-not-asked = The hub was not asked yet.
sync-page-online = The hub answers.
sync-page-offline = No network since { $time }. You can go on working: everything is sent later.
sync-page-sign-in = The hub does not know this sign-in any more. Sign in again. Your work is kept.
sync-page-other-version = The hub speaks another version. Ask the administrator to update this program.
sync-page-not-safe = The connection is not safe. Ask the administrator. Your work is kept.
sync-page-clock-refused = The clock of this computer is wrong, or the certificate of the hub has expired. Set the clock right, or ask the administrator. Your work is kept.
sync-page-clock-ahead = The clock of this computer is { $span } ahead of the hub. Everything is sent all the same. Ask the administrator to set the clock right.
sync-page-clock-behind = The clock of this computer is { $span } behind the hub. Everything is sent all the same. Ask the administrator to set the clock right.
sync-page-no-hub = Something other than a hub answers. { $reason } You can go on working.
sync-page-bad-answer = The hub does not answer well. { $reason } You can go on working. Does this go on? Then ask the administrator.
sync-page-equal = Everything here is equal to the hub of { $time }.
sync-page-never-equal = Never fully updated yet.
sync-page-journal-kept = What you fill in is kept on this computer before the screen says so.
sync-page-journal = Kept on this computer: { $actions ->
    [one] 1 action
   *[other] { $actions } actions
} since { $since } ({ $kilobytes } kB).
sync-page-in-memory = Nothing is kept on this computer, because that was asked for (--memory).
sync-page-cache-not-kept = What was fetched is not kept here. After a new start the network is needed first.
sync-page-disk-full = The disk is full. What you fill in now is not kept. What was kept is still there. Call the administrator.
sync-page-disk-refuses = The disk refuses. What you fill in now is not kept. What was kept is still there. Call the administrator.
sync-page-waiting = Still to send: { $items }
sync-page-refused = Not accepted by the hub: { $items }
sync-page-streams = What is here
sync-page-unknown-action = Action { $number } of this computer
stream-facility = facility { $name }
stream-wing = wing { $name }
stream-persons = files: { $files }
stream-volunteers = volunteers
stream-visits = visits desk
stream-work = workplaces, today
stream-rows = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
 }
stream-reading = being fetched
title-steps = Set step
title-notes = Notes of this day
why-twice = This name is in this cell twice. Is one of them not true? Choose that with z.
detail-handover = On the handover: { $text }
handover-how = Choose a person on the day and add them, or make an item here.
handover-empty = There is nothing on the handover yet.
title-handover = Shift handover, items of this day
note-versions = Two versions. Both stay until you choose.
done-advice = contribution to leave
done-leave = leave: { $state }
done-municipal = municipality: { $state }
done-municipal-undone = municipality: not { $state } after all
done-sign-up = signed up for a session
done-sign-off = signed off from a session
done-handover = item for the handover

## Plain lines instead of a screen
plain-welcome = Type a cell, like 02, or what you want to do. A question mark says what can be done, the word list says everybody in a line.
plain-list = list
plain-now = It says: { $text }
plain-next = Next step: { $step }
plain-leave = An empty line goes back.
plain-yes-or-no = Type yes or no.
plain-chosen = chosen
plain-waits = not sent yet
plain-waits-colleague = by a colleague, not sent yet
plain-unknown = Nothing is called that here: { $text }.
