//! The data files as a person writes them: what fields there are, and what type each has.
//!
//! Ids are still plain text here; `check` proves that each one names something, `emit` turns them into
//! indices. A field that is not listed here is refused with its file and line, so `length_cm` cannot slip in
//! beside `length_mm`.

#[path = "format/case.rs"]
mod case;
#[path = "format/priors.rs"]
mod priors;
#[path = "format/rival.rs"]
mod rival;

pub(crate) use case::{Case, Split};
pub(crate) use priors::{Complaint, PointState, Priors, Share};
pub(crate) use rival::{Rival, Sidedness};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::path::Path;

/// How well a fact is known.
#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Certainty {
    Checked,
    Secondary,
    Memory,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stamp {
    pub(crate) version: String,
    pub(crate) licence: String,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Regions {
    pub(crate) group: Vec<Group>,
    pub(crate) region: Vec<Region>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) label: String,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum View {
    Front,
    Side,
    Back,
    Mouth,
    Hand,
    Foot,
    Saddle,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Region {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) description: String,
    pub(crate) group: String,
    pub(crate) views: Vec<View>,
    pub(crate) choir_right: Vec<u16>,
    pub(crate) choir_left: Vec<u16>,
    pub(crate) adjacent: Vec<String>,
    pub(crate) aliases: Vec<String>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Motions {
    pub(crate) motion: Vec<Motion>,
}

#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MotionKind {
    Limb,
    Axial,
    Directed,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Unit {
    Deg,
    Mm,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Motion {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) kind: MotionKind,
    #[serde(default)]
    pub(crate) reference: Vec<Reference>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reference {
    pub(crate) low: u16,
    pub(crate) high: u16,
    pub(crate) unit: Unit,
    pub(crate) note: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sources {
    pub(crate) source: Vec<Source>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) key: String,
    pub(crate) work: String,
    pub(crate) edition: String,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hazards {
    pub(crate) hazard: Vec<Hazard>,
}

#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Severity {
    Grave,
    Serious,
    Usual,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hazard {
    pub(crate) id: String,
    pub(crate) structure: String,
    pub(crate) severity: Severity,
    pub(crate) why: String,
    pub(crate) safer: String,
    pub(crate) consent: String,
    pub(crate) both_sides_same_day: bool,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
    pub(crate) safer_sources: Vec<String>,
    pub(crate) safer_certainty: Certainty,
}

#[derive(Deserialize, Debug, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Category {
    Routine,
    WithCare,
    Specialist,
    NotNeedled,
}

#[derive(Deserialize, Debug, Clone, Copy)]
pub(crate) enum Tier {
    A,
    B,
    C,
    D,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Position {
    Supine,
    Prone,
    SideLyingAffectedUp,
    SideLyingAffectedDown,
    Seated,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Grip {
    Flat,
    Pincer,
    FlatOrPincer,
    DeepPressure,
    InsideTheMouth,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Muscle {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) group: String,
    pub(crate) category: Category,
    #[serde(default)]
    pub(crate) not_needled_because: String,
    pub(crate) prior_tier: Tier,
    pub(crate) aliases: Vec<String>,
    pub(crate) sports: Vec<String>,
    pub(crate) anatomy: Anatomy,
    pub(crate) motion: MotionSigns,
    pub(crate) causes: Causes,
    pub(crate) mistaken_for: MistakenFor,
    pub(crate) point: Vec<Point>,
    pub(crate) palpation: Vec<Palpation>,
    #[serde(default)]
    pub(crate) needling: Vec<Needling>,
    #[serde(default)]
    pub(crate) depth_cap: Vec<DepthCap>,
    #[serde(default)]
    pub(crate) variant: Vec<Variant>,
    #[serde(default)]
    pub(crate) acupoint: Vec<Acupoint>,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Anatomy {
    pub(crate) latin: String,
    pub(crate) origin: String,
    pub(crate) insertion: String,
    pub(crate) action: String,
    pub(crate) function: String,
    pub(crate) nerve: String,
    pub(crate) roots: Vec<String>,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct MotionSigns {
    pub(crate) limited: Vec<String>,
    pub(crate) painful: Vec<String>,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Causes {
    pub(crate) activates: Vec<String>,
    pub(crate) perpetuates: Vec<String>,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct MistakenFor {
    pub(crate) conditions: Vec<String>,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Point {
    pub(crate) number: String,
    pub(crate) location: String,
    pub(crate) site: Vec<String>,
    pub(crate) essential: Vec<String>,
    #[serde(default)]
    pub(crate) essential_contralateral: Vec<String>,
    pub(crate) spillover: Vec<String>,
    #[serde(default)]
    pub(crate) spillover_contralateral: Vec<String>,
    #[serde(default)]
    pub(crate) remote: Vec<String>,
    #[serde(default)]
    pub(crate) character: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Palpation {
    #[serde(default)]
    pub(crate) points: Vec<String>,
    pub(crate) position: Position,
    pub(crate) grip: Grip,
    pub(crate) how: String,
    pub(crate) fibres: String,
    pub(crate) twitch: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Needling {
    #[serde(default)]
    pub(crate) points: Vec<String>,
    pub(crate) position: Position,
    pub(crate) entry: String,
    pub(crate) direction: String,
    pub(crate) diameter_mm: [f64; 2],
    pub(crate) length_mm: [u16; 2],
    pub(crate) depth: String,
    pub(crate) hazards: Vec<String>,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct DepthCap {
    #[serde(default)]
    pub(crate) points: Vec<String>,
    pub(crate) max_depth_mm: u16,
    pub(crate) basis: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Variant {
    #[serde(default)]
    pub(crate) points: Vec<String>,
    pub(crate) topic: Topic,
    pub(crate) says: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

#[derive(Deserialize, Debug, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Topic {
    Anatomy,
    Motion,
    Location,
    Referral,
    Palpation,
    Needling,
    Hazard,
    Prevalence,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Acupoint {
    #[serde(default)]
    pub(crate) points: Vec<String>,
    pub(crate) name: String,
    pub(crate) sources: Vec<String>,
    pub(crate) certainty: Certainty,
}

/// Everything that lies in the data folder.
pub(crate) struct Data {
    pub(crate) stamp: Stamp,
    pub(crate) regions: Regions,
    pub(crate) motions: Motions,
    pub(crate) sources: Sources,
    pub(crate) hazards: Hazards,
    /// File name and content, in order of id.
    pub(crate) muscles: Vec<(String, Muscle)>,
    /// The same of the rival explanations.
    pub(crate) rivals: Vec<(String, Rival)>,
    pub(crate) priors: Priors,
    /// The same of the published cases, which lie beside the data folder.
    pub(crate) cases: Vec<(String, Case)>,
}

impl Data {
    /// Reads the folder; the error names the file, the line and what was expected there.
    pub(crate) fn read(folder: &Path) -> Result<Data, Vec<String>> {
        let mut problems = Vec::new();
        let muscles = entries(&folder.join("muscles"), "muscles", &mut problems);
        let rivals = entries(&folder.join("rivals"), "rivals", &mut problems);
        let cases = entries(&folder.join("../cases"), "cases", &mut problems);
        let stamp = table(folder, "atlas.toml", &mut problems);
        let regions = table(folder, "regions.toml", &mut problems);
        let motions = table(folder, "motions.toml", &mut problems);
        let sources = table(folder, "sources.toml", &mut problems);
        let hazards = table(folder, "hazards.toml", &mut problems);
        let priors = table(folder, "priors.toml", &mut problems);
        match (stamp, regions, motions, sources, hazards, priors) {
            (Some(stamp), Some(regions), Some(motions), Some(sources), Some(hazards), Some(priors))
                if problems.is_empty() =>
            {
                Ok(Data { stamp, regions, motions, sources, hazards, muscles, rivals, priors, cases })
            }
            _ => Err(problems),
        }
    }
}

/// All files of a folder, in order of name.
fn entries<T: DeserializeOwned>(folder: &Path, called: &str, problems: &mut Vec<String>) -> Vec<(String, T)> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(format!("{called}/: expected a folder of files: {error}"));
            return Vec::new();
        }
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "toml"))
        .collect();
    names.sort();
    names
        .into_iter()
        .filter_map(|name| {
            let parsed = fs::read_to_string(folder.join(&name))
                .map_err(|error| format!("{called}/{name}: expected a readable file: {error}"))
                .and_then(|text| parse(&format!("{called}/{name}"), &text));
            let content = parsed.map_err(|problem| problems.push(problem)).ok()?;
            Some((format!("{called}/{name}"), content))
        })
        .collect()
}

fn table<T: DeserializeOwned>(folder: &Path, name: &str, problems: &mut Vec<String>) -> Option<T> {
    let parsed = fs::read_to_string(folder.join(name))
        .map_err(|error| format!("{name}: expected a readable file: {error}"))
        .and_then(|text| parse(name, &text));
    parsed.map_err(|problem| problems.push(problem)).ok()
}

/// One file; the error is the file's name and what the reader says, which has line, field and expectation.
pub(crate) fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| format!("{name}: {}", error.to_string().trim_end()))
}
