# What is kept on a tablet while the line is gone.

away-title = No line to the clinic’s machine
away-text = Nothing is lost: what was tapped here is kept on this tablet, sealed. It is sent, and the session can be seen, as soon as the line is back.
away-paper = The tablet has slept since it was used last, and the key to what it keeps went with its memory. Until the line is back, count the needles by hand.
away-again = Try again
outbox-waiting = Kept on this tablet, { $count } not yet sent
outbox-sent = last sent { $time }
outbox-locked = Unlock to send them.
outbox-signed-out = Sign in again to send them.
outbox-refused = Not in the record
outbox-again = Send again
outbox-with-reason = Send with this reason
outbox-why-unknown = What it belongs to is not in the record.
outbox-leave-out = Leave out
outbox-leave-out-text = It will not be in the record.
outbox-leave-out-sure = Leave it out
outbox-leaving = Not everything is sent
outbox-leaving-text = Entries that stay on this tablet: { $count }. They are sealed, and sent when you sign in here again.
outbox-stay = Stay
