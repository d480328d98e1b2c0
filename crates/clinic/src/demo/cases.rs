//! Complaints as practitioners meet them: what is told, drawn, found and needled. Invented.

/// A point that is felt for, and needled if `needles` is not 0.
pub(super) struct Spot {
    pub(super) muscle: &'static str,
    pub(super) point: &'static str,
    pub(super) needles: u8,
    pub(super) size: &'static str,
    pub(super) depth_mm: u16,
}

impl Spot {
    /// How a needle is led there: where the chest lies beneath, held away from it.
    pub(super) fn approach(&self) -> &'static str {
        match self.muscle {
            "trapezius-upper" => "Pincer grip, from behind towards the fingers",
            "levator-scapulae" | "rhomboids" => "Tangential, along the muscle",
            "infraspinatus" | "supraspinatus" => "Flat palpation, towards the scapula",
            _ => "",
        }
    }
}

/// A complaint.
pub(super) struct Case {
    pub(super) title: &'static str,
    pub(super) onset: &'static str,
    pub(super) provoked_by: &'static str,
    pub(super) stops_doing: &'static str,
    pub(super) cells: &'static [(&'static str, i64)],
    pub(super) spots: &'static [Spot],
    pub(super) plan: &'static str,
}

const fn spot(
    muscle: &'static str,
    point: &'static str,
    needles: u8,
    size: &'static str,
    depth_mm: u16,
) -> Spot {
    Spot { muscle, point, needles, size, depth_mm }
}

/// How it was tolerated, in the ways it is usually put.
pub(super) const TOLERANCE: [&str; 5] = [
    "Tolerated well; moves more freely, stood up without dizziness.",
    "Tolerated well; a dull ache at the needled points, expected to last a day or two.",
    "Brief cramping with the twitches, settled at once. Left comfortable.",
    "Tolerated well; small bruise at one entry, pressed for a minute.",
    "A little light-headed on sitting up, passed within two minutes lying down.",
];

pub(super) const CASES: &[Case] = &[
    Case {
        title: "Neck and temple, {side}",
        onset: "Since the new desk, four months",
        provoked_by: "Screen work, stress, cold draught",
        stops_doing: "Turning the head while driving",
        cells: &[("neck-side", 6), ("temple", 5), ("mastoid", 4), ("neck-base", 5)],
        spots: &[
            spot("trapezius-upper", "1", 2, "0.25x30", 20),
            spot("levator-scapulae", "1", 1, "0.25x30", 18),
            spot("scm-sternal", "2", 0, "0.20x25", 12),
        ],
        plan: "Neck rotation little and often, within the new range. Review in a week.",
    },
    Case {
        title: "Shoulder, {side}, reaching up",
        onset: "After painting a ceiling, six weeks",
        provoked_by: "Reaching overhead, lying on it",
        stops_doing: "Swimming, hanging the washing",
        cells: &[("deltoid-front", 7), ("deltoid-side", 6), ("arm-outer", 4)],
        spots: &[
            spot("infraspinatus", "1", 2, "0.25x40", 22),
            spot("deltoid-anterior", "1", 1, "0.25x30", 16),
            spot("supraspinatus", "1", 1, "0.25x40", 24),
        ],
        plan: "External rotation with a light band tomorrow. Avoid overhead loads for two days.",
    },
    Case {
        title: "Low back, {side}, after lifting",
        onset: "Three weeks, after moving house",
        provoked_by: "Getting out of the car, bending",
        stops_doing: "Gardening, putting on socks",
        cells: &[("sacroiliac", 6), ("buttock-lower", 5), ("iliac-crest", 5), ("lumbar-lower", 5)],
        spots: &[
            spot("quadratus-lumborum", "1", 1, "0.30x60", 42),
            spot("gluteus-medius", "1", 2, "0.30x60", 44),
            spot("lumbar-multifidus", "2", 1, "0.30x50", 38),
        ],
        plan: "Walk daily, knee rolls morning and evening. Lift nothing heavy until Monday.",
    },
    Case {
        title: "Outer elbow, {side}",
        onset: "Two months, new racket",
        provoked_by: "Gripping, backhand, lifting a kettle",
        stops_doing: "Tennis on Thursdays",
        cells: &[("elbow-lateral", 7), ("forearm-dorsal-radial", 5), ("wrist-dorsal-radial", 3)],
        spots: &[
            spot("ecrb", "1", 2, "0.20x30", 14),
            spot("extensor-digitorum", "1", 1, "0.20x30", 14),
            spot("brachioradialis", "1", 0, "0.20x30", 14),
        ],
        plan: "Slow lowering of a light weight, twice a day. No backhand this week.",
    },
    Case {
        title: "Heel, {side}, first steps in the morning",
        onset: "Half a year, more running",
        provoked_by: "First steps, standing long",
        stops_doing: "Running",
        cells: &[("heel-plantar", 7), ("arch", 5), ("calf-inner", 3)],
        spots: &[
            spot("gastrocnemius", "1", 2, "0.30x50", 26),
            spot("soleus", "1", 1, "0.30x50", 30),
            spot("quadratus-plantae", "1", 0, "0.20x25", 16),
        ],
        plan: "Calf stretch within comfort; soft shoes indoors. Running after soreness has gone.",
    },
    Case {
        title: "Buttock and back of thigh, {side}",
        onset: "A year, on and off",
        provoked_by: "Sitting, long drives",
        stops_doing: "Sitting through a film",
        cells: &[("buttock-mid", 6), ("thigh-back-upper", 5), ("sacroiliac", 4)],
        spots: &[spot("piriformis", "1", 1, "0.30x75", 60), spot("gluteus-minimus", "1", 2, "0.30x75", 58)],
        plan: "Stand up every half hour. If tingling below the knee comes back, call.",
    },
    Case {
        title: "Front of knee, {side}, on stairs",
        onset: "Since the half-marathon",
        provoked_by: "Stairs down, squatting",
        stops_doing: "Running, kneeling",
        cells: &[("knee-front", 6), ("knee-medial", 4), ("thigh-front-lower", 3)],
        spots: &[
            spot("rectus-femoris", "1", 1, "0.30x50", 30),
            spot("vastus-medialis", "1", 2, "0.30x50", 28),
        ],
        plan: "Step-downs from a low step, pain up to 3 allowed. Easy cycling.",
    },
    Case {
        title: "Headache from the back of the head, {side}",
        onset: "Years, weekly; worse since spring",
        provoked_by: "Reading, poor sleep",
        stops_doing: "Reading in the evening",
        cells: &[("suboccipital", 6), ("occiput", 5), ("eye", 4), ("forehead", 4)],
        spots: &[
            spot("suboccipitals", "1", 1, "0.20x25", 18),
            spot("splenius-capitis", "1", 1, "0.20x30", 18),
            spot("trapezius-upper", "1", 1, "0.25x30", 20),
        ],
        plan: "Chin tucks, breaks from reading. Headache diary until next time.",
    },
    Case {
        title: "Between the shoulder blades, {side}",
        onset: "Two months of exams",
        provoked_by: "Writing, carrying a bag",
        stops_doing: "Violin practice",
        cells: &[("scapula-medial", 6), ("interscapular-upper", 5), ("neck-base", 3)],
        spots: &[
            spot("rhomboids", "1", 1, "0.20x25", 14),
            spot("trapezius-middle", "1", 1, "0.20x25", 13),
            spot("levator-scapulae", "2", 1, "0.25x30", 16),
        ],
        plan: "Shoulder blade squeezes, ten, three times a day. Back pack on both straps.",
    },
];
