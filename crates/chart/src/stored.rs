//! Events as they are kept: a kind, a schema version, and JSON bytes.
//!
//! Kinds are `noun.past_participle`, never Rust names; units are in the field names. The structs that are written here
//! are frozen: every kind and version that ever shipped has a golden file in `tests/golden/` which must still decode and,
//! for the newest version, encode to the same bytes. To change one, copy it to a `_v1` struct beside it, add the new
//! version and upcast (docs/adding-an-event.md).

mod course;
mod patient;
mod practice;
mod session;
mod staff;

use serde::{Serialize, de::DeserializeOwned};
use thiserror::Error;

/// An event ready to be kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// `noun.past_participle`.
    pub kind: &'static str,
    /// Schema version of the kind, from 1.
    pub version: u16,
    /// JSON.
    pub payload: Vec<u8>,
}

/// A kept event that cannot be read: damage, or a newer Drypoint wrote it.
#[derive(Debug, Error)]
pub enum Undecodable {
    /// No such kind and version in this stream.
    #[error("this version of Drypoint does not know the event {kind} v{version}")]
    Unknown {
        /// As kept.
        kind: String,
        /// As kept.
        version: u16,
    },
    /// The bytes do not fit the kind.
    #[error("the event {kind} v{version} cannot be read")]
    Damaged {
        /// As kept.
        kind: String,
        /// As kept.
        version: u16,
        /// What the parser said; it may quote content, so it is not shown.
        source: serde_json::Error,
    },
}

/// An event that can be kept and read again.
pub trait Storable: Sized {
    /// Every kind and version that this stream ever kept.
    const KINDS: &'static [(&'static str, u16)];
    /// To kept form.
    fn store(&self) -> Stored;
    /// From kept form.
    fn read(kind: &str, version: u16, payload: &[u8]) -> Result<Self, Undecodable>;
}

fn keep<T: Serialize>(kind: &'static str, version: u16, body: &T) -> Stored {
    let payload = serde_json::to_vec(body).expect("stored structs have string keys and finite numbers");
    Stored { kind, version, payload }
}

fn parse<T: DeserializeOwned>(kind: &str, version: u16, payload: &[u8]) -> Result<T, Undecodable> {
    serde_json::from_slice(payload).map_err(|source| Undecodable::Damaged {
        kind: kind.to_owned(),
        version,
        source,
    })
}

fn unknown<T>(kind: &str, version: u16) -> Result<T, Undecodable> {
    Err(Undecodable::Unknown { kind: kind.to_owned(), version })
}
