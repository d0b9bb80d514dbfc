# The words of vleugel in English: short, active sentences.

## Words

## Command line: what was done
cli-hub-listens = The hub listens on { $address }.
cli-imported = Imported: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
 } changed of { $all }.
cli-settled = { $items ->
    [one] 1 change that a wing had seen is in the administration now.
   *[other] { $items } changes that wings had seen are in the administration now.
 }
cli-backed-up = Backup made: { $path }, { $rows ->
    [one] 1 row
   *[other] { $rows } rows
 }.
cli-restored = Restored: { $path }, { $rows ->
    [one] 1 row
   *[other] { $rows } rows
 }. Start the hub: terminals read everything again, and send what is not in here yet.
cli-logged-in = You are signed in as { $name } at { $hub }.
cli-logged-out = You are signed out. What was not sent yet stays saved.
cli-demo-starts = The demo starts: { $what }.
cli-synced = Up to date. Still to send: { $waiting }.
cli-sending = Sending
cli-fetching = Fetching
cli-refused = { $items ->
    [one] The hub did not accept 1 thing. Look in vleugel with g y.
   *[other] The hub did not accept { $items } things. Look in vleugel with g y.
}
cli-unknown-column = { $file }: column { $column } is unknown and is not read.
cli-skipped = Skipped: { $rows ->
    [one] 1 row.
   *[other] { $rows } rows.
 }
cli-conflict = { $what }: the wing changed this too. The wing's value stays.

## Command line: what went wrong
error-usage = The command is not right: { $what } See vleugel --help for how it goes.
usage-unknown-argument = “{ $argument }” is unknown here.
usage-unknown-command = There is no command “{ $command }”.
usage-missing-argument = This is missing: { $argument }.
usage-missing-command = Another command belongs behind this one.
usage-no-value = A value is missing behind “{ $argument }”.
usage-bad-value = “{ $value }” does not fit “{ $argument }”. It can be: { $wanted }.
usage-whole-number = a whole number
usage-twice = “{ $argument }” can be given only once.
usage-other = That does not work.
error-fault = There is a fault in the program; that is why vleugel stopped. What the screen showed as saved is saved. Start vleugel again, and tell the administrator.
error-no-home = There is no home folder. Set HOME, or give a folder with --state.
error-bad-config = { $file }, line { $line }, column { $column }: { $what } Mend this file or remove it.
error-not-signed-in = You are not signed in on this computer yet. Sign in with vleugel login --hub ADDRESS --token-fd 0.
error-bad-address = The address { $address } cannot be used. Use https://, or http:// on this computer itself.
error-unknown-host = The hub at { $address } cannot be found: the name is unknown. Is the address right?
error-refused = The hub at { $address } does not answer. Is it running? Try again later.
error-timed-out = The hub at { $address } does not answer in time. Try again later.
error-tls = The connection to { $address } is not safe. Ask the administrator about the certificate.
error-tls-clock = The certificate of { $address } is not valid at the time of this computer. Is the clock right? If so, ask the administrator about the certificate.
error-wrong-token = The hub does not know this token. Ask the administrator for a new one and sign in again.
error-other-version = The hub at { $address } speaks another version. Ask the administrator to update this program.
error-too-old = This program is too old for the hub. Ask the administrator to update it.
error-not-vleugel = Something else than a hub answers at { $address }. { $reason }
error-bad-answer = The hub at { $address } does not answer well. { $reason } Try again later, or ask the administrator.
error-hub-fails = The hub reports an error ({ $status }). Try again later. Your work stays saved.
error-no-token = No token was read. Pass it with --token-fd, for example: vleugel login --hub ADDRESS --token-fd 0
error-unsafe-file = Others can read or change { $path }. Put that right with: chmod { $mode } { $path }
error-not-writable = { $path } cannot be written to. Check its rights, or choose another folder with --state.
error-disk-full = The disk is full: { $path }. Make room and try again. This was not saved.
error-in-use = vleugel is running on this computer already (process { $pid }). Close that first, or start with --memory.
error-journal = Saving failed: { $attempt }, { $path }. This was not saved.
error-no-terminal = This is not a terminal. Start vleugel in a terminal window.
error-database-address = The database address cannot be used. Use sqlite:// and a path, such as sqlite:///var/lib/vleugel/hub.db.
error-database = The database fails: { $attempt }. Check that the file is there and can be written.
error-file-missing = The file { $path } is not there. Is the path right?
error-file-foreign = The file { $path } is not a database of vleugel. Nothing was changed. Choose another file.
error-file-newer = A newer version of vleugel made { $path }. Update this program first.
error-file-damaged = The file { $path } is damaged and is not used. Take another backup.
error-file-in-use = The database { $path } is in use: a hub is running, or someone is restoring a backup. Stop the hub, or wait a moment.
error-backup-exists = The file { $path } is there already and stays as it is. Choose another name for the backup.
error-backup-unfinished = There is a log (-wal) beside { $path }: it is a database, not a backup. Make a copy with vleugel hub backup.
error-backup-file = Cannot write in { $path }: { $reason }. Look whether the folder is there, at its rights and at the space on the disk.
error-restore-exists = There is a database at { $path } already, and it stays as it is. May it go? Then also give --replace.
error-listen = The hub cannot listen on { $address }: { $reason }. Choose another address with --listen.
error-import-folder = The folder { $path } cannot be read: { $reason }. Is the path right?
error-import-rows = Nothing imported: { $rows ->
    [one] 1 row is not right
   *[other] { $rows } rows are not right
 }. Mend them, or skip them with --skip-bad.
error-import-row = { $file }, line { $line }, column { $column }, value «{ $value }»: { $reason }
error-unknown-staff = Member of staff { $staff } is unknown. See vleugel hub user list.
error-unknown-wing = Wing { $wing } is unknown.
error-other = { $attempt } failed: { $reason }.
notice-bad-keymap = Keys { $file }, line { $line }, column { $column }: { $what } The built-in keys are used.
notice-bad-theme = Colours { $file }, line { $line }, column { $column }: { $what } The built-in colours are used.
notice-not-kept = Mind: your work is not kept on this computer. Do not stop before everything is sent.
notice-disk-nearly-full = The disk of this computer is nearly full. Your work is still kept. Tell the administrator.
notice-cache-rebuilt = The data on this computer was damaged and is being fetched again. Your work is still there.
notice-journal-mended = Part of the journal was damaged. Lost: { $lost }. Tell the administrator.

## Why a row is not right
row-missing = something has to be here
row-not-a-date = this is not a date; write 2026-11-23 or 23-11-2026
row-not-a-time = this is not a time; write 2026-11-23 14:30, or 14:30 where only a time belongs
row-not-a-number = this is not a number that fits here
row-not-a-word = this word is unknown here; it can be: { $words }
row-no-such-time = this time does not exist, since the clock goes forward that night; add the offset from UTC
row-twice-that-time = this time exists twice, since the clock goes back that night; add the offset from UTC
row-unknown-ref = this is not in { $file }
row-duplicate-ref = this is on line { $line } too
row-ends-before-start = the end is before the start
row-bad-recurrence = this recurrence cannot be used; write an RRULE of RFC 5545
row-bad-text = character { $at } ({ $code }) may not stand here
row-wrong-length = this line has another number of fields than the header
row-not-utf8 = this is not UTF-8
row-missing-column = this column is missing
row-missing-file = this file is missing

## Actions
act-next-step = next step
act-mark-absent = absent
act-stays-in-cell = stays in cell
act-mark-left = left
act-mark-arrived = arrived
act-mark-back = back
act-other-time = other time
act-select-range = select
act-undo = undo
act-note = note
act-next-open = next open
act-filter = filter
act-up = up
act-down = down
act-page-up = page up
act-page-down = page down
act-first = first line
act-last = last line
act-item-before = item before
act-item-after = item after
act-later = a day later
act-earlier = a day earlier
act-today = today
act-wings = wing
act-open = open
act-explain = explain
act-hide-names = hide names
act-sync-now = update now
act-help = help
act-back = back
act-yes = yes
act-accept = done
act-erase = erase
act-quit = quit
act-suspend = to the shell for a while
act-quit-now = quit at once
act-to-cell = to cell

## Keys
key-space = Space
key-up = Up
key-down = Down
key-left = Left
key-right = Right

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

## The frame
title-day-by-person = Day by person
title-help = Help: all keys
title-person = This day
title-why = Why
title-quit = Quit
title-go-to = Go to
title-absent = Absent: why?
title-stays-in-cell = Stays in cell: why?
title-wings = Choose a wing
too-small = Window too small: make it at least 60 by 16.
sum-of-people = { $total } = { $wing } on the wing + { $elsewhere } elsewhere + { $outside } outside
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
empty-no-data = No data of this wing yet. It comes by itself when the hub answers.
empty-first-sync = The data is fetched for the first time.
empty-nobody = Nobody is registered on this wing.
empty-filter = Nobody matches this filter. Esc removes it.
other-time-on = Everything happened at { $time } (Esc = now)
filter-on = Filter: { $text } (Esc = off)
range-on = { $people } selected (Esc = off)

## Questions
ask-filter = Filter:
ask-note = Note:
ask-time = When (-5 or 0745):
ask-quit = Do you want to quit? j = yes, Esc = no
ask-quit-waiting = Still to send: { $items }. That stays saved.

## Toasts and hints
toast-mark = { $when } { $cell } { $name } { $what }: { $item } (u = undo)
toast-people = { $people } people, first { $what }
toast-note = Note saved (u = undo)
toast-sign-up = { $cell } { $name } provisionally signed up: { $title } (u = undo)
toast-sign-off = { $cell } { $name } signed off: { $title } (u = undo)
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
hint-empty-note = The note is empty.
hint-bad-time = This is not a time that has been. Write -5 or 0745.
hint-syncing = Updating.

## Details
detail-mentor = mentor { $name }
detail-nothing-today = Nothing is planned today.
detail-other-item = Left and right choose another item of this person.
detail-leave-waits = Leave { $kind }: waits on { $who }, { $days } d
detail-leave-goes = Leave { $kind }: leaves { $when }
detail-leave-open = Leave { $kind }: in progress
detail-municipal-waits = Municipality { $town }: no answer, { $days } d
detail-municipal = Municipality { $town }: { $state }
detail-measure = { $kind } until { $until }
detail-restricted = Restrictions: contact with the lawyer only.

## Why
why-clash = { $item } clashes with { $first }; that goes first.
why-contradicted = { $item }: two people recorded different things. Both are kept.
why-not-recorded = { $item } is not recorded.
why-impossible = { $item } ends before it begins. That is how the source has it.
why-nothing = There is nothing special here.

## Command line: more
demo-seeding = a synthetic facility is made
demo-importing = the folder { $path } is read

## Imports: more
cli-same-registration = detainees.csv: the same registration number on lines { $lines }. All stay.
cli-prune-refused = Nothing was removed, since rows were skipped.
row-unreadable = this file cannot be read: { $reason }
row-file-too-large = this file is too large; it may have { $limit } bytes
row-column-twice = this column is there twice
row-no-row = this file is empty
row-one-row-only = this file may have one row only
row-too-long = this is too long; it may have { $limit } characters
row-other-person = this belongs to somebody else
row-needs-skipped = the row in { $file } that this belongs to was skipped
row-names-skipped = the row in { $file } that is named here was skipped; this field stays empty

## Help with commands
help-head-usage = Usage:
help-head-commands = Commands
help-head-arguments = Arguments
help-head-options = Options
help-head-everywhere = Everywhere
help-options = [OPTIONS]
help-default = { $help } (default { $value })
help-vleugel = A wing's day on one screen. Without a command the day opens.
help-demo = A whole facility to try: nothing to set up, nothing stays behind
help-login = Sign in at a hub
help-logout = Sign out; what is not sent yet is kept
help-sync = Update once, with progress
help-hub = The central hub
help-hub-serve = Let the hub listen
help-hub-import = Read a folder of files
help-hub-seed = Make up a facility
help-hub-user = Staff and their tokens
help-hub-user-list = Who can get a token
help-hub-user-token = A new token; it is shown once
help-arg-help = This help
help-arg-version = The version of this program
help-arg-state = Folder for journal, data and sign-in
help-arg-config = Folder with config.toml, keymaps/ and themes/
help-arg-lang = Language: nl or en
help-arg-keymap = Keys: default, vim, or a file of your own in keymaps/
help-arg-theme = Colours: dark, light, contrast, mono, or a file of your own in themes/
help-arg-ascii = Plain characters only
help-arg-memory = Keep nothing on this computer
help-arg-hub = Address of the hub
help-arg-token-fd = Number of the open file that the token comes from (0 is the input)
help-arg-import = A folder of your own instead of a made-up facility
help-arg-on = Sets the demo's clock, for example 2026-11-23T07:12
help-arg-wing = The wing that opens
help-arg-people = People in a wing
help-arg-wings = Wings
help-arg-rows = Exactly so many rows in a wing, for measuring
help-arg-seed = The same number makes the same facility
help-arg-database = Database, such as sqlite:///var/lib/vleugel/hub.db
help-arg-listen = Where the hub listens
help-arg-folder = The folder
help-arg-skip-bad = Skip bad rows and name them
help-arg-prune = Remove what the folder no longer has
help-arg-staff = The member of staff: name, initials, reference or number
help-value-command = COMMAND
help-value-address = ADDRESS
help-hub-backup = Make a backup; the hub may be on
help-hub-restore = Put a backup back; the hub is off
help-arg-file = The file with the backup
help-arg-replace = The database that is there may go
help-value-file = FILE
help-value-folder = FOLDER
help-value-language = LANGUAGE
help-value-name = NAME
help-value-number = NUMBER
help-value-staff = STAFF
help-value-when = WHEN
help-value-wing = WING

## Updating
act-sync-page = how updating goes
act-have-seen = seen
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
stream-places = places
stream-rows = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
 }
stream-reading = being fetched
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

# Choices between two people, steps of visits, notes, leave in the file.
step-other-time = another time
step-other-place = another place
step-sign-up = sign up: { $title }, { $time }
step-sign-off = sign off: { $title }, { $time }
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
title-steps = Set step
title-notes = Notes of this day
note-versions = Two versions. Both stay until you choose.
why-versions = There are two versions of one note.
ask-move = New time (1430 or 1430-1530):
ask-place = New place:
ask-advice = Contribution to the leave:
ask-edit = Change the note:
hint-no-steps = No step or other time can be chosen here.
hint-bad-span = Type a time: 1430 or 1430-1530.
hint-same-as-before = Nothing changed.
hint-no-request = There is no leave that you write for.
hint-no-notes = This day has no notes yet.
hint-nothing-to-choose = There is nothing to choose here.
toast-advice = Contribution saved (u = undo)
toast-struck = Taken away (u = undo)
toast-mine-after-all = Your choice is sent again.
act-set-state = set step
act-mine-after-all = my choice after all
act-notes = notes
act-enter-new = enter new
act-strike = take away
done-advice = contribution to leave
done-leave = leave: { $state }
done-municipal = municipality: { $state }
done-municipal-undone = municipality: not { $state } after all
done-sign-up = signed up for a session
done-sign-off = signed off from a session
detail-leave-file = Leave { $kind }, asked { $date }: { $state }
detail-advice = { "  " }{ $role } ({ $by } { $date }): { $text }
detail-advice-none = { "  " }{ $role }: nothing yet

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

# Who came and who left, and the shift handover.
act-add-to-handover = to handover
act-handover-page = shift handover
enter-arrival = new on the wing
enter-advice = leave contribution
enter-entry = new item
ask-entry = For the next shift:
ask-edit-entry = Change the item:
ask-arrival = Who is new? Cell and name:
ask-cell = To which cell?
toast-handover = On the handover (u = undo)
toast-arrival = { $cell } { $name } is new on the wing (u = undo)
toast-movement = { $cell } { $name } { $what } (u = undo)
hint-bad-arrival = Type the cell first, then the name. Like: 12 Wolters, C.
hint-bad-cell = Type a cell. Like: 12
sum-of-people-short = { $total } = { $wing } + { $elsewhere } elsewhere + { $outside } outside
sum-provisional = { $people } provisional
step-other-cell = another cell
step-departed = left the wing for good
step-take-back = not true: { $what }
movement-arrival = new
movement-departure = left
movement-cell = another cell
movement-cell-to = to cell { $cell }
movement-withdrawn = taken back
movement-not-yet = { $what }, not in the administration yet
title-handover = Shift handover, items of this day
handover-empty = There is nothing on the handover yet.
handover-how = Choose a person on the day and add them, or make an item here.
detail-handover = On the handover: { $text }
why-twice = This name is in this cell twice. Is one of them not true? Choose that with z.
done-handover = item for the handover
enter-change = change
