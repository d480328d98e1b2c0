//! What may still be recorded of a signed session: the patient's answers, who owns them, and what became of adverse events.

use super::super::command::Command;
use super::super::diary::{
    self, CLOSINGS_MAX, Closing, DIARY_ENTRIES_MAX, DiaryEntry, Owned, PLACES_MAX, Urgency,
};
use super::super::event::Event;
use super::super::follow_up::{CTCAE_GRADES, FOLLOW_UPS_MAX, FollowUp, FollowUpWanted, STEPS};
use super::super::state::State;
use super::{changed, record};
use crate::context::Context;
use crate::ids::DiaryEntryId;
use crate::refusal::Refusal;
use crate::text::{LINE_CHARS_MAX, NAME_CHARS_MAX, optional_line, required_line, required_prose};
use atlas::RegionId;

/// Of a region that the atlas does not know, so much is said again.
const REGION_CHARS_SHOWN: usize = 40;

/// None where the command is not one of these.
pub(super) fn decide(
    state: &State,
    command: &Command,
    ctx: &Context<'_>,
) -> Option<Result<Vec<Event>, Refusal>> {
    Some(match command {
        Command::AnswerDiary(wanted) => answer(state, wanted, ctx),
        Command::OwnRedFlag { entry, note } => own(state, *entry, note, ctx),
        Command::CloseRedFlag { entry, note } => close(state, *entry, note, ctx),
        Command::FollowAdverseEvent(wanted) => follow(state, wanted, ctx),
        Command::RecordAdverseEvent(wanted) => record::adverse_event(state, wanted),
        Command::RetractAdverseEvent { id, reason } => record::retract_adverse_event(state, *id, reason),
        _ => return None,
    })
}

fn answer(state: &State, wanted: &DiaryEntry, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if state.diary.iter().any(|(_, known)| known.id == wanted.id) {
        return Ok(Vec::new());
    }
    if state.diary.len() >= DIARY_ENTRIES_MAX {
        return Err(Refusal::new("diary.full"));
    }
    if wanted.places.len() > PLACES_MAX {
        return Err(Refusal::out_of_range("places", &format!("≤ {PLACES_MAX}")));
    }
    if let Some(strange) = wanted.signs.iter().find(|id| diary::sign(id).is_none()) {
        return Err(Refusal::out_of_range("signs", strange));
    }
    if !diary::warns(&wanted.signs) {
        let open = [
            ("soreness", wanted.soreness.is_none()),
            ("bruise", wanted.bruise.is_none()),
            ("moved", wanted.moved.is_none()),
        ];
        if let Some((field, _)) = open.into_iter().find(|(_, open)| *open) {
            return Err(Refusal::missing(field));
        }
    }
    if let Some(strange) = wanted.painted.iter().find(|cell| cell.region.parse::<RegionId>().is_err()) {
        return Err(Refusal::new("drawing.region_unknown")
            .on("places")
            .with(strange.region.chars().take(REGION_CHARS_SHOWN).collect::<String>()));
    }
    let ended = state.closed.as_ref().map_or(state.opened_at, |(at, _)| *at);
    let hours = ctx.now.seconds_since(ended).max(0) / 3_600;
    let mut places = wanted.places.clone();
    places.sort_unstable();
    places.dedup();
    // Once each, and each is a region of the atlas: no limit of their own is needed.
    let mut painted = wanted.painted.clone();
    painted.sort_unstable();
    painted.dedup();
    let ticked = diary::signs().iter().filter(|sign| wanted.signs.contains(&sign.id));
    Ok(vec![Event::DiaryAnswered(DiaryEntry {
        hours_after: u16::try_from(hours).unwrap_or(u16::MAX),
        places,
        painted,
        signs: ticked.map(|sign| sign.id.clone()).collect(),
        words: optional_line("words", wanted.words.as_deref().unwrap_or_default(), LINE_CHARS_MAX)?,
        language: required_line("language", &wanted.language, NAME_CHARS_MAX)?,
        ..wanted.clone()
    })])
}

fn own(state: &State, id: DiaryEntryId, note: &str, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let entry = answered(state, id)?;
    let rings = state.urgency(entry) > Urgency::None && state.owner_of(id).is_none();
    // Whoever is on the way to the telephone is not kept at the keyboard: what was done is written afterwards.
    let note = optional_line("note", note, LINE_CHARS_MAX)?;
    Ok(changed(rings, Event::RedFlagOwned(Owned { entry: id, by: ctx.actor.staff, note })))
}

/// Also by somebody else than who took it on, and again where more was done.
fn close(state: &State, id: DiaryEntryId, note: &str, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let entry = answered(state, id)?;
    if state.urgency(entry) == Urgency::None {
        return Ok(Vec::new());
    }
    let note = required_line("note", note, LINE_CHARS_MAX)?;
    if state.done_about(id).count() >= CLOSINGS_MAX {
        return Err(Refusal::out_of_range("note", &format!("≤ {CLOSINGS_MAX}")));
    }
    let by = ctx.actor.staff;
    // Done before anybody said that they would.
    let mut events =
        changed(state.owner_of(id).is_none(), Event::RedFlagOwned(Owned { entry: id, by, note: None }));
    events.push(Event::RedFlagClosed(Closing { entry: id, by, note }));
    Ok(events)
}

fn answered(state: &State, id: DiaryEntryId) -> Result<&DiaryEntry, Refusal> {
    let entry = state.diary.iter().map(|(_, entry)| entry).find(|entry| entry.id == id);
    entry.ok_or(Refusal::new("diary.unknown"))
}

fn follow(state: &State, wanted: &FollowUpWanted, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match state.adverse_event(wanted.event) {
        None => return Err(Refusal::new("adverse_event.unknown")),
        Some((_, _, Some(_))) => return Err(Refusal::new("adverse_event.retracted")),
        Some(_) => {}
    }
    if state.follow_ups_of(wanted.event).count() >= FOLLOW_UPS_MAX {
        return Err(Refusal::out_of_range("follow_text", &format!("≤ {FOLLOW_UPS_MAX}")));
    }
    if wanted.ctcae.is_some_and(|grade| !CTCAE_GRADES.contains(&grade)) {
        return Err(Refusal::out_of_range("ctcae", "1–5"));
    }
    if let Some(strange) = wanted.steps.iter().find(|step| !STEPS.contains(&step.as_str())) {
        return Err(Refusal::out_of_range("steps", strange));
    }
    let done = STEPS.iter().filter(|step| wanted.steps.iter().any(|ticked| ticked == *step));
    Ok(vec![Event::AdverseEventFollowed(FollowUp {
        event: wanted.event,
        grade: wanted.grade,
        ctcae: wanted.ctcae,
        outcome: wanted.outcome,
        text: required_prose("follow_text", &wanted.text, crate::text::NOTE_CHARS_MAX)?,
        steps: done.map(|step| (*step).to_owned()).collect(),
        by: ctx.actor.staff,
    })])
}
