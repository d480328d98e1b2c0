//! What others have counted, to stand beside the clinic's own: facts/clinical.md 4.2 and 4.3.

use serde::Serialize;

/// A rate per treatment from a published study.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Published {
    /// Author and year.
    pub study: &'static str,
    /// Treatments that it counted.
    pub treatments: u32,
    /// Share of them, 0 to 1, as printed.
    pub share: f64,
    /// Its 95 % interval, calculated from the published counts; none where the count is not known.
    pub interval: Option<(f64, f64)>,
    /// What must be known to compare.
    pub note: &'static str,
    /// checked, secondary or memory.
    pub certainty: &'static str,
}

const BRADY: Published = Published {
    study: "Brady 2014",
    treatments: 7_629,
    share: 0.0,
    interval: None,
    note: "39 physiotherapists, Ireland; reported by the practitioner",
    certainty: "checked",
};

/// The abstract prints 20,464 and 20,494 treatments; its percentages fit the latter.
const BOYCE: Published = Published {
    study: "Boyce 2020",
    treatments: 20_494,
    share: 0.0,
    interval: None,
    note: "420 physiotherapists, USA; reported by the practitioner; the abstract prints two denominators",
    certainty: "checked",
};

const fn brady(share: f64, low: f64, high: f64) -> Published {
    Published { share, interval: Some((low, high)), ..BRADY }
}

const fn boyce(share: f64) -> Published {
    Published { share, ..BOYCE }
}

const ANY: [Published; 2] =
    [brady(0.1918, 0.183, 0.201), Published { interval: Some((0.361, 0.374)), ..boyce(0.367) }];
const BRUISE: [Published; 2] = [brady(0.0755, 0.0698, 0.0817), boyce(0.077)];
const BLEED: [Published; 2] = [brady(0.0465, 0.0420, 0.0515), boyce(0.16)];
const PAIN: [Published; 2] = [
    Published {
        note: "39 physiotherapists, Ireland; reported by the practitioner; pain during needling, pain after it 2.19 %",
        ..brady(0.0301, 0.0265, 0.0342)
    },
    Published {
        note: "420 physiotherapists, USA; reported by the practitioner; pain during needling; the abstract prints two denominators",
        ..boyce(0.059)
    },
];
const MAJOR: [Published; 2] = [
    Published {
        note: "39 physiotherapists, Ireland; reported by the practitioner; serious events, none seen; exact interval",
        ..brady(0.0, 0.0, 0.000_48)
    },
    Published {
        interval: Some((0.000_63, 0.001_51)),
        note: "420 physiotherapists, USA; reported by the practitioner; major by a definition of its own; 20 events, the abstract says less than 0.1 % and prints two denominators",
        ..boyce(0.000_98)
    },
];

/// The published rates of an event kind (`any`, `bruise`, …, `major`); none where neither study printed one.
pub fn published(what: &str) -> &'static [Published] {
    match what {
        "any" => &ANY,
        "bruise" => &BRUISE,
        "bleed" => &BLEED,
        "pain" => &PAIN,
        "major" => &MAJOR,
        _ => &[],
    }
}
