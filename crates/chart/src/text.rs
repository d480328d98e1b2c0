//! Text that a person typed: trimmed, without control characters, and never longer than its limit.

use crate::refusal::Refusal;

/// A name of a person: as long as the longest in common registers, with room.
pub const NAME_CHARS_MAX: usize = 120;
/// One line: a title, a lot number, a reason.
pub const LINE_CHARS_MAX: usize = 300;
/// A note in prose: about four printed pages.
pub const NOTE_CHARS_MAX: usize = 12_000;

/// Cleans one line of text; `field` names it in the refusal. Empty is refused.
pub fn required_line(field: &'static str, text: &str, chars_max: usize) -> Result<String, Refusal> {
    match optional_line(field, text, chars_max)? {
        Some(line) => Ok(line),
        None => Err(Refusal::missing(field)),
    }
}

/// Cleans one line of text that may be left empty.
pub fn optional_line(field: &'static str, text: &str, chars_max: usize) -> Result<Option<String>, Refusal> {
    let cleaned = text
        .split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if cleaned.chars().count() > chars_max {
        return Err(Refusal::too_long(field, chars_max));
    }
    Ok((!cleaned.is_empty()).then_some(cleaned))
}

/// Cleans prose: line breaks stay, other control characters go. Empty is `None`.
pub fn optional_prose(field: &'static str, text: &str, chars_max: usize) -> Result<Option<String>, Refusal> {
    let cleaned: String =
        text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let cleaned = cleaned.trim();
    if cleaned.chars().count() > chars_max {
        return Err(Refusal::too_long(field, chars_max));
    }
    Ok((!cleaned.is_empty()).then(|| cleaned.to_owned()))
}

/// Prose that must say something.
pub fn required_prose(field: &'static str, text: &str, chars_max: usize) -> Result<String, Refusal> {
    optional_prose(field, text, chars_max)?.ok_or(Refusal::missing(field))
}
