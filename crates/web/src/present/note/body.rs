//! Where the needles were, on the engraver's figures: what the map showed, for the page and for paper.

use crate::figure::printed::{Pin, numbered, printed, shown};
use crate::present::printed::figure_block;
use crate::texts::Texts;
use crate::views::note::NeedleFigure;
use crate::views::session::NeedleCard;
use report::sheet::{Block, Picture};

/// The needles that stand in the record.
fn pins(needles: &[NeedleCard]) -> Vec<Pin> {
    let standing = needles.iter().filter(|needle| needle.retracted.is_none());
    standing
        .map(|needle| Pin { number: needle.number, at: numbered(&needle.place), spot: needle.spot })
        .collect()
}

/// Number, muscle, point and side of each of these.
fn lines(needles: &[NeedleCard], numbers: &[u32]) -> Vec<String> {
    let of_these = needles.iter().filter(|needle| numbers.contains(&needle.number));
    of_these.map(|n| format!("{}  {} {} {}", n.number, n.muscle, n.point, n.side)).collect()
}

fn says(figure: &str, lines: &[String], texts: &Texts) -> String {
    texts.with("note-figure-says", &[("figure", figure.into()), ("needles", lines.join("; ").into())])
}

/// A line about those that are on no figure, where there is one.
fn elsewhere(left: &[u32], figures: usize, texts: &Texts) -> Option<String> {
    let numbers: Vec<String> = left.iter().map(u32::to_string).collect();
    let beyond = figures > 0 && !numbers.is_empty();
    beyond.then(|| texts.with("note-figure-elsewhere", &[("numbers", numbers.join(", ").into())]))
}

/// For the printed sheet: in ink only.
pub(super) fn figures(needles: &[NeedleCard], texts: &Texts) -> Vec<Block> {
    let (figures, left) = printed(&[], &pins(needles), texts);
    let elsewhere = elsewhere(&left, figures.len(), texts);
    let drawn = figures.into_iter().map(|figure| {
        let lines = lines(needles, &figure.numbers);
        let says = says(&figure.name, &lines, texts);
        figure_block(figure, &lines, says)
    });
    drawn.chain(elsewhere.map(Block::Paragraph)).collect()
}

/// For the page: the plate as the map shows it, the crosses over it; and a line about needles that are on none.
pub(super) fn on_page(needles: &[NeedleCard], texts: &Texts) -> (Vec<NeedleFigure>, String) {
    let (figures, left) = shown(&pins(needles), texts);
    let elsewhere = elsewhere(&left, figures.len(), texts);
    let drawn = figures.into_iter().map(|figure| {
        let lines = lines(needles, &figure.numbers);
        NeedleFigure {
            plate: figure.plate,
            mirrored: figure.mirrored,
            crosses: Picture { says: says(&figure.name, &lines, texts), ..figure.crosses },
            window: figure.window,
            words: figure.name,
            lines,
        }
    });
    (drawn.collect(), elsewhere.unwrap_or_default())
}
