//! How a session ends: counted, handed over, signed.

use super::super::event::{Closed, Event};
use super::super::state::{Stage, State};
use super::Around;
use crate::context::Context;
use crate::ids::StaffId;
use crate::refusal::Refusal;
use crate::staff::Role;
use crate::text::{LINE_CHARS_MAX, optional_line, required_line};

/// Needles in = needles out = needles in the sharps box; or what became of the difference is told.
pub(super) fn close(
    state: &State,
    in_sharps: u16,
    explained: &str,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
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

pub(super) fn sign(state: &State, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
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
    if state.responsible() != Some(ctx.actor.staff) {
        return Err(Refusal::new("session.other_practitioner"));
    }
    Ok(vec![Event::Signed { by: ctx.actor.staff }])
}

/// Whoever has the session, or a lead for somebody who cannot, gives it to another practitioner.
pub(super) fn hand_over(
    state: &State,
    to: StaffId,
    reason: &str,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if state.responsible() == Some(to) {
        return Ok(Vec::new());
    }
    if !around.successor.is_some_and(|person| person.has(Role::Practitioner)) {
        return Err(Refusal::new("session.successor").on("to"));
    }
    let reason = required_line("reason", reason, LINE_CHARS_MAX)?;
    Ok(vec![Event::HandedOver { to, reason, by: ctx.actor.staff }])
}
