//! Letters to whoever referred the patient: their occasions, and texts with placeholders that a clinic can change.
//!
//! A placeholder stands in square brackets, `[patient]`; it is filled in when a letter is begun, and the practitioner reads and
//! changes the text before it is kept. What is kept is the text as it was sent.

use crate::ids::{LetterId, PatientId, StaffId};
use crate::refusal::Refusal;
use crate::text::{NOTE_CHARS_MAX, required_prose};
use serde::{Deserialize, Serialize};

/// Letters of one complaint: several times a long course's.
pub const LETTERS_MAX: usize = 60;
/// An address as it stands on an envelope, with room.
pub const ADDRESSEE_CHARS_MAX: usize = 400;

/// When a letter is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// At the start of treatment.
    Start,
    /// In between.
    Between,
    /// At discharge.
    Discharge,
}

impl Occasion {
    /// All, in the order of a course.
    pub const ALL: [Self; 3] = [Self::Start, Self::Between, Self::Discharge];

    /// The word in forms and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Between => "between",
            Self::Discharge => "discharge",
        }
    }

    /// Parses the word.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::ALL
            .into_iter()
            .find(|occasion| occasion.as_str() == text)
            .ok_or_else(|| Refusal::out_of_range("occasion", "start, between, discharge"))
    }
}

/// Of a bracket that is never closed, so much is quoted.
const UNCLOSED_CHARS_SHOWN: usize = 30;

/// What may stand in square brackets.
pub const PLACEHOLDERS: [&str; 11] = [
    "patient",
    "birth date",
    "complaint",
    "onset",
    "goal",
    "plan",
    "sessions",
    "findings",
    "results",
    "practitioner",
    "clinic",
];

/// A clinic's own text for an occasion.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// For which.
    pub occasion: Occasion,
    /// With its placeholders; none: the text that came with the program.
    pub text: Option<String>,
}

/// A letter as it was kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Names it.
    pub id: LetterId,
    /// About whom.
    pub patient: PatientId,
    /// When in the course.
    pub occasion: Occasion,
    /// Name and address, line by line.
    pub to: String,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub by: StaffId,
}

/// A piece of a template.
enum Piece<'a> {
    Words(&'a str),
    Placeholder(&'a str),
    /// A bracket that is never closed, with all that follows.
    Open(&'a str),
}

/// Words and what stands in brackets, in order.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('[') {
        pieces.push(Piece::Words(words));
        let Some((inside, after)) = after.split_once(']') else {
            pieces.push(Piece::Open(after));
            return pieces;
        };
        pieces.push(Piece::Placeholder(inside));
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

/// A template's text, if every placeholder in it is known; the refusal names the first that is not, and all that are.
pub fn template(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = required_prose(field, text, NOTE_CHARS_MAX)?;
    for piece in pieces(&text) {
        let unknown = match piece {
            Piece::Words(_) => continue,
            Piece::Placeholder(name) if PLACEHOLDERS.contains(&name) => continue,
            Piece::Placeholder(name) => format!("[{name}]"),
            Piece::Open(rest) => format!("[{}", rest.chars().take(UNCLOSED_CHARS_SHOWN).collect::<String>()),
        };
        return Err(Refusal::new("letter.placeholder").on(field).with(unknown));
    }
    Ok(text)
}

/// A template with its placeholders filled in; one that is not known stays as it is.
pub fn filled(template: &str, value: impl Fn(&str) -> String) -> String {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Placeholder(name) if PLACEHOLDERS.contains(&name) => value(name),
        Piece::Placeholder(name) => format!("[{name}]"),
        Piece::Open(rest) => format!("[{rest}"),
    };
    pieces(template).into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_that_nobody_knows_is_named_and_one_that_is_not_closed_too() {
        let refused = |text: &str| template("text", text).expect_err("is refused").detail;
        assert_eq!(refused("Dear colleague, [patiant] came"), Some("[patiant]".into()));
        assert_eq!(refused("Seen: [patient yesterday"), Some("[patient yesterday".into()));
        assert!(template("text", "[patient], born [birth date]").is_ok());
        assert!(template("text", "  ").is_err(), "an empty letter says nothing");
    }

    #[test]
    fn placeholders_are_filled_in_and_nothing_else_changes() {
        let text = filled("I saw [patient] for [complaint]. [x] stays.", str::to_uppercase);
        assert_eq!(text, "I saw PATIENT for COMPLAINT. [x] stays.");
    }
}
