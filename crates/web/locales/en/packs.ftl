# Packs of needles.

packs-title = Packs of needles
packs-lede = Typed once a day. Each needle takes the lot of its size by itself.
packs-today = Open today
open-pack = Open a pack
all-sizes = all sizes
lot-hint = As printed beside LOT or (10)
lot-until = To be used by
lot-until-hint = Year-month-day
lot-maker = Maker
lot-used = { $needles ->
    [one] 1 needle
   *[other] { $needles } needles
}, { $sessions ->
    [one] 1 session
   *[other] { $sessions } sessions
}
pack-camera = Read it with the camera
pack-unread = No lot on this code. Type it.
pack-of-day = From today’s packs: { $lots }
pack-none = No pack opened today.
recall-title = Recall
recall-lede = Who was needled from a lot. Blanks, hyphens and case do not matter.
recall = Find
recall-count = { $needles ->
    [one] 1 needle
   *[other] { $needles } needles
} in { $patients ->
    [one] 1 patient
   *[other] { $patients } patients
}.
recall-matched = Compared as { $key }
recall-csv = As a table (CSV)
