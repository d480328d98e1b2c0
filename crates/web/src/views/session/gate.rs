//! What must be in order before a needle: licence, screening, consent.

use crate::texts::Texts;
use maud::{Markup, html};

/// All three.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// In the order in which they are checked.
    pub items: Vec<GateItem>,
}

impl Gate {
    /// Whether a needle may be placed.
    pub fn is_open(&self) -> bool {
        self.items.iter().all(|item| item.ok)
    }
}

/// One precondition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateItem {
    /// Which.
    pub kind: GateKind,
    /// Whether it is in order.
    pub ok: bool,
    /// One short sentence: until when it holds, or what to do.
    pub text: String,
    /// Where it is done or read.
    pub href: String,
    /// The consent is of an earlier day: where the patient's yes is recorded, and the command's id.
    pub confirm: Option<(String, String)>,
}

/// Which precondition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateKind {
    /// The practitioner's licence and training.
    Licence,
    /// The screening of the day.
    Screening,
    /// The consent.
    Consent,
}

impl GateKind {
    fn name(self, texts: &Texts) -> String {
        match self {
            Self::Licence => texts.get("licence"),
            Self::Screening => texts.get("screening"),
            Self::Consent => texts.get("consent"),
        }
    }
}

/// The three as rows: a quiet tick, or what to do.
pub(super) fn draw(gate: &Gate, texts: &Texts) -> Markup {
    html! {
        section.gate.closed[!gate.is_open()] {
            h2 { @if gate.is_open() { (texts.get("gate-open")) } @else { (texts.get("gate-closed")) } }
            ul {
                @for item in &gate.items {
                    li {
                        a.gate-item.due[!item.ok] href=(item.href) {
                            span.gate-state aria-hidden="true" { @if item.ok { "✓" } @else { "!" } }
                            strong { (item.kind.name(texts)) }
                            span.small { (item.text) }
                        }
                        @if let Some((action, command_id)) = &item.confirm {
                            form.act method="post" action=(action) {
                                (super::super::ui::command(command_id))
                                button.button.primary type="submit" { (texts.get("agrees-again")) }
                            }
                        }
                    }
                }
            }
        }
    }
}
