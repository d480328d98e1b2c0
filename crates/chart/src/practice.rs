//! The clinic itself: its name and time zone. (The folder is called `practice` because `clinic` is the crate of use cases.)

use crate::refusal::Refusal;
use crate::text::{NAME_CHARS_MAX, required_line};
use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Begin a clinic.
    Found {
        /// As typed.
        name: String,
        /// IANA time zone id, checked by the caller, who knows the zones.
        time_zone: String,
    },
}

/// What became true. Stored: see [`crate::stored`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The clinic exists.
    Founded(Founded),
}

/// A new clinic.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Founded {
    /// As it stands on notes.
    pub name: String,
    /// IANA time zone id: days begin and end there.
    pub time_zone: String,
}

/// The folded stream.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// None until founded.
    pub founded: Option<Founded>,
}

impl State {
    /// Folds one event in.
    pub fn apply(&mut self, event: &Event) {
        let Event::Founded(founded) = event;
        self.founded = Some(founded.clone());
    }
}

/// Decides what a command makes true.
pub fn decide(state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    let Command::Found { name, time_zone } = command;
    if state.founded.is_some() {
        return Err(Refusal::new("clinic.exists"));
    }
    Ok(vec![Event::Founded(Founded {
        name: required_line("clinic_name", name, NAME_CHARS_MAX)?,
        time_zone: required_line("time_zone", time_zone, NAME_CHARS_MAX)?,
    })])
}
