//! Adverse events from the record to their pages, and the incident letter as a sheet.

use super::complaint::point_of;
use super::printed::{body_mm, figure_block};
use super::session::{grade_words, kind_words};
use super::{day, day_of, moment, muscle_name, name, told};
use crate::app::App;
use crate::figure::printed::{Pin, printed};
use crate::form::Form;
use crate::texts::Texts;
use crate::views::adverse::{
    AdverseRowView, EventView, FollowedView, LateView, ListView, SessionAdverseView,
};
use chart::ids::DiaryEntryId;
use chart::patient;
use chart::session::follow_up::STEPS;
use chart::session::{AdverseEvent, AdverseKind, FollowUp, Outcome, PlacedNeedle, State};
use clinic::open::{Practice, SessionRecord};
use clinic::store::{AdverseRow, StaffRow};
use report::sheet::{Block, Sheet};

/// How it stands, in words.
fn outcome_words(outcome: Outcome) -> String {
    let texts = App::texts();
    match outcome {
        Outcome::Ongoing => texts.get("outcome-ongoing"),
        Outcome::Recovered => texts.get("outcome-recovered"),
        Outcome::Lasting => texts.get("outcome-lasting"),
        Outcome::Died => texts.get("outcome-died"),
        Outcome::Unknown => texts.get("outcome-unknown"),
    }
}

/// The clinic's list.
pub fn list_view(rows: &[AdverseRow], practice: &Practice) -> ListView {
    let texts = App::texts();
    let outcome = |row: &AdverseRow| row.outcome.as_deref().and_then(|word| Outcome::parse(word).ok());
    let view = |row: &AdverseRow| AdverseRowView {
        session_id: row.session.to_string(),
        patient: name(&row.patient.given_name, row.patient.family_name.as_deref()),
        day: day_of(row.at, &practice.zone),
        kind: kind_words(row.kind, texts),
        grade: grade_words(row.grade, texts),
        ctcae: row.ctcae,
        outcome: outcome(row).map(outcome_words),
        serious: row.serious,
        late: row.late,
    };
    let (open, over): (Vec<_>, Vec<_>) =
        rows.iter().partition(|row| matches!(outcome(row), None | Some(Outcome::Ongoing)));
    ListView { open: open.into_iter().map(view).collect(), over: over.into_iter().map(view).collect() }
}

/// The needle that something came from, in words.
fn needle_words(record: &SessionRecord, event: &AdverseEvent) -> Option<String> {
    let needles = record.state.needles.iter().enumerate();
    let mut found = needles.filter(|(_, placed)| Some(placed.needle.id) == event.needle);
    found.next().map(|(at, placed)| numbered(at, placed))
}

fn numbered(at: usize, placed: &PlacedNeedle) -> String {
    let place = &placed.needle.place;
    let point = place.point.as_deref().unwrap_or_default();
    format!("{} – {} {point} {}", at + 1, muscle_name(&place.muscle), place.side)
}

/// The adverse events of a session with their forms.
pub fn session_adverse_view(
    record: &SessionRecord,
    patient: &patient::State,
    people: &[StaffRow],
    practice: &Practice,
) -> SessionAdverseView {
    let (state, texts) = (&record.state, App::texts());
    let followed = |entry: &FollowUp, at| FollowedView {
        at: moment(at, &practice.zone),
        by: people.iter().find(|p| p.id == entry.by).map_or(String::new(), |p| p.name.clone()),
        grade: grade_words(entry.grade, texts),
        ctcae: entry.ctcae,
        outcome: outcome_words(entry.outcome),
        text: entry.text.clone(),
    };
    let event = |(at, event, _): &(_, AdverseEvent, _)| {
        let last = state.follow_ups_of(event.id).next_back().map(|(_, entry)| entry);
        EventView {
            id: event.id.to_string(),
            kind: kind_words(event.kind, texts),
            grade: grade_words(state.grade_of(event), texts),
            grade_value: state.grade_of(event).as_str().to_owned(),
            outcome_value: last.map_or("ongoing", |entry| entry.outcome.as_str()).to_owned(),
            ctcae: last.and_then(|entry| entry.ctcae),
            at: moment(*at, &practice.zone),
            needle: needle_words(record, event),
            answer: event.answer.and_then(|id| answer_words(state, id, practice)),
            text: event.text.clone(),
            action: event.action.clone(),
            serious: state.is_serious(event),
            late: state.is_late(*at),
            steps: last.map_or(Vec::new(), |entry| entry.steps.clone()),
            followed: state.follow_ups_of(event.id).map(|(at, entry)| followed(entry, at)).collect(),
            command_id: super::command_id(),
            ..EventView::default()
        }
    };
    let standing = state.adverse_events.iter().filter(|(_, _, retracted)| retracted.is_none());
    let needles = state.needles.iter().enumerate().filter(|(_, placed)| placed.retracted.is_none());
    let person = patient.person.as_ref();
    SessionAdverseView {
        session_id: record.id.to_string(),
        patient_id: record.patient.to_string(),
        patient: person.map_or(String::new(), |p| name(&p.given_name, p.family_name.as_deref())),
        day: day_of(state.opened_at, &practice.zone),
        events: standing.map(event).collect(),
        steps: STEPS.iter().map(|step| (*step, texts.get(&format!("step-{step}")))).collect(),
        late: LateView {
            answer: None,
            kinds: AdverseKind::ALL.iter().map(|kind| (kind.as_str(), kind_words(*kind, texts))).collect(),
            needles: needles
                .map(|(at, placed)| (placed.needle.id.to_string(), numbered(at, placed)))
                .collect(),
            command_id: super::command_id(),
            ..LateView::default()
        },
    }
}

/// When the patient answered, for what was recorded from the answer.
fn answer_words(state: &State, id: DiaryEntryId, practice: &Practice) -> Option<String> {
    let (at, entry) = state.diary.iter().find(|(_, entry)| entry.id == id)?;
    let at = moment(*at, &practice.zone).text;
    let args = [("at", at.into()), ("hours", entry.hours_after.into())];
    Some(App::texts().with("adverse-by-patient", &args))
}

/// Fills the form for one that came up later in from a patient's answer; how bad it was is for whoever records it to say.
pub fn from_answer(view: &mut SessionAdverseView, state: &State, id: DiaryEntryId, practice: &Practice) {
    let Some((_, entry)) = state.diary.iter().find(|(_, entry)| entry.id == id) else { return };
    view.late.answer = answer_words(state, id, practice);
    if view.late.form.fields().is_empty() {
        let kind = state.would_be(entry).unwrap_or(AdverseKind::Other);
        let done = state.done_about(id).map(|(_, note)| note).collect::<Vec<_>>().join("; ");
        view.late.form = Form::of([
            ("adverse_kind", kind.as_str().to_owned()),
            ("adverse_text", told(state, entry)),
            ("adverse_action", done),
            ("answer", id.to_string()),
        ]);
    }
}

/// The incident letter: what is known of a serious event, as a document.
pub fn incident_sheet(
    record: &SessionRecord,
    event: &AdverseEvent,
    patient: &patient::State,
    people: &[StaffRow],
    practice: &Practice,
    made_at: [u16; 5],
) -> Sheet {
    let texts = App::texts();
    let view = session_adverse_view(record, patient, people, practice);
    let shown = view.events.into_iter().find(|shown| shown.id == event.id.to_string()).unwrap_or_default();
    let mut facts = Vec::new();
    if let Some(person) = &patient.person {
        let born = format!("{} {}", texts.get("born"), day(person.birth_date).text);
        let number = format!("{} {}", texts.get("record-no"), person.record_no);
        facts.push((texts.get("patient"), format!("{}\n{born}, {number}", view.patient)));
    }
    facts.push((texts.get("date"), view.day.text.clone()));
    let by = record.state.responsible().and_then(|id| people.iter().find(|p| p.id == id));
    facts.extend(by.map(|by| (texts.get("practitioner"), by.name.clone())));
    let mut blocks = vec![Block::Facts(facts), Block::Heading(texts.get("adverse-letter-what"))];
    blocks.push(Block::Facts(what_happened(&shown, texts)));
    blocks.extend(needled(record, texts));
    if !shown.followed.is_empty() {
        blocks.push(Block::Heading(texts.get("adverse-letter-course")));
        let course = shown.followed.iter().map(|entry| {
            (
                entry.at.text.clone(),
                format!("{}, {}. {}\n{}", entry.outcome, entry.grade, entry.text, entry.by),
            )
        });
        blocks.push(Block::Facts(course.collect()));
    }
    let (done, open): (Vec<&str>, Vec<&str>) =
        STEPS.iter().partition(|step| shown.steps.iter().any(|ticked| ticked == *step));
    for (heading, steps) in [("adverse-letter-done", done), ("adverse-letter-open", open)] {
        if !steps.is_empty() {
            blocks.push(Block::Heading(texts.get(heading)));
            blocks.push(Block::List(steps.iter().map(|step| texts.get(&format!("step-{step}"))).collect()));
        }
    }
    Sheet {
        title: format!("{}, {}", texts.get("adverse-letter-title"), view.day.text),
        heading: texts.get("adverse-letter-title"),
        above: practice.name.clone(),
        foot: texts.with("adverse-letter-foot", &[("clinic", practice.name.as_str().into())]),
        language: "en".to_owned(),
        made_at,
        id: format!("{}-incident", event.id),
        blocks,
    }
}

/// Every needle of the session, on the figures that show it.
fn needled(record: &SessionRecord, texts: &Texts) -> Vec<Block> {
    let needles = record.state.needles.iter().enumerate().filter(|(_, placed)| placed.retracted.is_none());
    let needles: Vec<(Pin, String)> = needles
        .map(|(at, placed)| {
            let point = point_of(&placed.needle.place).map(|at| (at.point, at.side));
            (
                Pin { number: at as u32 + 1, at: point, spot: placed.needle.spot.map(body_mm) },
                numbered(at, placed),
            )
        })
        .collect();
    if needles.is_empty() {
        return Vec::new();
    }
    let pins: Vec<Pin> = needles.iter().map(|(pin, _)| *pin).collect();
    let words = |numbers: &[u32]| -> Vec<String> {
        let these = needles.iter().filter(|(pin, _)| numbers.contains(&pin.number));
        these.map(|(_, words)| words.clone()).collect()
    };
    let (figures, left) = printed(&[], &pins, texts);
    let mut blocks = vec![Block::Heading(texts.get("adverse-letter-needles"))];
    blocks.extend(figures.into_iter().map(|figure| {
        let lines = words(&figure.numbers);
        let args = [("figure", figure.name.as_str().into()), ("needles", lines.join("; ").into())];
        let says = texts.with("note-figure-says", &args);
        figure_block(figure, &lines, says)
    }));
    if !left.is_empty() {
        blocks.push(Block::List(words(&left)));
    }
    blocks
}

fn what_happened(shown: &EventView, texts: &Texts) -> Vec<(String, String)> {
    let ctcae = shown.ctcae.map(|grade| texts.with("adverse-ctcae-of", &[("grade", grade.into())]));
    let grade = [Some(shown.grade.clone()), ctcae].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let mut facts = vec![
        (texts.get("adverse-kind"), shown.kind.clone()),
        (texts.get("adverse-letter-grade"), grade),
        (
            texts.get(if shown.late { "adverse-letter-told" } else { "adverse-letter-when" }),
            shown.at.text.clone(),
        ),
    ];
    facts.extend(shown.needle.clone().map(|needle| (texts.get("adverse-letter-needle"), needle)));
    facts.extend(shown.answer.clone().map(|answer| (texts.get("adverse-letter-by"), answer)));
    facts.extend(shown.text.clone().map(|text| (texts.get("adverse-letter-text"), text)));
    facts.extend(shown.action.clone().map(|done| (texts.get("adverse-letter-action"), done)));
    facts
}
