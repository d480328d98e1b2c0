//! Makes the moving pictures of the page /learn again: `cargo run --release -p tissue --example frames -- crates/web/assets/tissue`.
//!
//! One file per story: a line of JSON (fibres, moments), then for each moment four bytes of every fibre, all oxygen first, then acid,
//! tension and flow, in the ranges of [`Picture`]. Fibres are drawn fewer and larger than they are: some four hundred stand for the
//! tens of thousands of such a section. `fibres.json` has their outlines, the same for all stories, in hundredths of a millimetre.

use std::fmt::Write as _;
use tissue::{Course, Frame, Phase, Picture, Story};

/// Half the width of what is drawn, mm.
const RADIUS_MM: f64 = 7.7;
/// Between two drawn fibres, mm.
const SPACING_MM: f64 = 0.74;
/// Loads that can be chosen, per cent of the maximum.
const LOADS_PERCENT: [u32; 7] = [10, 20, 30, 40, 50, 60, 70];
/// The load after which it is needled, per cent.
const NEEDLED_PERCENT: u32 = 50;
/// Where the needle can land, mm from the middle.
const MISSES_MM: [u32; 5] = [0, 2, 4, 6, 8];
/// Twitches that can be chosen.
const TWITCHES: [u8; 3] = [0, 1, 3];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    let mut outlined = false;
    for load in LOADS_PERCENT {
        let course = Course { load: f64::from(load) / 100.0, ..Course::LEFT_ALONE };
        let story = Story::of(course)?;
        if !outlined {
            outlines(&folder, &story)?;
            outlined = true;
        }
        let until =
            story.frames.iter().position(|f| f.time_s > story_end_s(&course)).unwrap_or(story.frames.len());
        write(&folder, &format!("overload-{load}"), &story, &story.frames[..until])?;
    }
    for miss in MISSES_MM {
        for twitches in TWITCHES {
            let course = Course {
                load: f64::from(NEEDLED_PERCENT) / 100.0,
                missed_mm: f64::from(miss),
                twitches,
                ..Course::TWITCH
            };
            let story = Story::of(course)?;
            let from = story.frames.iter().position(|f| f.phase == Phase::Needle).unwrap_or(0);
            write(&folder, &format!("needle-{miss}-{twitches}"), &story, &story.frames[from..])?;
        }
    }
    Ok(())
}

/// Rest is shown for sixteen hours; nothing more happens.
fn story_end_s(course: &Course) -> f64 {
    (course.overload_h + 16.0) * 3600.0
}

fn write(
    folder: &std::path::Path,
    name: &str,
    story: &Story,
    frames: &[Frame],
) -> Result<(), Box<dyn std::error::Error>> {
    let fibres = fibres(story);
    let mut head = String::from("{\"radius_mm\":");
    write!(head, "{RADIUS_MM},\"fibres\":[")?;
    for (index, fibre) in fibres.iter().enumerate() {
        write!(
            head,
            "{}{},{}",
            if index == 0 { "" } else { "," },
            hundredth(fibre.x_mm),
            hundredth(fibre.y_mm)
        )?;
    }
    head.push_str("],\"frames\":[");
    for (index, frame) in frames.iter().enumerate() {
        let symptoms = &frame.symptoms;
        write!(
            head,
            "{}{{\"phase\":\"{}\",\"time_s\":{:.0},\"since_needle_s\":{:.0},\"crisis\":{},\"pain\":{:.1},\"soreness\":{:.1}}}",
            if index == 0 { "" } else { "," },
            frame.phase.name(),
            frame.time_s,
            frame.since_needle_s,
            frame.crisis_cm2 > CRISIS_CM2,
            symptoms.pain,
            symptoms.soreness,
        )?;
    }
    head.push_str("]}\n");
    let mut bytes = head.into_bytes();
    for frame in frames {
        for Picture(cells) in [&frame.oxygen, &frame.acid, &frame.tension, &frame.flow] {
            bytes.extend(fibres.iter().map(|fibre| cells[fibre.cell]));
        }
    }
    println!("{name}: {} moments, {} fibres, {} bytes", frames.len(), fibres.len(), bytes.len());
    std::fs::write(folder.join(format!("{name}.bin")), bytes)?;
    Ok(())
}

/// A starved area smaller than this is over, cm2.
const CRISIS_CM2: f64 = 0.05;

/// The shapes of all fibres, each as x and y of its corners one after another.
fn outlines(folder: &std::path::Path, story: &Story) -> Result<(), Box<dyn std::error::Error>> {
    let shapes: Vec<String> = fibres(story)
        .iter()
        .map(|fibre| {
            let numbers: Vec<String> = fibre
                .outline
                .iter()
                .flat_map(|[x, y]| [x, y])
                .map(|mm| format!("{:.0}", mm * 100.0))
                .collect();
            format!("[{}]", numbers.join(","))
        })
        .collect();
    std::fs::write(folder.join("fibres.json"), format!("[{}]\n", shapes.join(",\n")))?;
    Ok(())
}

/// A fibre that is drawn, and the cell of the section it shows.
struct Fibre {
    x_mm: f64,
    y_mm: f64,
    cell: usize,
    outline: Vec<[f64; 2]>,
}

/// Half of the tissue between two fascicles, mm; drawn wider than it is.
const SEPTUM_MM: f64 = 0.09;
/// A fibre that a septum leaves less of is not drawn, mm2.
const AREA_MIN_MM2: f64 = 0.16;

/// A fascicle or a row of the lattice of which the edge of the picture leaves fewer fibres is not drawn: they would hang there alone.
const FIBRES_MIN: usize = 3;
/// Places in a row of the lattice.
const COLUMNS: usize = 25;

/// A hexagonal lattice, a little irregular, cut where two fascicles meet.
fn fibres(story: &Story) -> Vec<Fibre> {
    let (nx, ny) = story.size;
    let cell_at = |x_mm: f64, y_mm: f64| -> Option<usize> {
        let of = |mm: f64, n: usize| (mm / story.cell_mm + n as f64 / 2.0).floor();
        let (x, y) = (of(x_mm, nx), of(y_mm, ny));
        ((0.0..nx as f64).contains(&x) && (0.0..ny as f64).contains(&y)).then(|| y as usize * nx + x as usize)
    };
    let mut places = Vec::new();
    let rows = (2.0 * RADIUS_MM / (SPACING_MM * 0.866)) as i32;
    // One more on each side: what is drawn at the edge needs neighbours, too.
    for row in -rows / 2 - 1..=rows / 2 + 1 {
        for column in -(COLUMNS as i32 / 2)..=COLUMNS as i32 / 2 {
            let shift = if row % 2 == 0 { 0.0 } else { 0.5 };
            let wobble =
                |salt: i32| f64::from((row * 37 + column * 101 + salt * 53).rem_euclid(17) - 8) / 8.0 * 0.15;
            places.push([
                (f64::from(column) + shift) * SPACING_MM + wobble(1),
                f64::from(row) * SPACING_MM * 0.866 + wobble(2),
            ]);
        }
    }
    let mut fibres = Vec::new();
    for (at, &place) in places.iter().enumerate() {
        let [x_mm, y_mm] = place;
        if x_mm.hypot(y_mm) > RADIUS_MM {
            continue;
        }
        let reach = SPACING_MM * 0.9;
        let mut outline: Vec<[f64; 2]> = [[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]
            .map(|[x, y]| [x_mm + x * reach, y_mm + y * reach])
            .to_vec();
        for (_, &other) in places.iter().enumerate().filter(|(other, _)| *other != at) {
            if (other[0] - x_mm).hypot(other[1] - y_mm) < 2.0 * SPACING_MM {
                outline = nearer(&outline, place, other, 0.0);
            }
        }
        // The fascicle is that of the nearest middle, as the section itself was divided; only finer than its cells.
        let away = |centre: &[f64; 2]| (centre[0] - x_mm).hypot(centre[1] - y_mm);
        let centres = story.fascicle_centres_mm.iter().enumerate();
        let Some((own, &centre)) = centres.clone().min_by(|(_, a), (_, b)| away(a).total_cmp(&away(b)))
        else {
            continue;
        };
        for (_, &other) in centres.filter(|(other, _)| *other != own) {
            outline = nearer(&outline, centre, other, SEPTUM_MM);
        }
        let Some(cell) = cell_at(x_mm, y_mm) else { continue };
        if area_mm2(&outline) > AREA_MIN_MM2 {
            fibres.push((own, at / COLUMNS, Fibre { x_mm, y_mm, cell, outline }));
        }
    }
    let mut of_fascicle = vec![0; story.fascicle_centres_mm.len()];
    let mut of_row = vec![0; places.len().div_ceil(COLUMNS)];
    for (fascicle, row, _) in &fibres {
        of_fascicle[*fascicle] += 1;
        of_row[*row] += 1;
    }
    fibres.retain(|(fascicle, row, _)| of_fascicle[*fascicle] >= FIBRES_MIN && of_row[*row] >= FIBRES_MIN);
    fibres.into_iter().map(|(_, _, fibre)| fibre).collect()
}

/// What of a convex outline lies nearer to one point than to another, and so far from the middle between them.
fn nearer(outline: &[[f64; 2]], one: [f64; 2], other: [f64; 2], gap_mm: f64) -> Vec<[f64; 2]> {
    let (dx, dy) = (other[0] - one[0], other[1] - one[1]);
    let apart = dx.hypot(dy);
    // Below zero on the side of `one`.
    let beyond =
        |p: &[f64; 2]| ((p[0] - one[0]) * dx + (p[1] - one[1]) * dy) / apart - (apart / 2.0 - gap_mm);
    let mut kept = Vec::new();
    for (index, a) in outline.iter().enumerate() {
        let b = &outline[(index + 1) % outline.len()];
        let (at_a, at_b) = (beyond(a), beyond(b));
        if at_a <= 0.0 {
            kept.push(*a);
        }
        if (at_a < 0.0 && at_b > 0.0) || (at_a > 0.0 && at_b < 0.0) {
            let part = at_a / (at_a - at_b);
            kept.push([a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])]);
        }
    }
    kept
}

fn area_mm2(outline: &[[f64; 2]]) -> f64 {
    let twice: f64 = outline
        .iter()
        .enumerate()
        .map(|(index, a)| {
            let b = &outline[(index + 1) % outline.len()];
            a[0] * b[1] - b[0] * a[1]
        })
        .sum();
    twice.abs() / 2.0
}

fn hundredth(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
