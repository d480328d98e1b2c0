//! How a treatment was conducted: what a national guideline wants written besides the needles (`facts/clinical.md` 1.3, 1.4).

use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Position, hygiene, chaperone, aftercare. What was not recorded is none, never "no".
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conduct {
    /// How the patient lay.
    pub position: Option<PatientPosition>,
    /// Hands washed or rubbed before.
    pub hand_hygiene: Option<bool>,
    /// Gloves.
    pub gloves: Option<Gloves>,
    /// What was done to the skin.
    pub skin: Option<SkinPreparation>,
    /// Whether somebody else was in the room.
    pub chaperone: Option<Chaperone>,
    /// What changed in health or medicines since the last visit, in words.
    pub change_since: Option<String>,
    /// Edition of the advice that was handed over, with red flags and a number to call.
    pub aftercare_version: Option<String>,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident on $field:literal { $($(#[$each:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$each])* $variant),+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in forms, JSON and stored events.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }

            /// Parses the form's word; nothing chosen is none.
            pub fn parse(text: &str) -> Result<Option<Self>, Refusal> {
                if text.is_empty() {
                    return Ok(None);
                }
                let known = Self::ALL.iter().copied().find(|one| one.as_str() == text);
                known.map(Some).ok_or_else(|| Refusal::out_of_range($field, concat!($($word, " "),+)))
            }
        }
    )+};
}

words! {
    /// How the patient lay.
    PatientPosition on "position" {
        /// On the back.
        Supine = "supine",
        /// On the belly.
        Prone = "prone",
        /// On the side.
        SideLying = "side_lying",
        /// Sitting, supported.
        Seated = "seated",
    }
    /// Gloves: guidance differs (ISCP against AACP/ASAP, from memory).
    Gloves on "gloves" {
        /// None.
        None = "none",
        /// The palpating hand.
        PalpatingHand = "palpating_hand",
        /// Both hands.
        Both = "both",
    }
    /// What was done to the skin: guidance conflicts, so the policy has its usual (`facts/clinical.md` 1.3 row 12).
    SkinPreparation on "skin" {
        /// Clean; nothing needed.
        CleanSkin = "clean_skin",
        /// Washed.
        Washed = "washed",
        /// Isopropyl alcohol, 70 %.
        Alcohol = "alcohol",
        /// Chlorhexidine.
        Chlorhexidine = "chlorhexidine",
    }
    /// Whether somebody else was in the room.
    Chaperone on "chaperone" {
        /// Was there.
        Present = "present",
        /// Was offered and not wanted.
        Declined = "declined",
        /// Nothing that asks for one.
        NotNeeded = "not_needed",
    }
}
