//! What stands before a needle: licence, screening, consent.

use super::super::state::State;
use super::Around;
use crate::context::Context;
use crate::ids::{ConsentId, ScreeningId};
use crate::patient::{self, Consent, Screening};
use crate::refusal::Refusal;
use crate::screening::Class;
use crate::staff::{self, Role};
use crate::time::Instant;
use crate::values::Place;

/// What a needle was let through by.
#[derive(Clone, Copy)]
pub(super) struct Gate {
    pub(super) screening: ScreeningId,
    pub(super) consent: ConsentId,
}

/// No needle without a valid licence, current screening and consent.
pub(super) fn pass(
    state: &State,
    at: &Place,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Gate, Refusal> {
    licence(around.practitioner, ctx)?;
    let screening = current_screening(around.patient, ctx)?.id;
    let consent = consent(at, around.patient, ctx)?;
    confirmed(state, consent, around.patient, ctx)?;
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

/// The screening that held when the needle went in: one that was answered later does not reach back.
pub(super) fn current_screening<'a>(
    patient: &'a patient::State,
    ctx: &Context<'_>,
) -> Result<&'a Screening, Refusal> {
    let Some((answered_at, screening)) = patient.screening_at(ctx.now) else {
        return Err(Refusal::new(match patient.screening() {
            Some(_) => "screening.later",
            None => "screening.missing",
        }));
    };
    if answered_at.plus_hours(ctx.policy.screening_valid_hours) < ctx.now {
        return Err(Refusal::new("screening.expired").with(ctx.policy.screening_valid_hours.to_string()));
    }
    if let Some(stop) = screening.answers.iter().find(|a| a.yes && a.class == Class::Absolute) {
        return Err(Refusal::new("screening.absolute").with(stop.item.clone()));
    }
    Ok(screening)
}

/// The consent that held when the needle went in.
pub(super) fn current_consent<'a>(
    patient: &'a patient::State,
    ctx: &Context<'_>,
) -> Result<(Instant, &'a Consent), Refusal> {
    patient.consent_at(ctx.now, ctx.today).ok_or_else(|| {
        let given_by_then = patient.consents.iter().rev().find(|(at, _, _)| *at <= ctx.now);
        Refusal::new(match (given_by_then, patient.consents.is_empty()) {
            (None, true) => "consent.missing",
            (None, false) => "consent.later",
            (Some((_, _, Some(withdrawn))), _) if *withdrawn <= ctx.now => "consent.withdrawn",
            (Some(_), _) => "consent.expired",
        })
    })
}

/// The consent, if it names every grave risk of the place.
pub(super) fn consent(at: &Place, patient: &patient::State, ctx: &Context<'_>) -> Result<ConsentId, Refusal> {
    let (_, consent) = current_consent(patient, ctx)?;
    let muscle = patient::place(at)?;
    let unnamed = super::super::risk::unnamed(ctx.atlas, muscle, at.point.as_deref(), &consent.named_risks);
    match unnamed {
        Some(unnamed) => {
            Err(Refusal::new("consent.risk_not_named").on("muscle").with(ctx.atlas.hazard(unnamed).structure))
        }
        None => Ok(consent.id),
    }
}

/// Consent is a process: on a later day the patient is asked again, and that they said yes is recorded.
fn confirmed(
    state: &State,
    consent: ConsentId,
    patient: &patient::State,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let confirmed = state.consent_confirmed.is_some_and(|(_, known)| known == consent);
    // What was agreed to within the hours of a screening was agreed to for this treatment.
    let fresh = patient.consents.iter().any(|(at, given, _)| {
        given.id == consent && at.plus_hours(ctx.policy.screening_valid_hours) >= ctx.now
    });
    if confirmed || fresh || !ctx.policy.consent_confirmed_each_session {
        Ok(())
    } else {
        Err(Refusal::new("consent.not_confirmed"))
    }
}
