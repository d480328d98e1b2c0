# Finding patients, the chart, and the day.

today-title = Today
open-title = Not finished yet
lately-title = Seen lately
still-in = still in
placed = placed
since = since
stage-open = open
stage-unsigned = waits for a signature
stage-signed = signed

patients-title = Patients
patients-lede = Type any part of a name, birth date or number in the box above.
results-for = Results for
results-count = { $count ->
    [0] Nobody found.
    [one] One patient.
   *[other] { $count } patients.
}
results-more = There are more. Type a little more of the name.
results-all = Show all results
no-patients-title = No patients yet
no-patients-text = Name and birth date are enough to begin.
no-results-title = Nobody by that name, date or number
no-results-text = Accents and small typing errors are forgiven. If the patient is new, register them now.
register-patient = Register patient
register-this-name = Register “{ $name }”
seen = seen
not-seen-yet = not seen yet

register-title = New patient
register-lede = Name and birth date are enough.
register = Register
given-name = Given name
family-name = Family name
birth-date = Birth date
phone = Telephone
duplicate-title = Is it one of these?
duplicate-text = Somebody with the same name and birth date is already here. Open that chart, or register a second person.
duplicate-register = Register anyway: a different person
details-title = Correct the details
details-lede = The former details stay in the record.
correct-details = Correct

born = born
age = { $years } years
record-no = No.
cautions = Look out for
patient = Patient
desk-withdraw = The patient withdraws consent
desk-withdraw-text = Whoever hears it records it. It holds at once: no needle goes in until the patient agrees anew.
desk-withdraw-do = Record the withdrawal
front-desk-only = The clinical record is open to practitioners.
complaint = Complaint
complaints = Complaints
new-complaint = New complaint
no-complaint-title = Where does it hurt?
no-complaint-text = Draw the pain on the body. Drypoint shows which trigger points explain it.
open = Open
start-session = Start session
start-session-agreed = Patient agrees again: start session
continue-session = Continue session
course = Course
course-summary = { $count ->
    [one] Pain at the one session so far: { $first } of 10 at first, { $last } of 10 at last.
   *[other] Pain over { $count } sessions: { $first } of 10 at first, { $last } of 10 at last.
}
course-caption = Pain from 0 to 10, before and after each session
no-course = Pain scores of the sessions will be drawn here.
session = Session
sessions = Sessions
no-sessions = No session yet.
no-needle-yet = No needle yet
before = before
after = after
not-asked = not asked
