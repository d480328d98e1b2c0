//! The rules of a session.

mod after;
mod ending;
mod gate;
mod needle;
mod record;

use super::command::Command;
use super::event::{Addendum, Event, Moment, NeedleResponse, Opened};
use super::state::{PlacedNeedle, Stage, State};
use super::{ADDENDA_MAX, NEEDLES_MAX, TWITCHES_MAX};
use crate::context::Context;
use crate::ids::NeedleId;
use crate::refusal::Refusal;
use crate::staff::{self, Role};
use crate::text::{LINE_CHARS_MAX, NOTE_CHARS_MAX, optional_prose, required_line, required_prose};
use crate::values::Place;
use crate::{patient, practice};
use atlas::Atlas;

/// The streams around the session that its rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The patient of the session.
    pub patient: &'a patient::State,
    /// The person who acts.
    pub practitioner: &'a staff::State,
    /// The person who is to have the session, where it is handed over.
    pub successor: Option<&'a staff::State>,
    /// The clinic, with the packs that were opened.
    pub practice: &'a practice::State,
    /// Where the patient was needled today in other sessions.
    pub same_day: &'a [Place],
}

/// Decides what a command makes true.
pub fn decide(
    state: &State,
    command: &Command,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    // A lead may hand over what somebody left behind, the patient answers the diary; everything else is for those who needle.
    match command {
        Command::HandOver { .. } => ctx.require_role(&[Role::Practitioner, Role::ClinicLead])?,
        // Whoever holds the link acts as the patient whose session it is, and as nobody else.
        Command::AnswerDiary(_)
            if state.opened.as_ref().is_some_and(|o| o.patient.0 == ctx.actor.staff.0) => {}
        _ => ctx.require_role(&[Role::Practitioner])?,
    }
    match (command, state.stage) {
        (Command::Open { .. }, Stage::Unknown) => return open(command, around, ctx),
        (Command::Open { .. }, _) => return Err(Refusal::new("session.exists")),
        (_, Stage::Unknown) => return Err(Refusal::new("session.unknown")),
        (Command::AddAddendum { id, text, reason }, Stage::Signed) => {
            if state.addenda.len() >= ADDENDA_MAX {
                return Err(Refusal::out_of_range("text", "200"));
            }
            return Ok(vec![Event::AddendumAdded(Addendum {
                id: *id,
                text: required_prose("text", text, NOTE_CHARS_MAX)?,
                reason: required_line("reason", reason, LINE_CHARS_MAX)?,
                by: ctx.actor.staff,
            })]);
        }
        (Command::AddAddendum { .. }, _) => return Err(Refusal::new("addendum.before_signature")),
        (_, Stage::Signed) => {
            return after::decide(state, command, ctx).unwrap_or(Err(Refusal::new("session.signed")));
        }
        (Command::AnswerDiary(_) | Command::OwnRedFlag { .. } | Command::CloseRedFlag { .. }, _) => {
            return Err(Refusal::new("diary.before_signature"));
        }
        _ => {}
    }
    if let Some(outcome) = after::decide(state, command, ctx) {
        return outcome;
    }
    match command {
        // Decided above.
        Command::Open { .. }
        | Command::AddAddendum { .. }
        | Command::AnswerDiary(_)
        | Command::OwnRedFlag { .. }
        | Command::CloseRedFlag { .. }
        | Command::FollowAdverseEvent(_)
        | Command::RecordAdverseEvent(_)
        | Command::RetractAdverseEvent { .. } => Err(Refusal::new("session.exists")),
        Command::RecordPain { moment, score } => {
            let known = match moment {
                Moment::Before => state.pain_before,
                Moment::After => state.pain_after,
            };
            Ok(changed(known != Some(*score), Event::PainRecorded { moment: *moment, score: *score }))
        }
        Command::PlaceNeedle(wanted) => {
            open_still(state)?;
            if state.needles.len() >= NEEDLES_MAX {
                return Err(Refusal::new("needle.limit").with(NEEDLES_MAX.to_string()));
            }
            if state.needle(wanted.id).is_some() {
                return Ok(Vec::new());
            }
            Ok(vec![Event::NeedlePlaced(needle::placed(state, wanted, around, ctx)?)])
        }
        Command::ConfirmConsent => record::confirm_consent(state, around, ctx),
        Command::RecordConduct(conduct) => record::conduct(state, conduct),
        Command::AdoptPlan(plan) => {
            open_still(state)?;
            needle::plan(state, plan, around, ctx)
        }
        Command::DropPlanPart { needle } => Ok(changed(
            state.planned.iter().any(|part| part.needle == *needle),
            Event::PlanPartDropped { needle: *needle },
        )),
        Command::HandOver { to, reason } => ending::hand_over(state, *to, reason, around, ctx),
        Command::RecordResponse { needle, twitches_added, referred_pain, recognised_pain, pain, bled } => {
            let placed = standing(state, *needle)?;
            if placed.twitches.saturating_add(*twitches_added) > TWITCHES_MAX {
                return Err(Refusal::out_of_range("twitches", "0–200"));
            }
            let says_something = *twitches_added > 0
                || referred_pain.is_some()
                || recognised_pain.is_some()
                || pain.is_some()
                || bled.is_some();
            Ok(changed(
                says_something,
                Event::NeedleResponded(NeedleResponse {
                    needle: *needle,
                    twitches_added: *twitches_added,
                    referred_pain: *referred_pain,
                    recognised_pain: *recognised_pain,
                    pain: *pain,
                    bled: *bled,
                }),
            ))
        }
        Command::RemoveNeedle { needle } => {
            let placed = standing(state, *needle)?;
            Ok(changed(placed.removed_at.is_none(), Event::NeedleRemoved { needle: *needle }))
        }
        Command::RetractRemoval { needle, reason } => {
            open_still(state)?;
            let removed = standing(state, *needle)?.removed_at.is_some();
            let reason = required_line("reason", reason, LINE_CHARS_MAX)?;
            Ok(changed(removed, Event::RemovalRetracted { needle: *needle, reason }))
        }
        Command::RetractTwitches { needle, twitches, reason } => {
            let counted = standing(state, *needle)?.twitches;
            if *twitches > counted {
                return Err(Refusal::out_of_range("twitches", &format!("0–{counted}")));
            }
            let reason = required_line("reason", reason, LINE_CHARS_MAX)?;
            let event = Event::TwitchesRetracted { needle: *needle, twitches: *twitches, reason };
            Ok(changed(*twitches > 0, event))
        }
        Command::RemoveAll => {
            Ok(state.still_in().map(|n| Event::NeedleRemoved { needle: n.needle.id }).collect())
        }
        Command::AmendNeedle { now, reason } => {
            let was = standing(state, now.id)?;
            let reason = required_line("reason", reason, LINE_CHARS_MAX)?;
            let now = needle::amended(state, was, now, around, ctx)?;
            Ok(changed(now != was.needle, Event::NeedleAmended { now, reason }))
        }
        Command::RetractNeedle { needle, reason } => {
            standing(state, *needle)?;
            open_still(state)?;
            let reason = required_line("reason", reason, LINE_CHARS_MAX)?;
            Ok(vec![Event::NeedleRetracted { needle: *needle, reason }])
        }
        Command::WriteNote { tolerance, text } => {
            let tolerance = optional_prose("tolerance", tolerance, NOTE_CHARS_MAX)?;
            let text = optional_prose("text", text, NOTE_CHARS_MAX)?;
            Ok(changed(
                tolerance != state.tolerance || text != state.text,
                Event::NoteWritten { tolerance, text },
            ))
        }
        Command::Close { needles_in_sharps, difference_explained } => {
            open_still(state)?;
            ending::close(state, *needles_in_sharps, difference_explained, ctx)
        }
        Command::Reopen { reason } => {
            if state.stage != Stage::Closed {
                return Ok(Vec::new());
            }
            Ok(vec![Event::Reopened { reason: required_line("reason", reason, LINE_CHARS_MAX)? }])
        }
        Command::Sign => ending::sign(state, ctx),
    }
}

/// A command that would change nothing records nothing.
fn changed(changes: bool, event: Event) -> Vec<Event> {
    if changes { vec![event] } else { Vec::new() }
}

fn open(command: &Command, around: Around<'_>, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let Command::Open { patient, complaint, pain_before, consent_confirmed } = command else {
        return Err(Refusal::new("session.unknown"));
    };
    if around.patient.person.is_none() {
        return Err(Refusal::new("patient.unknown"));
    }
    if around.patient.complaint(*complaint).is_none() {
        return Err(Refusal::new("complaint.unknown"));
    }
    let mut events = vec![Event::Opened(Opened {
        patient: *patient,
        complaint: *complaint,
        practitioner: ctx.actor.staff,
        atlas_version: Atlas::version().to_owned(),
        policy_version: ctx.policy.version.clone(),
    })];
    if let Some(score) = pain_before {
        events.push(Event::PainRecorded { moment: Moment::Before, score: *score });
    }
    if *consent_confirmed && let Some((_, consent)) = around.patient.consent_at(ctx.now, ctx.today) {
        events.push(Event::ConsentConfirmed { consent: consent.id });
    }
    Ok(events)
}

fn open_still(state: &State) -> Result<(), Refusal> {
    if state.stage == Stage::Open { Ok(()) } else { Err(Refusal::new("session.closed")) }
}

fn standing(state: &State, id: NeedleId) -> Result<&PlacedNeedle, Refusal> {
    let needle = state.needle(id).ok_or(Refusal::new("needle.unknown"))?;
    if needle.retracted.is_some() { Err(Refusal::new("needle.retracted")) } else { Ok(needle) }
}
