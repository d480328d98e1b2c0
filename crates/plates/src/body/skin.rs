//! The posed skin, and what can be asked of it.

use super::{Sex, pose, shape};
use crate::Error;
use crate::geometry::bvh::Hit;
use crate::geometry::quads::Quads;
use crate::geometry::{Bvh, Mesh};
use crate::source::makehuman::{self, Base, Rig};
use glam::DVec3;
use std::collections::BTreeMap;
use std::path::Path;

/// A closed skin in mm with what the engraver knows of each vertex. The cavity of the mouth is part of it.
#[derive(Clone, Debug)]
pub struct Skin {
    /// 53 514 vertices, the same for every sex: vertex `n` of one skin is vertex `n` of another.
    pub mesh: Mesh,
    /// Unit normals of the vertices, outwards.
    pub normals: Vec<DVec3>,
    /// Direction of the limb at each vertex (unit), for hatching round it.
    pub axis: Vec<DVec3>,
    /// How much of a vertex belongs to arm, leg and trunk (head with it).
    pub share: Vec<[f64; 3]>,
    /// Both eyeballs.
    pub eyes: Mesh,
    /// Joints by MakeHuman's names without `joint-` (`l-knee`, `l-finger-2-1`, ...).
    pub joints: BTreeMap<String, DVec3>,
    tree: Bvh,
    trunk: Bvh,
}

const MM: f64 = 100.0;

impl Skin {
    /// Shapes, poses and smooths the skin of one sex.
    pub fn read(input: &Path, sex: Sex) -> Result<Self, Error> {
        let rig = makehuman::rig(input)?;
        let mut base = pose::posed(shape::base(input, sex)?, &rig);
        for v in &mut base.vertices {
            *v *= MM;
        }
        let joints: BTreeMap<String, DVec3> = base
            .groups
            .keys()
            .filter_map(|g| Some((g.strip_prefix("joint-")?.to_owned(), base.centre(g)?)))
            .collect();
        let group = |name: &str| {
            base.groups.get(name).cloned().ok_or_else(|| Error::Geometry {
                place: "MakeHuman base".to_owned(),
                what: format!("no group {name}"),
            })
        };
        let (axis, share) = attributes(&base, &rig, &joints);
        let vertices = (0..base.vertices.len())
            .map(|v| {
                let mut all = [0.0; 9];
                all[..3].copy_from_slice(&base.vertices[v].to_array());
                all[3..6].copy_from_slice(&axis[v].to_array());
                all[6..].copy_from_slice(&share[v]);
                all
            })
            .collect();
        let fine = Quads::<9> { vertices, faces: group("body")? }.subdivided().compact();
        let at = |v: &[f64; 9], k: usize| DVec3::new(v[k], v[k + 1], v[k + 2]);
        let mesh =
            Mesh { vertices: fine.vertices.iter().map(|v| at(v, 0)).collect(), triangles: fine.triangles() };
        let share: Vec<[f64; 3]> = fine.vertices.iter().map(|v| [v[6], v[7], v[8]]).collect();
        let mut eyes = Mesh::default();
        for side in ["helper-l-eye", "helper-r-eye"] {
            let vertices = base.vertices.iter().map(DVec3::to_array).collect();
            let ball = Quads::<3> { vertices, faces: group(side)? }.subdivided().compact();
            let vertices = ball.vertices.iter().map(|v| DVec3::from_array(*v)).collect();
            eyes.append(&Mesh { vertices, triangles: ball.triangles() }.outwards());
        }
        let no_arm = |t: usize| mesh.triangles[t].iter().all(|&v| share[v as usize][0] < 0.45);
        Ok(Self {
            normals: mesh.normals(),
            axis: fine.vertices.iter().map(|v| at(v, 3).normalize_or_zero()).collect(),
            tree: Bvh::new(&mesh, |_| true),
            trunk: Bvh::new(&mesh, no_arm),
            share,
            eyes,
            joints,
            mesh,
        })
    }

    /// A surface with nothing known of it but its shape.
    #[cfg(test)]
    pub(crate) fn bare(mesh: Mesh) -> Self {
        let n = mesh.vertices.len();
        Self {
            normals: mesh.normals(),
            axis: vec![DVec3::NEG_Y; n],
            share: vec![[0.0, 0.0, 1.0]; n],
            eyes: Mesh::default(),
            joints: BTreeMap::new(),
            tree: Bvh::new(&mesh, |_| true),
            trunk: Bvh::new(&mesh, |_| true),
            mesh,
        }
    }

    /// First meeting of a ray with the skin.
    pub fn cast(&self, origin: DVec3, direction: DVec3) -> Option<Hit> {
        self.tree.hits(origin, direction).first().copied()
    }

    /// First meeting with the skin of trunk, head and legs; arms are not there.
    pub fn cast_trunk(&self, origin: DVec3, direction: DVec3) -> Option<Hit> {
        self.trunk.hits(origin, direction).first().copied()
    }

    /// The skin's point nearest to a place.
    pub fn nearest(&self, to: DVec3) -> Hit {
        self.tree.nearest(to).expect("the skin has triangles")
    }

    /// The smooth normal (unit, outwards) at a meeting.
    pub fn normal(&self, hit: &Hit) -> DVec3 {
        let [a, b, c] = self.mesh.triangles[hit.triangle].map(|v| self.normals[v as usize]);
        (a * hit.weights.x + b * hit.weights.y + c * hit.weights.z).normalize()
    }

    /// How deep a place lies below the nearest skin (mm, negative outside), that skin's place and normal.
    pub fn depth(&self, place: DVec3) -> (f64, DVec3, DVec3) {
        let hit = self.nearest(place);
        let normal = self.normal(&hit);
        let depth = (hit.place - place).dot(normal);
        (depth, place + normal * depth, normal)
    }
}

/// Limb direction and share of arm, leg, trunk at each vertex of the base, from the skin weights.
fn attributes(base: &Base, rig: &Rig, joints: &BTreeMap<String, DVec3>) -> (Vec<DVec3>, Vec<[f64; 3]>) {
    let n = base.vertices.len();
    let mut axis = vec![DVec3::ZERO; n];
    let mut share = vec![[0.0; 3]; n];
    for (bone, weights) in &rig.weights {
        let (s, side) = if bone.strip_suffix(".L").is_some() { ("l", 1.0) } else { ("r", -1.0) };
        let between =
            |a: &str, b: &str| (joints[&format!("{s}-{b}")] - joints[&format!("{s}-{a}")]).normalize();
        let is = |names: &[&str]| names.iter().any(|p| bone.starts_with(p));
        let (direction, part) = if is(&["upperarm"]) {
            (between("shoulder", "elbow"), 0)
        } else if is(&["lowerarm"]) {
            (between("elbow", "hand"), 0)
        } else if is(&["wrist", "metacarpal", "finger"]) {
            (between("hand", "finger-3-3"), 0)
        } else if is(&["upperleg"]) {
            (between("upper-leg", "knee"), 1)
        } else if is(&["lowerleg"]) {
            (between("knee", "ankle"), 1)
        } else if is(&["foot", "toe"]) {
            let way = joints[&format!("{s}-foot-2")] - joints[&format!("{s}-ankle")];
            ((way + DVec3::new(0.0, 30.0, 0.0)).normalize(), 1)
        } else if is(&["shoulder"]) {
            (DVec3::new(0.6 * side, -0.8, 0.0).normalize(), 2)
        } else if is(&["clavicle"]) {
            (DVec3::new(0.25 * side, -1.0, 0.0).normalize(), 2)
        } else {
            (DVec3::NEG_Y, 2)
        };
        for &(v, w) in weights {
            axis[v as usize] += direction * w;
            share[v as usize][part] += w;
        }
    }
    (axis.into_iter().map(DVec3::normalize_or_zero).collect(), share)
}
