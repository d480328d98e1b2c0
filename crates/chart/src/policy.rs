//! The rules that differ between countries, as data: `data/policy.toml` is the documented default.

use serde::Deserialize;
use std::sync::LazyLock;

/// What a jurisdiction asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Recorded with every screening and consent, so that it can be told later by which rules they were taken.
    pub version: String,
    /// For how many hours an answered screening is current.
    pub screening_valid_hours: i64,
    /// For how many days a consent is current.
    pub consent_valid_days: i32,
    /// Whether the patient is asked again at each session that consent was not given for on the day.
    pub consent_confirmed_each_session: bool,
    /// Whether a needle asks for at least one training on record besides the licence.
    pub training_required: bool,
    /// Version of the consent text that is shown and signed.
    pub consent_text_version: String,
}

static DEFAULT: LazyLock<Policy> = LazyLock::new(|| {
    toml::from_str(include_str!("../data/policy.toml")).expect("data/policy.toml is checked by a test")
});

impl Policy {
    /// The documented default.
    pub fn default_policy() -> &'static Policy {
        &DEFAULT
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_default_policy_is_sound() {
        let policy = super::Policy::default_policy();
        assert!(policy.screening_valid_hours > 0 && policy.consent_valid_days > 0);
    }
}
