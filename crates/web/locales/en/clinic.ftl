# The clinic's own page.

clinic-holds = For everybody
clinic-figures-text = Treatments, safety and response, with their uncertainty
clinic-phone-none = not entered yet
clinic-letters = { $count ->
    [0] As they came with the program
    [one] One text of the clinic’s own
   *[other] { $count } texts of the clinic’s own
}
clinic-ranking-off = Switched off
clinic-ranking-literature = Shown, from the literature
clinic-ranking-own = Shown, learning from own findings
