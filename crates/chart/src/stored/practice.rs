//! The clinic's own events as they are kept.

use super::{Storable, Stored, Undecodable, keep, parse, unknown};
use crate::practice::Event;

impl Storable for Event {
    const KINDS: &'static [(&'static str, u16)] = &[("clinic.founded", 1)];

    fn store(&self) -> Stored {
        let Self::Founded(founded) = self;
        keep("clinic.founded", 1, founded)
    }

    fn read(kind: &str, version: u16, payload: &[u8]) -> Result<Self, Undecodable> {
        match (kind, version) {
            ("clinic.founded", 1) => Ok(Self::Founded(parse(kind, version, payload)?)),
            _ => unknown(kind, version),
        }
    }
}
