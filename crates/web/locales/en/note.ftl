# The note as a document.

note-title = Dry needling note
draft = draft
back-to-chart = Chart
back-to-session = Back to the session
print = Print
practitioner = Practitioner
date = Date
outcome = Outcome
column-no = No.
column-size = Needle
column-twitches = Twitches
column-referred = Referred
column-recognised = Recognised
column-time = In–out
no-needles-note = No needle was placed.
amendment-of = Needle { $number } was recorded as
count-line = Needles in { $placed }, out { $out }.
count-sharps = In the sharps box { $count }.
count-muscles = { $count ->
    [one] One muscle
   *[other] { $count } different muscles
}.
nothing-injected = No substance was injected.
signed = Signed
journal-hash = Journal
not-signed = Not signed yet.
addenda = Addenda
written = written
about = about
add-addendum = Add an addendum
addendum-text = What is added
addendum-reason = Why it comes late
placed-by = Placed by
