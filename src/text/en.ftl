# The words of vleugel in English: short, active sentences.

## Words
word-yes = yes
word-no = no

## Command line: what was done
cli-hub-listens = The hub listens on { $address }.
cli-imported = Imported: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
 } changed of { $all }.
cli-seeded = Made: { $people ->
    [one] 1 person
   *[other] { $people } people
 }, { $rows } rows.
cli-logged-in = You are signed in as { $name } at { $hub }.
cli-logged-out = You are signed out. What was not sent yet stays saved.
cli-demo-starts = The demo starts: { $what }.
cli-synced = Up to date. Still to send: { $waiting }.
cli-unknown-column = { $file }: column { $column } is unknown and is not read.
cli-duplicate-registration = { $file }, line { $line }: this registration number is on line { $other } too. Both stay.
cli-skipped = Skipped: { $rows ->
    [one] 1 row.
   *[other] { $rows } rows.
 }
cli-conflict = { $what }: the wing changed this too. The wing's value stays.
cli-checked = { $name }: good.

## Command line: what went wrong
error-usage = The command is not right: { $what } See vleugel --help for how it goes.
error-no-home = There is no home folder. Set HOME, or give a folder with --state.
error-bad-config = { $file }, line { $line }, column { $column }: { $what } Mend this file or remove it.
error-not-signed-in = You are not signed in on this computer yet. Sign in with vleugel login --hub ADDRESS --token-fd 0.
error-bad-address = The address { $address } cannot be used. Use https://, or http:// on this computer itself.
error-unknown-host = The hub at { $address } cannot be found: the name is unknown. Is the address right?
error-refused = The hub at { $address } does not answer. Is it running? Try again later.
error-timed-out = The hub at { $address } does not answer in time. Try again later.
error-tls = The connection to { $address } is not safe. Ask the administrator about the certificate, and check that the clock is right.
error-wrong-token = The hub does not know this token. Ask the administrator for a new one and sign in again.
error-other-version = The hub at { $address } speaks another version. Ask the administrator to update this program.
error-too-old = This program is too old for the hub. Ask the administrator to update it.
error-not-vleugel = Something else than a hub answers at { $address }. Is the address right? Do you have to sign in to the network first?
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
error-listen = The hub cannot listen on { $address }: { $reason }. Choose another address with --listen.
error-import-folder = The folder { $path } cannot be read: { $reason }. Is the path right?
error-import-rows = Nothing imported: { $rows ->
    [one] 1 row is not right
   *[other] { $rows } rows are not right
 }. Mend them, or skip them with --skip-bad.
error-import-row = { $file }, line { $line }, column { $column }, value «{ $value }»: { $reason }
error-unknown-staff = Member of staff { $staff } is unknown. See vleugel hub user list.
error-unknown-wing = Wing { $wing } is unknown.
error-panic = vleugel stopped because of a fault in the program ({ $code }). What was saved is saved. Start again.
error-other = { $attempt } failed: { $reason }.
notice-bad-keymap = Keys { $file }, line { $line }, column { $column }: { $what } The built-in keys are used.
notice-bad-theme = Colours { $file }, line { $line }, column { $column }: { $what } The built-in colours are used.
notice-not-kept = Careful: your work is not kept on this computer ({ $path }). It is gone if you stop before everything was sent.
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
row-bad-text = there is a character in it that is not allowed
row-wrong-length = this line has another number of fields than the header
row-not-utf8 = this is not UTF-8
row-missing-column = this column is missing
row-missing-file = this file is missing
row-skipped-too = this belongs to a row that was skipped
