//! The patient's diary: what an answer asks for, and how it stands against what is expected.

use super::complaint::point_of;
use super::{day_of, place_words, region_words};
use crate::app::App;
use crate::figure::over_time::{Moment as BodyMoment, Spot};
use crate::views::diary::Advice;
use crate::views::soreness::{AnswerRow, SorenessView};
use atlas::{Atlas, Cell};
use chart::session::{Bruise, DiaryEntry, Moved, PlacedNeedle, SoreCell, State, Urgency, diary};
use clinic::open::SessionRecord;
use clinic::store::StaffRow;
use jiff::tz::TimeZone;
use report::Expected;
use std::collections::BTreeSet;

/// What an answer asks for, for the view.
pub const fn advice(urgency: Urgency) -> Advice {
    match urgency {
        Urgency::None => Advice::Fine,
        Urgency::Call => Advice::Call,
        Urgency::SameDay => Advice::Doctor,
        Urgency::Emergency => Advice::Emergency,
    }
}

/// What is expected at 0, 24, 48 and 72 hours, each up to half-way to the next: a band to compare with that is ours, not data
/// (`facts/clinical.md` 4.5).
pub const SORENESS_EXPECTED: [Expected; 4] = [
    Expected { hours: (0, 18), soreness: (2, 5) },
    Expected { hours: (18, 36), soreness: (1, 3) },
    Expected { hours: (36, 60), soreness: (0, 1) },
    Expected { hours: (60, u16::MAX), soreness: (0, 0) },
];

/// The most that is expected so many hours after the needles.
pub fn soreness_expected(hours_after: u16) -> u8 {
    report::most(&SORENESS_EXPECTED, hours_after)
}

/// The regions of the map in which needles stood.
pub fn regions_needled(state: &State) -> Vec<Cell> {
    let atlas = Atlas::get();
    let of_needle = |place: &chart::values::Place| -> Vec<Cell> {
        let points = match point_of(place) {
            Some(at) => vec![atlas.point(at.point)],
            None => place.muscle.parse().map_or(Vec::new(), |id| atlas.muscle(id).points.iter().collect()),
        };
        points.iter().flat_map(|point| point.site).map(|region| Cell::new(*region, place.side)).collect()
    };
    let cells: BTreeSet<Cell> = state.standing().flat_map(|n| of_needle(&n.needle.place)).collect();
    cells.into_iter().collect()
}

/// Where it is sore, in words: what was painted, else what was ticked.
pub fn sore_places(entry: &DiaryEntry) -> String {
    let painted = entry.painted.iter().map(|cell| region_words(&cell.region, cell.side));
    let painted: Vec<String> = painted.collect();
    let words = [painted.join("; "), place_words(&entry.places)];
    words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ")
}

/// What was painted, as it is lit, with the needles of that session.
fn lit(state: &State, entry: &DiaryEntry) -> Option<BodyMoment> {
    let strength = entry.soreness.map_or(1, |score| score.get().max(1));
    let cell = |sore: &SoreCell| Some((Cell::new(sore.region.parse().ok()?, sore.side), strength));
    let painted: Vec<(Cell, u8)> = entry.painted.iter().filter_map(cell).collect();
    let spot = |placed: &PlacedNeedle| point_of(&placed.needle.place).map(|at| (at.point, at.side));
    let needled: BTreeSet<Spot> = state.standing().filter_map(spot).collect();
    let needled = needled.into_iter().collect();
    (!painted.is_empty()).then(|| BodyMoment { painted, found: Vec::new(), needled })
}

/// Which day of the diary an answer belongs to: 1, 2 or 3.
pub fn diary_day(hours_after: i64) -> u8 {
    let nearest = diary::ASKED_AT_HOURS.iter().enumerate();
    let nearest = nearest.min_by_key(|(_, at)| (i64::from(**at) - hours_after).abs());
    nearest.map_or(1, |(at, _)| at as u8 + 1)
}

/// What the patient answered after a session.
pub fn soreness_view(record: &SessionRecord, people: &[StaffRow], zone: &TimeZone) -> SorenessView {
    let texts = App::texts();
    let answer = |entry: &DiaryEntry| AnswerRow {
        hours_after: entry.hours_after,
        soreness: entry.soreness.map(chart::values::PainScore::get),
        expected: soreness_expected(entry.hours_after),
        places: sore_places(entry),
        lit: lit(&record.state, entry),
        said: said(entry).join(". "),
        owned: record.state.owner_of(entry.id).map(|(_, owned)| {
            let name = |id| people.iter().find(|p| p.id == id).map_or("", |p| p.name.as_str());
            let done = record.state.done_about(entry.id).map(|(by, note)| {
                texts.with("diary-chart-owned", &[("note", note.into()), ("name", name(by).into())])
            });
            let done = done.collect::<Vec<_>>().join("; ");
            if done.is_empty() {
                texts.with("diary-chart-open", &[("name", name(owned.by).into())])
            } else {
                done
            }
        }),
        entry_id: entry.id.to_string(),
        recorded: record
            .state
            .owner_of(entry.id)
            .map(|_| record.state.recorded_from(entry.id).next().is_some()),
    };
    SorenessView {
        session_id: record.id.to_string(),
        day: day_of(record.state.opened_at, zone),
        answers: record.state.diary.iter().map(|(_, entry)| answer(entry)).collect(),
    }
}

/// An answer in a sentence, as it stands in the record of an adverse event.
pub fn told(state: &State, entry: &DiaryEntry) -> String {
    let texts = App::texts();
    let mut told = noticed(entry);
    if state.soreness_lasts(entry) {
        told.push(texts.get("diary-lasting"));
    }
    told.extend(entry.soreness.map(|score| texts.with("diary-sore-now", &[("score", score.get().into())])));
    told.extend(Some(sore_places(entry)).filter(|places| !places.is_empty()));
    told.extend(in_words(entry));
    texts.with("adverse-told", &[("hours", entry.hours_after.into()), ("said", told.join(". ").into())])
}

/// The signs and the bruise, in words.
fn noticed(entry: &DiaryEntry) -> Vec<String> {
    let texts = App::texts();
    let mut said: Vec<String> = entry.signs.iter().map(|id| texts.get(&format!("watch-{id}"))).collect();
    match entry.bruise {
        None | Some(Bruise::None) => {}
        Some(Bruise::Small) => {
            said.push(format!("{} {}", texts.get("diary-chart-bruise"), texts.get("diary-bruise-small")));
        }
        Some(Bruise::Large) => {
            said.push(format!("{} {}", texts.get("diary-chart-bruise"), texts.get("diary-bruise-large")));
        }
    }
    said
}

/// What was ticked and written, in words.
fn said(entry: &DiaryEntry) -> Vec<String> {
    let texts = App::texts();
    let mut said = noticed(entry);
    said.extend(entry.moved.map(|moved| match moved {
        Moved::Yes => texts.get("diary-chart-moved"),
        Moved::Some => texts.get("diary-chart-moved-some"),
        Moved::No => texts.get("diary-chart-moved-not"),
    }));
    said.extend(in_words(entry));
    said
}

/// What was written, as it was written.
fn in_words(entry: &DiaryEntry) -> Option<String> {
    entry.words.as_ref().map(|words| format!("“{words}”"))
}
