//! One labelling of the whole skin: every place of it is of one of the 134 regions and of one side.
//!
//! The rules are `data/regions.toml`, written for the left half of the reference body; the right half is its mirror
//! image. Any other body (another sex) has the same vertices, so a place of its skin is asked about where it lies on the reference
//! body.

mod frame;
mod rule;

pub use frame::{Frame, Place};

use crate::Error;
use glam::DVec3;
use rule::{Condition, Probe};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A region on one side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Which of [`Labelling::regions`].
    pub region: u16,
    /// On the body's right; else on its left.
    pub right: bool,
}

/// The rules, ready to be asked.
#[derive(Debug)]
pub struct Labelling {
    /// Ids of the regions that are skin, in the order they first appear in.
    pub regions: Vec<String>,
    frames: Vec<Frame>,
    names: BTreeMap<String, usize>,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    name: String,
    when: Vec<Condition>,
    rules: Vec<(u16, Vec<Condition>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    frame: BTreeMap<String, Frame>,
    part: Vec<FilePart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePart {
    name: String,
    #[serde(default)]
    when: Vec<String>,
    rules: Vec<Vec<String>>,
}

impl Labelling {
    /// Reads the rules; the error says which part and which rule is wrong.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        Self::parse(&text).map_err(|what| Error::Malformed { path: path.to_owned(), what })
    }

    /// From the text of the rules.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let names: BTreeMap<String, usize> = file.frame.keys().cloned().zip(0..).collect();
        let frames: Vec<Frame> = file.frame.into_values().collect();
        if let Some((name, _)) = names.iter().find(|(_, n)| frames[**n].line.len() < 2) {
            return Err(format!("frame {name}: a line has two points at least"));
        }
        let mut regions: Vec<String> = Vec::new();
        let mut parts = Vec::new();
        for part in file.part {
            let conditions = |texts: &[String]| {
                let parsed = texts.iter().map(|text| {
                    Condition::parse(text, &names, &frames)
                        .map_err(|what| format!("{}: {text:?}: {what}", part.name))
                });
                parsed.collect::<Result<Vec<_>, String>>()
            };
            let mut rules = Vec::new();
            for words in &part.rules {
                let (region, when) = words.split_first().ok_or(format!("{}: an empty rule", part.name))?;
                let index = regions.iter().position(|r| r == region).unwrap_or_else(|| {
                    regions.push(region.clone());
                    regions.len() - 1
                });
                rules.push((u16::try_from(index).map_err(|_| "too many regions")?, conditions(when)?));
            }
            if rules.last().is_none_or(|(_, when)| !when.is_empty()) {
                return Err(format!("{}: the last rule takes what is left, without conditions", part.name));
            }
            parts.push(Part { when: conditions(&part.when)?, name: part.name, rules });
        }
        if parts.last().is_none_or(|p| !p.when.is_empty()) {
            return Err("the last part takes what is left, without conditions".to_owned());
        }
        Ok(Self { regions, frames, names, parts })
    }

    /// The cell of a place on the reference body's skin.
    pub fn cell(&self, point: DVec3) -> Cell {
        let mut probe = Probe::new(DVec3::new(point.x.abs(), point.y, point.z), &self.frames);
        let mut holds = |conditions: &[Condition]| conditions.iter().all(|c| c.holds(&mut probe));
        let part =
            self.parts.iter().find(|part| holds(&part.when)).expect("the last part takes what is left");
        let rule = part.rules.iter().find(|(_, when)| holds(when));
        Cell { region: rule.expect("the last rule takes what is left").0, right: point.x < 0.0 }
    }

    /// The part of the body that a place is of, as the rules name it.
    pub fn part(&self, point: DVec3) -> &str {
        let mut probe = Probe::new(DVec3::new(point.x.abs(), point.y, point.z), &self.frames);
        let part = self.parts.iter().find(|part| part.when.iter().all(|c| c.holds(&mut probe)));
        &part.expect("the last part takes what is left").name
    }

    /// A frame by its name.
    pub fn frame(&self, name: &str) -> Option<&Frame> {
        self.names.get(name).map(|n| &self.frames[*n])
    }

    /// A region's id.
    pub fn id(&self, cell: Cell) -> &str {
        &self.regions[usize::from(cell.region)]
    }
}
