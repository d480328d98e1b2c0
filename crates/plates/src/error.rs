//! What can go wrong while plates are made.

use std::path::PathBuf;

/// Why no plate could be made; each says which file or name is to blame.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of the inputs or the table cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is there but not as it should be.
    #[error("{path}: {what}")]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it, and where.
        what: String,
    },
    /// A definition asks for something the geometry does not have.
    #[error("{place}: {what}")]
    Geometry {
        /// Muscle, bone or plate.
        place: String,
        /// What could not be found, as written in the table.
        what: String,
    },
}
