# The needle session.

this-session = This session
known = What is known
gate-open = Ready for needles
gate-closed = Before the first needle
last-time-title = Last time
first-session = The first session.
needle-count = Needle count
count-in = in
count-out = out
count-boxed = in the box
count-them = Count them
count-still-in = still in
all-out = All out
close-session = Close session
pain = Pain
pain-before = Pain before
pain-after = Pain after
pain-none = none
pain-worst = worst imaginable

place-title = Tap the point when the needle is in
place-gate-closed = First do what is marked on the left.
point-blocked = Not in the consent: { $risk }
no-points = No points ranked or found yet. Choose a muscle below.
needle-size = Needle, mm
technique = Technique
approach = Approach
approach-hint = How the muscle is held, from where, towards what
approach-pincer = Pincer grip, towards the fingers
approach-flat = Flat palpation, at right angles
approach-tangential = Tangential, along the muscle
approach-bone = Towards the bone beneath
technique-fast-in-fast-out = Fast in, fast out
technique-static = Left in place
technique-rotation = Rotation
technique-superficial = Superficial
technique-electrical = Electrical
depth-mm = Depth, mm
depth-of = { $mm } mm deep
depth-cap = at most { $mm } mm
place-shallower = Needle is in, { $mm } mm
depth-reason = Reason to go deeper
depth-reason-hint = Only where the depth is beyond the published limit
caution-reason = Reason to go on
both-sides-reason = Reason for both sides
if-asked = where it is asked for
place-as-advised = Done so, needle is in: { $todo }
caution-superficial = Superficial only
caution-thin = Thin needle, compressed longer
caution-doctor = Agreed with the physician
both-sides-tangential = Tangential, lifted off the chest
both-sides-superficial = Superficial only, over a rib
current = Current
current-no = Channel
current-minutes = min
undo = Undo
undo-reason = Tapped by mistake
lot = Lot
lot-and-reason = Lot, approach; deeper than the limit
other-muscle = Another muscle
muscle-hint = Type a part of its name
place-needle = Needle is in
point-rank = no. { $rank } of the ranking
beneath = what lies beneath
close = Close
plan-title = As last time: touch each when it is in
plan-again = Same as last time: { $count ->
    [one] 1 needle
   *[other] { $count } needles
}
plan-drop = Not today
count-regions = Touch each part as its needles go into the box
count-typed = The count differs
region-left = { $region }, left
region-right = { $region }, right
as-last-time = as last time

needles = Needles
spot-marked = spot marked on the figure
spot-mark = Mark the spot
spot-aim = Tap the map where the needle goes in.
spot-set = Marked. Now choose the point or the muscle.
spot-off = There is no skin. Tap on the body.
spot-away = The map cannot be marked now. The needle can be recorded without it.
spot-clear = Unmark
spot-keep = The spot marked on the figure is right
no-needles = None yet.
twitch-plus = + twitch
count-twitches = { $count ->
    [0] no twitch
    [one] 1 twitch
   *[other] { $count } twitches
}
referred = Referred
referred-not = Not referred
referred-yes = pain referred
referred-no = no referred pain
recognised = Recognised
recognised-not = Not recognised
recognised-yes = pain recognised
recognised-no = pain not recognised
bled = Bled
bled-not = Did not bleed
bled-yes = bled
pain-at-needle = Pain at needle { $number }
pain-of = pain { $score }/10
out = Out
amended = corrected
retracted = taken back
correct = Correct
amend = Correct the entry
retract = Take the entry back
retract-reason = Why it should not be there
amend-title = Correct a needle
amend-lede = Needle { $number }, { $muscle }. The former entry stays in the record, struck through.
amend-reason = Why it is corrected

note = Note
tolerance = How it was tolerated
tolerance-hint = The patient’s state when leaving
tolerance-well = Well
tolerance-sore = Well, sore
tolerance-faint = Light-headed, recovered lying down
tolerance-stopped = Stopped at the patient’s wish
note-text = Note text
save-note = Save note
needles-in-sharps = Needles in the sharps box
needles-in-sharps-hint = Count them. Recorded as placed: { $count }
difference-explained = Where the counts differ
if-count-differs = if they do
sign = Sign
sign-count = { $count ->
    [one] 1 needle
   *[other] { $count } needles
} in { $muscles ->
    [one] 1 muscle
   *[other] { $muscles } muscles
}, all counted. After signing, only addenda.
password-to-sign = Your password, as signature
pin-to-sign = Your PIN, as signature
read-draft = Read the draft
reopen = Go back to needling
signed-text = The note is signed. Later entries are addenda.
read-note = Read the note
read-only = { $name } holds this session. You can read it.
