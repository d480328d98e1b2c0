//! The body of the plates: one posed skin with its skeleton, and the same body in another sex.

mod pose;
mod shape;
mod skeleton;
mod skin;

pub use shape::Sex;
pub use skeleton::{Bone, Limbs, Skeleton};
pub use skin::Skin;

use crate::Error;
use crate::geometry::Warp;
use std::path::Path;

/// Skin and bones in the frame of the plates.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whose.
    pub sex: Sex,
    /// Outside.
    pub skin: Skin,
    /// Inside.
    pub skeleton: Skeleton,
    /// From the body on which the table is written (male) to this one; `None` for that one.
    pub warp: Option<Warp>,
}

/// Skin points that carry the inside of one body to another.
const LANDMARKS: usize = 900;
/// How far (in the spline's own unit) they give way.
const GIVE: f64 = 5.0;

impl Body {
    /// The body on which the table is written. `data` holds `bones.toml`.
    pub fn male(input: &Path, data: &Path) -> Result<Self, Error> {
        let skin = Skin::read(input, Sex::Male)?;
        let skeleton = Skeleton::read(input, data, &skin)?;
        Ok(Self { sex: Sex::Male, skin, skeleton, warp: None })
    }

    /// Another body with the inside of this one: vertices of the skins correspond, a thin-plate spline carries the rest.
    pub fn transferred(&self, input: &Path, sex: Sex) -> Result<Self, Error> {
        let skin = Skin::read(input, sex)?;
        let chosen = spread(&self.skin.mesh.vertices, LANDMARKS);
        let from: Vec<_> = chosen.iter().map(|&v| self.skin.mesh.vertices[v]).collect();
        let to: Vec<_> = chosen.iter().map(|&v| skin.mesh.vertices[v]).collect();
        let warp = Warp::new(&from, &to, GIVE).ok_or_else(|| Error::Geometry {
            place: sex.word().to_owned(),
            what: "the two skins give no map of space".to_owned(),
        })?;
        let skeleton = self.skeleton.carried(&warp);
        Ok(Self { sex, skin, skeleton, warp: Some(warp) })
    }
}

/// Vertices far from each other, the first first.
fn spread(points: &[glam::DVec3], count: usize) -> Vec<usize> {
    let mut chosen = vec![0];
    let mut away: Vec<f64> = points.iter().map(|p| p.distance(points[0])).collect();
    while chosen.len() < count.min(points.len()) {
        let far = (0..points.len()).fold(0, |best, i| if away[i] > away[best] { i } else { best });
        chosen.push(far);
        for (a, p) in away.iter_mut().zip(points) {
            *a = a.min(p.distance(points[far]));
        }
    }
    chosen
}
