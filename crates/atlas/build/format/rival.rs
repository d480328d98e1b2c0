//! A rival explanation as a person writes it.

use super::{Certainty, Tier};
use serde::Deserialize;

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RivalKind {
    NerveRoot,
    Nerve,
    Joint,
    Tendon,
    Bone,
    Organ,
    Vessel,
    Headache,
    Other,
}

#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Sidedness {
    Either,
    Left,
    Right,
    Central,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Favours {
    Rival,
    Muscle,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Urgency {
    Emergency,
    SameDay,
    Soon,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rival {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: RivalKind,
    pub(crate) sided: Sidedness,
    pub(crate) aliases: Vec<String>,
    pub(crate) zone: Zone,
    pub(crate) motion: Option<super::MotionSigns>,
    pub(crate) prior: Prior,
    pub(crate) telling: Telling,
    pub(crate) warning: Warning,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Zone {
    pub(crate) essential: Vec<String>,
    #[serde(default)]
    pub(crate) essential_contralateral: Vec<String>,
    pub(crate) spillover: Vec<String>,
    #[serde(default)]
    pub(crate) spillover_contralateral: Vec<String>,
    #[serde(default)]
    pub(crate) doubt: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prior {
    pub(crate) tier: Tier,
    pub(crate) reason: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Telling {
    pub(crate) questions: Vec<Question>,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) ask: String,
    pub(crate) yes: Favours,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Warning {
    pub(crate) red_flags: Vec<RedFlag>,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct RedFlag {
    pub(crate) sign: String,
    pub(crate) act: String,
    pub(crate) urgency: Urgency,
}
