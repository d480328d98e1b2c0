//! What stands before a needle: licence, screening, consent.

use super::super::command::NeedleWanted;
use super::super::event::Caution;
use super::super::state::State;
use super::Around;
use crate::context::Context;
use crate::ids::{ConsentId, ScreeningId};
use crate::patient::{self, Consent, Screening};
use crate::refusal::Refusal;
use crate::screening::{self, Class};
use crate::staff::{self, Role};
use crate::text::{LINE_CHARS_MAX, optional_line};
use crate::time::Instant;
use crate::values::{Place, Technique};

/// What a needle was let through by.
#[derive(Clone, Copy)]
pub(super) struct Gate {
    pub(super) screening: ScreeningId,
    pub(super) consent: ConsentId,
}

/// No needle without a valid licence and training, current screening and consent.
pub(super) fn pass(
    state: &State,
    at: &Place,
    technique: Technique,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Gate, Refusal> {
    licence(around.practitioner, ctx)?;
    training(around.practitioner, at, technique, ctx)?;
    let screening = current_screening(around.patient, ctx)?.id;
    let consent = consent(at, around.patient, ctx)?;
    confirmed(state, consent, around.patient, ctx)?;
    Ok(Gate { screening, consent })
}

fn licence(practitioner: &staff::State, ctx: &Context<'_>) -> Result<(), Refusal> {
    if !practitioner.has(Role::Practitioner) {
        return Err(Refusal::new("role.not_allowed"));
    }
    let rule = &ctx.policy.licence_required;
    match &practitioner.licence {
        None if rule.value => Err(rule.refuse("licence.missing")),
        Some(licence) if licence.expires_on < ctx.today => {
            Err(rule.refuse("licence.expired").with(licence.expires_on.to_string()))
        }
        _ => Ok(()),
    }
}

/// A training, of enough hours, that covers the place and the technique.
fn training(
    practitioner: &staff::State,
    at: &Place,
    technique: Technique,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let (required, hours) = (&ctx.policy.training_required, &ctx.policy.training_hours_min);
    if required.value && practitioner.trainings.is_empty() {
        return Err(required.refuse("training.missing"));
    }
    let known: u32 = practitioner.trainings.iter().map(|training| u32::from(training.hours)).sum();
    if known < hours.value {
        return Err(hours.refuse("training.too_short").with(hours.value.to_string()));
    }
    let muscle = ctx.atlas.muscle(patient::place(at)?);
    for rule in ctx.policy.training_for.iter().filter(|rule| rule.concerns(muscle, technique)) {
        if !practitioner.trainings.iter().any(|training| training.covers.contains(&rule.covers)) {
            return Err(Refusal::new("training.not_covered")
                .on("muscle")
                .with(rule.covers.clone())
                .because(&rule.says, &rule.source));
        }
    }
    Ok(())
}

/// The rules of the screening that speak where the needle goes in. An absolute one stops it; each relative one asks for its own reason,
/// once in a session: what was said then is said of the next needle too.
pub(super) fn cautions(
    state: &State,
    wanted: &NeedleWanted,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Vec<Caution>, Refusal> {
    let screening = current_screening(around.patient, ctx)?;
    let mut typed = optional_line("caution_reason", &wanted.caution_reason, LINE_CHARS_MAX)?;
    let own = |rule: &str| {
        let (_, reason) = wanted.caution_reasons.iter().rfind(|(of, _)| of == rule)?;
        optional_line("caution_reason", reason, LINE_CHARS_MAX).transpose()
    };
    let speaking =
        screening::speaking(screening, ctx.atlas, &wanted.place, wanted.technique, wanted.depth_mm);
    let mut cautions = Vec::new();
    for (item, rule) in speaking {
        let refuse = |code| {
            Refusal::new(code)
                .with(rule.todo.clone())
                .because(item.map_or("For everybody", |item| item.question.as_str()), rule.source(item))
        };
        if rule.class == Class::Absolute {
            return Err(refuse("screening.site_stop").on("muscle"));
        }
        let said = state.standing().flat_map(|placed| &placed.needle.cautions).rfind(|c| c.rule == rule.id);
        // One reason is no answer to two questions: each rule has its own, or asks.
        let reason = match own(&rule.id).transpose()? {
            Some(reason) => Some(reason),
            None => said.map(|caution| caution.reason.clone()).or_else(|| typed.take()),
        };
        let refuse = || refuse("screening.site_reason_missing").on("caution_reason").by_rule(&rule.id);
        let reason = reason.ok_or_else(refuse)?;
        cautions.push(Caution { rule: rule.id.clone(), reason });
    }
    // Said anew where everything was said before: it is what was meant here.
    if let (Some(reason), Some(first)) = (typed, cautions.first_mut()) {
        first.reason = reason;
    }
    Ok(cautions)
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
    if answered_at.plus_hours(ctx.policy.screening_valid_hours.value) < ctx.now {
        let rule = &ctx.policy.screening_valid_hours;
        return Err(rule.refuse("screening.expired").with(rule.value.to_string()));
    }
    if let Some(stop) = screening.answers.iter().find(|a| a.yes && a.class == Class::Absolute) {
        let refusal = Refusal::new("screening.absolute").with(stop.item.clone());
        return Err(match screening::item(&stop.item) {
            Some(item) => refusal.because(&item.todo, &item.source),
            None => refusal,
        });
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
        given.id == consent && at.plus_hours(ctx.policy.screening_valid_hours.value) >= ctx.now
    });
    let rule = &ctx.policy.consent_confirmed_each_session;
    if confirmed || fresh || !rule.value { Ok(()) } else { Err(rule.refuse("consent.not_confirmed")) }
}
