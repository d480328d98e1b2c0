//! The bones in the body: each STL carried there by its landmarks (`data/bones.toml`).

use super::Skin;
use crate::Error;
use crate::geometry::{Bvh, Mesh, Warp};
use crate::source;
use glam::DVec3;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Axes of the limbs, left side, for points given round them.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limbs {
    /// Centre of the hip.
    pub hip: DVec3,
    /// Centre of the knee.
    pub knee: DVec3,
    /// Centre of the ankle.
    pub ankle: DVec3,
    /// Centre of the shoulder.
    pub shoulder: DVec3,
    /// Centre of the elbow.
    pub elbow: DVec3,
    /// Centre of the wrist.
    pub wrist: DVec3,
}

/// One bone (or rib, or vertebra).
#[derive(Clone, Debug)]
pub struct Bone {
    /// As the table calls it, without a side.
    pub name: String,
    /// -1 right, 0 middle, 1 left.
    pub side: i8,
    /// Its surface, mm, wound outwards.
    pub mesh: Mesh,
}

/// All bones and the limbs' axes.
#[derive(Clone, Debug)]
pub struct Skeleton {
    /// Left, middle and right, in the table's order.
    pub bones: Vec<Bone>,
    /// Left side.
    pub limbs: Limbs,
    trees: BTreeMap<String, Bvh>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    limbs: Limbs,
    bone: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    stl: String,
    #[serde(default)]
    paired: bool,
    #[serde(default)]
    clamp_mm: f64,
    landmarks: Vec<[f64; 6]>,
}

/// A landmark is a vertex of the bone; further off (mm) it is a slip of the pen.
const SLIP: f64 = 0.5;
/// thorax.stl carries a medallion on the sternum, one piece of 15 180 triangles: a logo, not a bone.
const MEDALLION: usize = 14_000;
/// Pieces with fewer triangles are splinters.
const SPLINTER: usize = 30;

impl Skeleton {
    /// Reads the table and the STL files and lays the bones into a skin.
    pub fn read(input: &Path, data: &Path, skin: &Skin) -> Result<Self, Error> {
        let path = data.join("bones.toml");
        let table: Table =
            toml::from_str(&source::text(&path)?).map_err(|e| source::malformed(&path, e.to_string()))?;
        let mut bones = Vec::new();
        for entry in &table.bone {
            let wrong = |what: &str| Error::Geometry { place: entry.name.clone(), what: what.to_owned() };
            let raw = source::bones::read(input, &entry.stl)?;
            let (mut from, mut to) = (Vec::new(), Vec::new());
            for &[x, y, z, u, v, w] in &entry.landmarks {
                let wanted = DVec3::new(x, y, z);
                let nearest = raw
                    .vertices
                    .iter()
                    .min_by(|a, b| a.distance_squared(wanted).total_cmp(&b.distance_squared(wanted)));
                let vertex = nearest.filter(|v| v.distance(wanted) < SLIP);
                from.push(*vertex.ok_or_else(|| wrong(&format!("no vertex at {wanted}")))?);
                to.push(DVec3::new(u, v, w));
            }
            let warp = Warp::new(&from, &to, 0.0).ok_or_else(|| wrong("landmarks lie in a plane"))?;
            for (name, piece) in named(&entry.name, raw) {
                let vertices = piece.vertices.iter().map(|v| warp.carry(*v)).collect();
                let mut mesh = Mesh { vertices, triangles: piece.triangles }.outwards();
                if entry.clamp_mm > 0.0 {
                    push_in(&mut mesh, skin, entry.clamp_mm);
                }
                if entry.paired {
                    bones.push(Bone { name: name.clone(), side: 1, mesh: mesh.clone() });
                    bones.push(Bone { name, side: -1, mesh: mesh.mirrored() });
                } else {
                    bones.push(Bone { name, side: 0, mesh });
                }
            }
        }
        Ok(Self::with_trees(bones, table.limbs))
    }

    pub(crate) fn with_trees(bones: Vec<Bone>, limbs: Limbs) -> Self {
        let mut meshes: BTreeMap<String, Mesh> = BTreeMap::new();
        for bone in bones.iter().filter(|b| b.side >= 0) {
            meshes.entry(bone.name.clone()).or_default().append(&bone.mesh);
            for group in ["rib", "C"] {
                let number = bone.name.strip_prefix(group);
                if number.is_some_and(|n| n.parse::<u8>().is_ok())
                    || (group, bone.name.as_str()) == ("rib", "sternum")
                {
                    meshes.entry(format!("{group}*")).or_default().append(&bone.mesh);
                }
            }
        }
        let trees = meshes.into_iter().map(|(name, mesh)| (name, Bvh::new(&mesh, |_| true))).collect();
        Self { bones, limbs, trees }
    }

    /// The same bones in another body.
    #[must_use]
    pub fn carried(&self, warp: &Warp) -> Self {
        let bones = self.bones.par_iter().map(|bone| {
            let vertices = bone.mesh.vertices.iter().map(|v| warp.carry(*v)).collect();
            Bone { mesh: Mesh { vertices, triangles: bone.mesh.triangles.clone() }, ..bone.clone() }
        });
        let l = self.limbs;
        let [hip, knee, ankle, shoulder, elbow, wrist] =
            [l.hip, l.knee, l.ankle, l.shoulder, l.elbow, l.wrist].map(|p| warp.carry(p));
        Self::with_trees(bones.collect(), Limbs { hip, knee, ankle, shoulder, elbow, wrist })
    }

    /// What rays and nearest points are asked of: a left or middle bone, `rib*` (with the sternum) or `C*`.
    pub fn tree(&self, name: &str) -> Option<&Bvh> {
        let name = name.strip_suffix("_l").unwrap_or(name);
        self.trees.get(name).or_else(|| self.trees.get(name.strip_suffix('*')?))
    }

    /// Tip of a spinous process: the hindmost vertex near the midline.
    pub fn tip(&self, vertebra: &str) -> Option<DVec3> {
        let bone = self.bones.iter().find(|b| b.name == vertebra && b.side == 0)?;
        let near = bone.mesh.vertices.iter().filter(|v| v.x.abs() < 8.0);
        near.min_by(|a, b| a.z.total_cmp(&b.z)).copied()
    }
}

/// One bone of an STL, or the many of a thorax or neck; names count downwards from the top.
fn named(name: &str, raw: Mesh) -> Vec<(String, Mesh)> {
    let prefix = match name {
        "thorax" => "rib",
        "cervical" => "C",
        _ => return vec![(name.to_owned(), raw)],
    };
    let least = if prefix == "rib" { 2 * SPLINTER } else { SPLINTER };
    let pieces = raw.pieces().into_iter();
    let mut pieces: Vec<Mesh> =
        pieces.filter(|p| p.triangles.len() >= least && p.triangles.len() < MEDALLION).collect();
    let top = |m: &Mesh| m.bounds().1.y;
    pieces.sort_by(|a, b| top(b).total_cmp(&top(a)).then(a.vertices[0].z.total_cmp(&b.vertices[0].z)));
    let mut count = 0;
    pieces
        .into_iter()
        .map(|piece| {
            if prefix == "rib" && piece.triangles.len() > 1000 {
                return ("sternum".to_owned(), piece);
            }
            count += 1;
            (format!("{prefix}{count}"), piece)
        })
        .collect()
}

/// Pushes inwards what lies nearer to the skin than it can.
fn push_in(mesh: &mut Mesh, skin: &Skin, least: f64) {
    for _ in 0..3 {
        for v in &mut mesh.vertices {
            let hit = skin.nearest(*v);
            let [a, b, c] = skin.mesh.corners(hit.triangle);
            let normal = (b - a).cross(c - a).normalize_or_zero();
            let depth = (hit.place - *v).dot(normal);
            *v -= normal * ((least - depth).max(0.0) * 0.9);
        }
    }
}
