# What must be in order before a needle: screening and consent.

screening = Screening
screening-title = Before a needle
screening-lede = Ask each time. What was true last time may not be true today.
last-answered = Last answered
screening-absolute = A yes here means no needle today
screening-absolute-why = Stop, and do what the question says.
screening-relative = A yes here means care
screening-relative-why = You can go on with a reason.
screening-save = Record answers
last-time = Last time:
reason-to-go-on = How will you go on?
no-to-the-rest = No to the unanswered

consent = Consent
consent-title = Consent
consent-lede = Read it together. The patient may keep a copy.
consent-text-label = What the patient agrees to
risks-title = Special risks of today’s places
risks-lede = Tick what you have named to the patient. What the found points call for is already ticked.
no-risks = No special risk is noted for the points found so far.
other-risks = Other risks ({ $count })
risks-named = Risks named:
given-by = Who agrees
given-by-hint = The patient, or who may decide for them
copy-given = A copy was handed over
consent-record = Record consent
consent-process = Consent goes on: ask again at each session, and for each new region.
agrees-again = Patient agrees again today
consent-ask-again = of { $day }; ask again
consent-holds = A consent is on record.
consent-given = Given by { $name },
withdraw = Withdraw this consent
withdraw-reason = What the patient said
