//! The unpacked inputs, read as they are.

pub mod bones;
pub mod makehuman;

use crate::Error;
use std::path::Path;

pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|source| Error::Unreadable { path: path.to_owned(), source })
}

pub(crate) fn text(path: &Path) -> Result<String, Error> {
    String::from_utf8(bytes(path)?)
        .map_err(|_| Error::Malformed { path: path.to_owned(), what: "is not text".to_owned() })
}

pub(crate) fn malformed(path: &Path, what: impl Into<String>) -> Error {
    Error::Malformed { path: path.to_owned(), what: what.into() }
}
