//! The trigger points of the atlas as places in the body: `data/points.toml`, written for the left side.

use crate::Error;
use crate::body::Skin;
use crate::geometry::bvh::Hit;
use crate::muscle::{Item, Limb, Point, Side};
use crate::regions::Labelling;
use glam::DVec3;
use std::collections::BTreeMap;
use std::path::Path;

/// Where the rays begin, mm from the origin: outside the body.
const FAR_MM: f64 = 1500.0;

/// A trigger point and the skin over it.
#[derive(Clone, Debug)]
pub struct Place {
    /// `muscle/point`, as in the atlas.
    pub id: String,
    /// Where it is, mm, on the left side.
    pub point: DVec3,
    /// The skin that it is looked for under.
    pub skin: DVec3,
    /// Outwards there.
    pub outwards: DVec3,
    /// Triangle of that skin, the same on every body.
    pub triangle: usize,
    weights: DVec3,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    point: BTreeMap<String, Vec<Item>>,
}

/// All points, in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct Places(pub Vec<Place>);

impl Places {
    /// Reads the table and finds every place on the body it is written for.
    pub fn read(path: &Path, skin: &Skin, labelling: &Labelling) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        let malformed = |what: String| Error::Malformed { path: path.to_owned(), what };
        let file: File = toml::from_str(&text).map_err(|e| malformed(e.to_string()))?;
        let places = file.point.into_iter().map(|(id, items)| {
            let spec = Point::parse(&items).map_err(|what| malformed(format!("{id}: {what}")))?;
            place(&id, &spec, skin, labelling)
                .ok_or_else(|| malformed(format!("{id}: {spec:?} meets no skin")))
        });
        places.collect::<Result<_, _>>().map(Self)
    }

    /// The same points in another body: its skin has the same triangles, `carry` maps the inside.
    #[must_use]
    pub fn carried(&self, skin: &Skin, carry: impl Fn(DVec3) -> DVec3) -> Self {
        let on = |place: &Place| {
            let [a, b, c] = skin.mesh.corners(place.triangle);
            let on_skin = a * place.weights.x + b * place.weights.y + c * place.weights.z;
            let hit = Hit { triangle: place.triangle, place: on_skin, weights: place.weights, distance: 0.0 };
            Place { point: carry(place.point), skin: on_skin, outwards: skin.normal(&hit), ..place.clone() }
        };
        Self(self.0.iter().map(on).collect())
    }
}

/// Finds one point; `None` if its ray meets no skin, or if it hangs on a bone.
fn place(id: &str, spec: &Point, skin: &Skin, labelling: &Labelling) -> Option<Place> {
    let (hit, inwards, depth) = match spec {
        Point::Skin { from, at, depth } => {
            let (origin, direction) = ray(*from, *at);
            let hit = if *from == Side::Left {
                skin.cast_trunk(origin, direction)
            } else {
                skin.cast(origin, direction)
            };
            (hit?, None, *depth)
        }
        Point::Near { at, depth } => (skin.nearest(DVec3::from_array(*at)), None, *depth),
        Point::Limb { limb, along, angle, depth } => {
            let frame = labelling.frame(match limb {
                Limb::Thigh => "thigh",
                Limb::Shank => "shank",
                Limb::Arm => "arm",
                Limb::Fore => "fore",
            })?;
            let (origin, direction) = frame.ray(*along, *angle);
            (skin.cast(origin, direction)?, Some(-direction), *depth)
        }
        Point::Hand { dorsum, along, across, depth } => {
            let first = |name: &str| Some(DVec3::from_array(*labelling.frame(name)?.line.first()?));
            let (wrist, middle) = (first("hand")?, first("middle")?);
            let (index, little) = (first("index")?, first("little")?);
            let side = if *across < 0.0 { little - middle } else { index - middle };
            // The bones of the palm spread from the wrist, where they lie closer together.
            let inside = wrist + (middle - wrist) * *along + side * across.abs() * (0.4 + 0.6 * along);
            let palm = (middle - wrist).cross(index - little).normalize();
            let palm = if palm.z < 0.0 { -palm } else { palm };
            (skin.cast(inside, if *dorsum { -palm } else { palm })?, None, *depth)
        }
        Point::Raw(at) => {
            let at = DVec3::from_array(*at);
            let hit = skin.nearest(at);
            let depth = hit.place.distance(at);
            (hit, Some((at - hit.place).normalize_or_zero()), depth)
        }
        Point::Bone { .. } | Point::BoneFrom { .. } | Point::Tip { .. } => return None,
    };
    let outwards = skin.normal(&hit);
    Some(Place {
        id: id.to_owned(),
        point: hit.place + inwards.unwrap_or(-outwards) * depth,
        skin: hit.place,
        outwards,
        triangle: hit.triangle,
        weights: hit.weights,
    })
}

fn ray(from: Side, [a, b]: [f64; 2]) -> (DVec3, DVec3) {
    match from {
        Side::Back => (DVec3::new(a, b, -FAR_MM), DVec3::Z),
        Side::Front => (DVec3::new(a, b, FAR_MM), -DVec3::Z),
        Side::Left => (DVec3::new(FAR_MM, b, a), -DVec3::X),
        Side::Top => (DVec3::new(a, FAR_MM, b), -DVec3::Y),
        Side::Under => (DVec3::new(a, -FAR_MM, b), DVec3::Y),
    }
}
