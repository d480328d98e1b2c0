//! A muscle: its shape, its flesh, and its fibres from origin to insertion.

use super::Scene;
use super::hatch::stroke;
use super::outline::{Shape, rings, shape};
use crate::geometry::Mesh;
use crate::geometry::curve::even;
use crate::muscle::{ACROSS, ALONG, Kind, Layer, Muscle, Part, Sheet};
use crate::picture::line::{lengths, runs, simplified_ring};
use crate::picture::{Buffer, Field, Path, Random};
use glam::DVec3;

/// A drawn part.
pub(super) struct Drawn {
    /// All of it.
    pub shape: Shape,
    /// Where it is flesh; `None` if everywhere.
    pub belly: Option<Path>,
    /// Shade of flesh, from light to dark.
    pub wash: Vec<Path>,
    /// Of tendon.
    pub pale_wash: Vec<Path>,
    /// Fibres of flesh.
    pub fibres: Path,
    /// Fibres of tendon.
    pub tendons: Path,
}

/// Shapes smaller than this (mm2 at scale 1) are left out.
const LEAST: f64 = 5.0;
/// A bone hides a muscle if it is nearer by more, mm: in the body that the muscles were made in; and, of muscles under the skin, in
/// one that they were carried to, where ribs are not quite.
const BONE_OVER: [f64; 2] = [3.5, 5.0];
/// Tones from which the wash is laid.
const WASH: [f64; 4] = [0.42, 0.56, 0.7, 0.84];
const PALE_WASH: [f64; 3] = [0.5, 0.66, 0.82];
/// The same of whole figures, which are to stay light.
const FEW_WASH: [f64; 3] = [0.46, 0.64, 0.82];

/// What the engraver sees of a part in its window.
pub(super) struct Seen<'a> {
    scene: &'a Scene<'a>,
    part: &'a Part,
    pub(super) tendon: bool,
    /// The sheet that it is a part of.
    pub(super) one_with: Option<&'a str>,
    /// Where another part of that sheet is not far; empty if it is of none.
    pub(super) seam: Vec<bool>,
    sheet: Sheet,
    /// Left, top, width, height in pixels of the view.
    pub(super) window: [usize; 4],
    pub(super) buffer: Buffer,
    /// Where it is seen.
    pub(super) mask: Vec<bool>,
    /// 0 light, 1 shade.
    pub(super) tone: Field,
    facing: Field,
    inside: Field,
}

impl Seen<'_> {
    /// Does what lies under it show through?
    pub(super) fn sheer(&self) -> bool {
        self.part.sheer
    }

    /// Has it no outline at a place of the page (mm): the frame cuts it there, or its sheet goes on?
    fn open(&self, place: [f64; 2]) -> bool {
        let [left, top, width, height] = self.window;
        let [x, y] = self.scene.view.to_pixel(place);
        let column = (x as usize).saturating_sub(left).min(width - 1);
        let row = (y as usize).saturating_sub(top).min(height - 1);
        self.scene.at_edge(place) || self.seam.get(row * width + column).is_some_and(|seam| *seam)
    }
}

/// What was seen of a part, engraved; nothing if too little is left of it.
pub(super) fn draw(seen: &Seen, name: &str, side: i8) -> Option<Drawn> {
    let scene = seen.scene;
    let hand = &scene.hand;
    let least = LEAST * scene.plate.scale * scene.plate.scale;
    let outline = shape(scene, seen.window, &seen.mask, |p| seen.open(p), hand.eps * 1.3, least);
    if outline.fill.is_empty() {
        return None;
    }
    let random = &mut Random::of(&format!("{} {name} {side}", scene.plate.id));
    let (fibres, tendons) = fibres(seen, random);
    let flesh = flesh(seen);
    let belly = flesh.as_ref().map(|mask| filled(scene, seen.window, mask, hand.eps * 1.6, least));
    let of_flesh = |i: usize| flesh.as_ref().is_none_or(|flesh| flesh[i]);
    let wash_of = |levels: &[f64], pale: bool| wash(seen, levels, least, |i| of_flesh(i) != pale);
    let levels: &[f64] = if scene.whole() { &FEW_WASH } else { &WASH };
    let (wash, pale_wash) = (wash_of(levels, false), wash_of(&PALE_WASH, true));
    Some(Drawn { shape: outline, belly, wash, pale_wash, fibres, tendons })
}

/// One part on one side (1 left, -1 right), or nothing if the plate does not see it.
pub(super) fn look<'a>(
    scene: &'a Scene<'a>,
    muscle: &'a Muscle,
    part: &'a Part,
    sheet: &Sheet,
    side: i8,
) -> Option<Seen<'a>> {
    let view = &scene.view;
    let mut mesh: Mesh = sheet.mesh();
    let mut sheet = sheet.clone();
    if side < 0 {
        mesh = mesh.mirrored();
        sheet.points.clone_from(&mesh.vertices);
    }
    let normals = mesh.normals();
    let buffer = Buffer::around(view, &mesh, 8.0)?;
    let size = buffer.width * buffer.height;
    let ends = Ends::of(&sheet);
    let carried = scene.figure.body.warp.is_some() && muscle.layer == Layer::Superficial;
    let bone_over = BONE_OVER[usize::from(carried)];
    let mut mask = vec![false; size];
    let (mut tone, mut facing) = (vec![0.0; size], vec![0.0; size]);
    for i in 0..size {
        if !buffer.some(i) {
            continue;
        }
        let normal = buffer.read(i, &mesh, |v| normals[v as usize].to_array());
        let normal = view.turned(DVec3::from_array(normal)).normalize_or_zero();
        let pixel = (i / buffer.width + buffer.top) * view.width + i % buffer.width + buffer.left;
        let behind_bone =
            scene.bones_seen.some(pixel) && scene.bones_seen.near[pixel] > buffer.near[i] + bone_over;
        let place = || DVec3::from_array(buffer.read(i, &mesh, |v| mesh.vertices[v as usize].to_array()));
        mask[i] = normal.z > 0.0
            && !behind_bone
            && !scene.under_skin(muscle.layer, pixel)
            && (!ends.slender() || ends.hold(buffer.read(i, &mesh, along_and_across)))
            && (scene.plate.cut.is_none() || scene.plate.holds(place()));
        let towards = if normal.z < 0.0 { -normal } else { normal };
        tone[i] = scene.hand.tone(rounder(towards));
        facing[i] = towards.z;
    }
    let count = mask.iter().filter(|m| **m).count() as f64;
    if count < 10.0 * (scene.plate.scale * view.fineness).powi(2) {
        return None;
    }
    let field = |data| Field::new(buffer.width, buffer.height, data);
    let inside = Field::distance(buffer.width, buffer.height, &mask);
    let window = [buffer.left, buffer.top, buffer.width, buffer.height];
    let (tone, facing) = (field(tone), field(facing));
    Some(Seen {
        scene,
        part,
        tendon: muscle.kind == Kind::Tendon,
        one_with: muscle.sheet.as_deref(),
        seam: Vec::new(),
        sheet,
        window,
        buffer,
        mask,
        tone,
        facing,
        inside,
    })
}

/// A surface that turns away more than it does: at arm's length every belly is to look round.
fn rounder(normal: DVec3) -> DVec3 {
    DVec3::new(normal.x * RELIEF, normal.y * RELIEF, normal.z).normalize_or_zero()
}

/// So many times as steep.
const RELIEF: f64 = 1.6;

/// Where a vertex of a sheet's mesh lies on it, each from 0 to 1.
fn along_and_across(vertex: u32) -> [f64; 2] {
    let (i, j) = (vertex as usize / ACROSS, vertex as usize % ACROSS);
    [i as f64 / (ALONG - 1) as f64, j as f64 / (ACROSS - 1) as f64]
}

/// The ends of a sheet: a slender one has no corners.
struct Ends {
    /// mm.
    length: f64,
    /// Of the first and the last row, mm.
    widths: [f64; 2],
    /// Of each of them: do the corners at its first and its last point stay? Those in the midline do, where the other half goes on.
    kept: [[bool; 2]; 2],
}

/// Ends narrower than this (mm) are half round; those wider than the second keep their corners.
const ROUND: [f64; 2] = [14.0, 45.0];
/// A corner nearer to the midline (mm) stays.
const MIDLINE: f64 = 6.0;

impl Ends {
    fn of(sheet: &Sheet) -> Self {
        let width = |i: usize| (1..ACROSS).map(|j| sheet.at(i, j).distance(sheet.at(i, j - 1))).sum::<f64>();
        let kept = [0, ALONG - 1].map(|i| [0, ACROSS - 1].map(|j| sheet.at(i, j).x.abs() < MIDLINE));
        Self { length: sheet.length(), widths: [width(0), width(ALONG - 1)], kept }
    }

    /// Has it an end without corners?
    fn slender(&self) -> bool {
        self.widths.iter().any(|width| *width < ROUND[1])
    }

    fn hold(&self, [along, across]: [f64; 2]) -> bool {
        [along, 1.0 - along].into_iter().zip(self.widths).zip(self.kept).all(|((from_end, width), kept)| {
            if kept[usize::from(across > 0.5)] {
                return true;
            }
            let round = ((ROUND[1] - width) / (ROUND[1] - ROUND[0])).clamp(0.0, 1.0);
            let radius = 0.5 * width * round;
            let in_from = [from_end * self.length, (0.5 - (across - 0.5).abs()) * width];
            let [a, b] = in_from.map(|d| (radius - d).max(0.0));
            a.hypot(b) <= radius
        })
    }
}

/// A mask as one path, without pieces smaller than `least` mm2.
pub(super) fn filled(
    scene: &Scene,
    [left, top, width, height]: [usize; 4],
    mask: &[bool],
    eps: f64,
    least: f64,
) -> Path {
    let mut path = Path::new(scene.hand.units_per_mm);
    // Most shades fill little of their window: only that little is looked at.
    let rows = || (0..height).filter(|y| mask[y * width..(y + 1) * width].contains(&true));
    let (Some(first), Some(last)) = (rows().next(), rows().next_back()) else { return path };
    let columns = || (0..width).filter(|x| (first..=last).any(|y| mask[y * width + x]));
    let (Some(from), Some(to)) = (columns().next(), columns().next_back()) else { return path };
    let (from, to) = (from.saturating_sub(AROUND), (to + AROUND + 1).min(width));
    let (first, last) = (first.saturating_sub(AROUND), (last + AROUND + 1).min(height));
    let part: Vec<bool> =
        mask[first * width..last * width].chunks(width).flat_map(|row| &row[from..to]).copied().collect();
    for ring in rings(scene, [left + from, top + first, to - from, last - first], &part, least) {
        if let Some(few) = simplified_ring(&ring, eps) {
            path.ring(&few);
        }
    }
    path
}

/// Pixels beside what is filled, for its softened edge.
const AROUND: usize = 4;

/// Half the width of a tendinous intersection, as a share of the length.
const CUT: f64 = 0.009;

/// Pixels that are flesh; `None` if all are. Nothing of a tendon is.
fn flesh(seen: &Seen) -> Option<Vec<bool>> {
    let part = seen.part;
    // A part that is tendon all along ends without teeth.
    if seen.tendon || part.belly0.iter().all(|b| *b >= 1.0) {
        return Some(vec![false; seen.mask.len()]);
    }
    let from_start = part.belly0.iter().all(|b| *b < 0.04);
    let to_end = part.belly1.iter().all(|b| *b > 0.96);
    if from_start && to_end && part.cuts.is_empty() {
        return None;
    }
    let mesh = seen.sheet.mesh();
    let is = |i: usize| {
        let [along, across] = seen.buffer.read(i, &mesh, along_and_across);
        // Flesh ends in teeth.
        let teeth = 0.02 * (across * 61.0).sin() + 0.014 * (across * 137.0 + 1.0).sin();
        (from_start || along > even(&part.belly0, across) + teeth)
            && (to_end || along < even(&part.belly1, across) + teeth)
            && !part.cuts.iter().any(|cut| (along - cut + teeth * 0.3).abs() < CUT)
    };
    Some((0..seen.mask.len()).map(|i| seen.mask[i] && is(i)).collect())
}

fn wash(seen: &Seen, levels: &[f64], least: f64, of: impl Fn(usize) -> bool) -> Vec<Path> {
    let scene = seen.scene;
    let sigma = 2.2 * scene.plate.scale.sqrt() * scene.view.fineness;
    let toned = seen.tone.blurred_within(&seen.mask, sigma);
    levels
        .iter()
        .map(|level| {
            let dark = |i: usize| seen.mask[i] && toned.data[i] > *level && of(i);
            let mask: Vec<bool> = (0..seen.mask.len()).map(dark).collect();
            filled(scene, seen.window, &mask, scene.hand.eps * 4.0, least * 4.0)
        })
        .filter(|path| !path.is_empty())
        .collect()
}

/// Fibres of whole figures lie so much further apart.
const WIDER: f64 = 1.19;

/// Lines along the sheet in an order that halves the gaps, so that fans thin out evenly where they converge.
fn fibres(seen: &Seen, random: &mut Random) -> (Path, Path) {
    let (scene, hand, part) = (seen.scene, &seen.scene.hand, seen.part);
    let (view, scale) = (&scene.view, scene.plate.scale);
    let spacing = hand.spacing * part.spread * if scene.whole() { WIDER } else { 1.0 };
    let count = ((seen.sheet.width() / spacing) as usize).max(3);
    let bits = usize::BITS - (count - 1).leading_zeros();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|j| j.reverse_bits() >> (usize::BITS - bits.max(1)));
    let steps = ((seen.sheet.length() * view.fineness / 2.0) as usize).clamp(24, 400);
    let (width, height) = (seen.buffer.width, seen.buffer.height);
    let mut taken = vec![false; width * height];
    let mut flesh = Path::new(hand.units_per_mm);
    let mut tendon = Path::new(hand.units_per_mm);
    for j in order {
        let across = ((j as f64 + 0.5 + random.normal(0.12)) / count as f64).clamp(0.0, 1.0);
        let (sway, beat, phase) =
            (random.normal(0.10) / count as f64, random.between(1.0, 2.5), random.between(0.0, 6.0));
        let along = |k: usize| k as f64 / (steps - 1) as f64;
        let points: Vec<DVec3> = (0..steps)
            .map(|k| {
                let u = across + sway * (along(k) * std::f64::consts::PI * beat + phase).sin();
                let p = view.pixel(seen.sheet.between(along(k), u));
                p - DVec3::new(seen.window[0] as f64, seen.window[1] as f64, 0.0)
            })
            .collect();
        let mut drawn: Vec<bool> = points
            .iter()
            .map(|p| {
                let (x, y) = (p.x as i64, p.y as i64);
                let fits = x >= 1 && y >= 1 && x + 1 < width as i64 && y + 1 < height as i64;
                fits && {
                    let i = y as usize * width + x as usize;
                    let shown = seen.mask[i]
                        || seen.mask[i - 1]
                        || seen.mask[i + 1]
                        || seen.mask[i - width]
                        || seen.mask[i + width];
                    shown && !taken[i] && seen.buffer.near[i] < p.z + 6.0
                }
            })
            .collect();
        let gaps: Vec<bool> = drawn.iter().map(|d| !d).collect();
        for (a, b) in runs(&gaps, 1) {
            if b - a <= 2 && a > 0 && b < steps {
                drawn[a..b].fill(true);
            }
        }
        let begins = even(&part.belly0, across);
        let begins = if begins < 1.0 { begins + random.normal(0.012) } else { f64::INFINITY };
        let ends = even(&part.belly1, across) + random.normal(0.012);
        let mut mine = Vec::new();
        for (a, b) in runs(&drawn, 4) {
            let pixels = &points[a..b];
            let page: Vec<[f64; 2]> = pixels
                .iter()
                .map(|p| view.from_pixel(p.x + seen.window[0] as f64, p.y + seen.window[1] as f64))
                .collect();
            if lengths(&page)[b - a - 1] < spacing * 2.6 {
                continue;
            }
            mine.extend_from_slice(pixels);
            let (mut of_flesh, mut of_tendon) = (Vec::new(), Vec::new());
            for (n, p) in pixels.iter().enumerate() {
                let v = along(a + n);
                let mut full = thickness(seen, p.x - 0.5, p.y - 0.5, j);
                if begins <= 0.0 && ends >= 1.0 && part.cuts.is_empty() && !seen.tendon {
                    of_flesh.push(full);
                    of_tendon.push(0.0);
                    continue;
                }
                let ramp = |x: f64| (x / 0.06 + 0.5).clamp(0.0, 1.0);
                let mut share = if seen.tendon { 0.0 } else { ramp(v - begins) * ramp(ends - v) };
                if begins <= 0.0 && !seen.tendon {
                    share = ramp(ends - v);
                }
                for cut in &part.cuts {
                    full *= ((v - cut).abs() / 0.010 - 0.6).clamp(0.0, 1.0);
                }
                of_flesh.push(full * share);
                of_tendon.push(if j.is_multiple_of(2) { hand.width[0] * (1.0 - share) } else { 0.0 });
            }
            for (path, widths, least) in
                [(&mut flesh, &of_flesh, spacing * 1.2), (&mut tendon, &of_tendon, spacing)]
            {
                let on: Vec<bool> = widths.iter().map(|w| *w > hand.width[0] * 0.4).collect();
                for (c, d) in runs(&on, 4) {
                    let taper = 9.0 * scale.sqrt();
                    stroke(path, &page[c..d], &widths[c..d], least, taper, hand.eps, random);
                }
            }
        }
        for p in mine {
            stamp(&mut taken, width, height, p.x, p.y, spacing * 0.62 * view.fineness);
        }
    }
    (flesh, tendon)
}

/// How thick a fibre is at a pixel: by the shade, by the nearness of an edge, less where the surface turns away; every second one
/// is lost in the light.
fn thickness(seen: &Seen, x: f64, y: f64, j: usize) -> f64 {
    let hand = &seen.scene.hand;
    let shade = ((seen.tone.sample(x, y) - 0.12) / 0.83).clamp(0.0, 1.0);
    let edge = seen.inside.sample(x, y) / seen.scene.view.fineness;
    let shade = shade + 0.6 * (-edge / (5.5 * seen.scene.plate.scale)).exp() * (0.3 + shade);
    let [thin, thick] = hand.width;
    let mut width = thin + (thick - thin) * shade.clamp(0.0, 1.2).powf(1.5);
    if !j.is_multiple_of(2) {
        width *= ((shade - 0.10) / 0.22).clamp(0.0, 1.0);
    } else if j.is_multiple_of(4) {
        width *= (shade / 0.10).clamp(0.0, 1.0).sqrt();
    }
    width * (seen.facing.sample(x, y) / 0.5).clamp(0.35, 1.0)
}

fn stamp(taken: &mut [bool], width: usize, height: usize, x: f64, y: f64, r: f64) {
    let clip = |v: f64, n: usize| v.clamp(0.0, (n - 1) as f64) as usize;
    for j in clip(y - r, height)..=clip(y + r + 1.0, height) {
        for i in clip(x - r, width)..=clip(x + r + 1.0, width) {
            if (i as f64 + 0.5 - x).powi(2) + (j as f64 + 0.5 - y).powi(2) < r * r {
                taken[j * width + i] = true;
            }
        }
    }
}
