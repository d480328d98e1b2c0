//! Small movements for the muscles that were needled, and how each is drawn (`data/movements.toml`).

use report::sheet::{Ink, Mark, Pen, Picture, Step};
use serde::Deserialize;
use std::sync::LazyLock;

/// Movements on one leaflet: more is not done.
pub const MOVES_MAX: usize = 4;
/// The field of a drawing, tenths of a unit.
const FIELD: (i32, i32) = (1_200, 1_100);
/// Widths of bodies and lines, tenths of a unit.
const TORSO: i32 = 170;
const LIMB: i32 = 80;
const OUTLINE: i32 = 11;
const ARROW: i32 = 15;
/// Length of an arrow's barbs, tenths of a unit, and their angle to it, radians.
const BARB: f64 = 60.0;
const BARB_ANGLE: f64 = 0.45;

/// Muscles that move together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its words are under `group-<id>`.
    pub id: String,
    /// Muscles of the atlas.
    pub muscles: Vec<String>,
    /// Movements, the first is the one to do if only one is done.
    pub moves: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Drawn {
    id: String,
    draw: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
    r#move: Vec<Drawn>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/movements.toml"))
        .expect("data/movements.toml is checked by a test")
});

/// The group of a muscle; none where this file does not know it yet.
pub fn group_of(muscle: &str) -> Option<&'static Group> {
    FILE.group.iter().find(|group| group.muscles.iter().any(|known| known == muscle))
}

/// The movements for groups, without repeats: first the first of each, so that nothing that was needled is left out.
pub fn moves_for(groups: &[&'static Group]) -> Vec<&'static str> {
    let mut moves: Vec<&str> = Vec::new();
    let most = groups.iter().map(|group| group.moves.len()).max().unwrap_or(0);
    for nth in 0..most {
        for group in groups {
            if let Some(id) = group.moves.get(nth).filter(|id| !moves.contains(&id.as_str())) {
                moves.push(id);
            }
        }
    }
    moves.truncate(MOVES_MAX);
    moves
}

/// The drawing of a movement; `says` is its sentence.
pub fn picture(id: &str, says: String) -> Picture {
    let drawn = FILE.r#move.iter().find(|drawn| drawn.id == id);
    let marks = drawn.map_or(Vec::new(), |drawn| marks(&drawn.draw));
    Picture { width: FIELD.0, height: FIELD.1, says, marks }
}

/// A part of a body: its width and its way.
type Part = (i32, Vec<Step>);

fn marks(lines: &[String]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut body: Vec<Part> = Vec::new();
    for line in lines {
        let (kind, numbers) = read(line);
        if !kind.starts_with('+') {
            outline(&mut body, &mut marks);
        }
        match (kind.trim_start_matches('+'), numbers.as_slice()) {
            ("torso", _) => body.push((TORSO, way(&numbers))),
            ("limb", _) => body.push((LIMB, way(&numbers))),
            ("head", [x, y, r]) => {
                let steps = vec![Step::Circle(*x, *y, *r)];
                marks.push(Mark { steps: steps.clone(), pen: Pen::Fill, ink: Ink::Paper });
                marks.push(Mark { steps, pen: Pen::Line(OUTLINE), ink: Ink::Full });
            }
            ("ring", [x, y, r]) => marks.push(Mark {
                steps: vec![Step::Circle(*x, *y, *r)],
                pen: Pen::Broken(OUTLINE),
                ink: Ink::Pale,
            }),
            ("line", _) => {
                marks.push(Mark { steps: way(&numbers), pen: Pen::Line(OUTLINE), ink: Ink::Full });
            }
            ("ghost", _) => {
                marks.push(Mark { steps: way(&numbers), pen: Pen::Broken(OUTLINE), ink: Ink::Pale });
            }
            ("arrow", [x, y, cx, cy, to_x, to_y]) => marks.push(arrow((*x, *y), (*cx, *cy), (*to_x, *to_y))),
            _ => {}
        }
    }
    outline(&mut body, &mut marks);
    marks
}

/// Kind and numbers of a line, in tenths.
fn read(line: &str) -> (&str, Vec<i32>) {
    let mut words = line.split_whitespace();
    let kind = words.next().unwrap_or_default();
    (kind, words.filter_map(|word| word.parse::<i32>().ok()).map(|number| number * 10).collect())
}

fn way(numbers: &[i32]) -> Vec<Step> {
    let points = numbers.chunks_exact(2).enumerate();
    points.map(|(at, p)| if at == 0 { Step::Move(p[0], p[1]) } else { Step::Line(p[0], p[1]) }).collect()
}

/// A body of several parts has one outline: all edges first, then all that is inside.
fn outline(body: &mut Vec<Part>, marks: &mut Vec<Mark>) {
    for (wider, ink) in [(2 * OUTLINE, Ink::Full), (0, Ink::Paper)] {
        marks.extend(body.iter().map(|(width, steps)| Mark {
            steps: steps.clone(),
            pen: Pen::Line(width + wider),
            ink,
        }));
    }
    body.clear();
}

fn arrow(from: (i32, i32), control: (i32, i32), to: (i32, i32)) -> Mark {
    let angle = f64::from(to.1 - control.1).atan2(f64::from(to.0 - control.0));
    let barb = |turn: f64| {
        let (sin, cos) = (angle + turn).sin_cos();
        (to.0 - (BARB * cos).round() as i32, to.1 - (BARB * sin).round() as i32)
    };
    let (one, other) = (barb(BARB_ANGLE), barb(-BARB_ANGLE));
    let steps = vec![
        Step::Move(from.0, from.1),
        Step::Bend(control.0, control.1, to.0, to.1),
        Step::Move(one.0, one.1),
        Step::Line(to.0, to.1),
        Step::Line(other.0, other.1),
    ];
    Mark { steps, pen: Pen::Line(ARROW), ink: Ink::Red }
}

/// Every key of the texts that this file asks for, for the test that none is missing or left over.
#[cfg(test)]
pub(crate) fn text_keys() -> Vec<String> {
    let groups = FILE.group.iter().map(|group| format!("group-{}", group.id));
    groups.chain(FILE.r#move.iter().map(|drawn| format!("move-{}", drawn.id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use atlas::{Atlas, Category};

    #[test]
    fn every_muscle_that_is_needled_has_a_movement() {
        for muscle in Atlas::get().muscles().iter().filter(|m| m.category != Category::NotNeedled) {
            assert!(group_of(muscle.id.as_str()).is_some(), "{}", muscle.name);
        }
        for group in &FILE.group {
            assert!((2..=3).contains(&group.moves.len()), "{}", group.id);
            for muscle in &group.muscles {
                assert!(muscle.parse::<atlas::MuscleId>().is_ok(), "{}: {muscle}", group.id);
            }
        }
    }

    #[test]
    fn every_movement_is_drawn_and_every_drawing_is_of_a_movement_that_is_done() {
        let done: Vec<&String> = FILE.group.iter().flat_map(|group| &group.moves).collect();
        for id in &done {
            assert!(FILE.r#move.iter().any(|drawn| drawn.id == **id), "{id} is not drawn");
        }
        for drawn in &FILE.r#move {
            assert!(done.contains(&&drawn.id), "{} is for no group", drawn.id);
            for line in &drawn.draw {
                let (kind, numbers) = read(line);
                let right = match kind.trim_start_matches('+') {
                    "torso" | "limb" | "line" | "ghost" => {
                        numbers.len() >= 4 && numbers.len().is_multiple_of(2)
                    }
                    "head" | "ring" => numbers.len() == 3,
                    "arrow" => numbers.len() == 6,
                    _ => false,
                };
                assert!(
                    right && numbers.len() + 1 == line.split_whitespace().count(),
                    "{}: {line}",
                    drawn.id
                );
            }
            let arrows = marks(&drawn.draw).iter().filter(|mark| mark.ink == Ink::Red).count();
            assert!(arrows > 0, "{} does not say where it goes", drawn.id);
        }
    }

    #[test]
    fn nothing_that_was_needled_is_left_out() {
        let groups: Vec<&Group> =
            ["jaw", "hand", "foot"].iter().filter_map(|id| FILE.group.iter().find(|g| g.id == *id)).collect();
        let moves = moves_for(&groups);
        assert_eq!(moves.len(), MOVES_MAX);
        assert_eq!(moves[..3], ["jaw-open", "fist-open", "toe-curl"]);
    }
}
