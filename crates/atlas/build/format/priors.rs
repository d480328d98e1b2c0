//! `priors.toml` as a person writes it: how often, under which complaint, seen by whom.

use super::{Certainty, Tier};
use serde::Deserialize;

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Priors {
    pub(crate) caution: Vec<Remark>,
    pub(crate) tier: Vec<TierWeight>,
    pub(crate) palpation: Vec<PalpationWeight>,
    pub(crate) leak: Vec<Leak>,
    pub(crate) complaint: Vec<Complaint>,
    pub(crate) healthy: Vec<Share>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct TierWeight {
    pub(crate) tier: Tier,
    pub(crate) muscle: f64,
    pub(crate) rival: f64,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PalpationSign {
    TenderNodule,
    RecognisedPain,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct PalpationWeight {
    pub(crate) sign: PalpationSign,
    /// Empty: every muscle that no other entry of the sign names.
    #[serde(default)]
    pub(crate) muscles: Vec<String>,
    pub(crate) if_active: f64,
    pub(crate) if_not: f64,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Leak {
    /// Empty: every region that no other entry names.
    #[serde(default)]
    pub(crate) regions: Vec<String>,
    pub(crate) chance: f64,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Complaint {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) rivals: Vec<String>,
    #[serde(default)]
    pub(crate) share: Vec<Share>,
    #[serde(default)]
    pub(crate) count: Vec<Count>,
    #[serde(default)]
    pub(crate) remark: Vec<Remark>,
}

#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PointState {
    Active,
    Latent,
    ActiveOrLatent,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Share {
    pub(crate) muscles: Vec<String>,
    /// Numbers of the points meant, in the one muscle named; empty for the whole muscle.
    #[serde(default)]
    pub(crate) points: Vec<String>,
    pub(crate) state: PointState,
    pub(crate) percent: [f64; 2],
    pub(crate) people: Option<u16>,
    pub(crate) sample: String,
    #[serde(default)]
    pub(crate) note: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Average {
    Mean,
    Median,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Counted {
    Points,
    Muscles,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Count {
    pub(crate) counted: Counted,
    pub(crate) state: PointState,
    pub(crate) average: Average,
    pub(crate) value: f64,
    pub(crate) people: u16,
    pub(crate) sample: String,
    #[serde(default)]
    pub(crate) note: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Remark {
    pub(crate) says: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}
