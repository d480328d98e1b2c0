# Das Tagebuch: eine Seite, 20 Sekunden.

diary-title = Wie geht es Ihnen?
diary-just-after = Gleich nach der Behandlung
diary-hours-after = { $hours ->
    [one] Eine Stunde nach der Behandlung
   *[other] { $hours } Stunden nach der Behandlung
}
diary-days-after = { $days ->
    [one] Ein Tag nach der Behandlung
   *[other] { $days } Tage nach der Behandlung
}
diary-sore = Wie sehr tut der Muskel weh?
diary-sore-0 = gar nicht
diary-sore-10 = schlimmer geht es nicht
diary-where = Wo tut es weh?
diary-map-hint = Tippen Sie, wo es weh tut. Noch einmal tippen nimmt es weg.
diary-map-left = Ihre linke Seite
diary-map-right = Ihre rechte Seite
diary-map-list = Oder aus einer Liste wählen
diary-elsewhere = Woanders
diary-bruise = Haben Sie einen blauen Fleck?
diary-bruise-none = Nein
diary-bruise-small = Einen kleinen
diary-bruise-large = Einen großen
diary-moved = Haben Sie die Übungen gemacht?
diary-moved-yes = Ja
diary-moved-some = Zum Teil
diary-moved-no = Nein
diary-signs = Haben Sie etwas davon?
diary-words = Noch etwas?
diary-words-hint = Mit Ihren Worten
diary-send = Senden
diary-refused = Es fehlt noch etwas:
diary-missing = Bitte wählen Sie eine Antwort.
diary-too-long = Bitte schreiben Sie weniger.
diary-sore-now = Schmerz: { $score } von 10

diary-thanks = Danke
diary-thanks-text = Die Praxis hat Ihre Antwort.
diary-thanks-normal = Was Sie spüren, ist normal. Es sollte jeden Tag besser werden.
diary-thanks-next = Bitte öffnen Sie die Seite morgen noch einmal.
diary-thanks-last = Das war das letzte Mal, dass wir fragen. Schreiben können Sie noch bis { $day }.
diary-again = Es hat sich etwas geändert

diary-emergency = Rufen Sie jetzt { $number } an
diary-emergency-text = Warten Sie nicht. Fahren Sie nicht selbst. Sagen Sie, dass Sie Dry Needling hatten und wo.
diary-same-day = Gehen Sie heute zum Arzt
diary-same-day-text = Sagen Sie, dass Sie Dry Needling hatten und wo. Rufen Sie auch uns an.
diary-call = Rufen Sie uns heute an
diary-call-text = Wir wollen hören, wie es Ihnen geht. Wir rufen Sie auch an.
diary-because = Weil Sie gesagt haben:
diary-lasting = Es tut länger weh, als es sollte
diary-told = Die Praxis sieht Ihre Antwort jetzt. Warten Sie nicht auf unseren Anruf.

diary-ended = Dieser Link ist zu
diary-ended-text = Er ist abgelaufen, oder es gibt einen neuen. Bitte rufen Sie Ihre Praxis an. Im Notfall rufen Sie den Notruf an.
diary-not-kept = Das kam nicht an
diary-not-kept-text = Ihre Praxis hat es nicht bekommen. Bitte versuchen Sie es in einer Minute noch einmal, oder rufen Sie an. Im Notfall rufen Sie den Notruf an.

area-head = Kopf
area-neck = Hals und Nacken
area-shoulder = Schulter
area-chest = Brust
area-upper-back = Oberer Rücken
area-abdomen = Bauch
area-low-back = Unterer Rücken
area-pelvic-floor = Beckenboden
area-buttock = Po
area-upper-arm = Oberarm
area-forearm = Unterarm
area-hand = Hand
area-thigh = Oberschenkel
area-lower-leg = Unterschenkel
area-foot = Fuß
area-side = { $area }, { $side }

# Ausschnitte der Körperkarte.
map-plate-head-front = Kopf von vorn
map-plate-head-back = Kopf von hinten
map-plate-head-side = Kopf von der Seite
map-plate-jaw = Kiefer
map-plate-neck-front = Hals von vorn
map-plate-neck-shoulder = Nacken und Schulter
map-plate-chest = Brust
map-plate-abdomen = Bauch
map-plate-low-back-hip = Unterer Rücken und Hüfte
map-plate-hip-side = Hüfte von der Seite
map-plate-arm-front = Oberarm von vorn
map-plate-arm-back = Oberarm von hinten
map-plate-forearm-front = Unterarm, Innenseite
map-plate-forearm-back = Unterarm, Außenseite
map-plate-hand-palm = Handfläche
map-plate-hand-back = Handrücken
map-plate-thigh-front = Oberschenkel von vorn
map-plate-thigh-back = Oberschenkel von hinten
map-plate-leg-front = Unterschenkel von vorn
map-plate-leg-back = Unterschenkel von hinten
map-plate-leg-side = Unterschenkel von der Seite
map-plate-foot-top = Fußrücken
map-plate-foot-sole = Fußsohle
map-plate-foot-inside = Fuß, Innenseite
map-plate-foot-outside = Fuß, Außenseite
map-plate-mouth = Mund
map-plate-pelvic-floor = Beckenboden

# Was per Post geht: nichts von der Behandlung.
letter-subject = Eine Nachricht von { $clinic }
letter-hello = Guten Tag,
letter-page = Das ist Ihre eigene Seite. Bitte geben Sie sie nicht weiter.
letter-until = Sie ist offen bis { $day }.
letter-from = Ihre { $clinic }
