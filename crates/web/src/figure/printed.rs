//! Figures of a record: the engraver's plates with painted pain and needles as numbered crosses, for paper and for the page.
//!
//! Needles stand on close-ups of where they were; what no close-up shows, painted pain above all, on whole figures.

use super::choice::views_of;
use super::sheet::outline::Place;
use super::sheet::{Sheet, View};
use super::tools;
use crate::assets::Assets;
use crate::texts::Texts;
use atlas::{Atlas, Cell, PointId, Side};
use report::sheet::{Numbered, Overlay, Painted, Picture, crosses, engraved};

/// The whole figures; of two that show as much the first is taken.
const FIGURES: [&str; 4] = ["back", "front", "left", "right"];
/// Round the needles the page shows at least this part of a whole figure's height: one must see whose body it is.
const WINDOW_LEAST: i32 = 2;
/// Above and below them together, by its height.
const WINDOW_MARGIN: i32 = 3;

/// Numbers beside crosses by the longer side of the plate: on a close-up there is room.
const NUMERAL_WHOLE: i32 = 42;
const NUMERAL_CLOSE: i32 = 26;

/// A needle with its number.
#[derive(Clone, Copy, Debug)]
pub struct Pin {
    /// Beside its cross.
    pub number: u32,
    /// Where it is: a numbered point; none for a muscle as a whole.
    pub at: Option<(PointId, Side)>,
    /// The spot that was marked on the map, mm on the body; it goes before the point.
    pub spot: Option<[f32; 3]>,
}

/// The numbered point of `trapezius-upper/1/R`; none for a muscle as a whole.
pub fn numbered(place: &str) -> Option<(PointId, Side)> {
    let (point, side) = place.rsplit_once('/')?;
    Some((point.parse().ok()?, side.parse().ok()?))
}

/// A figure for a document, and what is on it.
#[derive(Clone, Debug)]
pub struct Printed {
    /// "From behind", "Forearm, back, left".
    pub name: String,
    /// To be set in a document; what it says is left to whoever knows the words.
    pub picture: Picture,
    /// Numbers of the needles that it shows.
    pub numbers: Vec<u32>,
    /// Painted cells that it shows.
    pub cells: Vec<Cell>,
}

/// A figure for a page: the plate as the map shows it, and the crosses over it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// As [`Printed::name`].
    pub name: String,
    /// Address of the engraving.
    pub plate: String,
    /// Whether it is drawn as its mirror image.
    pub mirrored: bool,
    /// The crosses; what they say is left to whoever knows the words.
    pub crosses: Picture,
    /// The part of the plate that is shown: where it begins and how tall it is, in the picture's units.
    pub window: [i32; 2],
    /// Numbers of the needles that it shows.
    pub numbers: Vec<u32>,
}

/// A view, and what it is taken for.
struct Chosen {
    view: &'static View,
    pins: Vec<Pin>,
}

/// As few figures as can be, and the numbers of the needles that are on none. A plate that cannot be read costs the document its
/// picture, not the document.
pub fn printed(painted: &[(Cell, u8)], pins: &[Pin], texts: &Texts) -> (Vec<Printed>, Vec<u32>) {
    let cells: Vec<Cell> = painted.iter().map(|(cell, _)| *cell).collect();
    let (chosen, left) = chosen(&cells, pins);
    (chosen.iter().filter_map(|chosen| paper(chosen, painted, texts)).collect(), left)
}

/// The same of needles alone, for a page.
pub fn shown(pins: &[Pin], texts: &Texts) -> (Vec<Shown>, Vec<u32>) {
    let (chosen, left) = chosen(&[], pins);
    let page = |Chosen { view, pins }: Chosen| {
        let [width, height] = size(view);
        let crossed: Vec<Numbered> = pins.iter().filter_map(|pin| cross(view, *pin)).collect();
        Some(Shown {
            name: name(view, texts),
            plate: format!("{}#superficial", view.picture_address()?),
            mirrored: view.is_flipped(),
            window: if view.is_whole() { window(height, &crossed) } else { [0, height] },
            crosses: crosses([width, height], &crossed, numeral(view), String::new()),
            numbers: pins.iter().map(|pin| pin.number).collect(),
        })
    };
    (chosen.into_iter().filter_map(page).collect(), left)
}

fn chosen(cells: &[Cell], pins: &[Pin]) -> (Vec<Chosen>, Vec<u32>) {
    let sheet = Sheet::get();
    let on_close_up = |view: &View, pin: &Pin| {
        let usable = view.is_detail() && view.plate().is_some();
        if let Some(spot) = pin.spot.filter(|_| usable) {
            let cell = view.on_skin(spot).and_then(|at| view.cell_at(at));
            return cell.is_some_and(|cell| sheet.shows_well(view, cell));
        }
        let Some((point, side)) = pin.at.filter(|_| usable) else { return false };
        let site = Atlas::get().point(point).site;
        view.point(point, side).is_some() && site.iter().any(|r| sheet.shows_well(view, Cell::new(*r, side)))
    };
    let on_whole = |view: &View, pin: &Pin| place(view, *pin).is_some();
    let mut left = pins.to_vec();
    let mut all: Vec<Chosen> =
        views_of(pins, on_close_up).into_iter().map(|view| take(view, &mut left, on_close_up)).collect();
    let mut cells: Vec<Cell> = cells.to_vec();
    cells.retain(|cell| !all.iter().any(|chosen| sheet.shows_some(chosen.view, *cell)));
    let mut wholes: Vec<&'static View> = FIGURES.iter().filter_map(|id| sheet.view(id)).collect();
    loop {
        let gain = |view: &View| {
            let needles = left.iter().filter(|pin| on_whole(view, pin)).count();
            needles + cells.iter().filter(|cell| sheet.shows_some(view, **cell)).count()
        };
        let best = (0..wholes.len()).rev().max_by_key(|n| gain(wholes[*n]));
        let Some(best) = best.filter(|n| gain(wholes[*n]) > 0) else { break };
        let view = wholes.remove(best);
        cells.retain(|cell| !sheet.shows_some(view, *cell));
        all.push(take(view, &mut left, on_whole));
    }
    (all, left.iter().map(|pin| pin.number).collect())
}

/// A view with the needles that it shows, which are no longer left.
fn take(view: &'static View, left: &mut Vec<Pin>, is_on: impl Fn(&View, &Pin) -> bool) -> Chosen {
    let (pins, elsewhere) = left.iter().partition(|pin| is_on(view, pin));
    *left = elsewhere;
    Chosen { view, pins }
}

fn place(view: &View, pin: Pin) -> Option<Place> {
    match pin.spot {
        Some(spot) => view.on_skin(spot),
        None => pin.at.and_then(|(point, side)| view.point(point, side)),
    }
}

fn whole((x, y): Place) -> [i32; 2] {
    [x.round() as i32, y.round() as i32]
}

fn size(view: &View) -> [i32; 2] {
    whole((view.frame().right, view.frame().bottom))
}

fn numeral(view: &View) -> i32 {
    let [width, height] = size(view);
    width.max(height) / if view.is_whole() { NUMERAL_WHOLE } else { NUMERAL_CLOSE }
}

fn cross(view: &View, pin: Pin) -> Option<Numbered> {
    Some(Numbered { number: pin.number, at: whole(place(view, pin)?) })
}

fn name(view: &View, texts: &Texts) -> String {
    match view.id() {
        "back" => texts.get("note-figure-back"),
        "front" => texts.get("note-figure-front"),
        "left" => texts.get("note-figure-left"),
        "right" => texts.get("note-figure-right"),
        _ => tools::view_name(view, texts),
    }
}

/// The part of a whole figure's height round its needles: where it begins, and how tall it is.
fn window(height: i32, crossed: &[Numbered]) -> [i32; 2] {
    let places = || crossed.iter().map(|needle| needle.at[1]);
    let (Some(highest), Some(lowest)) = (places().min(), places().max()) else { return [0, height] };
    let tall = (lowest - highest + height / WINDOW_MARGIN).clamp(height / WINDOW_LEAST, height);
    [((highest + lowest - tall) / 2).clamp(0, height - tall), tall]
}

fn paper(Chosen { view, pins }: &Chosen, painted: &[(Cell, u8)], texts: &Texts) -> Option<Printed> {
    let here: Vec<&(Cell, u8)> = painted.iter().filter(|(cell, _)| view.shows(*cell)).collect();
    let areas = here.iter().flat_map(|(cell, strength)| {
        view.rings(*cell).map(|rings| Painted {
            rings: rings.iter().map(|ring| ring.iter().map(|at| whole(*at)).collect()).collect(),
            strength: *strength,
        })
    });
    let overlay = Overlay {
        across: size(view)[0],
        mirrored: view.is_flipped(),
        painted: areas.collect(),
        numbered: pins.iter().filter_map(|pin| cross(view, *pin)).collect(),
        numeral: numeral(view),
    };
    let figure = view.plate()?;
    let sex = if view.is_sexed() { "-neutral" } else { "" };
    let asset = Assets::get().file(&format!("plates/{figure}{sex}.svg"))?;
    let drawn = engraved(std::str::from_utf8(&asset.bytes).ok()?, &overlay, String::new());
    let picture =
        drawn.inspect_err(|error| tracing::error!(%error, figure, "a plate could not be printed")).ok()?;
    let cells = here.iter().filter(|(cell, _)| Sheet::get().shows_some(view, *cell)).map(|(cell, _)| *cell);
    Some(Printed {
        name: name(view, texts),
        picture,
        numbers: pins.iter().map(|pin| pin.number).collect(),
        cells: cells.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(number: u32, point: &str, side: Side) -> Pin {
        Pin { number, at: Some((point.parse().expect("a point"), side)), spot: None }
    }

    fn cell(region: &str) -> Cell {
        Cell::new(region.parse().expect("a region"), Side::R)
    }

    #[test]
    fn every_plate_that_is_taken_can_be_printed() {
        let taken = |view: &&View| view.plate().is_some() && (view.is_whole() || view.is_detail());
        for view in Sheet::get().views().iter().filter(taken) {
            let chosen = Chosen { view, pins: Vec::new() };
            let cell = view.cells_shown().into_iter().next().expect("a cell");
            let marks =
                |painted| paper(&chosen, painted, Texts::english()).expect("a plate").picture.marks.len();
            let bare = marks(&[]);
            assert!(bare > 50 && marks(&[(cell, 5)]) >= bare + 2, "{}", view.id());
        }
    }

    #[test]
    fn needles_stand_on_a_close_up_and_a_muscle_as_a_whole_is_on_none() {
        let pins = [
            pin(1, "infraspinatus/1", Side::R),
            pin(2, "infraspinatus/1", Side::L),
            Pin { number: 3, at: None, spot: None },
        ];
        let (figures, left) = printed(&[(cell("scapula-body"), 6)], &pins, Texts::english());
        assert_eq!(figures.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["Neck and shoulder"]);
        assert_eq!((figures[0].numbers.as_slice(), left.as_slice()), (&[1, 2][..], &[3][..]));
        assert_eq!(figures[0].cells, [cell("scapula-body")]);
        let view = Sheet::get().view("back").expect("the back");
        let x = |n: usize| place(view, pins[n]).expect("is seen from behind").0;
        assert!(x(0) > x(1), "seen from behind, the body's right is on the right");
    }

    #[test]
    fn a_marked_spot_stands_where_it_was_marked_and_not_at_the_point() {
        let spot = Some([-80.0, 488.0, -70.0]);
        let pins = [Pin { spot, ..pin(1, "trapezius-upper/1", Side::R) }, Pin { number: 2, at: None, spot }];
        let (figures, left) = printed(&[], &pins, Texts::english());
        assert_eq!(
            (figures[0].name.as_str(), figures[0].numbers.as_slice(), left.len()),
            ("Neck and shoulder", &[1, 2][..], 0)
        );
        let view = Sheet::get().view("neck-shoulder").expect("a close-up");
        assert_eq!(place(view, pins[0]), place(view, pins[1]), "in the muscle as a whole too");
        assert_ne!(place(view, pins[0]), place(view, pin(1, "trapezius-upper/1", Side::R)));
    }

    #[test]
    fn pain_that_no_close_up_of_a_needle_shows_is_on_a_whole_figure() {
        let pins = [pin(1, "infraspinatus/1", Side::R)];
        let (figures, _) = printed(&[(cell("knee-front"), 4)], &pins, Texts::english());
        let numbers: Vec<(&str, usize)> =
            figures.iter().map(|f| (f.name.as_str(), f.numbers.len())).collect();
        assert_eq!(numbers, [("Neck and shoulder", 1), ("From the front", 0)]);
    }

    #[test]
    fn a_limb_of_the_other_side_is_the_mirror_image() {
        let on = |side| shown(&[pin(1, "extensor-digitorum/1", side)], Texts::english()).0;
        let [right, left] = [Side::R, Side::L].map(|side| on(side).remove(0));
        assert!(right.mirrored != left.mirrored && right.plate == left.plate, "{} {}", right.name, left.name);
    }

    #[test]
    fn the_page_shows_the_part_of_a_whole_figure_where_the_needles_are() {
        let at = |y: i32| Numbered { number: 1, at: [0, y] };
        assert_eq!(window(2400, &[at(50)]), [0, 1200], "a head, with the chest");
        assert_eq!(window(2400, &[at(2390)]), [1200, 1200], "a foot, with the thigh");
        assert_eq!(window(2400, &[at(50), at(2390)]), [0, 2400]);
        assert_eq!(window(2400, &[at(1200)]), [600, 1200]);
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
