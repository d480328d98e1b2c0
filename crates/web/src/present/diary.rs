//! The patient's diary: what an answer asks for, and how it stands against what is expected.

use super::{day_of, place_words};
use crate::app::App;
use crate::views::diary::Advice;
use crate::views::soreness::{AnswerRow, SorenessView};
use chart::session::{Bruise, DiaryEntry, Moved, Urgency, diary};
use clinic::open::SessionRecord;
use clinic::store::StaffRow;
use jiff::tz::TimeZone;

/// What an answer asks for, for the view.
pub const fn advice(urgency: Urgency) -> Advice {
    match urgency {
        Urgency::None => Advice::Fine,
        Urgency::Call => Advice::Call,
        Urgency::SameDay => Advice::Doctor,
        Urgency::Emergency => Advice::Emergency,
    }
}

/// Where an answer stands against what is expected: the band is ours, not data (`facts/clinical.md` 4.5).
pub const fn soreness_expected(hours_after: u16) -> u8 {
    match hours_after {
        0..=17 => 5,
        18..=35 => 3,
        36..=59 => 1,
        _ => 0,
    }
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
        soreness: entry.soreness.get(),
        expected: soreness_expected(entry.hours_after),
        places: place_words(&entry.places),
        said: said(entry).join(". "),
        owned: record.state.owner_of(entry.id).map(|owned| {
            let name = people.iter().find(|p| p.id == owned.by).map_or("", |p| p.name.as_str());
            texts.with("diary-chart-owned", &[("note", owned.note.as_str().into()), ("name", name.into())])
        }),
    };
    SorenessView {
        session_id: record.id.to_string(),
        day: day_of(record.state.opened_at, zone),
        answers: record.state.diary.iter().map(|(_, entry)| answer(entry)).collect(),
    }
}

/// What was ticked and written, in words.
fn said(entry: &DiaryEntry) -> Vec<String> {
    let texts = App::texts();
    let mut said: Vec<String> = entry.signs.iter().map(|id| texts.get(&format!("watch-{id}"))).collect();
    match entry.bruise {
        Bruise::None => {}
        Bruise::Small => {
            said.push(format!("{} {}", texts.get("diary-chart-bruise"), texts.get("diary-bruise-small")));
        }
        Bruise::Large => {
            said.push(format!("{} {}", texts.get("diary-chart-bruise"), texts.get("diary-bruise-large")));
        }
    }
    said.push(match entry.moved {
        Moved::Yes => texts.get("diary-chart-moved"),
        Moved::Some => texts.get("diary-chart-moved-some"),
        Moved::No => texts.get("diary-chart-moved-not"),
    });
    said.extend(entry.words.as_ref().map(|words| format!("“{words}”")));
    said
}
