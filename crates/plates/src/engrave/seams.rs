//! Parts of one sheet: where they meet there is no outline.

use super::Scene;
use super::muscles::Seen;
use crate::picture::Field;

/// The softness (mm at scale 1) with which the others are seen, and the share of them from which there is no outline: some 3 mm.
const SOFT: f64 = 1.8;
const SHARE: f64 = 0.05;

/// Marks where each part has another of its sheet beside it, over it or under it.
pub(super) fn find(scene: &Scene, mut parts: Vec<&mut Seen>) {
    let view = &scene.view;
    let soft = SOFT * scene.plate.scale * view.fineness;
    for own in 0..parts.len() {
        let Some(sheet) = parts[own].one_with else { continue };
        let [left, top, width, height] = parts[own].window;
        let mut others = vec![false; width * height];
        for other in (0..parts.len()).filter(|other| *other != own) {
            if parts[other].one_with != Some(sheet) {
                continue;
            }
            let [from, above, across, _] = parts[other].window;
            for (i, _) in parts[other].mask.iter().enumerate().filter(|(_, mask)| **mask) {
                let (x, y) = (i % across + from, i / across + above);
                if x >= left && x < left + width && y >= top && y < top + height {
                    others[(y - top) * width + x - left] = true;
                }
            }
        }
        let others = Field::mask(width, height, &others).blurred(soft);
        parts[own].seam = others.data.iter().map(|share| *share > SHARE).collect();
    }
}
