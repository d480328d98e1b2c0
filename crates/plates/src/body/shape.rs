//! Which body MakeHuman is asked for.

use crate::Error;
use crate::source::makehuman::{self, Base};
use std::path::Path;

/// Whose skin.
#[derive(Clone, Copy, Debug, serde::Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// The body on which the table is written.
    Male,
    /// By transfer.
    Female,
    /// Half way.
    Neutral,
}

impl Sex {
    /// All, as the map offers them.
    pub const ALL: [Self; 3] = [Self::Male, Self::Female, Self::Neutral];

    /// As file names and the geometry file have it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
            Self::Neutral => "neutral",
        }
    }
}

struct Build {
    gender: &'static str,
    share: f64,
    muscle: f64,
    weight: f64,
    proportions: f64,
}

fn builds(sex: Sex) -> Vec<Build> {
    let male = |share| Build { gender: "male", share, muscle: 0.88, weight: 0.45, proportions: 0.6 };
    let female = |share| Build { gender: "female", share, muscle: 0.7, weight: 0.5, proportions: 0.6 };
    match sex {
        Sex::Male => vec![male(1.0)],
        Sex::Female => vec![female(1.0)],
        Sex::Neutral => vec![male(0.5), female(0.5)],
    }
}

/// The body at rest, in MakeHuman's unit: no one people's, adult, trained a little.
pub(super) fn base(input: &Path, sex: Sex) -> Result<Base, Error> {
    let mut base = makehuman::base(input)?;
    for Build { gender, share, muscle, weight, proportions } in builds(sex) {
        for people in ["african", "asian", "caucasian"] {
            makehuman::apply(
                input,
                &mut base,
                &format!("macrodetails/{people}-{gender}-young"),
                share / 3.0,
            )?;
        }
        let high = |x: f64| (x - 0.5).max(0.0) * 2.0;
        let low = |x: f64| (0.5 - x).max(0.0) * 2.0;
        for (m, a) in [
            ("averagemuscle", 1.0 - high(muscle) - low(muscle)),
            ("maxmuscle", high(muscle)),
            ("minmuscle", low(muscle)),
        ] {
            for (w, b) in [
                ("averageweight", 1.0 - high(weight) - low(weight)),
                ("maxweight", high(weight)),
                ("minweight", low(weight)),
            ] {
                let part = share * a * b;
                let name = format!("{gender}-young-{m}-{w}");
                makehuman::apply(input, &mut base, &format!("macrodetails/universal-{name}"), part)?;
                makehuman::apply(
                    input,
                    &mut base,
                    &format!("macrodetails/proportions/{name}-idealproportions"),
                    part * high(proportions),
                )?;
            }
        }
    }
    Ok(base)
}
