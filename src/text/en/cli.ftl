# Commands: what was done, what went wrong, help.

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
cli-restored-old = Mind: this copy is of { $day }. Terminals keep { $days } days. What was recorded after the copy and is older than that does not come back.
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
demo-seeding = a synthetic facility is made
demo-importing = the folder { $path } is read

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
error-locked-out = Five wrong PINs. Vleugel has stopped. What was saved and typed is kept. Start vleugel again.
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
notice-bad-keymap = Keys { $file }, line { $line }, column { $column }: { $what } So this file is not used.
notice-bad-theme = Colours { $file }, line { $line }, column { $column }: { $what } So this file is not used.
notice-bad-config = { $file }, line { $line }, column { $column }: { $what }. Everything stays as it was.
notice-looks = Keys and colours were read again.
notice-not-kept = Mind: your work is not kept on this computer. Do not stop before everything is sent.
notice-disk-nearly-full = The disk of this computer is nearly full. Your work is still kept. Tell the administrator.
notice-cache-rebuilt = The data on this computer was damaged and is being fetched again. Your work is still there.
notice-journal-mended = Part of the journal was damaged. Lost: { $lost }. Tell the administrator.

## Why a row of an import is not good
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

## Command line: help
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
help-day = The day of a wing, on paper or for another program
help-emergency = Emergency list: who is where
help-handover = Shift handover: what the next shift has to know
help-arg-format = What comes out: text, json, csv or html
help-arg-hide-names = Without names
help-arg-date = The day: 24-11, tomorrow, +3; else today
help-arg-by = The order: person, time or place
help-value-format = FORMAT
help-value-order = ORDER
error-bad-date = The day { $text } cannot be read. Type 24-11, tomorrow, mon, +3 or "wk 48".
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
help-arg-plain = Lines instead of a screen: for screen readers and braille
help-arg-memory = Keep nothing on this computer
help-arg-hub = Address of the hub
help-arg-token-fd = Number of the open file that the token comes from (0 is the input)
help-arg-import = A folder of your own instead of a made-up facility
help-arg-on = Sets the demo's clock, for example 2026-11-23T07:12
help-arg-wing = Code of the wing, like A1
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

## Mistakes in keymaps and themes
mistake-unreadable = The file cannot be read: { $what }.
mistake-no-such-name = No file has this name. Built in are: { $known }.
mistake-toml = This is no good TOML: { $what }.
mistake-inherits = This cannot be inherited. Choose from: { $known }.
mistake-layer = There is no such layer. Choose from: { $known }.
mistake-action = There is no action { $name }. See them all with: vleugel keys list.
mistake-not-here = The action { $name } does nothing in the layer { $layer }.
mistake-keys = This should be a list of keys, like ["a", "f4"].
mistake-key = There is no key { $name }. Write a, f4, ctrl-p, space, or one after the other: g d.
mistake-is-text = In this layer { $name } is text. Choose a function key, or a key with Ctrl.
mistake-twice = This key is { $name } already ({ $place }).
mistake-begins = This key and { $name } ({ $place }) begin alike: one of the two can never be typed.
mistake-role = There is no such role. Choose from: { $known }.
mistake-look = This should be a table with fg, bg and attributes.
mistake-part = There is no { $name } here. Choose from: fg, bg, attributes.
mistake-colour = There is no colour { $name }. Write #rrggbb, a number from 0 to 255, or a name.
mistake-attribute = There is no { $name }. Choose from: bold, underline, reverse, dim.
mistake-place = line { $line }, column { $column }
mistake-place-in = { $file }, line { $line }, column { $column }
cli-mistake = { $file }:{ $line }:{ $column }: { $what }
cli-keys-good = { $file }: good, { $keys } keys.
help-keys = Keymaps: what there is and whether a file is good
help-keys-check = Looks for mistakes: in what is in force, or in a file
help-keys-list = Every key that is in force
help-keys-schema = Writes the JSON Schema, for who makes such a file
cli-contrast =   { $role }: contrast { $ratio }
cli-contrast-low =   { $role }: contrast { $ratio }, hard to read (less than { $least })
cli-theme-good = { $file }: good.
help-themes = Themes: what there is and whether a file is good
help-themes-check = Looks for mistakes and counts contrast: of what is in force, or of a file
help-themes-list = Every theme that can be chosen
