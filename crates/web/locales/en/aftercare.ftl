# What the clinic sees of the time after a session: the leaflet's tools, answers that ring, adverse events until their outcome.

afterwards = Leaflet and diary
aftercare-text = For this treatment, in plain words, with a private link to the diary. A new link ends the one before.
aftercare-in = Leaflet in { $language }
aftercare-leaflet = Leaflet
aftercare-link-once = The link is shown this once: print it, send it, or let the patient photograph the code.
aftercare-link-open = A link is open until { $day }.
aftercare-pdf = Leaflet as PDF
aftercare-no-contact = Leaflets say whom to call: enter the clinic's telephone first.
aftercare-nobody-to-call = Leaflets and the diary name no number to call.
aftercare-contact-link = Clinic's telephone
language-en = English
language-de = German

contact-title = Whom patients call
contact-lede = Stands on every leaflet and behind every warning of the diary.
out-of-hours = When nobody answers there
emergency = Emergency number here
emergency-hint = Such as 112, 911 or 000

ringing-title = A patient's answer waits
ringing-emergency = Was told to call { $number }
ringing-emergency-plain = Was told to call the emergency number
ringing-same-day = Was told to see a doctor today
ringing-call = Was told to call you
ringing-own = I take this on
taken-on-title = Taken on, not closed
taken-on-by = Owned by { $name }, since { $at }
taken-on-note = What was done
taken-on-close = Close
ringing-short = { $count ->
    [one] 1 waits
   *[other] { $count } wait
}
ringing-count = { $count ->
    [one] 1 answer waits
   *[other] { $count } answers wait
}
ringing-where = Sore: { $places }
ringing-hint = Answers of patients that nobody has taken on

diary-chart-title = Soreness after each session
diary-chart-band = Expected: mostly gone in 24 to 48 hours, on average within 72 (checked). The band to compare with is ours, not data: 1–3 at 24 h, 0–1 at 48 h, 0 at 72 h.
diary-chart-sentence = After the session of { $day }: { $answers }. More than expected so far: { $above } of { $all } answers.
diary-chart-answer = sore { $score } of 10 at { $hours } h
diary-chart-note = Note of this session
diary-key-expected = As expected or less
diary-key-above = More than expected
diary-key-lines = Strong line: the latest session. Thin lines: those before. Shaded: what is expected.
diary-chart-when = Hours after
diary-chart-sore = Sore
diary-chart-where = Where
diary-chart-said = Said
diary-chart-outside = above what is expected
diary-chart-owned = { $note } ({ $name })
diary-chart-open = Taken on by { $name }, not closed.
diary-chart-session = Session of { $day }
diary-chart-bruise = Bruise:
diary-chart-moved = Moves done
diary-chart-moved-some = Some moves done
diary-chart-moved-not = Moves not done

sending-to = Send the link to
sending-hint = The letter says nothing about the treatment. The address is not kept.
sending-send = Send the link
sending-done = The letter is in the outbox folder. It is deleted there when the link ends.
sending-sent = The letter has gone out.
sending-turned-away = The mail server does not take this address. Nothing was sent.
sending-failed = The mail server cannot be reached. Nothing was sent; the link still works. Please try again.
sending-unreachable = Links lead to this machine only, where nobody else can open them. Nothing was sent.
aftercare-unreachable = A telephone cannot open this link: it leads to this machine only. Start the server with --public-url and the address under which telephones reach it, such as https://clinic.example; then codes and letters carry that address.
sending-refused = This is no mail address. Nothing was sent.
