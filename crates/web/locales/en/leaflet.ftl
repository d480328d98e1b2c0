# The leaflet after a session: for a tired patient, at the reading level of a twelve-year-old. Short words, short sentences.
# The same keys with the same arguments stand in every language (a test holds them together).

leaflet-title = After your dry needling
leaflet-for = Treated on { $day }
leaflet-treated = What was treated
leaflet-treated-place = { $place }, { $side } ({ $muscle })
leaflet-on-left = left
leaflet-on-right = right

leaflet-normal = What is normal
leaflet-normal-sore = The muscle may ache, as it does after sport. If it does, it mostly lasts one to two days. After three days it should be gone.
leaflet-normal-bruise = You may get a small bruise. It goes by itself.
leaflet-normal-tired = You may feel tired or a bit dizzy today. Only drive when you feel wide awake and are not dizzy.
leaflet-normal-later = If it helps your old pain, you may feel that only after one to three days.

leaflet-move = Move a little
leaflet-move-how = Go slowly. Do each one five times. Do this three to five times a day, for two days. Stop before it hurts. Do you have a new joint, or had an operation there? Then ask us first.

leaflet-helps = What you can do
leaflet-helps-light = Walk and move as you like. Wait with hard training until you are not sore.
leaflet-helps-warm = Use warmth if it feels good.
leaflet-helps-tablet = You may take a mild pain tablet, if you know that you can. Do you take a blood thinner? Then ask us first.
leaflet-helps-leave = Today, have no alcohol, no sauna and no hard sport.

leaflet-unproven = What is not known to help
leaflet-unproven-water = Nobody has shown that a lot of water makes you less sore, or washes anything out.
leaflet-unproven-tape = Tape did not help in a study.
leaflet-unproven-rest = We know of no study of warmth, cold or tablets after needling. The moves above are what experts advise.

leaflet-flags = When to get help
leaflet-flags-emergency = Call { $number } at once
leaflet-flags-same-day = See a doctor today
leaflet-flags-call = Call us
leaflet-flags-sore = It hurts more after two days than before, or it still hurts after four days.
leaflet-flags-say = Tell them that you had dry needling, where, and on which day.

leaflet-call = Whom to call
leaflet-call-clinic = { $clinic }: { $phone }
leaflet-call-closed = When we are closed: { $phone }
leaflet-call-emergency = In an emergency: { $number }
leaflet-emergency-number = the emergency number

leaflet-diary = Tell us how you are
leaflet-diary-how = Open this page after one, two and three days. It takes 20 seconds.
leaflet-diary-private = Only this link opens it. It shows nothing about you. It works until { $day }.
leaflet-diary-code = A code that opens the page when you photograph it

leaflet-sure = How sure is this? How long you ache was measured in studies. So was tape. The signs to look out for, and the rest, are what experts advise.

# Where it is, in plain words: for each group of muscles that moves together.
group-jaw = Face and jaw
group-neck = Neck
group-shoulder-top = Top of the shoulder
group-shoulder = Shoulder
group-chest = Chest
group-upper-back = Upper back
group-low-back = Lower back and belly
group-pelvis = Pelvic floor
group-hip = Buttock and hip
group-hip-front = Front of the hip
group-upper-arm = Upper arm
group-forearm = Forearm
group-hand = Hand
group-thigh-front = Front of the thigh
group-thigh-back = Back of the thigh
group-thigh-inner = Inside of the thigh
group-lower-leg = Lower leg
group-foot = Foot

# The small movements.
move-jaw-open = Open your mouth slowly, as far as it is easy. Close it again.
move-neck-turn = Look slowly over one shoulder. Then look over the other one.
move-neck-tilt = Bring your ear to your shoulder. Change sides.
move-shoulder-roll = Roll your shoulders back in big circles.
move-arm-raise = Lift your arm up to the side, then let it down.
move-hand-behind = Slide your hand up behind your back, then let it down.
move-arms-open = Open your arms wide. Bring them together again.
move-breathe = Lie down. Breathe deep into your belly.
move-hug = Hug yourself. Feel your back get wide.
move-turn-sitting = Sit. Cross your arms and turn to one side. Change sides.
move-knees-side = Lie down with your knees up. Let both knees sink to one side. Change sides.
move-knee-chest = Lie down. Pull one knee to your chest. Change legs.
move-long-step = Hold on to a wall. Take a long step. Push your hips forward. Change legs.
move-elbow-bend = Bend your elbow and make it straight again.
move-wrist-bend = Bend your hand up, then down.
move-palm-turn = Turn your palm up, then down.
move-fist-open = Make a soft fist. Spread your fingers wide.
move-heel-seat = Hold on to a wall. Bring your heel to your seat.
move-sit-stand = Stand up from a chair. Sit down slowly.
move-leg-straight = Sit. Make your knee straight, then let it down.
move-knees-out = Sit with the soles of your feet together. Let your knees sink out.
move-heel-raise = Hold on to a wall. Stand on your toes, then come down slowly.
move-foot-circle = Draw big circles with your foot, both ways.
move-toe-curl = Curl your toes. Spread them wide.

# What to look out for; the same words stand in the diary.
watch-chest = Pain in the chest or the tip of the shoulder, pain when you breathe in, hard to breathe, or a dry cough
watch-collapse = You faint, your heart races, or your lips turn blue
watch-head = A very bad headache or a stiff neck; or all at once you see double, cannot speak or walk well, or one side of your face or body is weak or numb
watch-saddle = Numb between the legs, you cannot pee, or cannot hold your pee or poo, or both legs are weak
watch-tight = A swelling that grows fast, or is hard and tight with very strong pain
watch-throat = Your neck or mouth swells, or it is hard to swallow or to breathe
watch-belly = Blood in your pee, pain in your side below the ribs, or a hard, sore belly
watch-needle-piece = You feel a piece of a needle. Do not press on it
watch-pregnancy = You are pregnant, and you bleed or have cramps. Call the unit where you will give birth now. If you bleed a lot, call the emergency number
watch-infection = The skin gets red and hot, swells, or there is pus
watch-fever-joint = Fever of 38 degrees or more, or you shiver, and you have a new joint made of metal or plastic
watch-fever-immune = Fever of 38 degrees or more, or you shiver, and your body fights germs badly
watch-fever = Fever of 38 degrees or more, or you shiver
watch-bleeding = A bruise that keeps growing, or bleeding that does not stop after you press for ten minutes
watch-nerve = Weak, numb, or pain like a shock, for more than a day
watch-tired = Very tired
watch-dizzy-again = Still dizzy after a day, or dizzy again
watch-dizzy = Dizzy
watch-headache = A headache
watch-worse = My old pain is worse
