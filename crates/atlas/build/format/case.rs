//! A published case as a person writes it.

use super::Certainty;
use serde::Deserialize;

#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Split {
    Tune,
    Evaluate,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ShownBy {
    Palpation,
    Treatment,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) split: Split,
    pub(crate) complaint: String,
    /// False if the report does not tell the side and right was taken.
    #[serde(default = "yes")]
    pub(crate) side_told: bool,
    pub(crate) painted: Vec<String>,
    #[serde(default)]
    pub(crate) limited: Vec<String>,
    #[serde(default)]
    pub(crate) painful: Vec<String>,
    pub(crate) responsible: Vec<String>,
    pub(crate) shown_by: ShownBy,
    pub(crate) reading: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

fn yes() -> bool {
    true
}
