//! The rules that differ between countries, as data: `data/policies/default.toml` is the documented default, the files beside it are
//! jurisdictions, and a clinic may have a file of its own.

use crate::refusal::Refusal;
use crate::session::{Gloves, SkinPreparation};
use crate::values::Technique;
use atlas::{Category, Muscle};
use serde::Deserialize;
use std::sync::LazyLock;
use thiserror::Error;

/// One rule: its value, what it says, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule<T> {
    /// What holds.
    pub value: T,
    /// In a sentence.
    pub says: String,
    /// Where it comes from, and how certain it is.
    pub source: String,
}

impl<T> Rule<T> {
    /// A refusal by this rule.
    pub fn refuse(&self, code: &'static str) -> Refusal {
        Refusal::new(code).because(&self.says, &self.source)
    }
}

/// How a limit is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// It may be passed with a reason.
    Reason,
    /// It may not be passed.
    Stop,
}

/// What asks for a training that covers it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrainingFor {
    /// What the training covers, as it is recorded with it.
    pub covers: String,
    /// Categories of the atlas, as they are written there.
    pub categories: Vec<String>,
    /// Muscles of the atlas.
    pub muscles: Vec<String>,
    /// Techniques, by their words.
    pub techniques: Vec<String>,
    /// In a sentence.
    pub says: String,
    /// Where it comes from, and how certain it is.
    pub source: String,
}

impl TrainingFor {
    /// Whether a needle asks for this training.
    pub fn concerns(&self, muscle: &Muscle, technique: Technique) -> bool {
        let category = match muscle.category {
            Category::Routine => "routine",
            Category::WithCare => "with-care",
            Category::Specialist => "specialist",
            Category::NotNeedled => "not-needled",
        };
        self.categories.iter().any(|known| known == category)
            || self.muscles.contains(&muscle.id.to_string())
            || self.techniques.iter().any(|known| known == technique.as_str())
    }
}

/// What a jurisdiction asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Recorded with every screening and consent, so that it can be told later by which rules they were taken.
    pub version: String,
    /// Whose rules these are.
    pub jurisdiction: String,
    /// For how many hours an answered screening is current.
    pub screening_valid_hours: Rule<i64>,
    /// For how many days a consent is current.
    pub consent_valid_days: Rule<i32>,
    /// Whether the patient is asked again at each session that consent was not given for on the day.
    pub consent_confirmed_each_session: Rule<bool>,
    /// Whether the consent must name the grave risks of a place.
    pub consent_names_risks: Rule<bool>,
    /// Whether a copy must be handed over.
    pub consent_copy_required: Rule<bool>,
    /// Version of the consent text that is shown and signed.
    pub consent_text_version: Rule<String>,
    /// Whether a needle asks for a licence.
    pub licence_required: Rule<bool>,
    /// Whether a needle asks for at least one training on record besides the licence.
    pub training_required: Rule<bool>,
    /// Hours of all trainings together.
    pub training_hours_min: Rule<u32>,
    /// What asks for a training that covers it.
    pub training_for: Vec<TrainingFor>,
    /// How the published depth caps are held.
    pub depth_cap: Rule<Hold>,
    /// How "not both sides of the thorax on one day" is held.
    pub both_sides: Rule<Hold>,
    /// What is usually done to the skin.
    pub skin_preparation: Rule<SkinPreparation>,
    /// Which gloves are usually worn.
    pub gloves: Rule<Gloves>,
    /// Years that records are kept after the last entry.
    pub retention_years: Rule<u16>,
    /// Age until which records of minors are kept.
    pub retention_minors_until_age: Rule<u16>,
}

/// A policy file that cannot be used.
#[derive(Debug, Error)]
pub enum PolicyError {
    /// `base` names none that this program has.
    #[error("there is no policy {0:?}; known are default, us-virginia, us-colorado")]
    UnknownBase(String),
    /// It is no TOML, or says something that no policy says.
    #[error("the policy cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// A number that nobody could follow.
    #[error("the policy's {0} is out of range")]
    OutOfRange(&'static str),
}

const SHIPPED: [(&str, &str); 3] = [
    ("default", include_str!("../data/policies/default.toml")),
    ("us-virginia", include_str!("../data/policies/us-virginia.toml")),
    ("us-colorado", include_str!("../data/policies/us-colorado.toml")),
];

static DEFAULT: LazyLock<Policy> =
    LazyLock::new(|| Policy::shipped("default").expect("data/policies/ is checked by a test"));

impl Policy {
    /// The documented default.
    pub fn default_policy() -> &'static Policy {
        &DEFAULT
    }

    /// Names of the policies that come with this program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// One of those.
    pub fn shipped(name: &str) -> Result<Self, PolicyError> {
        let found = SHIPPED.iter().find(|(known, _)| *known == name);
        let (_, text) = found.ok_or_else(|| PolicyError::UnknownBase(name.to_owned()))?;
        Self::read(text)
    }

    /// Reads a policy file: what it does not say stands in its `base`.
    pub fn read(text: &str) -> Result<Self, PolicyError> {
        let policy: Self = toml::Value::Table(whole(text)?).try_into()?;
        if !(1..=72).contains(&policy.screening_valid_hours.value) {
            return Err(PolicyError::OutOfRange("screening_valid_hours"));
        }
        if !(1..=3_660).contains(&policy.consent_valid_days.value) {
            return Err(PolicyError::OutOfRange("consent_valid_days"));
        }
        Ok(policy)
    }
}

/// A file's tables over those of its base.
fn whole(text: &str) -> Result<toml::Table, PolicyError> {
    let mut own: toml::Table = toml::from_str(text)?;
    let Some(base) = own.remove("base") else { return Ok(own) };
    let base = base.as_str().unwrap_or_default().to_owned();
    let found = SHIPPED.iter().find(|(known, _)| *known == base);
    let (_, text) = found.ok_or(PolicyError::UnknownBase(base))?;
    let mut all = whole(text)?;
    all.extend(own);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_that_ships_can_be_read_and_has_a_version_of_its_own() {
        let mut versions: Vec<String> =
            Policy::names().map(|name| Policy::shipped(name).expect(name).version).collect();
        versions.sort_unstable();
        versions.dedup();
        assert_eq!(versions.len(), SHIPPED.len());
    }

    #[test]
    fn a_clinics_own_file_says_only_what_differs() {
        let own = "base = \"us-colorado\"\nversion = \"ours-1\"\n[gloves]\nvalue = \"both\"\nsays = \"Both.\"\nsource = \"our lead\"\n";
        let policy = Policy::read(own).expect("reads");
        assert_eq!((policy.gloves.value, policy.training_hours_min.value), (Gloves::Both, 46));
        assert_eq!(policy.version, "ours-1");
    }

    #[test]
    fn a_file_that_means_nothing_is_refused_with_what_is_wrong() {
        assert!(matches!(Policy::read("base = \"atlantis\""), Err(PolicyError::UnknownBase(_))));
        assert!(matches!(Policy::read("base = \"default\"\nglovess = 1"), Err(PolicyError::Unreadable(_))));
        assert!(matches!(Policy::read("nothing"), Err(PolicyError::Unreadable(_))));
        let never = "base = \"default\"\n[screening_valid_hours]\nvalue = 0\nsays = \"\"\nsource = \"\"";
        assert!(matches!(Policy::read(never), Err(PolicyError::OutOfRange("screening_valid_hours"))));
    }

    #[test]
    fn every_rule_of_the_default_says_where_it_comes_from() {
        let text = SHIPPED[0].1;
        let tables: toml::Table = toml::from_str(text).expect("reads");
        for (name, rule) in tables.iter().filter(|(_, value)| value.is_table()) {
            assert!(rule["source"].as_str().is_some_and(|source| !source.is_empty()), "{name}");
            assert!(rule["says"].as_str().is_some_and(|says| !says.is_empty()), "{name}");
        }
    }
}
