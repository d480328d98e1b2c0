# The course of a complaint: plan, measures, and whether it helped.

course-title = The course
course-open = Measures and plan
course-measures = What was measured
course-empty-title = Nothing measured yet
course-empty-text = Measure something the patient cares about before the first needle: pain, a movement, an activity in their own words. The same again later shows whether it helped.

plan = Plan
plan-make = Agree on a plan
plan-change = Change the plan
plan-goal = Goal
plan-goal-hint = In the patient’s words
plan-sessions = Sessions planned
plan-reassess = Look again after every … sessions
plan-event = What it is
plan-event-hint = “Half marathon”, “home over Lisbon”
plan-event-on = Its day
plan-event-kind = A day to go round
day-none = None
day-competition = Competition or performance
day-flight = Flight or high ground
day-dive = Dive
day-other = Another day on which soreness would matter
coming-competition = Soreness within 24 to 72 hours before it may hurt performance: a low dose, another technique, or after it. (Benito-de-Pedro 2019, checked: pressure threshold lower right after deep needling.)
coming-flight = Needles over the chest, the upper back, the top of the shoulder, the base of the neck or just below the ribs: put them off until after it or treat another way; a pneumothorax would be worse in thin air. (GEMt, secondary; no source gives days. Cases showed themselves on the same day, the next, and over two days.)
coming-dive = Needles over the chest, the upper back, the top of the shoulder, the base of the neck or just below the ribs: put them off until after it or treat another way; a pneumothorax under pressure can kill. (GEMt, secondary; no source gives days. Cases showed themselves on the same day, the next, and over two days.)
coming-other = Soreness for one to two days after needling is normal: weigh whether to needle before it. (Trials, checked: gone after 24 to 48 hours in most.)
plan-keep = Keep the plan
plan-progress = { $done ->
    [0] No session yet of { $planned } planned.
   *[other] { $done } of { $planned } sessions done.
  }
plan-due-measure = Time to look again: measure what was measured at the start.
plan-due-decide = All planned sessions are done and no measure shows an important change. Continue, change or stop: you decide.
plan-due-some = All planned sessions are done. { $count ->
    [one] One measure shows an important change.
   *[other] { $count } measures show an important change.
  } Agree on what comes next.
plan-event-in = { $event }, { $day }: { $days ->
    [0] today.
    [one] tomorrow.
   *[other] in { $days } days.
  }

response-within = Within the session: pain at least 2 points less in { $eased } of { $count } { $count ->
    [one] session
   *[other] sessions
  } with a score before and after.
response-at-once = From session to session: at least 2 points less already before session 2, and still so before session { $last } ({ $from } to { $to }).
response-first = From session to session: at least 2 points less for the first time before session { $session } ({ $from } to { $to }); whether it stays so, the next sessions show.
response-over-several = From session to session: over several sessions; at least 2 points less for the first time before session { $session }; now { $from } to { $to }, before session { $last }.
response-lost = From session to session: at least 2 points less before session { $session }, but no longer before session { $last } ({ $from } to { $to }).
response-not-yet = From session to session: not yet 2 points less before session { $last } ({ $from } to { $to }).

decision = What follows
decision-next = From here
decision-continue = Continue
decision-change = Change the treatment
decision-stop = Stop needling
decision-reason = Why
decision-keep = Keep the decision
decision-made = { $day }: { $next }. { $reason }

measure-now = Measure
measure-value = Value
measure-unit = Unit on the device
measure-reading = Reading { $number }
measure-answer = Answer { $number }
measure-possible = Possible: { $range }
measure-when = When
measure-before = Before the needles
measure-after = After the needles
measure-between = Between sessions
measure-how = How it was taken
measure-how-hint = Position, device: the same next time
measure-keep = Keep the value
measure-motion = Motion
measure-choose-motion = Choose a motion
measure-no-side = No side
measure-moved-by = Moved by
measure-active = The patient
measure-passive = The examiner
measure-activity = Activity
measure-new-activity = A new one, named below
measure-activity-words = What do you want to do again?
measure-activity-hint = In the patient’s words: “turn my head when I reverse the car”
measure-if-new = if new
measure-form-version = Version of the form
measure-form-version-hint = As printed on it; totals of different versions cannot be compared
measure-details = What counts as a change, and single values
measure-again = Measure again
measure-questionnaires = Questionnaires, total only
measure-take-back = Take back
measure-why-wrong = Why it is wrong
measure-in-note = in the session’s note
measure-subject-active = { $motion }, active
measure-subject-passive = { $motion }, passive
measure-subject-side = { $name }, { $side }

change-important = Important change: { $amount } ({ $whom }; { $source }, { $certainty }).
change-detectable = Measurement error: { $amount } ({ $whom }; { $source }, { $certainty }).
change-error = Measurement error: { $amount }. { $source }, { $certainty }.
change-reference = Healthy range: { $range } ({ $note }; { $certainty }).
certainty-checked = checked
certainty-secondary = from a secondary source
certainty-memory = from memory

verdict-importantly-better = important change
verdict-better = better
verdict-worse = worse
verdict-importantly-worse = importantly worse

sentence-one = { $what }: { $to } at the start.
sentence-same = { $what }: { $to }, as at the start.
sentence-within-error = { $what }: { $from } to { $to }, within the measurement error of { $error }.
sentence-within = { $what }: { $from } to { $to }, less than the { $important } that counts as an important change.
sentence-better = { $what }: { $from } to { $to }, better by more than the measurement error of { $error }.
sentence-worse = { $what }: { $from } to { $to }, worse by more than the measurement error of { $error }.
sentence-importantly-better = { $what }: { $from } to { $to }, better by at least the { $important } that counts as an important change.
sentence-importantly-worse = { $what }: { $from } to { $to }, worse by at least the { $important } that counts as an important change.
sentence-unknown = { $what }: { $from } to { $to }. No published figure says which change counts.
sentence-unknown-muscle = { $what }: { $from } to { $to }. No figure is known for this muscle that says which change counts.

evidence-title = What trials show
evidence-intro = Averages over many people; one course may go better or worse. Standardised differences: 0.2 is small, 0.5 medium, 0.8 large (a common rule of thumb, from memory).
evidence-any = Pain, against sham or nothing, up to 12 weeks: −0.70 (95 % −1.06 to −0.34), low certainty (Gattie 2017, 13 trials, checked).
evidence-months = Pain, 6 to 12 months: −0.26 (−0.58 to 0.06), no clear effect (Gattie 2017, checked).
evidence-neck = Neck pain, at once: 1.53 points of 10 less than with sham and others (0.76 to 2.29); no difference to other physiotherapy (Navarro-Santana 2020, checked).
evidence-motion = Movement of the neck: no effect in pooled trials (Navarro-Santana 2020, 28 trials, checked). Single trials of shoulder and neck report small to moderate gains at once, often within the measurement error (from memory).
evidence-sessions = A typical course has 3 to 6 sessions, said 82 % of the physiotherapists asked (checked).

body-course-title = On the body, session by session
body-course-session = Session
body-course-label = Session { $number }, { $day }
body-course-needled = Needled
body-course-found = Found
body-course-painted = Pain drawing
body-course-key = Shaded: painted pain, the stronger the darker. Cross: a needle. Ring: a tender point was found, unbroken where the pain was the patient’s own.
