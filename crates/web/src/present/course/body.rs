//! The body session by session: pain as it was painted, what was found, where the needles were.

use super::CoursePage;
use crate::app::App;
use crate::figure::over_time::{Moment, Spot};
use crate::present::complaint::{finding_status, point_of};
use crate::present::{day_of, place_title, region_words};
use crate::views::body_course::BodyFrame;
use ::chart::Instant;
use ::chart::patient::{Drawing, Finding};
use ::chart::values::{Place, PointStatus};
use clinic::open::SessionRecord;
use jiff::civil::Date;

/// One frame for each session, oldest first, numbered within the complaint. A drawing or finding belongs to the first session on its
/// day or after it; a drawing stays until there is another.
pub fn body_frames(
    page: &CoursePage<'_>,
    records: &[SessionRecord],
    drawings: &[(Instant, Drawing)],
) -> Vec<BodyFrame> {
    let mut of_this: Vec<_> = page.sessions.iter().filter(|s| s.complaint == page.complaint).collect();
    of_this.sort_by_key(|session| session.opened_at);
    let findings = page.patient.complaint(page.complaint).map_or(&[][..], |c| c.findings.as_slice());
    let on = |at: Instant| clinic::zone::day(at, page.zone);
    let mut before: Option<Date> = None;
    let mut frames = Vec::new();
    for (number, session) in (1..).zip(of_this) {
        let today = on(session.opened_at);
        let drawing = drawings.iter().rfind(|(at, _)| on(*at) <= today).map(|(_, drawing)| drawing);
        let found =
            findings.iter().filter(|(at, _)| on(*at) <= today && before.is_none_or(|day| on(*at) > day));
        let found: Vec<&Finding> = found.map(|(_, finding)| finding).collect();
        before = Some(today);
        // Sessions before the latest ones are not read: they have numbers all the same.
        let Some(record) = records.iter().find(|record| record.id == session.id) else { continue };
        let label = App::texts().with(
            "body-course-label",
            &[("number", (number as u32).into()), ("day", day_of(session.opened_at, page.zone).text.into())],
        );
        frames.push(frame(label, record, drawing, &found));
    }
    frames
}

fn spot(place: &Place) -> Option<Spot> {
    point_of(place).map(|at| (at.point, at.side))
}

fn frame(label: String, record: &SessionRecord, drawing: Option<&Drawing>, found: &[&Finding]) -> BodyFrame {
    let texts = App::texts();
    let mut places: Vec<&Place> = Vec::new();
    for needle in record.state.standing() {
        if !places.contains(&&needle.needle.place) {
            places.push(&needle.needle.place);
        }
    }
    let cells = drawing.map_or(&[][..], |drawing| drawing.cells.as_slice());
    let tender = |finding: &&&Finding| finding.signs.status() != PointStatus::NotFound;
    let moment = Moment {
        painted: cells
            .iter()
            .filter_map(|c| Some((atlas::Cell::new(c.region.parse().ok()?, c.side), c.intensity.get())))
            .collect(),
        found: found
            .iter()
            .filter(tender)
            .filter_map(|f| Some((spot(&f.place)?, f.signs.status() == PointStatus::Active)))
            .collect(),
        needled: places.iter().filter_map(|place| spot(place)).collect(),
    };
    let painted =
        cells.iter().map(|c| format!("{} {}/10", region_words(&c.region, c.side), c.intensity.get()));
    let found = found
        .iter()
        .map(|f| format!("{}: {}", place_title(&f.place), finding_status(f.signs.status()).word(texts)));
    let score =
        |score: Option<::chart::values::PainScore>| score.map_or("–".to_owned(), |s| s.get().to_string());
    let (pain_before, pain_after) = (record.state.pain_before, record.state.pain_after);
    let pain = (pain_before.is_some() || pain_after.is_some()).then(|| {
        let args = [("before", score(pain_before).into()), ("after", score(pain_after).into())];
        texts.with("letter-sequence", &args)
    });
    let words = [
        ("body-course-needled", places.iter().map(|place| place_title(place)).collect::<Vec<_>>().join("; ")),
        ("body-course-found", found.collect::<Vec<_>>().join("; ")),
        ("body-course-painted", painted.collect::<Vec<_>>().join("; ")),
        ("letter-pain-change", pain.unwrap_or_default()),
    ];
    let said = words.into_iter().filter(|(_, words)| !words.is_empty());
    BodyFrame { label, moment, words: said.map(|(key, words)| (texts.get(key), words)).collect() }
}
