//! The clinic's own events as they are kept.

use super::{Storable, Stored, Undecodable, keep, parse, unknown};
use crate::practice::Event;

impl Storable for Event {
    const KINDS: &'static [(&'static str, u16)] = &[
        ("clinic.founded", 1),
        ("lot.opened", 1),
        ("reasoning.set", 1),
        ("clinic.contact_set", 1),
        ("letter_template.written", 1),
    ];

    fn store(&self) -> Stored {
        match self {
            Self::Founded(founded) => keep("clinic.founded", 1, founded),
            Self::LotOpened(opened) => keep("lot.opened", 1, opened),
            Self::ReasoningSet(reasoning) => keep("reasoning.set", 1, reasoning),
            Self::ContactSet(contact) => keep("clinic.contact_set", 1, contact),
            Self::TemplateWritten(template) => keep("letter_template.written", 1, template),
        }
    }

    fn read(kind: &str, version: u16, payload: &[u8]) -> Result<Self, Undecodable> {
        match (kind, version) {
            ("clinic.founded", 1) => Ok(Self::Founded(parse(kind, version, payload)?)),
            ("lot.opened", 1) => Ok(Self::LotOpened(parse(kind, version, payload)?)),
            ("reasoning.set", 1) => Ok(Self::ReasoningSet(parse(kind, version, payload)?)),
            ("clinic.contact_set", 1) => Ok(Self::ContactSet(parse(kind, version, payload)?)),
            ("letter_template.written", 1) => Ok(Self::TemplateWritten(parse(kind, version, payload)?)),
            _ => unknown(kind, version),
        }
    }
}
