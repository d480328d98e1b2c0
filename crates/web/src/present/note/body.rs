//! Where the needles were, on the engraver's figures: what the map showed, for the page and for paper.

use crate::assets::Assets;
use crate::texts::Texts;
use crate::views::note::NeedleFigure;
use crate::views::session::NeedleCard;
use report::sheet::{Block, Numbered, Overlay, Picture, crosses, engraved};
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

/// Round the needles the page shows at least this part of a figure's height: one must see whose body it is.
const WINDOW_LEAST: i32 = 2;
/// Above and below them together, by its height.
const WINDOW_MARGIN: i32 = 3;

/// What is read of a figure's sheet.
#[derive(Deserialize)]
struct Places {
    mirrored: bool,
    /// Left, top, width and height, in its units.
    frame: [i32; 4],
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

/// A figure and the needles on it.
struct Shown {
    figure: &'static str,
    frame: [i32; 4],
    /// "From behind".
    words: String,
    /// Number, muscle, point and side of each.
    lines: Vec<String>,
    numbered: Vec<Numbered>,
}

impl Shown {
    fn says(&self, texts: &Texts) -> String {
        let needles = self.lines.join("; ");
        texts.with("note-figure-says", &[("figure", self.words.as_str().into()), ("needles", needles.into())])
    }
}

/// The figures that show the needles which stand in the record, as few as can be, and a line about those that are on none.
fn shown(needles: &[NeedleCard], texts: &Texts) -> (Vec<Shown>, Option<String>) {
    let mut left: Vec<&NeedleCard> = needles.iter().filter(|n| n.retracted.is_none()).collect();
    let sheets = FIGURES.iter().filter_map(|(figure, words)| Some((*figure, *words, Places::read(figure)?)));
    let mut sheets: Vec<(&str, &str, Places)> = sheets.collect();
    let mut figures = Vec::new();
    loop {
        let many = |places: &Places| left.iter().filter(|n| places.at(&n.place).is_some()).count();
        let Some(best) = (0..sheets.len()).rev().max_by_key(|n| many(&sheets[*n].2)) else { break };
        if many(&sheets[best].2) == 0 {
            break;
        }
        let (figure, words, places) = sheets.remove(best);
        let (here, elsewhere): (Vec<_>, Vec<_>) = left.iter().partition(|n| places.at(&n.place).is_some());
        left = elsewhere;
        let lines = here.iter().map(|n| format!("{}  {} {} {}", n.number, n.muscle, n.point, n.side));
        let numbered =
            here.iter().filter_map(|n| Some(Numbered { number: n.number, at: places.at(&n.place)? }));
        figures.push(Shown {
            figure,
            frame: places.frame,
            words: texts.get(words),
            lines: lines.collect(),
            numbered: numbered.collect(),
        });
    }
    let numbers: Vec<String> = left.iter().map(|n| n.number.to_string()).collect();
    let beyond = !figures.is_empty() && !numbers.is_empty();
    let line = beyond.then(|| texts.with("note-figure-elsewhere", &[("numbers", numbers.join(", ").into())]));
    (figures, line)
}

/// For the printed sheet: in ink only.
pub(super) fn figures(needles: &[NeedleCard], texts: &Texts) -> Vec<Block> {
    let (shown, elsewhere) = shown(needles, texts);
    let drawn = shown.iter().filter_map(|shown| {
        let picture = picture(shown.figure, shown.frame, &shown.numbered, shown.says(texts))?;
        let width = if picture.width * 2 > picture.height { WIDTH } else { WIDTH_ASIDE };
        let words = format!("{}\n{}", shown.words, shown.lines.join("\n"));
        Some(Block::Pictures { width, rows: vec![(picture, words)] })
    });
    let mut blocks: Vec<Block> = drawn.collect();
    blocks.extend(elsewhere.map(Block::Paragraph));
    blocks
}

/// For the page: the plate as the map shows it, the crosses over it; and a line about needles that are on none.
pub(super) fn on_page(needles: &[NeedleCard], texts: &Texts) -> (Vec<NeedleFigure>, String) {
    let (shown, elsewhere) = shown(needles, texts);
    let figure = |shown: Shown| NeedleFigure {
        plate: format!("{}#superficial", Assets::get().url(&format!("plates/{}-neutral.svg", shown.figure))),
        crosses: crosses(shown.frame, &shown.numbered, shown.says(texts)),
        window: window(shown.frame, &shown.numbered),
        words: shown.words,
        lines: shown.lines,
    };
    (shown.into_iter().map(figure).collect(), elsewhere.unwrap_or_default())
}

/// The part of a figure's height round its needles: where it begins, and how tall it is.
fn window([_, top, _, height]: [i32; 4], numbered: &[Numbered]) -> [i32; 2] {
    let places = || numbered.iter().map(|needle| needle.at[1] - top);
    let (Some(highest), Some(lowest)) = (places().min(), places().max()) else { return [0, height] };
    let tall = (lowest - highest + height / WINDOW_MARGIN).clamp(height / WINDOW_LEAST, height);
    [((highest + lowest - tall) / 2).clamp(0, height - tall), tall]
}

/// A figure with numbered crosses. A plate that cannot be read costs the note its picture, not the note.
fn picture(figure: &str, frame: [i32; 4], numbered: &[Numbered], says: String) -> Option<Picture> {
    let asset = Assets::get().file(&format!("plates/{figure}-neutral.svg"))?;
    let drawn =
        engraved(std::str::from_utf8(&asset.bytes).ok()?, &Overlay::of_needles(frame, numbered), says);
    drawn.inspect_err(|error| tracing::error!(%error, figure, "a plate could not be printed")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_the_part_of_a_figure_where_the_needles_are() {
        let frame = [-500, -1000, 1000, 2400];
        let at = |y: i32| Numbered { number: 1, at: [0, y] };
        assert_eq!(window(frame, &[at(-950)]), [0, 1200], "a head, with the chest");
        assert_eq!(window(frame, &[at(1390)]), [1200, 1200], "a foot, with the thigh");
        assert_eq!(window(frame, &[at(-950), at(1390)]), [0, 2400]);
        assert_eq!(window(frame, &[at(200)]), [600, 1200]);
    }

    #[test]
    fn every_figure_can_be_printed_and_a_right_point_is_the_mirror_of_the_left() {
        for (figure, _) in FIGURES {
            let places = Places::read(figure).expect("a sheet");
            let drawn =
                picture(figure, places.frame, &[Numbered { number: 12, at: [0, 0] }], "a figure".to_owned());
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
