//! Days and times as they are shown, with the machine's spelling beside them.

use maud::{Markup, html};

/// A day or an instant, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// What is read: `12 March 2026`, `10:42`, `today, 10:42`.
    pub text: String,
    /// What `<time datetime>` wants: `2026-03-12` or `2026-03-12T10:42:00+01:00`.
    pub machine: String,
}

impl When {
    /// From both spellings.
    pub fn new(text: impl Into<String>, machine: impl Into<String>) -> Self {
        Self { text: text.into(), machine: machine.into() }
    }
}

impl maud::Render for When {
    fn render(&self) -> Markup {
        html! { time datetime=(self.machine) { (self.text) } }
    }
}
