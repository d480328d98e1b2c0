//! A plate of the map in a document: the engraver's own SVG, in ink only, with painted pain and the needles as numbered crosses.
//!
//! The plates are written by us, so that a small part of SVG is all there is to read: groups, `use` of the half before it, and paths of
//! `M`, `m`, `l` and `z` in whole numbers. Anything else is an error, not a guess.

use super::picture::{Ink, Mark, Pen, Picture, Step};
use super::{ReportError, hatch, numeral};
use std::ops::Range;

/// What lies on a plate. Places are counted from its upper left corner, in units of which `across` are its width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// Units across the plate.
    pub across: i32,
    /// Whether the plate under it is drawn as its mirror image: the same limb of the other side.
    pub mirrored: bool,
    /// Painted pain.
    pub painted: Vec<Painted>,
    /// Needles.
    pub numbered: Vec<Numbered>,
    /// Height of their numbers, in the same units.
    pub numeral: i32,
}

/// A painted region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Painted {
    /// Its borders, each closed.
    pub rings: Vec<Vec<[i32; 2]>>,
    /// 1 to 10.
    pub strength: u8,
}

/// A needle on a plate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Its number in the session.
    pub number: u32,
    /// Where it is.
    pub at: [i32; 2],
}

/// Lines round a shape, plate units.
const EDGE: i32 = 3;
/// Layers that are not printed: the skin would hide what was needled.
const HIDDEN: &str = "layer-skin";

/// A plate's SVG as a picture in its own units with what lies on it; `says` is read aloud.
pub fn engraved(svg: &str, overlay: &Overlay, says: String) -> Result<Picture, ReportError> {
    let frame = attribute(svg, "viewBox").ok_or(ReportError::Plate("it has no viewBox"))?;
    let frame: Vec<i32> = frame.split(' ').filter_map(|n| n.parse().ok()).collect();
    let [left, top, width, height] = frame[..] else {
        return Err(ReportError::Plate("its viewBox is not of four whole numbers"));
    };
    let mut plate = Reader { corner: [left, top], marks: Vec::new(), open: Vec::new(), halves: Vec::new() };
    for tag in svg.split('<').skip(1) {
        plate.tag(tag.split_once('>').map_or(tag, |(tag, _)| tag))?;
    }
    if overlay.mirrored {
        for mark in &mut plate.marks {
            *mark = turned(mark, |x| width - x);
        }
    }
    let across = i64::from(overlay.across.max(1));
    let scaled = |n: i32| (i64::from(n) * i64::from(width) / across) as i32;
    let here = |at: [i32; 2]| at.map(scaled);
    for painted in &overlay.painted {
        let rings = painted.rings.iter().map(|ring| ring.iter().map(|at| here(*at)).collect());
        plate.marks.extend(hatch::hatched(&rings.collect::<Vec<_>>(), painted.strength, height));
    }
    let places: Vec<Numbered> = overlay.numbered.iter().map(|n| Numbered { at: here(n.at), ..*n }).collect();
    plate.marks.extend(numeral::crosses(&places, width, scaled(overlay.numeral)));
    Ok(Picture { width, height, says, marks: plate.marks })
}

/// The crosses alone, to lie on a plate of this width and height that is shown in another way; `numeral` is as in [`Overlay`].
pub fn crosses([width, height]: [i32; 2], numbered: &[Numbered], numeral: i32, says: String) -> Picture {
    Picture { width, height, says, marks: numeral::crosses(numbered, width, numeral) }
}

struct Open {
    hidden: bool,
    /// What lies under it shows through.
    sheer: bool,
    /// Its id and the first of its marks.
    half: Option<(String, usize)>,
}

struct Reader {
    corner: [i32; 2],
    marks: Vec<Mark>,
    open: Vec<Open>,
    halves: Vec<(String, Range<usize>)>,
}

impl Reader {
    fn tag(&mut self, tag: &str) -> Result<(), ReportError> {
        let hidden = self.open.last().is_some_and(|open| open.hidden);
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if name == "g" && tag.ends_with('/') {
            // A mark for an address: nothing is in it.
        } else if name == "g" {
            let class = attribute(tag, "class").unwrap_or_default();
            let half = attribute(tag, "id").map(|id| (id.to_owned(), self.marks.len()));
            let sheer = class.split(' ').any(|name| name == "sheer");
            self.open.push(Open { hidden: hidden || class.contains(HIDDEN), sheer, half });
        } else if tag == "/g" {
            let closed = self.open.pop().ok_or(ReportError::Plate("a group is closed that is not open"))?;
            if let Some((id, from)) = closed.half {
                self.halves.push((id, from..self.marks.len()));
            }
        } else if name == "path" && !hidden {
            let class = attribute(tag, "class").unwrap_or_default();
            let sheer = self.open.last().is_some_and(|open| open.sheer);
            // Without its paper, and a paler line: a sheet that hides nothing.
            let pens =
                if sheer && matches!(class, "f" | "g" | "e") { sheer_pens(class) } else { pens(class) };
            if !pens.is_empty() {
                let data = attribute(tag, "d").ok_or(ReportError::Plate("a path without data"))?;
                let steps = steps(data, self.corner)?;
                self.marks.extend(pens.iter().map(|(pen, ink)| Mark {
                    steps: steps.clone(),
                    pen: *pen,
                    ink: *ink,
                }));
            }
        } else if name == "use" && !hidden {
            let id = attribute(tag, "href").and_then(|href| href.strip_prefix('#'));
            let half = self.halves.iter().find(|(half, _)| Some(half.as_str()) == id);
            let (_, range) = half.ok_or(ReportError::Plate("it uses a half that is not there"))?;
            let mirrored: Vec<Mark> = self.marks[range.clone()].iter().map(|m| self.mirrored(m)).collect();
            self.marks.extend(mirrored);
        }
        Ok(())
    }

    fn mirrored(&self, mark: &Mark) -> Mark {
        // The middle of the body is x = 0 of the plate.
        turned(mark, |x| -x - 2 * self.corner[0])
    }
}

/// A mark with every place put elsewhere across.
fn turned(mark: &Mark, across: impl Fn(i32) -> i32) -> Mark {
    let steps = mark.steps.iter().map(|step| match *step {
        Step::Move(x, y) => Step::Move(across(x), y),
        Step::Line(x, y) => Step::Line(across(x), y),
        Step::Bend(a, b, x, y) => Step::Bend(across(a), b, across(x), y),
        Step::Circle(x, y, r) => Step::Circle(across(x), y, r),
    });
    Mark { steps: steps.collect(), pen: mark.pen, ink: mark.ink }
}

/// What is done with a path of a class (crates/plates/README.md), in ink only: flesh and shade have no colour of their own.
fn pens(class: &str) -> &'static [(Pen, Ink)] {
    const FILLED: (Pen, Ink) = (Pen::Fill, Ink::Paper);
    match class {
        "f" => &[FILLED, (Pen::Line(EDGE), Ink::Full)],
        "bf" => &[FILLED, (Pen::Line(EDGE), Ink::Pale)],
        "g" | "bg" | "sf" => &[FILLED],
        "e" => &[(Pen::Line(EDGE), Ink::Full)],
        "be" => &[(Pen::Line(EDGE), Ink::Pale)],
        "l" | "o" => &[(Pen::Fill, Ink::Full)],
        "n" | "bl" | "sl" => &[(Pen::Fill, Ink::Pale)],
        _ => &[],
    }
}

/// The same of a group that what lies under it shows through.
fn sheer_pens(class: &str) -> &'static [(Pen, Ink)] {
    if class == "g" { &[] } else { &[(Pen::Line(EDGE), Ink::Pale)] }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[from..].split('"').next()
}

/// The steps of a path, from the upper left corner of the frame.
fn steps(data: &str, [left, top]: [i32; 2]) -> Result<Vec<Step>, ReportError> {
    let mut steps = Vec::new();
    let (mut at, mut from) = ([0, 0], [0, 0]);
    let mut rest = data;
    while let Some(letter) = rest.chars().next() {
        let body = &rest[1..];
        let end = body.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(body.len());
        let numbers = numbers(&body[..end])?;
        rest = &body[end..];
        if !numbers.len().is_multiple_of(2) {
            return Err(ReportError::Plate("a path has half a place"));
        }
        for (n, pair) in numbers.chunks_exact(2).enumerate() {
            let moves = matches!(letter, 'M' | 'm') && n == 0;
            // Places after an `M` would be absolute; the engraver never writes them.
            at = match letter {
                'M' if moves => [pair[0], pair[1]],
                'm' | 'l' => [at[0] + pair[0], at[1] + pair[1]],
                _ => return Err(ReportError::Plate("a path has a letter that plates do not have")),
            };
            let (x, y) = (at[0] - left, at[1] - top);
            if moves {
                from = at;
                steps.push(Step::Move(x, y));
            } else {
                steps.push(Step::Line(x, y));
            }
        }
        if letter == 'z' {
            at = from;
            steps.push(Step::Line(at[0] - left, at[1] - top));
        } else if numbers.is_empty() {
            return Err(ReportError::Plate("a path has a letter without places"));
        }
    }
    Ok(steps)
}

/// Whole numbers with a space or a minus between them.
fn numbers(text: &str) -> Result<Vec<i32>, ReportError> {
    let spaced = text.replace('-', " -");
    let parsed = spaced.split_ascii_whitespace().map(str::parse);
    parsed.collect::<Result<_, _>>().map_err(|_| ReportError::Plate("a path has a number that is not whole"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLATE: &str = concat!(
        "<svg xmlns=\"x\" class=\"plate\" viewBox=\"-40 -30 80 60\"><style>.a > .b { fill: none; }</style><g id=\"deep\"/>\n<title>A plate</title>\n",
        "<g class=\"layer layer-deep\"><g class=\"half\" id=\"h\"><g class=\"muscle fleshy\" data-muscle=\"m\">",
        "<path class=\"f\" d=\"M-30-20l10 0 0 10z\"/><path class=\"w\" d=\"M0 0l1 1\"/></g>\n</g>",
        "<use href=\"#h\" transform=\"scale(-1 1)\"/></g>\n",
        "<g class=\"layer layer-skin\"><path class=\"sf\" d=\"M0 0l1 1\"/></g>\n</svg>\n"
    );

    #[test]
    fn a_half_is_drawn_twice_and_the_skin_not_at_all() {
        let picture = engraved(PLATE, &Overlay::default(), "a plate".to_owned()).expect("a plate");
        assert_eq!((picture.width, picture.height), (80, 60));
        let left = [Step::Move(10, 10), Step::Line(20, 10), Step::Line(20, 20), Step::Line(10, 10)];
        let right = [Step::Move(70, 10), Step::Line(60, 10), Step::Line(60, 20), Step::Line(70, 10)];
        let drawn: Vec<(&[Step], Pen)> = picture.marks.iter().map(|m| (m.steps.as_slice(), m.pen)).collect();
        let (fill, edge) = (Pen::Fill, Pen::Line(EDGE));
        assert_eq!(drawn, [(&left[..], fill), (&left[..], edge), (&right[..], fill), (&right[..], edge)]);
    }

    #[test]
    fn what_is_sheer_is_a_line_that_hides_nothing() {
        let svg = PLATE.replace("muscle fleshy", "muscle sheer fleshy");
        let marks = engraved(&svg, &Overlay::default(), String::new()).expect("a plate").marks;
        assert_eq!(marks.len(), 2, "one on each side");
        assert!(marks.iter().all(|mark| mark.pen == Pen::Line(EDGE) && mark.ink == Ink::Pale));
    }

    #[test]
    fn a_mirrored_plate_is_turned_and_what_lies_on_it_is_not() {
        let svg = PLATE.replace("<use href=\"#h\" transform=\"scale(-1 1)\"/>", "");
        let numbered = vec![Numbered { number: 1, at: [10, 10] }];
        let overlay = Overlay { across: 80, mirrored: true, numbered, numeral: 10, ..Overlay::default() };
        let bare = Overlay { mirrored: true, ..Overlay::default() };
        let [turned, plain] =
            [overlay, bare].map(|o| engraved(&svg, &o, String::new()).expect("a plate").marks);
        assert_eq!(turned[0].steps[..2], [Step::Move(70, 10), Step::Line(60, 10)]);
        let crosses = super::crosses([80, 60], &[Numbered { number: 1, at: [10, 10] }], 10, String::new());
        assert_eq!(turned[plain.len()..], crosses.marks[..]);
    }

    #[test]
    fn what_lies_on_a_plate_is_scaled_to_it() {
        let ring = vec![[0, 0], [80, 0], [80, 60], [0, 60]];
        let overlay = Overlay {
            across: 160,
            mirrored: false,
            painted: vec![Painted { rings: vec![ring], strength: 8 }],
            numbered: vec![Numbered { number: 1, at: [20, 20] }],
            numeral: 10,
        };
        let bare = engraved(PLATE, &Overlay::default(), String::new()).expect("a plate").marks.len();
        let marks = engraved(PLATE, &overlay, String::new()).expect("a plate").marks.split_off(bare);
        let outline = marks.first().expect("a painted region");
        assert_eq!(outline.ink, Ink::Red);
        assert_eq!(outline.steps[..3], [Step::Move(0, 0), Step::Line(40, 0), Step::Line(40, 30)]);
        assert!(marks.len() > 2, "the cross and its number lie on top");
    }

    #[test]
    fn what_is_not_a_plate_is_refused() {
        for (right, wrong) in [
            ("viewBox", "box"),
            ("M-30", "C-30"),
            ("#h", "#other"),
            ("10 0 0 10", "10 0 0"),
            ("l1 1", "l1.5 1"),
        ] {
            let svg = PLATE.replace("layer-skin", "layer-bone").replacen(right, wrong, 1);
            // A class without a pen is not looked into.
            let svg = svg.replace("class=\"w\"", "class=\"l\"");
            assert!(engraved(&svg, &Overlay::default(), String::new()).is_err(), "{wrong}");
        }
    }
}
