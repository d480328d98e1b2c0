//! Where the needles were, on the engraver's figures: what the map showed, for paper.

use crate::assets::Assets;
use crate::texts::Texts;
use crate::views::session::NeedleCard;
use report::sheet::{Block, Numbered, Picture, engraved};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole figures and the words for them; of two that show as many needles the first is taken.
const FIGURES: [(&str, &str); 4] = [
    ("back", "note-figure-back"),
    ("front", "note-figure-front"),
    ("left", "note-figure-left"),
    ("right", "note-figure-right"),
];
/// Of a figure on the page, points.
const WIDTH: u16 = 170;
/// Of a figure from the side: it is as tall as the others.
const WIDTH_ASIDE: u16 = 64;

/// What is read of a figure's sheet.
#[derive(Deserialize)]
struct Places {
    mirrored: bool,
    points: BTreeMap<String, [i32; 3]>,
}

impl Places {
    fn read(figure: &str) -> Option<Self> {
        let asset = Assets::get().file(&format!("plates/{figure}-neutral.json"))?;
        serde_json::from_slice(&asset.bytes).ok()
    }

    /// Where a point (`trapezius-upper/1/R`) lies, in the plate's units.
    fn at(&self, place: &str) -> Option<[i32; 2]> {
        let (point, side) = place.rsplit_once('/')?;
        if let Some([x, y, _]) = self.points.get(&format!("{point}:{side}")) {
            return Some([*x, *y]);
        }
        let [x, y, _] = self.points.get(&format!("{point}:L")).filter(|_| self.mirrored && side == "R")?;
        Some([-x, *y])
    }
}

/// The figures that show the needles which stand in the record, as few as can be, and which needles are on none.
pub(super) fn figures(needles: &[NeedleCard], texts: &Texts) -> Vec<Block> {
    let mut left: Vec<&NeedleCard> = needles.iter().filter(|n| n.retracted.is_none()).collect();
    let sheets = FIGURES.iter().filter_map(|(figure, words)| Some((*figure, *words, Places::read(figure)?)));
    let mut sheets: Vec<(&str, &str, Places)> = sheets.collect();
    let mut blocks = Vec::new();
    loop {
        let shown = |places: &Places| left.iter().filter(|n| places.at(&n.place).is_some()).count();
        let Some(best) = (0..sheets.len()).rev().max_by_key(|n| shown(&sheets[*n].2)) else { break };
        if shown(&sheets[best].2) == 0 {
            break;
        }
        let (figure, words, places) = sheets.remove(best);
        let (here, elsewhere): (Vec<_>, Vec<_>) = left.iter().partition(|n| places.at(&n.place).is_some());
        left = elsewhere;
        let lines: Vec<String> =
            here.iter().map(|n| format!("{}  {} {} {}", n.number, n.muscle, n.point, n.side)).collect();
        let says = texts.with(
            "note-figure-says",
            &[("figure", texts.get(words).into()), ("needles", lines.join("; ").into())],
        );
        let numbered =
            here.iter().filter_map(|n| Some(Numbered { number: n.number, at: places.at(&n.place)? }));
        let Some(picture) = picture(figure, &numbered.collect::<Vec<_>>(), says) else { continue };
        let width = if picture.width * 2 > picture.height { WIDTH } else { WIDTH_ASIDE };
        blocks.push(Block::Pictures {
            width,
            rows: vec![(picture, format!("{}\n{}", texts.get(words), lines.join("\n")))],
        });
    }
    if !blocks.is_empty() && !left.is_empty() {
        let numbers: Vec<String> = left.iter().map(|n| n.number.to_string()).collect();
        blocks.push(Block::Paragraph(
            texts.with("note-figure-elsewhere", &[("numbers", numbers.join(", ").into())]),
        ));
    }
    blocks
}

/// A figure with numbered crosses. A plate that cannot be read costs the note its picture, not the note.
fn picture(figure: &str, numbered: &[Numbered], says: String) -> Option<Picture> {
    let asset = Assets::get().file(&format!("plates/{figure}-neutral.svg"))?;
    let drawn = engraved(std::str::from_utf8(&asset.bytes).ok()?, numbered, says);
    drawn.inspect_err(|error| tracing::error!(%error, figure, "a plate could not be printed")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_can_be_printed_and_a_right_point_is_the_mirror_of_the_left() {
        for (figure, _) in FIGURES {
            let places = Places::read(figure).expect("a sheet");
            let drawn = picture(figure, &[Numbered { number: 12, at: [0, 0] }], "a figure".to_owned());
            assert!(drawn.expect("a plate").marks.len() > 100, "{figure}");
            if places.mirrored {
                let (left, right) = (places.at("infraspinatus/1/L"), places.at("infraspinatus/1/R"));
                assert_eq!(left.map(|[x, y]| [-x, y]), right, "{figure}");
            }
            assert_eq!(places.at("infraspinatus//R"), None, "a muscle as a whole has no cross");
        }
        let back = Places::read("back").expect("a sheet");
        let [x, _] = back.at("infraspinatus/1/R").expect("is seen from behind");
        assert!(x > 0, "seen from behind, the body's right is on the right");
    }
}
