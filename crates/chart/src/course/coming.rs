//! A day that a plan has to go round: a competition, a flight, a dive. What is advised is a caution, never a stop.
//!
//! Sources: `facts/clinical.md` 2 and 4.4. Competition within 24 to 72 hours: soreness may hurt performance (Benito-de-Pedro 2019,
//! checked). Flight, dive or altitude soon after needles over the thorax: put off or treated another way (`GEMt`, secondary). No source
//! gives days for the latter; a pneumothorax has shown itself on the same day, the next, and over two days.

use super::event::Plan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What kind of day it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A race, a match, a performance.
    Competition,
    /// A flight, or a journey to high ground.
    Flight,
    /// A dive.
    Dive,
    /// Anything else on which soreness would matter.
    Other,
}

impl DayKind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Competition, Self::Flight, Self::Dive, Self::Other];

    /// The word in forms and stored events.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Competition => "competition",
            Self::Flight => "flight",
            Self::Dive => "dive",
            Self::Other => "other",
        }
    }

    /// A word of a form; none of any other text.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Days before it from which needling is weighed. Competition: 72 hours. Flight and dive: ours, no source gives days. Anything
    /// else: soreness of one to two days.
    pub const fn window_days(self) -> i32 {
        match self {
            Self::Competition | Self::Flight | Self::Dive => 3,
            Self::Other => 2,
        }
    }
}

/// A day to come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Coming {
    /// Which.
    pub on: Date,
    /// What kind; [`DayKind::Other`] where nobody said.
    pub kind: DayKind,
    /// Whole days until then.
    pub days: i32,
    /// Whether it is near enough to weigh needling before it.
    pub near: bool,
}

impl Plan {
    /// The day the plan has to go round, unless it is past.
    pub fn coming(&self, today: Date) -> Option<Coming> {
        let on = self.event_on.filter(|on| *on >= today)?;
        let kind = self.event_kind.unwrap_or(DayKind::Other);
        let days = on.since(today).ok()?.get_days();
        Some(Coming { on, kind, days, near: days <= kind.window_days() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn plan(on: Option<Date>, kind: Option<DayKind>) -> Plan {
        Plan { sessions: 6, reassess_every: 3, goal: None, event_on: on, event_kind: kind, event: None }
    }

    #[test]
    fn a_day_is_near_from_its_window_on_and_gone_when_it_is_past() {
        let race = plan(Some(date(2027, 2, 14)), Some(DayKind::Competition));
        let near = |day| race.coming(day).map(|coming| (coming.days, coming.near));
        assert_eq!(near(date(2027, 1, 14)), Some((31, false)));
        assert_eq!(near(date(2027, 2, 10)), Some((4, false)));
        assert_eq!(near(date(2027, 2, 11)), Some((3, true)));
        assert_eq!(near(date(2027, 2, 14)), Some((0, true)));
        assert_eq!(near(date(2027, 2, 15)), None);
    }

    #[test]
    fn a_day_of_a_kind_nobody_said_is_weighed_for_soreness_alone() {
        let day = plan(Some(date(2027, 2, 14)), None).coming(date(2027, 2, 12)).expect("is to come");
        assert_eq!((day.kind, day.near), (DayKind::Other, true));
        assert_eq!(plan(None, None).coming(date(2027, 2, 12)), None);
    }

    #[test]
    fn words_of_forms_are_read_back() {
        for kind in DayKind::ALL {
            assert_eq!(DayKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(DayKind::parse("party"), None);
    }
}
