//! The stories of the tissue as they were computed in advance (`tissue`'s example `frames`), read for the still pictures.

use crate::assets::Assets;
use crate::views::learn::{FibreView, StillView};
use serde::Deserialize;

/// The story that is told without a script: overload, then a needle into the point with several twitches.
const TOLD: [&str; 2] = ["tissue/overload-45.bin", "tissue/needle-0-3.bin"];

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
    TOLD.iter().filter_map(|name| story(name)).flatten().collect()
}

fn story(name: &str) -> Option<Vec<StillView>> {
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
                    oxygen: pictures[i],
                    acid: pictures[count + i],
                    tension: pictures[2 * count + i],
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
