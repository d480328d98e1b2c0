//! One sheet of the map, as the file that the program reads. The form is described in `data/README.md`.

use super::tiles::{Labels, Line, NOTHING, Tiles};
use super::view::View;
use super::visible::Visible;
use crate::engrave::{Hand, Plate, Side};
use crate::geometry::Mesh;
use crate::picture::Direction;
use crate::points::Places;
use crate::regions::{Cell, Labelling};
use glam::DVec3;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Patches of fewer pixels belong to their neighbour.
const CRUMB_PIXELS: usize = 24;
/// How far skin over a point may lie behind what is seen and still be the same skin.
const SLACK_MM: f64 = 6.0;
/// The least turn towards the reader of skin that shows a point: the cosine of 78 degrees.
const FACING: f64 = 0.2;
/// Share of the upper arm above a cut that shows no points.
const STUMP: f64 = 0.1;
/// What shows between the lips belongs to the lips; the mouth has a diagram of its own.
const INSIDE: &str = "mouth-throat";
/// Where the plates cut the arm off, as a share of the upper arm.
const ARM_TO: f64 = 0.56;
/// Pixels per mm of a whole figure; a detail has more.
const PIXELS_PER_MM: f64 = 1.7;
/// Squares of the depth grid of a whole figure; a detail has smaller ones.
const DEPTH_STEP_MM: f64 = 8.0;
/// No smaller squares than these.
const DEPTH_STEP_LEAST_MM: f64 = 3.0;
/// Distance of the dots of referral on a whole figure.
const DOTS_MM: f64 = 5.0;
/// Side of the squares of pixels that are of one region if their corners are.
const SQUARE: usize = 5;
/// Marks the half of a symmetric sheet that is not written down.
const OTHER_HALF: i32 = i32::MAX;

/// What a sheet shows and how finely, from a plate.
#[derive(Clone, Debug)]
pub struct SheetPlan {
    /// The way it is seen and its frame.
    pub view: View,
    /// Both halves are mirror images: only the body's left is written down.
    pub symmetric: bool,
    /// Only this half of the body is there; the other lies exactly behind it.
    pub half: Option<Side>,
    /// The arm is cut off at this share of its upper part.
    pub arm_to: Option<f64>,
    /// Only what lies in this box of the body is there.
    pub cut: Option<[[f64; 3]; 2]>,
    /// Pixels per mm in which borders are looked for.
    pub pixels_per_mm: f64,
    /// Squares of the depth grid, mm.
    pub depth_step_mm: f64,
    /// Distance of the dots of referral, mm.
    pub dots_mm: f64,
}

impl SheetPlan {
    /// The sheet of a plate.
    pub fn new(plate: &Plate) -> Self {
        let units_per_mm = Hand::new(plate.scale, plate.symmetric).units_per_mm;
        let mut frame = plate.frame;
        let mut pixels_per_mm = PIXELS_PER_MM / plate.scale;
        if plate.symmetric {
            frame[2] = -frame[0];
            // The middle lies between two pixels.
            pixels_per_mm = (frame[2] * pixels_per_mm).round() / frame[2];
        }
        let half = match plate.view {
            Direction::Left if plate.cut.is_none() => Some(Side::Left),
            Direction::Right if plate.cut.is_none() => Some(Side::Right),
            _ => None,
        };
        Self {
            view: View::new(plate.view, frame, units_per_mm),
            symmetric: plate.symmetric,
            half,
            arm_to: plate.without_arm.then_some(ARM_TO),
            cut: plate.cut,
            pixels_per_mm,
            depth_step_mm: (DEPTH_STEP_MM * plate.scale).max(DEPTH_STEP_LEAST_MM),
            dots_mm: DOTS_MM * plate.scale,
        }
    }
}

/// A skin with the eyes, and the same vertices on the reference body.
#[derive(Debug)]
pub struct Skins {
    /// What is drawn.
    pub drawn: Mesh,
    /// What the regions are written for.
    pub reference: Mesh,
    /// How far down the arm a vertex is: 0 off the arm, above 1 beyond the elbow.
    arm: Vec<f64>,
}

impl Skins {
    /// Both meshes have the same triangles.
    pub fn new(drawn: Mesh, reference: Mesh, labelling: &Labelling) -> Self {
        let frame = labelling.frame("arm");
        let down = |v: &DVec3| match labelling.part(*v) {
            "upper-arm" => frame.map_or(0.0, |frame| frame.place(DVec3::new(v.x.abs(), v.y, v.z)).t),
            "elbow" | "forearm" | "wrist" | "hand" => 2.0,
            _ => 0.0,
        };
        let arm = reference.vertices.iter().map(down).collect();
        Self { drawn, reference, arm }
    }

    /// Whether a sheet shows a triangle.
    pub fn shown(&self, plan: &SheetPlan, triangle: usize) -> bool {
        let x: f64 = self.reference.corners(triangle).iter().map(|corner| corner.x).sum();
        let half = match plan.half {
            Some(Side::Left) => x > 0.0,
            Some(Side::Right) => x < 0.0,
            None => true,
        };
        half && self.there(plan, triangle)
    }

    /// Whether a triangle is of a part that a sheet shows, on either side.
    fn there(&self, plan: &SheetPlan, triangle: usize) -> bool {
        let within =
            |p: DVec3| plan.cut.is_none_or(|[low, high]| (0..3).all(|k| p[k] >= low[k] && p[k] <= high[k]));
        !self.beyond(triangle, plan.arm_to) && self.drawn.corners(triangle).into_iter().all(within)
    }
    /// Whether a triangle lies beyond the cut through the arm, if there is one.
    fn beyond(&self, triangle: usize, cut: Option<f64>) -> bool {
        let corners = self.reference.triangles[triangle];
        cut.is_some_and(|cut| corners.iter().any(|v| self.arm[*v as usize] > cut))
    }
}

/// Rings of arcs by cell.
pub type Rings = BTreeMap<String, Vec<Vec<i32>>>;

/// The file of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// From body mm to units and back.
    pub view: View,
    /// Left and upper edge, width and height, units: the `viewBox` of the plate.
    pub frame: [i32; 4],
    /// Only the body's left is listed; the right is its mirror image at `x` = 0.
    pub mirrored: bool,
    /// Borders: first point, then steps.
    pub arcs: Vec<Vec<i32>>,
    /// Rings of arcs per cell (`region:L`), counted from 1, negative walked backwards.
    pub tiles: Rings,
    /// Points by `muscle/point:side`: x, y, and the order from the deepest (0) to the shallowest.
    pub points: BTreeMap<String, [i32; 3]>,
    /// Depth of the skin towards the reader.
    pub depths: Depths,
}

/// A coarse grid of how far the skin lies towards the reader; for marks that are set with a finger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Depths {
    /// Left and upper edge, units.
    pub corner: [f64; 2],
    /// Side of a square, units.
    pub step: f64,
    /// Squares across.
    pub across: usize,
    /// Per row runs `[first square, depth mm, change, change, ...]`.
    pub rows: Vec<Vec<Vec<i32>>>,
}

impl Depths {
    fn of(visible: &Visible, plan: &SheetPlan, corner: [f64; 2]) -> Self {
        let step = plan.depth_step_mm * visible.per_mm;
        let across = (visible.width as f64 / step).ceil() as usize;
        let down = (visible.height as f64 / step).ceil() as usize;
        let rows = (0..down)
            .map(|row| {
                let mut runs: Vec<Vec<i32>> = Vec::new();
                let mut before: Option<i32> = None;
                for column in 0..across {
                    let at = |n: usize| ((n as f64 + 0.5) * step) as usize;
                    let depth = visible.depth_mm(at(column), at(row)).map(|d| d.round() as i32);
                    match (before, depth) {
                        (Some(b), Some(d)) => runs.last_mut().expect("a run is open").push(d - b),
                        (None, Some(d)) => runs.push(vec![column as i32, d]),
                        (_, None) => {}
                    }
                    before = depth;
                }
                runs
            })
            .collect();
        Self { corner, step: plan.depth_step_mm * plan.view.units_per_mm, across, rows }
    }

    /// Depth (mm towards the reader) at a place of the sheet; the nearest square of the row within two.
    pub fn at(&self, [x, y]: [f64; 2]) -> Option<i32> {
        let [x, y] = [x - self.corner[0], y - self.corner[1]];
        let (column, row) = ((x / self.step).floor() as i32, (y / self.step).floor());
        if row < 0.0 {
            return None;
        }
        let mut best: Option<(i32, i32)> = None;
        for run in self.rows.get(row as usize)? {
            let mut depth = 0;
            for (n, change) in run[1..].iter().enumerate() {
                depth += change;
                let away = (run[0] + n as i32 - column).abs();
                if away <= 2 && best.is_none_or(|(nearest, _)| away < nearest) {
                    best = Some((away, depth));
                }
            }
        }
        best.map(|(_, depth)| depth)
    }
}

impl Sheet {
    /// Makes a sheet.
    pub fn new(plan: &SheetPlan, skins: &Skins, labelling: &Labelling, places: &Places) -> (Self, Visible) {
        let view = plan.view.clone();
        let visible = Visible::new(&skins.drawn, &view, plan.pixels_per_mm, |t| skins.shown(plan, t));
        let left_is_right = view.right[0] > 0.0;
        let mid = -view.frame_mm[0] * plan.pixels_per_mm;
        let label = |n: usize| {
            let Some(pixel) = visible.pixels[n] else { return NOTHING };
            if plan.symmetric && (((n % visible.width) as f64) + 0.5 > mid) != left_is_right {
                return OTHER_HALF;
            }
            let cell = labelling.cell(visible.place(&skins.reference, pixel));
            i32::from(cell.region) * 2 + i32::from(cell.right && !plan.symmetric)
        };
        let mut picture = Labels::quickly(visible.width, visible.height, SQUARE, label);
        let inside = labelling.regions.iter().position(|r| r == INSIDE).map(|n| n as i32 * 2);
        let inside: Vec<i32> = inside.into_iter().flat_map(|n| [n, n + 1]).collect();
        picture.without_crumbs(CRUMB_PIXELS, &inside);
        let frame = view.frame();
        let line =
            Line { smooth: 2.0, off: 0.45, units_per_pixel: plan.view.units_per_mm / plan.pixels_per_mm };
        let traced = Tiles::trace(&picture, line, [frame[0], frame[1]].map(|v| v.round() as i32));
        let (arcs, tiles) = written(traced, labelling);
        let sheet = Self {
            frame: frame.map(|v| v.round() as i32),
            mirrored: plan.symmetric,
            arcs,
            tiles,
            points: points(plan, &view, &visible, skins, places),
            depths: Depths::of(&visible, plan, [frame[0], frame[1]]),
            view,
        };
        (sheet, visible)
    }

    /// The points of a tile's rings, units.
    pub fn outline(&self, cell: &str) -> Vec<Vec<[i32; 2]>> {
        let rings = self.tiles.get(cell).map_or(&[][..], Vec::as_slice);
        rings.iter().map(|ring| ring.iter().flat_map(|arc| self.walk(*arc)).collect()).collect()
    }

    /// An arc's points without the last, which is the next arc's first.
    pub fn walk(&self, arc: i32) -> Vec<[i32; 2]> {
        let mut at = [0, 0];
        let mut points: Vec<[i32; 2]> = self.arcs[arc.unsigned_abs() as usize - 1]
            .chunks(2)
            .map(|step| {
                at = [at[0] + step[0], at[1] + step[1]];
                at
            })
            .collect();
        if arc < 0 {
            points.reverse();
        }
        points.pop();
        points
    }

    /// Body coordinates (mm) of the skin at a place of the sheet, if there is skin.
    pub fn body_mm(&self, place: [f64; 2]) -> Option<[f64; 3]> {
        let depth = self.depths.at(place)?;
        Some(self.view.unproject([place[0], place[1], f64::from(depth)]).to_array())
    }
}

/// Arcs as steps, and tiles by name; arcs that only border the other half or nothing are left out.
fn written(traced: Tiles, labelling: &Labelling) -> (Vec<Vec<i32>>, Rings) {
    let mut renamed: BTreeMap<i32, i32> = BTreeMap::new();
    let mut arcs = Vec::new();
    let mut tiles = Rings::new();
    for (label, rings) in &traced.rings {
        if *label == OTHER_HALF {
            continue;
        }
        let cell = Cell { region: (label / 2) as u16, right: label % 2 == 1 };
        let name = format!("{}:{}", labelling.id(cell), if cell.right { 'R' } else { 'L' });
        let rings = rings.iter().map(|ring| {
            let arc = |old: &i32| {
                let new = *renamed.entry(old.abs()).or_insert_with(|| {
                    arcs.push(steps(&traced.arcs[old.unsigned_abs() as usize - 1]));
                    arcs.len() as i32
                });
                new * old.signum()
            };
            ring.iter().map(arc).collect()
        });
        tiles.insert(name, rings.collect());
    }
    (arcs, tiles)
}

fn steps(points: &[[i32; 2]]) -> Vec<i32> {
    let mut before = [0, 0];
    points
        .iter()
        .flat_map(|p| {
            let step = [p[0] - before[0], p[1] - before[1]];
            before = *p;
            step
        })
        .collect()
}

/// Points whose skin is seen.
fn points(
    plan: &SheetPlan,
    view: &View,
    visible: &Visible,
    skins: &Skins,
    places: &Places,
) -> BTreeMap<String, [i32; 3]> {
    let toward = view.axes()[2];
    let mut seen = Vec::new();
    // A point at the cut through the arm would lie on an edge.
    let whole = |t: usize| skins.there(plan, t) && !skins.beyond(t, plan.arm_to.map(|cut| cut - STUMP));
    for place in places.0.iter().filter(|place| whole(place.triangle)) {
        for right in [false, true] {
            let turned = |p: DVec3| if right { DVec3::new(-p.x, p.y, p.z) } else { p };
            let (skin, normal, point) = (turned(place.skin), turned(place.outwards), turned(place.point));
            let elsewhere = match plan.half {
                Some(Side::Left) => right,
                Some(Side::Right) => !right,
                None => right && (plan.symmetric || plan.cut.is_some()),
            };
            if elsewhere {
                continue;
            }
            if normal.dot(toward) < FACING || !visible.shows(view, skin, SLACK_MM) {
                continue;
            }
            let [x, y, depth] = view.project(point);
            let side = if right { 'R' } else { 'L' };
            seen.push((depth, format!("{}:{side}", place.id), [x.round() as i32, y.round() as i32]));
        }
    }
    seen.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1)));
    seen.into_iter().zip(0..).map(|((_, id, [x, y]), order)| (id, [x, y, order])).collect()
}
