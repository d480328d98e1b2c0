//! What is written down beside the needles: consent asked again, conduct, adverse events.

use super::super::ADVERSE_EVENTS_MAX;
use super::super::adverse::{AdverseEvent, AdverseKind, Grade};
use super::super::command::AdverseWanted;
use super::super::conduct::Conduct;
use super::super::event::Event;
use super::super::state::State;
use super::{Around, changed, gate};
use crate::context::Context;
use crate::ids::AdverseEventId;
use crate::refusal::Refusal;
use crate::text::{LINE_CHARS_MAX, NOTE_CHARS_MAX, optional_line, optional_prose, required_line};

pub(super) fn confirm_consent(
    state: &State,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let consent = gate::current_consent(around.patient, ctx)?.1.id;
    let known = state.consent_confirmed.is_some_and(|(_, confirmed)| confirmed == consent);
    Ok(changed(!known, Event::ConsentConfirmed { consent }))
}

pub(super) fn conduct(state: &State, wanted: &Conduct) -> Result<Vec<Event>, Refusal> {
    let line = |field, text: &Option<String>| {
        optional_line(field, text.as_deref().unwrap_or_default(), LINE_CHARS_MAX)
    };
    let conduct = Conduct {
        change_since: line("change_since", &wanted.change_since)?,
        aftercare_version: line("aftercare_version", &wanted.aftercare_version)?,
        ..wanted.clone()
    };
    Ok(changed(conduct != state.conduct, Event::ConductRecorded(conduct)))
}

pub(super) fn adverse_event(state: &State, wanted: &AdverseWanted) -> Result<Vec<Event>, Refusal> {
    if state.adverse_event(wanted.id).is_some() {
        return Ok(Vec::new());
    }
    if state.adverse_events.len() >= ADVERSE_EVENTS_MAX {
        return Err(Refusal::out_of_range("adverse_kind", &format!("≤ {ADVERSE_EVENTS_MAX}")));
    }
    if let Some(needle) = wanted.needle {
        super::standing(state, needle)?;
    }
    if let Some(answer) = wanted.answer
        && !state.diary.iter().any(|(_, entry)| entry.id == answer)
    {
        return Err(Refusal::new("diary.unknown"));
    }
    let text = optional_prose("adverse_text", &wanted.text, NOTE_CHARS_MAX)?;
    if wanted.kind == AdverseKind::Other && text.is_none() {
        return Err(Refusal::missing("adverse_text"));
    }
    let action = optional_prose("adverse_action", &wanted.action, NOTE_CHARS_MAX)?;
    // What was more than mild had something done about it, if only to watch and to tell; so had air in the chest and metal in the
    // body, however it felt.
    let grave = wanted.grade > Grade::Mild || wanted.kind.cannot_be_left();
    if grave && action.is_none() {
        return Err(Refusal::new("adverse_event.action_missing").on("adverse_action"));
    }
    Ok(vec![Event::AdverseEventRecorded(AdverseEvent {
        id: wanted.id,
        kind: wanted.kind,
        grade: wanted.grade,
        needle: wanted.needle,
        text,
        action,
        answer: wanted.answer,
    })])
}

pub(super) fn retract_adverse_event(
    state: &State,
    id: AdverseEventId,
    reason: &str,
) -> Result<Vec<Event>, Refusal> {
    let Some((_, _, retracted)) = state.adverse_event(id) else {
        return Err(Refusal::new("adverse_event.unknown"));
    };
    if retracted.is_some() {
        return Ok(Vec::new());
    }
    let reason = required_line("reason", reason, LINE_CHARS_MAX)?;
    Ok(vec![Event::AdverseEventRetracted { id, reason }])
}
