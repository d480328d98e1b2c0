//! The rules of a session.

use super::command::{Command, NeedleWanted};
use super::event::{Addendum, Closed, Event, Moment, Needle, NeedleResponse, Opened};
use super::state::{PlacedNeedle, Stage, State};
use super::{ADDENDA_MAX, NEEDLES_MAX, TWITCHES_MAX};
use crate::context::Context;
use crate::ids::{ConsentId, NeedleId, ScreeningId};
use crate::patient;
use crate::refusal::Refusal;
use crate::screening::Class;
use crate::staff::{self, Role};
use crate::text::{
    LINE_CHARS_MAX, NOTE_CHARS_MAX, optional_line, optional_prose, required_line, required_prose,
};
use atlas::Atlas;

/// The streams around the session that its rules look at.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The patient of the session.
    pub patient: &'a patient::State,
    /// The person who acts.
    pub practitioner: &'a staff::State,
}

/// Decides what a command makes true.
pub fn decide(
    state: &State,
    command: &Command,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    ctx.require_role(&[Role::Practitioner])?;
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
        (_, Stage::Signed) => return Err(Refusal::new("session.signed")),
        _ => {}
    }
    match command {
        Command::Open { .. } | Command::AddAddendum { .. } => Err(Refusal::new("session.exists")),
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
            let gate = gate(wanted, around, ctx)?;
            Ok(vec![Event::NeedlePlaced(needle(wanted, gate, ctx)?)])
        }
        Command::RecordResponse { needle, twitches_added, referred_pain, recognised_pain } => {
            let placed = standing(state, *needle)?;
            if placed.twitches.saturating_add(*twitches_added) > TWITCHES_MAX {
                return Err(Refusal::out_of_range("twitches", "0–200"));
            }
            let says_something = *twitches_added > 0 || referred_pain.is_some() || recognised_pain.is_some();
            Ok(changed(
                says_something,
                Event::NeedleResponded(NeedleResponse {
                    needle: *needle,
                    twitches_added: *twitches_added,
                    referred_pain: *referred_pain,
                    recognised_pain: *recognised_pain,
                }),
            ))
        }
        Command::RemoveNeedle { needle } => {
            let placed = standing(state, *needle)?;
            Ok(changed(placed.removed_at.is_none(), Event::NeedleRemoved { needle: *needle }))
        }
        Command::RemoveAll => {
            Ok(state.still_in().map(|n| Event::NeedleRemoved { needle: n.needle.id }).collect())
        }
        Command::AmendNeedle { now, reason } => {
            let was = standing(state, now.id)?;
            let reason = required_line("reason", reason, LINE_CHARS_MAX)?;
            if was.needle.place != now.place {
                risks_named(&was.needle, now, around.patient, ctx)?;
            }
            // Whatever is put right of it, the needle went in under the screening and consent of its time.
            let gate = Gate { screening: was.needle.screening, consent: was.needle.consent };
            let now = Needle { practitioner: was.needle.practitioner, ..needle(now, gate, ctx)? };
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
            close(state, *needles_in_sharps, difference_explained, ctx)
        }
        Command::Reopen { reason } => {
            if state.stage != Stage::Closed {
                return Ok(Vec::new());
            }
            Ok(vec![Event::Reopened { reason: required_line("reason", reason, LINE_CHARS_MAX)? }])
        }
        Command::Sign => sign(state, ctx),
    }
}

/// A command that would change nothing records nothing.
fn changed(changes: bool, event: Event) -> Vec<Event> {
    if changes { vec![event] } else { Vec::new() }
}

fn open(command: &Command, around: Around<'_>, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let Command::Open { patient, complaint, pain_before } = command else {
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
    Ok(events)
}

fn open_still(state: &State) -> Result<(), Refusal> {
    if state.stage == Stage::Open { Ok(()) } else { Err(Refusal::new("session.closed")) }
}

fn standing(state: &State, id: NeedleId) -> Result<&PlacedNeedle, Refusal> {
    let needle = state.needle(id).ok_or(Refusal::new("needle.unknown"))?;
    if needle.retracted.is_some() { Err(Refusal::new("needle.retracted")) } else { Ok(needle) }
}

/// What a needle was let through by.
#[derive(Clone, Copy)]
struct Gate {
    screening: ScreeningId,
    consent: ConsentId,
}

/// No needle without a valid licence, current screening and consent.
fn gate(wanted: &NeedleWanted, around: Around<'_>, ctx: &Context<'_>) -> Result<Gate, Refusal> {
    licence(around.practitioner, ctx)?;
    let screening = screening(around.patient, ctx)?;
    let consent = consent(wanted, around.patient, ctx)?;
    Ok(Gate { screening, consent })
}

fn licence(practitioner: &staff::State, ctx: &Context<'_>) -> Result<(), Refusal> {
    if !practitioner.has(Role::Practitioner) {
        return Err(Refusal::new("role.not_allowed"));
    }
    match &practitioner.licence {
        None => return Err(Refusal::new("licence.missing")),
        Some(licence) if licence.expires_on < ctx.today => {
            return Err(Refusal::new("licence.expired").with(licence.expires_on.to_string()));
        }
        Some(_) => {}
    }
    if ctx.policy.training_required && practitioner.trainings.is_empty() {
        return Err(Refusal::new("training.missing"));
    }
    Ok(())
}

fn screening(patient: &patient::State, ctx: &Context<'_>) -> Result<ScreeningId, Refusal> {
    let Some((answered_at, screening)) = &patient.screening else {
        return Err(Refusal::new("screening.missing"));
    };
    if answered_at.plus_hours(ctx.policy.screening_valid_hours) < ctx.now {
        return Err(Refusal::new("screening.expired").with(ctx.policy.screening_valid_hours.to_string()));
    }
    if let Some(stop) = screening.answers.iter().find(|a| a.yes && a.class == Class::Absolute) {
        return Err(Refusal::new("screening.absolute").with(stop.item.clone()));
    }
    Ok(screening.id)
}

fn consent(wanted: &NeedleWanted, patient: &patient::State, ctx: &Context<'_>) -> Result<ConsentId, Refusal> {
    let Some(consent) = patient.consent_on(ctx.today) else {
        return Err(Refusal::new(match patient.consents.last() {
            None => "consent.missing",
            Some((_, _, Some(_))) => "consent.withdrawn",
            Some(_) => "consent.expired",
        }));
    };
    let muscle = patient::place(&wanted.place)?;
    if let Some(unnamed) =
        super::risk::unnamed(ctx.atlas, muscle, wanted.place.point.as_deref(), &consent.named_risks)
    {
        return Err(Refusal::new("consent.risk_not_named")
            .on("muscle")
            .with(ctx.atlas.hazard(unnamed).structure));
    }
    Ok(consent.id)
}

/// A place that is put right asks again whether its risks were named: in the consent that the needle went in under, or since.
fn risks_named(
    was: &Needle,
    now: &NeedleWanted,
    patient: &patient::State,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let muscle = patient::place(&now.place)?;
    let named = patient.consent(was.consent).map_or(&[][..], |(consent, _)| &consent.named_risks);
    match super::risk::unnamed(ctx.atlas, muscle, now.place.point.as_deref(), named) {
        None => Ok(()),
        Some(_) => consent(now, patient, ctx).map(|_| ()),
    }
}

fn needle(wanted: &NeedleWanted, gate: Gate, ctx: &Context<'_>) -> Result<Needle, Refusal> {
    let muscle = patient::place(&wanted.place)?;
    let depth_reason = optional_line("depth_reason", &wanted.depth_reason, LINE_CHARS_MAX)?;
    if let Some(depth_mm) = wanted.depth_mm {
        if depth_mm == 0 || depth_mm > wanted.size.length_mm {
            return Err(Refusal::new("needle.depth_beyond_needle")
                .on("depth_mm")
                .with(wanted.size.length_mm.to_string()));
        }
        if let Some(cap_mm) = super::risk::depth_cap_mm(ctx.atlas, muscle, wanted.place.point.as_deref())
            && depth_mm > cap_mm
            && depth_reason.is_none()
        {
            return Err(Refusal::new("needle.depth_reason_missing")
                .on("depth_reason")
                .with(cap_mm.to_string()));
        }
    }
    Ok(Needle {
        id: wanted.id,
        place: wanted.place.clone(),
        size: wanted.size,
        depth_mm: wanted.depth_mm,
        depth_reason,
        technique: wanted.technique,
        lot: optional_line("lot", &wanted.lot, LINE_CHARS_MAX)?,
        screening: gate.screening,
        consent: gate.consent,
        practitioner: ctx.actor.staff,
    })
}

/// Needles in = needles out = needles in the sharps box; or what became of the difference is told.
fn close(state: &State, in_sharps: u16, explained: &str, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let count = state.count();
    if count.still_in() > 0 {
        return Err(Refusal::new("needle.still_in").with(count.still_in().to_string()));
    }
    let difference_explained = optional_line("difference_explained", explained, LINE_CHARS_MAX)?;
    if in_sharps != count.placed && difference_explained.is_none() {
        return Err(Refusal::new("needle.count_mismatch")
            .on("needles_in_sharps")
            .with(count.placed.to_string()));
    }
    Ok(vec![Event::Closed(Closed {
        needles_in: count.placed,
        needles_out: count.removed,
        needles_in_sharps: in_sharps,
        difference_explained: difference_explained.filter(|_| in_sharps != count.placed),
        counted_by: ctx.actor.staff,
    })])
}

fn sign(state: &State, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    // The count comes first in the answer: it is what must not be forgotten.
    let still_in = state.count().still_in();
    if still_in > 0 {
        return Err(Refusal::new("needle.still_in").with(still_in.to_string()));
    }
    let (Stage::Closed, Some((_, closed))) = (state.stage, &state.closed) else {
        return Err(Refusal::new("session.not_closed"));
    };
    if closed.needles_in_sharps != state.count().placed && closed.difference_explained.is_none() {
        return Err(Refusal::new("needle.count_mismatch").with(state.count().placed.to_string()));
    }
    if state.opened.as_ref().is_some_and(|o| o.practitioner != ctx.actor.staff) {
        return Err(Refusal::new("session.other_practitioner"));
    }
    Ok(vec![Event::Signed { by: ctx.actor.staff }])
}
