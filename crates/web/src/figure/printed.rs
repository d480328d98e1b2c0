//! Whole figures for paper: the engraver's plates with painted pain and needles as numbered crosses.

use super::sheet::outline::Place;
use super::sheet::{Sheet, View};
use crate::assets::Assets;
use atlas::{Cell, PointId, Side};
use report::sheet::{Numbered, Overlay, Painted, Picture, engraved};

/// The whole figures; of two that show as much the first is taken.
pub const FIGURES: [&str; 4] = ["back", "front", "left", "right"];

/// A needle with its number.
#[derive(Clone, Copy, Debug)]
pub struct Pin {
    /// Beside its cross.
    pub number: u32,
    /// Where it is: a numbered point; none for a muscle as a whole.
    pub at: Option<(PointId, Side)>,
}

/// The numbered point of `trapezius-upper/1/R`; none for a muscle as a whole.
pub fn numbered(place: &str) -> Option<(PointId, Side)> {
    let (point, side) = place.rsplit_once('/')?;
    Some((point.parse().ok()?, side.parse().ok()?))
}

/// A figure, and what is on it.
#[derive(Clone, Debug)]
pub struct Printed {
    /// One of [`FIGURES`].
    pub figure: &'static str,
    /// To be set in a document; what it says is left to whoever knows the words.
    pub picture: Picture,
    /// Numbers of the needles that it shows.
    pub numbers: Vec<u32>,
    /// Painted cells that it shows.
    pub cells: Vec<Cell>,
}

/// As few figures as can be, and the numbers of the needles that are on none. A plate that cannot be read costs the document its
/// picture, not the document.
pub fn printed(painted: &[(Cell, u8)], pins: &[Pin]) -> (Vec<Printed>, Vec<u32>) {
    let mut views: Vec<&'static View> = FIGURES.iter().filter_map(|id| Sheet::get().view(id)).collect();
    let (mut cells, mut left): (Vec<Cell>, Vec<Pin>) =
        (painted.iter().map(|(cell, _)| *cell).collect(), pins.to_vec());
    let mut figures = Vec::new();
    loop {
        let gain = |view: &View| {
            let needles = left.iter().filter(|pin| place(view, pin.at).is_some()).count();
            needles + cells.iter().filter(|cell| Sheet::get().shows_some(view, **cell)).count()
        };
        let Some(best) =
            (0..views.len()).rev().max_by_key(|n| gain(views[*n])).filter(|n| gain(views[*n]) > 0)
        else {
            break;
        };
        let view = views.remove(best);
        let (here, elsewhere): (Vec<Pin>, Vec<Pin>) =
            left.iter().partition(|pin| place(view, pin.at).is_some());
        left = elsewhere;
        cells.retain(|cell| !Sheet::get().shows_some(view, *cell));
        figures.extend(figure(view, painted, &here));
    }
    (figures, left.iter().map(|pin| pin.number).collect())
}

fn place(view: &View, at: Option<(PointId, Side)>) -> Option<Place> {
    at.and_then(|(point, side)| view.point(point, side))
}

fn figure(view: &'static View, painted: &[(Cell, u8)], pins: &[Pin]) -> Option<Printed> {
    let whole = |(x, y): Place| [x.round() as i32, y.round() as i32];
    let here: Vec<&(Cell, u8)> = painted.iter().filter(|(cell, _)| view.shows(*cell)).collect();
    let areas = here.iter().flat_map(|(cell, strength)| {
        view.rings(*cell).map(|rings| Painted {
            rings: rings.iter().map(|ring| ring.iter().map(|at| whole(*at)).collect()).collect(),
            strength: *strength,
        })
    });
    let crosses =
        pins.iter().filter_map(|pin| Some(Numbered { number: pin.number, at: whole(place(view, pin.at)?) }));
    let overlay = Overlay {
        across: view.frame().right.round() as i32,
        painted: areas.collect(),
        numbered: crosses.collect(),
    };
    let figure = FIGURES.into_iter().find(|id| *id == view.id())?;
    let asset = Assets::get().file(&format!("plates/{figure}-neutral.svg"))?;
    let drawn = engraved(std::str::from_utf8(&asset.bytes).ok()?, &overlay, String::new());
    let picture =
        drawn.inspect_err(|error| tracing::error!(%error, figure, "a plate could not be printed")).ok()?;
    let cells = here.iter().filter(|(cell, _)| Sheet::get().shows_some(view, *cell)).map(|(cell, _)| *cell);
    Some(Printed {
        figure,
        picture,
        numbers: pins.iter().map(|pin| pin.number).collect(),
        cells: cells.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_can_be_printed() {
        for id in FIGURES {
            let view = Sheet::get().view(id).expect("a view");
            let cell = view.cells_shown().into_iter().next().expect("a cell");
            let bare = figure(view, &[], &[]).expect("a plate").picture.marks.len();
            let painted = figure(view, &[(cell, 5)], &[]).expect("a plate").picture.marks.len();
            assert!(bare > 100 && painted >= bare + 2, "{id}");
        }
    }

    #[test]
    fn as_few_figures_as_show_everything_and_a_muscle_as_a_whole_is_on_none() {
        let at = |point: &str, side| Some((point.parse().expect("a point"), side));
        let cell = |region: &str| Cell::new(region.parse().expect("a region"), Side::R);
        let pins = [
            Pin { number: 1, at: at("infraspinatus/1", Side::R) },
            Pin { number: 2, at: at("infraspinatus/1", Side::L) },
            Pin { number: 3, at: None },
        ];
        let (figures, left) = printed(&[(cell("scapula-body"), 6)], &pins);
        assert_eq!(figures.iter().map(|f| f.figure).collect::<Vec<_>>(), ["back"]);
        assert_eq!((figures[0].numbers.as_slice(), left.as_slice()), (&[1, 2][..], &[3][..]));
        assert_eq!(figures[0].cells, [cell("scapula-body")]);
        let view = Sheet::get().view("back").expect("the back");
        let x = |n: usize| place(view, pins[n].at).expect("is seen from behind").0;
        assert!(x(0) > x(1), "seen from behind, the body's right is on the right");
    }

    #[test]
    fn a_numbered_point_has_a_place_on_the_map_and_nonsense_has_none() {
        assert_eq!(numbered("trapezius-upper/1/R").map(|(_, side)| side), Some(Side::R));
        for place in [
            "",
            "trapezius-upper",
            "trapezius-upper//R",
            "trapezius-upper/99/R",
            "x/1/L",
            "trapezius-upper/1/Q",
        ] {
            assert!(numbered(place).is_none(), "{place}");
        }
    }
}
