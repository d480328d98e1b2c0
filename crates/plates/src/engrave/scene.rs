//! What stands before the engraver: the body's surfaces and what is nearest at each pixel.

use super::{Ground, Hand, Plate, Side};
use crate::Error;
use crate::body::Body;
use crate::folds::Folds;
use crate::geometry::Mesh;
use crate::muscle::{self, Layer, Muscle, Sheet};
use crate::picture::{Buffer, View};
use glam::DVec3;
use rayon::prelude::*;

/// Muscles of the table as surfaces in the male body, left side.
pub struct Anatomy {
    /// As in the table.
    pub muscles: Vec<Muscle>,
    /// For each muscle, for each part.
    pub sheets: Vec<Vec<Sheet>>,
}

impl Anatomy {
    /// Lofts all parts. The error names muscle, part and row.
    pub fn new(muscles: Vec<Muscle>, body: &Body) -> Result<Self, Error> {
        let sheets = muscles.par_iter().map(|m| {
            let part = |(n, part)| {
                muscle::loft(part, body)
                    .map_err(|what| Error::Geometry { place: format!("{} part {}", m.id, n + 1), what })
            };
            m.parts.iter().enumerate().map(part).collect::<Result<Vec<_>, _>>()
        });
        let sheets = sheets.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { muscles, sheets })
    }
}

/// A body ready to be drawn: bones rounded, muscles carried to it.
pub struct Figure<'a> {
    /// Whose.
    pub body: &'a Body,
    /// The table.
    pub muscles: &'a [Muscle],
    /// For each muscle, for each part, in this body, left side.
    pub sheets: Vec<Vec<Sheet>>,
    /// Rounded, by the skeleton's order.
    pub bones: Vec<Mesh>,
    /// Skin with the eyeballs.
    pub skin: Mesh,
    /// Its normals.
    pub normals: Vec<DVec3>,
    /// Lines to be drawn on it.
    pub folds: Folds,
}

/// Bones with fewer triangles are rounded once, with many fewer twice.
const COARSE: [usize; 2] = [2600, 700];

impl<'a> Figure<'a> {
    /// Of one body.
    pub fn new(body: &'a Body, anatomy: &'a Anatomy, folds: &Folds) -> Self {
        let carried = |sheet: &Sheet| match &body.warp {
            None => sheet.clone(),
            Some(warp) => Sheet { points: sheet.points.par_iter().map(|p| warp.carry(*p)).collect() },
        };
        let sheets = anatomy.sheets.iter().map(|parts| parts.iter().map(carried).collect()).collect();
        let rounded = |mesh: &Mesh| {
            let times = COARSE.iter().filter(|&&n| mesh.triangles.len() < n).count();
            (0..times).fold(mesh.clone(), |mesh, _| mesh.rounded())
        };
        let bones = body.skeleton.bones.par_iter().map(|b| rounded(&b.mesh)).collect();
        let mut skin = body.skin.mesh.clone();
        skin.append(&body.skin.eyes);
        let mut normals = body.skin.normals.clone();
        normals.extend(body.skin.eyes.normals());
        Self { body, muscles: &anatomy.muscles, sheets, bones, skin, normals, folds: folds.carried(body) }
    }

    /// How far along the arm of its side a place lies: 0 shoulder, 1 elbow; 0 too where it is not of the arm.
    fn along_arm(&self, place: DVec3) -> f64 {
        let place = DVec3::new(place.x.abs(), place.y, place.z);
        let limbs = &self.body.skeleton.limbs;
        let way = limbs.elbow - limbs.shoulder;
        let t = (place - limbs.shoulder).dot(way) / way.length_squared();
        let away = place.distance(limbs.shoulder + way * t);
        if away < 110.0 && place.x > limbs.shoulder.x * 0.75 { t } else { 0.0 }
    }

    /// Does a place of the humerus lie beyond the round end of the arm that is cut off, as seen with `right` to the right?
    fn beyond_stump(&self, place: DVec3, right: DVec3) -> bool {
        let limbs = &self.body.skeleton.limbs;
        let along = self.along_arm(place);
        let side = DVec3::new(place.x.signum(), 1.0, 1.0);
        let axis = (limbs.shoulder + (limbs.elbow - limbs.shoulder) * along) * side;
        let off = (place - axis).dot(right) / SHAFT_MM;
        along > BONE_CUT[0] - BONE_CUT[1] * off * off
    }
}

/// Its bone ends here, below the tip of deltoid, in a round end that is so much shorter (share of the upper arm) at `SHAFT_MM` from its axis.
const BONE_CUT: [f64; 2] = [0.515, 0.03];
const SHAFT_MM: f64 = 11.0;
/// Where the arm is cut if it is left out: share of the upper arm.
const CUT: f64 = 0.56;
/// From here on the skin is of the stump.
const STUMP: f64 = 0.12;
/// A muscle belongs to the arm if its middle lies beyond.
const ARM_MUSCLE: f64 = 0.34;

/// A figure seen in a plate.
pub(super) struct Scene<'a> {
    /// What is seen.
    pub(super) figure: &'a Figure<'a>,
    /// The plate.
    pub(super) plate: &'a Plate,
    /// How it is looked at; wider than the plate's frame by a hair where it is mirrored.
    pub(super) view: View,
    /// How it is drawn.
    pub(super) hand: Hand,
    /// Skin as far as it is shown.
    pub(super) skin: Mesh,
    /// Nearest skin.
    pub(super) skin_seen: Buffer,
    /// Normals as seen, per pixel.
    pub(super) skin_normal: Vec<DVec3>,
    /// Limb direction as seen, per pixel.
    pub(super) skin_axis: Vec<DVec3>,
    /// Which pixels stay skin over the bones.
    pub(super) ground: Vec<bool>,
    /// Which of them hide the tendons that run on below.
    glove: Vec<bool>,
    /// All bones as far as they are shown, in one mesh.
    pub(super) bones: Mesh,
    /// Which bone (number) a triangle of it is of.
    pub(super) bone_of: Vec<u32>,
    /// Nearest bone.
    pub(super) bones_seen: Buffer,
}

/// From this scale on a plate is a whole figure.
const WHOLE: f64 = 0.9;
/// Beyond the midline, mm, so that no gap opens between the halves.
const OVERLAP: f64 = 0.4;

impl<'a> Scene<'a> {
    /// Looks at a figure.
    pub(super) fn new(figure: &'a Figure<'a>, plate: &'a Plate) -> Self {
        let hand = Hand::new(plate.scale, plate.symmetric);
        let mut frame = plate.frame;
        if plate.symmetric {
            frame[2] = OVERLAP;
        }
        let view = View::new(plate.view, frame, hand.fineness);
        let body = figure.body;
        let mut skin = figure.skin.clone();
        if plate.without_arm {
            skin.triangles.retain(|t| {
                let at = |v: u32| body.skin.mesh.vertices.get(v as usize);
                let arm = |v: u32| body.skin.share.get(v as usize).map_or(0.0, |s| s[0]) > 0.5;
                !t.iter().any(|&v| arm(v) && at(v).is_some_and(|p| figure.along_arm(*p) > CUT))
                    && !t.iter().all(|&v| at(v).is_some_and(|p| p.x.abs() > 270.0))
            });
        }
        cut(&mut skin, plate);
        let skin_seen = Buffer::whole(&view, &skin);
        let pixels = view.width * view.height;
        let (skin_normal, skin_axis) = (0..pixels)
            .into_par_iter()
            .map(|i| {
                if !skin_seen.some(i) {
                    return (DVec3::ZERO, DVec3::ZERO);
                }
                let axis =
                    |v: u32| body.skin.axis.get(v as usize).copied().unwrap_or(DVec3::NEG_Y).to_array();
                let normal = skin_seen.read(i, &skin, |v| figure.normals[v as usize].to_array());
                let axis = skin_seen.read(i, &skin, axis);
                let [normal, axis] = [normal, axis].map(|d| view.turned(DVec3::from_array(d)));
                (normal.normalize_or_zero(), axis)
            })
            .unzip();
        let (ground, glove) = (0..pixels)
            .into_par_iter()
            .map(|i| {
                if plate.ground.is_empty() || !skin_seen.some(i) {
                    return (false, false);
                }
                let place = skin_seen.read(i, &skin, |v| skin.vertices[v as usize].to_array());
                let place = DVec3::from_array(place);
                let of = plate.ground.iter().find(|g| of_ground(**g, place, body));
                (of.is_some(), of.is_some_and(|g| hides(*g, place, body)))
            })
            .unzip();
        let (mut bones, mut bone_of) = (Mesh::default(), Vec::new());
        for (n, (bone, mesh)) in body.skeleton.bones.iter().zip(&figure.bones).enumerate() {
            if plate.side.is_some_and(|side| bone.side == -side.sign()) {
                continue;
            }
            let absent =
                |w: &String| *w == bone.name || w.strip_suffix('*').is_some_and(|w| bone.name.starts_with(w));
            if plate.without_bones.iter().any(absent) || !view.meets(&mesh.vertices) {
                continue;
            }
            let mut mesh = mesh.clone();
            cut(&mut mesh, plate);
            if plate.without_arm {
                let gone = |v: u32| {
                    let p = mesh.vertices[v as usize];
                    bone.side != 0
                        && !["scapula", "clavicle"].contains(&bone.name.as_str())
                        && (figure.along_arm(p) > CUT || p.x.abs() > 270.0)
                };
                let kept = mesh.triangles.iter().filter(|t| !t.iter().any(|&v| gone(v)));
                mesh.triangles = kept.copied().collect();
            }
            bone_of.extend(std::iter::repeat_n(n as u32, mesh.triangles.len()));
            bones.append(&mesh);
        }
        let mut bones_seen = Buffer::whole(&view, &bones);
        if plate.without_arm {
            for i in 0..pixels {
                let place = |i| bones_seen.read(i, &bones, |v| bones.vertices[v as usize].to_array());
                if bones_seen.some(i) && figure.beyond_stump(DVec3::from_array(place(i)), view.axes[0]) {
                    bones_seen.clear(i);
                }
            }
        }
        Self {
            figure,
            plate,
            view,
            hand,
            skin,
            skin_seen,
            skin_normal,
            skin_axis,
            ground,
            glove,
            bones,
            bone_of,
            bones_seen,
        }
    }

    /// A whole figure, looked at from further away than a detail?
    pub(super) fn whole(&self) -> bool {
        self.plate.scale >= WHOLE
    }

    /// Does skin that stays hide the superficial layer at a pixel?
    pub(super) fn under_skin(&self, layer: Layer, pixel: usize) -> bool {
        layer == Layer::Superficial && self.glove[pixel]
    }

    /// Does the plate show a part of a muscle?
    pub(super) fn shows(&self, muscle: &Muscle, sheet: &Sheet) -> bool {
        let plate = self.plate;
        if plate.without.contains(&muscle.id) || !(plate.only.is_empty() || plate.only.contains(&muscle.id)) {
            return false;
        }
        let middle = sheet.points.iter().sum::<DVec3>() / sheet.points.len() as f64;
        !plate.without_arm || self.figure.along_arm(middle) < ARM_MUSCLE
    }

    /// Is a place of the skin of an arm that is cut off?
    pub(super) fn of_stump(&self, place: DVec3) -> bool {
        self.plate.without_arm && self.figure.along_arm(place) > STUMP
    }

    /// Which sides' muscles can be seen: of a symmetric plate the side on the left of the page.
    pub(super) fn sides(&self) -> &'static [i8] {
        if let Some(side) = self.plate.side {
            if side == Side::Left { &[1] } else { &[-1] }
        } else if self.plate.symmetric {
            if self.view.axes[0].x > 0.0 { &[-1] } else { &[1] }
        } else {
            &[1, -1]
        }
    }

    /// Is a place of the page (mm) at the frame's edge, where what is cut off has no outline?
    pub(super) fn at_edge(&self, [u, v]: [f64; 2]) -> bool {
        let [u0, v0, u1, v1] = self.view.frame;
        let near = 1.2 / self.view.fineness;
        if self.plate.symmetric && u > -0.9 {
            return true;
        }
        u < u0 + near || u > u1 - near || v < v0 + near || v > v1 - near
    }
}

/// Leaves of a surface what the plate holds, with a straight edge.
fn cut(mesh: &mut Mesh, plate: &Plate) {
    let Some([from, to]) = plate.cut else { return };
    let vertices = &mesh.vertices;
    mesh.triangles.retain(|t| t.iter().any(|&v| plate.holds(vertices[v as usize])));
    for v in &mut mesh.vertices {
        *v = v.clamp(DVec3::from_array(from), DVec3::from_array(to));
    }
}

/// Does a place of the skin stay skin?
fn of_ground(ground: Ground, place: DVec3, body: &Body) -> bool {
    let left = DVec3::new(place.x.abs(), place.y, place.z);
    let limbs = &body.skeleton.limbs;
    match ground {
        Ground::Hand => {
            let axis = (limbs.wrist - limbs.elbow).normalize();
            left.x > limbs.elbow.x && (left - limbs.wrist).dot(axis) > 4.0
        }
        Ground::Foot => place.y - 0.10 * place.z < limbs.ankle.y - 7.0,
        Ground::Head => {
            let chin = body.skin.joints.get("head").map_or(620.0, |h| h.y - 20.0);
            // From the jaw's lower border, which falls towards the chin, to below the ears.
            let before = place.z - 20.0;
            let fall = if before > 0.0 { 0.64 * before.min(80.0) } else { 0.25 * before.max(-60.0) };
            left.x < 120.0 && place.y > chin - fall
        }
    }
}

/// Does skin that stays hide what runs into it? Not the heel its tendon, nor the back of the head the muscles of the neck.
fn hides(ground: Ground, place: DVec3, body: &Body) -> bool {
    match ground {
        Ground::Hand => true,
        Ground::Foot => place.z > body.skeleton.limbs.ankle.z - HEEL,
        Ground::Head => place.z > FACE,
    }
}

/// Behind the ankle by this much (mm) begins the heel.
const HEEL: f64 = 25.0;
/// Before this plane (mm, z) the head is face.
const FACE: f64 = 25.0;
