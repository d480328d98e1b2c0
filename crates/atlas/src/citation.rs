//! Where a fact comes from and how well it is known.

use crate::id::SourceId;
use serde::Serialize;
use std::fmt;

/// How well a fact is known. A fact is never marked better than it was when it was written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Read in the source that is cited (often its abstract or a table).
    Checked,
    /// Read in a page that reports the source.
    Secondary,
    /// Written down from memory of the source; to be verified.
    Memory,
}

impl Certainty {
    /// All of them, best first.
    pub const ALL: [Certainty; 3] = [Certainty::Checked, Certainty::Secondary, Certainty::Memory];

    /// As it is written in the data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Certainty::Checked => "checked",
            Certainty::Secondary => "secondary",
            Certainty::Memory => "memory",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// Sources and certainty of one fact or of one small group of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// At least one.
    pub sources: &'static [Cited],
    /// How well it is known.
    pub certainty: Certainty,
}

/// One source with the place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// The work.
    pub source: SourceId,
    /// Chapter, table or page; empty if the work is short.
    pub locator: &'static str,
}

/// A work that facts rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    #[serde(skip)]
    pub(crate) key: &'static str,
    /// Authors, title and, for a paper, where it appeared.
    pub work: &'static str,
    /// Edition or year.
    pub edition: &'static str,
}
