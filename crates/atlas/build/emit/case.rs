//! Published cases as constants.

use super::{Emitter, list, place};
use crate::format::Case;

impl Emitter<'_> {
    pub(super) fn case(&self, case: &Case) -> String {
        let regions = &self.data.regions.region;
        let painted = case.painted.iter().map(|cell| {
            let (region, side) = halves(cell);
            format!(
                "Cell {{ region: RegionId({}), side: Side::{side} }}",
                place(region, regions.iter().map(|known| &known.id))
            )
        });
        format!(
            "\nPublishedCase {{ id: {:?}, title: {:?}, split: Split::{:?}, complaint: ComplaintId({}), side_told: {}, painted: {}, \
             limited: {}, painful: {}, responsible: {}, shown_by: ShownBy::{:?}, reading: {:?}, citation: {} }}",
            case.id,
            case.title,
            case.split,
            place(&case.complaint, self.data.priors.complaint.iter().map(|complaint| &complaint.id)),
            case.side_told,
            list(painted),
            self.case_motions(&case.limited),
            self.case_motions(&case.painful),
            list(case.responsible.iter().map(|cause| self.responsible(cause))),
            case.shown_by,
            case.reading,
            self.citation(&case.sources, case.certainty)
        )
    }

    fn responsible(&self, cause: &str) -> String {
        let (names, side) = halves(cause);
        let any_of = names.split('|').map(|name| {
            let (muscle, number) = name.split_once('/').unwrap_or((name, ""));
            let muscle = place(muscle, self.data.muscles.iter().map(|(_, known)| &known.id));
            let point = number.parse::<usize>().map_or("None".to_owned(), |number| {
                format!("Some(PointId {{ muscle: MuscleId({muscle}), index: {} }})", number - 1)
            });
            format!("Suspect {{ muscle: MuscleId({muscle}), point: {point} }}")
        });
        format!("Responsible {{ any_of: {}, side: Side::{side} }}", list(any_of))
    }

    fn case_motions(&self, entries: &[String]) -> String {
        list(entries.iter().map(|entry| {
            let (id, side) = entry.split_once(':').unwrap_or((entry, ""));
            let motion = place(id, self.data.motions.motion.iter().map(|known| &known.id));
            let side = if side.is_empty() { "None".to_owned() } else { format!("Some(Side::{side})") };
            format!("SidedMotion {{ motion: MotionId({motion}), side: {side} }}")
        }))
    }
}

/// `name:SIDE` in its parts. `check` has proved the form.
fn halves(text: &str) -> (&str, &str) {
    text.rsplit_once(':').expect("checked before")
}
