//! The stories of the tissue as they were computed in advance (`tissue`'s example `frames`), read for the still pictures.

use crate::assets::Assets;
use crate::views::learn::{FibreView, StillView};
use serde::Deserialize;

/// Outlines of the fibres, the same in all stories.
const OUTLINES: &str = "tissue/fibres.json";

/// The story that is told without a script: overload, then a needle into the point with several twitches.
const TOLD: [&str; 2] = ["tissue/overload-50.bin", "tissue/needle-0-3.bin"];

#[derive(Deserialize)]
struct Head {
    radius_mm: f64,
    fibres: Vec<f64>,
    frames: Vec<Moment>,
}

#[derive(Deserialize)]
struct Moment {
    phase: String,
}

/// One picture per part of the story, each as that part ends; empty if a file does not read, which a test rules out.
pub fn stills() -> Vec<StillView> {
    let outlines = Assets::get().file(OUTLINES).and_then(|file| serde_json::from_slice(&file.bytes).ok());
    let outlines: Vec<Vec<i16>> = outlines.unwrap_or_default();
    TOLD.iter().filter_map(|name| story(name, &outlines)).flatten().collect()
}

fn story(name: &str, outlines: &[Vec<i16>]) -> Option<Vec<StillView>> {
    let bytes = &Assets::get().file(name)?.bytes;
    let end = bytes.iter().position(|b| *b == b'\n')?;
    let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
    let count = head.fibres.len() / 2;
    let last_of =
        |index: usize| head.frames.get(index + 1).is_none_or(|next| next.phase != head.frames[index].phase);
    (0..head.frames.len())
        .filter(|index| last_of(*index))
        .map(|index| {
            let at = end + 1 + index * 4 * count;
            let pictures = bytes.get(at..at + 4 * count)?;
            let fibres = (0..count)
                .map(|i| FibreView {
                    x_mm: head.fibres[2 * i],
                    y_mm: head.fibres[2 * i + 1],
                    outline: outlines.get(i).cloned().unwrap_or_default(),
                    oxygen: pictures[i],
                    acid: pictures[count + i],
                    tension: pictures[2 * count + i],
                    flow: pictures[3 * count + i],
                })
                .collect();
            Some(StillView { phase: head.frames[index].phase.clone(), radius_mm: head.radius_mm, fibres })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::stills;

    #[test]
    fn the_story_has_its_six_parts_in_order() {
        let phases: Vec<String> = stills().into_iter().map(|s| s.phase).collect();
        assert_eq!(phases, ["healthy", "overload", "rest", "needle", "flush", "days"]);
    }

    #[test]
    fn every_fibre_has_an_outline_around_its_middle() {
        for fibre in &stills()[0].fibres {
            assert!(fibre.outline.len() >= 6 && fibre.outline.len().is_multiple_of(2), "a polygon");
            for corner in fibre.outline.chunks_exact(2) {
                let (x, y) = (f64::from(corner[0]) / 100.0, f64::from(corner[1]) / 100.0);
                assert!((x - fibre.x_mm).hypot(y - fibre.y_mm) < 1.0, "a corner far from its fibre");
            }
        }
    }

    #[test]
    fn overload_starves_rest_does_not_help_and_the_days_bring_oxygen_back() {
        let stills = stills();
        let middle = |index: usize| {
            let near: Vec<f64> = stills[index]
                .fibres
                .iter()
                .filter(|f| f.x_mm.hypot(f.y_mm) < 3.0)
                .map(|f| f64::from(f.oxygen))
                .collect();
            near.iter().sum::<f64>() / near.len() as f64
        };
        assert!(middle(1) < middle(0) / 2.0, "overload");
        assert!(middle(2) < middle(0) / 1.5, "rest");
        assert!(middle(5) > middle(2) * 1.5, "days after the needle");
    }
}
