# Letters to whoever referred the patient, and the texts they begin with.

letters = Letters
letters-lede = To whoever referred the patient: the text is yours, plan and plots go with it.
letter-start = At the start
letter-between = In between
letter-discharge = At discharge
letter-heading-start = Report at the start of treatment
letter-heading-between = Report during treatment
letter-heading-discharge = Report at discharge
letter-to = To
letter-to-hint = Name and address, line by line
letter-text = Text
letter-text-hint = Filled in from the record. Read it and change what is not right: what is kept is what is sent.
letter-keep = Keep the letter
letter-kept = Letters so far
letter-written = { $occasion }, { $day }
letter-pdf = As a PDF, to print and to keep
letter-with = With it go, as they stand now: the plan, the body map with painted pain and needles, what was measured with its plots, and the sessions.
letter-about = About
letter-sessions = Sessions
letter-body = Painted pain and needles
letter-body-says = { $figure }: the body as an engraving of its muscles, painted pain hatched, needles as numbered crosses. { $lines }
letter-body-elsewhere = Needled, on no figure: { $places }
letter-needled-at = { $place }{ $sessions ->
    [one] {""}
   *[other] , in { $sessions } sessions
  }
letter-values = The values
letter-measure = Measure
letter-needled = Needled
letter-pain-change = Pain before and after
letter-sequence = { $before } to { $after }
letter-foot = Letter of { $day }
letter-plan-words = { $sessions } sessions, looking again after every { $every }
letter-sessions-words = { $count ->
    [0] no session yet
    [one] one session, on { $first }
   *[other] { $count } sessions from { $first } to { $last }
  }
letter-not-recorded = (not recorded)

letter-templates = Texts of letters
letter-templates-lede = What letters begin with here. In square brackets stands what is filled in from the record.
letter-placeholders = What can stand in brackets: { $names }
letter-template-keep = Keep this text
letter-template-own = The clinic’s own text
letter-template-shipped = The text that came with the program
letter-template-empty = Leave it empty to return to the text that came with the program.

letter-text-start = Dear colleague,

    thank you for sending [patient], born [birth date], to [clinic]: [complaint], [onset].

    On examination: [findings].

    We agreed on [plan]. The patient’s goal: [goal].

    Dry needling is one part of it, beside movement and advice. For pain, trials show short-term help compared with sham or no treatment, about as much as other physiotherapy, with low certainty; for function they contradict each other, and little is known of the longer term. I will write again when we have looked at the results.

    With kind regards
    {"["}practitioner]
letter-text-between = Dear colleague,

    {"["}patient], born [birth date], is being treated at [clinic]: [complaint]. So far: [sessions]; planned: [plan].

    Results so far: [results]

    With kind regards
    {"["}practitioner]
letter-text-discharge = Dear colleague,

    the treatment of [patient], born [birth date], at [clinic] has ended: [complaint]; [sessions].

    Results: [results]

    The patient’s goal was: [goal].

    With kind regards
    {"["}practitioner]
