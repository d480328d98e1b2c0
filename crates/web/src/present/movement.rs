//! Movements in words, and those worth examining.

use super::command_id;
use super::complaint::ComplaintPage;
use super::ranking::Reasoned;
use crate::app::App;
use crate::form::Form;
use crate::views::movement::{Movement, MovementsView, result_words};
use atlas::{Atlas, MotionId, MotionKind, Side, SidedMotion};
use chart::patient::MotionExamined;
use chart::values::Sign;

/// Movements that are proposed beside those that were examined.
const PROPOSED: usize = 4;

/// A motion with its side, in words: "Turning the head, right".
pub(super) fn motion_words(motion: SidedMotion) -> String {
    let label = Atlas::get().motion(motion.motion).label;
    motion
        .side
        .map_or_else(|| label.to_owned(), |side| format!("{label}, {}", super::ranking::side_words(side)))
}

fn movement(motion: SidedMotion) -> Movement {
    let side = motion.side.map_or("-".to_owned(), |side| side.to_string());
    Movement { key: format!("{}.{side}", motion.motion), words: motion_words(motion) }
}

/// A movement by its key in forms.
pub fn movement_of(key: &str) -> Option<Movement> {
    let (motion, side) = key.rsplit_once('.')?;
    let side: Option<Side> = if side == "-" { None } else { Some(side.parse().ok()?) };
    Some(movement(SidedMotion { motion: motion.parse::<MotionId>().ok()?, side }))
}

/// Every motion of the atlas with its sides, for choosing.
pub fn all_movements() -> Vec<Movement> {
    let of = |motion: &atlas::Motion| -> Vec<Option<Side>> {
        match motion.kind {
            MotionKind::Axial => vec![None],
            MotionKind::Limb | MotionKind::Directed => vec![Some(Side::L), Some(Side::R)],
        }
    };
    let motions = Atlas::get().motions().iter();
    motions
        .flat_map(|motion| {
            of(motion).into_iter().map(|side| movement(SidedMotion { motion: motion.id, side }))
        })
        .collect()
}

/// The result in a form's word; none for what a form cannot say.
fn result(seen: &MotionExamined) -> &'static str {
    match (seen.limited, seen.painful) {
        (Sign::Present, Sign::Present) => "both",
        (Sign::Present, _) => "limited",
        (_, Sign::Present) => "painful",
        _ => "free",
    }
}

/// How movements were found last, in words: "Turning the head, right: limited".
pub(super) fn movements_words(complaint: &chart::patient::Complaint) -> Vec<String> {
    let words = complaint.motions.iter().filter_map(|(_, seen)| {
        let motion = SidedMotion { motion: seen.motion.parse().ok()?, side: seen.side };
        let found = result_words(result(seen), App::texts()).to_lowercase();
        Some(format!("{}: {found}", motion_words(motion)))
    });
    words.collect()
}

/// What was examined so far with its result, then what would tell most.
pub(super) fn movements_view(page: &ComplaintPage<'_>, reasoned: Option<&Reasoned>) -> MovementsView {
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    for (_, seen) in &page.complaint.motions {
        let Ok(motion) = seen.motion.parse() else { continue };
        let row = movement(SidedMotion { motion, side: seen.side });
        found.push((format!("found.{}", row.key), result(seen).to_owned()));
        rows.push(row);
    }
    let proposed = reasoned.map_or(Vec::new(), |reasoned| reasoned.motions(PROPOSED));
    rows.extend(proposed.into_iter().map(movement));
    MovementsView { rows, form: Form::of(found), command_id: command_id() }
}
