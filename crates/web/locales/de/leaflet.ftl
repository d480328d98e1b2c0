# Das Merkblatt nach einer Behandlung: für müde Menschen, so leicht wie für Zwölfjährige. Kurze Wörter, kurze Sätze.

leaflet-title = Nach dem Dry Needling
leaflet-for = Behandelt am { $day }
leaflet-treated = Das wurde behandelt
leaflet-treated-place = { $place }, { $side } ({ $muscle })
leaflet-on-left = links
leaflet-on-right = rechts

leaflet-normal = Das ist normal
leaflet-normal-sore = Der Muskel kann weh tun wie nach dem Sport. Meist dauert das ein bis zwei Tage. Nach drei Tagen sollte es weg sein.
leaflet-normal-bruise = Vielleicht bekommen Sie einen kleinen blauen Fleck. Er geht von selbst weg.
leaflet-normal-tired = Heute sind Sie vielleicht müde oder etwas schwindelig. Fahren Sie erst, wenn Sie ganz wach sind und nichts mehr schwankt.
leaflet-normal-later = Wenn es Ihrem alten Schmerz hilft, merken Sie das vielleicht erst nach ein bis drei Tagen.

leaflet-move = Bewegen Sie sich ein wenig
leaflet-move-how = Machen Sie langsam. Jede Übung fünf Mal. Das drei bis fünf Mal am Tag, zwei Tage lang. Hören Sie auf, bevor es weh tut. Haben Sie ein künstliches Gelenk, oder wurden Sie dort operiert? Dann fragen Sie uns zuerst.

leaflet-helps = Das können Sie tun
leaflet-helps-light = Gehen Sie und bewegen Sie sich, wie Sie mögen. Warten Sie mit hartem Sport, bis nichts mehr weh tut.
leaflet-helps-warm = Wärme ist gut, wenn sie Ihnen gut tut.
leaflet-helps-tablet = Sie dürfen eine leichte Tablette gegen Schmerz nehmen, wenn Sie wissen, dass Sie sie vertragen. Nehmen Sie ein Mittel, das das Blut dünn macht? Dann fragen Sie uns zuerst.
leaflet-helps-leave = Heute bitte kein Alkohol, keine Sauna, kein harter Sport.

leaflet-unproven = Was nicht sicher hilft
leaflet-unproven-water = Niemand hat gezeigt, dass viel Wasser den Schmerz kleiner macht oder etwas ausspült.
leaflet-unproven-tape = Ein Tape hat in einer Studie nicht geholfen.
leaflet-unproven-rest = Wir kennen keine Studie zu Wärme, Kälte oder Tabletten nach dem Nadeln. Die Übungen oben sind ein Rat von Fachleuten.

leaflet-flags = Wann Sie Hilfe brauchen
leaflet-flags-emergency = Rufen Sie sofort { $number } an
leaflet-flags-same-day = Gehen Sie heute zum Arzt
leaflet-flags-call = Rufen Sie uns an
leaflet-flags-sore = Nach zwei Tagen tut es mehr weh als vorher, oder nach vier Tagen tut es noch weh.
leaflet-flags-say = Sagen Sie, dass Sie Dry Needling hatten, wo und an welchem Tag.

leaflet-call = Wen Sie anrufen
leaflet-call-clinic = { $clinic }: { $phone }
leaflet-call-closed = Wenn wir zu haben: { $phone }
leaflet-call-emergency = Im Notfall: { $number }
leaflet-emergency-number = den Notruf

leaflet-diary = Sagen Sie uns, wie es geht
leaflet-diary-how = Öffnen Sie diese Seite nach einem, zwei und drei Tagen. Es dauert 20 Sekunden.
leaflet-diary-private = Nur dieser Link öffnet sie. Sie zeigt nichts über Sie. Sie ist bis { $day } offen.
leaflet-diary-code = Ein Code, der die Seite öffnet, wenn man ihn mit dem Handy knipst

leaflet-sure = Wie sicher ist das? Wie lange es weh tut, haben Studien gemessen. Tape auch. Die Warnzeichen und der Rest sind ein Rat von Fachleuten.

group-jaw = Gesicht und Kiefer
group-neck = Hals und Nacken
group-shoulder-top = Oben auf der Schulter
group-shoulder = Schulter
group-chest = Brust
group-upper-back = Oberer Rücken
group-low-back = Unterer Rücken und Bauch
group-pelvis = Beckenboden
group-hip = Po und Hüfte
group-hip-front = Vorne an der Hüfte
group-upper-arm = Oberarm
group-forearm = Unterarm
group-hand = Hand
group-thigh-front = Vorne am Oberschenkel
group-thigh-back = Hinten am Oberschenkel
group-thigh-inner = Innen am Oberschenkel
group-lower-leg = Unterschenkel
group-foot = Fuß

move-jaw-open = Öffnen Sie langsam den Mund, so weit es leicht geht. Schließen Sie ihn wieder.
move-neck-turn = Schauen Sie langsam über eine Schulter. Dann über die andere.
move-neck-tilt = Ohr zur Schulter. Dann die andere Seite.
move-shoulder-roll = Kreisen Sie die Schultern groß nach hinten.
move-arm-raise = Heben Sie den Arm zur Seite hoch. Lassen Sie ihn sinken.
move-hand-behind = Schieben Sie die Hand am Rücken hoch. Lassen Sie sie sinken.
move-arms-open = Öffnen Sie die Arme weit. Führen Sie sie wieder zusammen.
move-breathe = Legen Sie sich hin. Atmen Sie tief in den Bauch.
move-hug = Umarmen Sie sich selbst. Der Rücken wird breit.
move-turn-sitting = Im Sitzen: Arme kreuzen und zur Seite drehen. Dann die andere Seite.
move-knees-side = Im Liegen, Knie oben: Lassen Sie beide Knie zur Seite sinken. Dann die andere Seite.
move-knee-chest = Im Liegen: Ziehen Sie ein Knie zur Brust. Dann das andere.
move-long-step = Halten Sie sich an der Wand fest. Machen Sie einen großen Schritt. Schieben Sie die Hüfte vor. Dann das andere Bein.
move-elbow-bend = Beugen Sie den Arm und strecken Sie ihn wieder.
move-wrist-bend = Beugen Sie die Hand nach oben, dann nach unten.
move-palm-turn = Drehen Sie die Hand nach oben, dann nach unten.
move-fist-open = Machen Sie eine weiche Faust. Spreizen Sie die Finger.
move-heel-seat = Halten Sie sich an der Wand. Ferse zum Po.
move-sit-stand = Stehen Sie vom Stuhl auf. Setzen Sie sich langsam hin.
move-leg-straight = Im Sitzen: Strecken Sie das Knie. Lassen Sie es sinken.
move-knees-out = Im Sitzen, Sohle an Sohle: Lassen Sie die Knie nach außen sinken.
move-heel-raise = Halten Sie sich an der Wand. Auf die Zehen, dann langsam ab.
move-foot-circle = Malen Sie mit dem Fuß große Kreise, in beide Richtungen.
move-toe-curl = Krallen Sie die Zehen. Spreizen Sie sie weit.

watch-chest = Schmerz in der Brust oder an der Schulterspitze, Schmerz beim Einatmen, schwer Luft holen oder trockener Husten
watch-collapse = Ohnmacht, Herzrasen oder blaue Lippen
watch-head = Sehr starker Kopfschmerz oder steifer Nacken; oder plötzlich sehen Sie doppelt, sprechen undeutlich, gehen unsicher, oder eine Seite von Gesicht oder Körper ist schwach oder taub
watch-saddle = Taub zwischen den Beinen, Sie können nicht zur Toilette (es kommt nichts), Sie können Urin oder Stuhl nicht halten, oder beide Beine sind schwach
watch-tight = Eine Schwellung, die schnell wächst, oder die hart und prall ist und sehr stark weh tut
watch-throat = Hals oder Mund schwillt an, oder Schlucken oder Atmen fällt schwer
watch-belly = Blut im Urin, Schmerz in der Seite unter den Rippen, oder ein harter Bauch, der weh tut
watch-needle-piece = Sie fühlen ein Stück Nadel. Drücken Sie nicht darauf
watch-pregnancy = Sie sind schwanger und bluten oder haben Krämpfe. Rufen Sie jetzt Ihre Geburtsklinik an. Bluten Sie stark, rufen Sie den Notruf
watch-infection = Die Haut wird rot und heiß, schwillt an, oder es kommt Eiter
watch-fever-joint = Fieber ab 38 Grad, oder Sie frieren und zittern, und Sie haben ein künstliches Gelenk
watch-fever-immune = Fieber ab 38 Grad, oder Sie frieren und zittern, und Ihre Abwehr ist schwach
watch-fever = Fieber ab 38 Grad, oder Sie frieren und zittern
watch-bleeding = Ein blauer Fleck, der weiter wächst, oder Blut, das nach zehn Minuten Drücken nicht stoppt
watch-nerve = Schwach, taub oder ein Schmerz wie Strom, länger als einen Tag
watch-tired = Sehr müde
watch-dizzy-again = Nach einem Tag noch schwindelig, oder wieder schwindelig
watch-dizzy = Schwindelig
watch-headache = Kopfschmerzen
watch-worse = Mein alter Schmerz ist schlimmer
