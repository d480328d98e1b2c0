//! Muscles as a person writes them: `data/muscles/<id>.toml`, described in `data/README.md`.

mod format;
mod loft;
mod place;
mod point;

pub use format::{Curve, Kind, Layer, Muscle, Part};
pub use loft::{ACROSS, ALONG, Sheet, loft};
pub use place::place;
pub(crate) use point::Item;
pub use point::{Limb, Point, Side};

use crate::Error;
use std::path::Path;

/// All muscles of a folder, by file name.
pub fn read_all(folder: &Path) -> Result<Vec<Muscle>, Error> {
    let unreadable = |source| Error::Unreadable { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// One muscle; its id must be the file's name.
pub fn read(path: &Path) -> Result<Muscle, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
    let malformed = |what: String| Error::Malformed { path: path.to_owned(), what };
    let muscle = Muscle::parse(&text).map_err(malformed)?;
    if path.file_stem().is_none_or(|stem| *stem != *muscle.id) {
        return Err(malformed(format!("the id is {:?}, which is not the file's name", muscle.id)));
    }
    Ok(muscle)
}
