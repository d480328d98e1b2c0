//! Makes the moving pictures of the page /learn again: `cargo run --release -p tissue --example frames -- crates/web/assets/tissue`.
//!
//! One file per story: a line of JSON (fibres, moments), then for each moment four bytes of every fibre, all oxygen first, then acid,
//! tension and flow, in the ranges of [`Picture`]. Fibres are drawn fewer and larger than they are: some four hundred stand for the
//! tens of thousands of such a section.

use std::fmt::Write as _;
use tissue::{Course, Frame, Phase, Picture, Story};

/// Half the width of what is drawn, mm.
const RADIUS_MM: f64 = 7.7;
/// Between two drawn fibres, mm.
const SPACING_MM: f64 = 0.74;
/// Loads that can be chosen, per cent of the maximum.
const LOADS_PERCENT: [u32; 4] = [10, 20, 45, 70];
/// The load after which it is needled, per cent.
const NEEDLED_PERCENT: u32 = 45;
/// Where the needle can land, mm from the middle.
const MISSES_MM: [u32; 5] = [0, 2, 4, 6, 8];
/// Twitches that can be chosen.
const TWITCHES: [u8; 3] = [0, 1, 3];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    std::fs::create_dir_all(&folder)?;
    for load in LOADS_PERCENT {
        let course = Course { load: f64::from(load) / 100.0, ..Course::LEFT_ALONE };
        let story = Story::of(course)?;
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

/// A fibre that is drawn, and the cell of the section it shows.
struct Fibre {
    x_mm: f64,
    y_mm: f64,
    cell: usize,
}

/// A hexagonal lattice, a little irregular, with gaps where two fascicles meet.
fn fibres(story: &Story) -> Vec<Fibre> {
    let (nx, ny) = story.size;
    let cell_at = |x_mm: f64, y_mm: f64| -> Option<usize> {
        let of = |mm: f64, n: usize| (mm / story.cell_mm + n as f64 / 2.0).floor();
        let (x, y) = (of(x_mm, nx), of(y_mm, ny));
        ((0.0..nx as f64).contains(&x) && (0.0..ny as f64).contains(&y)).then(|| y as usize * nx + x as usize)
    };
    // The fascicle is that of the nearest middle, as the section itself was divided; only finer than its cells.
    let nearest_two = |x: f64, y: f64| {
        let mut distances: Vec<f64> =
            story.fascicle_centres_mm.iter().map(|c| (c[0] - x).hypot(c[1] - y)).collect();
        distances.sort_by(f64::total_cmp);
        distances[1] - distances[0]
    };
    let mut fibres = Vec::new();
    let rows = (2.0 * RADIUS_MM / (SPACING_MM * 0.866)) as i32;
    for row in -rows / 2..=rows / 2 {
        for column in -12..=12 {
            let shift = if row % 2 == 0 { 0.0 } else { 0.5 };
            let wobble =
                |salt: i32| f64::from((row * 37 + column * 101 + salt * 53).rem_euclid(17) - 8) / 8.0 * 0.07;
            let x_mm = (f64::from(column) + shift) * SPACING_MM + wobble(1);
            let y_mm = f64::from(row) * SPACING_MM * 0.866 + wobble(2);
            let Some(cell) = cell_at(x_mm, y_mm) else { continue };
            if x_mm.hypot(y_mm) < RADIUS_MM && nearest_two(x_mm, y_mm) > 0.22 {
                fibres.push(Fibre { x_mm, y_mm, cell });
            }
        }
    }
    fibres
}

fn hundredth(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
