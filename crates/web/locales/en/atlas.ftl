# The atlas: what Drypoint knows, open to everybody.

nav-atlas = Atlas
nav-sign-in = Sign in
atlas-title = The atlas
atlas-lede = { $muscles } muscles and their { $points } trigger points: where they lie, where they refer, what lies beneath, and where each statement comes from.
atlas-search-label = Search the atlas
atlas-search-placeholder = Muscle, region, motion, root, sport or plain words
atlas-search-go = Search
atlas-search-examples = For example
atlas-results = Found for
atlas-results-count = { $count ->
    [0] Nothing found.
    [one] 1 entry, best first.
   *[other] { $count } entries, best first.
}
atlas-no-results-title = Nothing by these words
atlas-no-results-text = Try a shorter word, the place where it hurts, or the lists below.
atlas-found-by = by
atlas-all = The whole atlas
atlas-map = Map of the trigger points
atlas-map-note = Points are marked on the right side of the body; the left is its mirror image. Touch a region to see what refers to it, a cross to see its muscle. The lists below lead to the same pages.
atlas-close-ups = Close-ups
atlas-lists = Muscles and regions, head to toe
atlas-where-it-hurts = Where it hurts
atlas-muscles-here = Muscles that lie here
atlas-points-count = { $count ->
    [one] 1 point
   *[other] { $count } points
}
atlas-refer-count = { $count ->
    [0] nothing refers here
    [one] 1 point refers here
   *[other] { $count } points refer here
}
atlas-limit-count = { $count ->
    [0] no muscle limits it
    [one] 1 muscle limits it
   *[other] { $count } muscles limit it
}
atlas-kind-muscle = Muscle
atlas-kind-region = Region
atlas-kind-motion = Motion
atlas-about = Version { $version } of the data, { $licence }.
atlas-download = The whole atlas as JSON
atlas-wrong = Most of it is written from memory of its sources and waits to be checked; the marks say which.
atlas-before = Previous
atlas-after = Next
atlas-way = Where you are
atlas-new-page = in a new page

category-routine = routine
category-with-care = with care
category-specialist = specialist
category-not-needled = not needled
category-routine-why = needled after basic training
category-with-care-why = needled with particular care: something grave or serious lies close
category-specialist-why = needled by specialists, often with imaging
category-not-needled-why = treated by other means

muscle-also = Also
muscle-beneath-strip = Beneath the needle
muscle-grave = grave
muscle-serious = serious
muscle-usual = usual
muscle-show = Show
muscle-show-all = All points
muscle-point = Point { $number }
muscle-points-of = { $count ->
    [one] Point { $numbers }
   *[other] Points { $numbers }
}
muscle-chart = Referral chart
muscle-chart-note = A cross tells the region; the words tell where in it the point lies. Shown for a muscle on the patient’s { $side }.
muscle-chart-left = Show the left
muscle-chart-right = Show the right
muscle-side-left = left
muscle-side-right = right
chart-site = trigger point
chart-essential = essential: most people feel it here
chart-spillover = spillover: some feel it here too
muscle-points = Trigger points
muscle-site = Lies at
muscle-essential = Essential
muscle-spillover = Spillover
muscle-essential-none = none beyond the point itself
muscle-other-side = other side
muscle-character = Pain
muscle-feel = Feeling for it
muscle-position = Patient
muscle-how = How
muscle-fibres = Fibres
muscle-twitch = Twitch
muscle-hazards = What lies beneath
muscle-hazard-safer = Safer
muscle-hazard-consent = Consent names
muscle-both-sides-no = Not both sides on one day.
muscle-needling = Needling
muscle-not-needled = Not needled.
muscle-entry = Entry
muscle-direction = Toward
muscle-needle = Needle
muscle-depth = Depth
muscle-cap = At most { $mm } mm
muscle-cap-note = Published limit, no guarantee
muscle-differ = Where sources differ
topic-location = Site
topic-motion = Motion
topic-referral = Referral
topic-anatomy = Anatomy
topic-palpation = Feeling
topic-needling = Needling
topic-hazard = Hazard
topic-prevalence = How often
muscle-acupoints = Neighbouring acupoint
muscle-anatomy = Anatomy
muscle-origin = Origin
muscle-insertion = Insertion
muscle-action = Action
muscle-function = Function
muscle-nerve = Nerve
muscle-roots = Roots
muscle-signs = Signs
muscle-limited = Limited
muscle-painful = Painful
muscle-toward-ipsi = to its own side
muscle-toward-contra = to the other side
muscle-activates = Activated by
muscle-perpetuates = Kept going by
muscle-sports = Sports
muscle-mistaken = Mistaken for
muscle-tier = At fault
tier-a = most often
tier-b = often
tier-c = now and then
tier-d = seldom
tier-note = a judgement from small studies
muscle-sources = Sources
sure-checked = checked
sure-secondary = secondary
sure-memory = from memory
sure-checked-why = read in the source itself, often its abstract or a table
sure-secondary-why = read in a page that reports the source
sure-memory-why = written from memory of the source, still to be checked
cite-label = Source { $numbers }, { $certainty }
muscle-foot = Drypoint atlas { $version }, { $licence }. It informs; the professional decides.

region-also = Also
region-next-to = Next to it
region-essential = Most people feel it here
region-essential-why = Essential referral
region-spillover = Some feel it here too
region-spillover-why = Spillover
region-lies = Lies here, refers elsewhere
region-none = No trigger point of the atlas refers to this region.
region-from = from { $site }
region-often-first = Within each list the muscles most often at fault stand first.
region-chart = Where the pain is, and the points that send it
region-chart-note = Dotted: this region. Crosses: the points that refer to it, the firm ones as their essential referral. Shown on the right.
region-strip = What refers to it, strongest first

motion-lede = Muscles whose trigger points limit it or hurt in it.
motion-ranges = Published healthy range
motion-limited-by = Limited by
motion-hurts-in = Hurts with
motion-none = No muscle of the atlas.
motion-about = about { $value }
