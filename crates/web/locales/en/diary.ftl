# The patient's diary: one page, 20 seconds. The same keys stand in every language.

diary-title = How are you?
diary-just-after = Just after your treatment
diary-hours-after = { $hours ->
    [one] One hour after your treatment
   *[other] { $hours } hours after your treatment
}
diary-days-after = { $days ->
    [one] One day after your treatment
   *[other] { $days } days after your treatment
}
diary-sore = How sore is it?
diary-sore-0 = not at all
diary-sore-10 = as bad as can be
diary-where = Where is it sore?
diary-map-hint = Touch where it is sore. Touch again to take it away.
diary-map-left = Your left
diary-map-right = Your right
diary-map-list = Or choose from a list
diary-elsewhere = Somewhere else
diary-bruise = Do you have a bruise?
diary-bruise-none = No
diary-bruise-small = A small one
diary-bruise-large = A big one
diary-moved = Did you do your moves?
diary-moved-yes = Yes
diary-moved-some = Some
diary-moved-no = No
diary-signs = Do you have any of these?
diary-words = Anything else?
diary-words-hint = In your own words
diary-send = Send
diary-refused = Something is missing:
diary-missing = Please choose an answer.
diary-too-long = Please write less.
diary-sore-now = Sore: { $score } of 10

diary-thanks = Thank you
diary-thanks-text = The clinic has your answer.
diary-thanks-normal = What you feel is normal. It should get better each day.
diary-thanks-next = Please open this page again tomorrow.
diary-thanks-last = That was the last time we ask. You can still write until { $day }.
diary-again = Something has changed

diary-emergency = Call { $number } now
diary-emergency-text = Do not wait. Do not drive yourself. Say that you had dry needling, and where.
diary-same-day = See a doctor today
diary-same-day-text = Say that you had dry needling, and where. Call us too.
diary-call = Call us today
diary-call-text = We want to hear how you are. We will call you too.
diary-because = Because you said:
diary-lasting = It is sore for longer than it should be
diary-told = The clinic sees your answer now. Do not wait for us to call.

diary-ended = This link is closed
diary-ended-text = It has ended, or a newer one took its place. Please call your clinic. In an emergency call the emergency number.
diary-not-kept = That did not come through
diary-not-kept-text = Your clinic has not got it. Please try again in a minute, or call your clinic. In an emergency call the emergency number.

area-head = Head
area-neck = Neck
area-shoulder = Shoulder
area-chest = Chest
area-upper-back = Upper back
area-abdomen = Belly
area-low-back = Lower back
area-pelvic-floor = Pelvic floor
area-buttock = Buttock
area-upper-arm = Upper arm
area-forearm = Forearm
area-hand = Hand
area-thigh = Thigh
area-lower-leg = Lower leg
area-foot = Foot
area-side = { $area }, { $side }

# Close-ups of the map; the patient sees them too.
map-plate-head-front = Head, front
map-plate-head-back = Head, back
map-plate-head-side = Head, side
map-plate-jaw = Jaw
map-plate-neck-front = Neck, front
map-plate-neck-shoulder = Neck and shoulder
map-plate-chest = Chest
map-plate-abdomen = Belly
map-plate-low-back-hip = Low back and hip
map-plate-hip-side = Hip, side
map-plate-arm-front = Upper arm, front
map-plate-arm-back = Upper arm, back
map-plate-forearm-front = Forearm, front
map-plate-forearm-back = Forearm, back
map-plate-hand-palm = Palm
map-plate-hand-back = Back of hand
map-plate-thigh-front = Thigh, front
map-plate-thigh-back = Thigh, back
map-plate-leg-front = Lower leg, front
map-plate-leg-back = Lower leg, back
map-plate-leg-side = Lower leg, side
map-plate-foot-top = Top of foot
map-plate-foot-sole = Sole
map-plate-foot-inside = Foot, inner side
map-plate-foot-outside = Foot, outer side
map-plate-mouth = Mouth
map-plate-pelvic-floor = Pelvic floor

# What is sent by mail: nothing of the treatment.
letter-subject = A message from { $clinic }
letter-hello = Hello,
letter-page = This is your private page. Please do not pass it on.
letter-until = It works until { $day }.
letter-from = Your { $clinic }
