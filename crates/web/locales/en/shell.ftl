# The frame around every page, and pages that cannot be shown.

brand = Drypoint
colophon = Drypoint documents and informs; the professional decides. It is not a medical device.
skip-to-content = Skip to the page
nav-label = Main
nav-today = Today
nav-patients = Patients
nav-clinic = Clinic
search-label = Find a patient by name, birth date or record number
search-placeholder = Name, birth date or number
search-go = Search
person-menu = { $name }: menu
sign-out = Sign out
open-sessions-short = { $count } open
open-sessions = { $count ->
    [one] 1 session open
   *[other] { $count } sessions open
}
open-sessions-leave = Before you go: { $count ->
    [one] 1 session to finish
   *[other] { $count } sessions to finish
}
open-sessions-hint = Sessions with needles in, or not signed yet

form-refused = Nothing was recorded yet. Please look at this:
and-more = (and { $count } more)
optional = optional
cancel = Cancel
save = Save
yes = Yes
no = No
stop = Stop.
reason = Reason
side = Side
side-left = Left
side-right = Right
date-hint = Year-month-day: 1984-03-12
count-needles = { $count ->
    [0] no needle
    [one] 1 needle
   *[other] { $count } needles
}
needles-still-in = { $count ->
    [one] 1 needle still in
   *[other] { $count } needles still in
}

# Trouble
unreadable-title = This could not be taken
not-allowed-title = This is not open to you
not-allowed-text = Your role does not include this page. Ask your clinic lead if you need it.
not-found-title = There is no such page here
not-found-text = The link may be old, or it belongs to another clinic. Nothing was changed.
changed-title = Somebody else changed this meanwhile
changed-text = Your entry was not recorded. Look at the present state, then enter it again.
see-present-state = See the present state
too-large-title = That was too much at once
too-large-text = The entry is longer than can be accepted. Nothing was recorded. Go back, shorten it and send it again.
too-many-title = Too many tries
too-many-text = Please wait { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
} and try again.
fault-title = Something went wrong on our side
fault-text = Everything that was confirmed before is safe. Tell your clinic lead this reference: { $reference }
unavailable-title = Drypoint is busy
unavailable-text = Everything that was confirmed before is safe. Wait a moment and load the page again.
go-to-today = Go to Today
