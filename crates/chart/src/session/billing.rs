//! Which of the two billing numbers a treatment falls under. Numbers only: their descriptions are somebody else's property.

use super::State;

/// Different muscles from which on the second number applies (`facts/clinical.md` 1.4 and 12: APTA 2020, checked).
const MANY_MUSCLES: usize = 3;

/// The number of the treatment, by its distinct muscles; none where nothing was needled.
pub fn code(state: &State) -> Option<&'static str> {
    match state.muscles().len() {
        0 => None,
        muscles if muscles < MANY_MUSCLES => Some("20560"),
        _ => Some("20561"),
    }
}
