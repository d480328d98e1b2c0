//! Consent: given, and taken back.

use super::read;
use super::screening::Next;
use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::answer::inside;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{command_id, day, day_of, name, patient_head};
use crate::views::consent::{ConsentView, CopyView, CurrentConsent, RiskView, copy_page, edition, page};
use crate::views::shell::Nav;
use atlas::{Atlas, HazardId, PointId, Severity};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use chart::ids::ConsentId;
use chart::patient::{self, Command, ConsentGiven};
use chart::staff::Role;
use chart::{PatientId, Refusal};
use clinic::Ask;
use maud::Markup;
use std::sync::Arc;

/// The text and the form; the risks of the points in question are in sight.
pub(super) async fn new(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(patient): Path<String>,
    Query(next): Query<Next>,
) -> Result<Markup, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, _) = read::chart(&app, &caller, id)?;
    let given_by =
        state.person.as_ref().map_or(String::new(), |p| name(&p.given_name, p.family_name.as_deref()));
    draw(&app, &caller, id, &state, Form::of([("given_by", given_by)]), &next.next)
}

/// The risks that the points in question call for.
fn called_for(app: &App, caller: &Caller, state: &patient::State) -> Result<Vec<HazardId>, Trouble> {
    let (reasoning, _) = read::reasoning(app, caller, None)?;
    Ok(tokio::task::block_in_place(|| planned(state, reasoning.shown)))
}

/// The grave hazards of the points that were felt for, and of those that best explain the latest drawing.
fn planned(state: &patient::State, ranked: bool) -> Vec<HazardId> {
    /// As many as are usually felt for and needled (`facts/clinical.md` 7.4: one to five muscles, from memory).
    const LIKELY: usize = 6;
    let atlas = Atlas::get();
    let Some(complaint) = state.complaints.last() else { return Vec::new() };
    let mut points: Vec<PointId> = Vec::new();
    for (_, finding) in &complaint.findings {
        if let (Ok(muscle), Some(number)) = (finding.place.muscle.parse(), finding.place.point.as_deref()) {
            points.extend(PointId::new(muscle, number));
        }
    }
    let painted: Vec<atlas::Cell> = complaint
        .drawing
        .iter()
        .flat_map(|(_, d)| &d.cells)
        .filter_map(|c| Some(atlas::Cell::new(c.region.parse().ok()?, c.side)))
        .collect();
    if ranked
        && !painted.is_empty()
        && let Ok(ranking) = clinic::ranking::rank(&clinic::ranking::Case::of_cells(painted))
    {
        points.extend(ranking.causes.iter().take(LIKELY).map(|c| c.place.point));
    }
    let mut hazards: Vec<HazardId> =
        points.into_iter().flat_map(|point| atlas.hazards_of(point)).copied().collect();
    hazards.retain(|id| atlas.hazard(*id).severity == Severity::Grave);
    hazards.sort_unstable();
    hazards.dedup();
    hazards
}

fn draw(
    app: &App,
    caller: &Caller,
    id: PatientId,
    state: &patient::State,
    form: Form,
    next: &str,
) -> Result<Markup, Trouble> {
    let called_for = called_for(app, caller, state)?;
    let (_, today) = read::now(caller);
    let atlas = Atlas::get();
    let zone = &caller.practice.zone;
    let named = |consent: &patient::Consent| {
        let hazards = consent.named_risks.iter().filter_map(|risk| risk.parse::<HazardId>().ok());
        hazards.map(|risk| atlas.hazard(risk).structure.to_owned()).collect()
    };
    let current = state.consent_on(today).map(|consent| CurrentConsent {
        id: consent.id.to_string(),
        given_at: state
            .consents
            .iter()
            .find(|(_, c, _)| c.id == consent.id)
            .map(|(at, _, _)| day_of(*at, zone))
            .unwrap_or_default(),
        given_by: consent.given_by.clone(),
        risks: named(consent),
        withdrawal: Form::default(),
        command_id: command_id(),
    });
    let grave = atlas.hazards().iter().filter(|h| h.severity == Severity::Grave);
    let view = ConsentView {
        patient: patient_head(id, state, today, true),
        risks: grave
            .map(|h| RiskView {
                id: h.id.to_string(),
                label: h.structure.to_owned(),
                why: h.consent.to_owned(),
                called_for: called_for.contains(&h.id),
            })
            .collect(),
        form,
        command_id: command_id(),
        next: inside(next).map_or_else(|| format!("/patients/{id}"), str::to_owned),
        text_version: app.clinic.policy().consent_text_version.value.clone(),
        current,
    };
    Ok(page(&app.shell(caller, view.patient.name.clone(), Nav::Patients), &view, App::texts()))
}

/// Records a consent. A risk that the points in question call for and that is not ticked is asked for once: `unnamed` goes on without.
pub(super) async fn create(Path(patient): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, _) = read::chart(&asked.app, &asked.caller, id)?;
    let given = ConsentGiven {
        id: ConsentId(asked.command_id),
        named_risks: asked.form.values("risk").map(str::to_owned).collect(),
        given_by: asked.text("given_by"),
        signature: asked.text("signature"),
        on_paper: asked.form.value("on_paper") == "yes",
        copy_given: asked.form.value("copy_given") == "yes",
    };
    let next = inside(asked.form.value("next")).map_or_else(|| format!("/patients/{id}"), str::to_owned);
    let called_for = called_for(&asked.app, &asked.caller, &state)?;
    let unnamed: Vec<&str> = called_for
        .iter()
        .filter(|risk| !given.named_risks.iter().any(|named| named == risk.as_str()))
        .map(|risk| Atlas::get().hazard(*risk).structure)
        .collect();
    let command = if unnamed.is_empty() || asked.form.value("unnamed") == "yes" {
        Ok(Ask::Patient(id, Command::GiveConsent(given)))
    } else {
        Err(Refusal::new("consent.risk_unticked").on("risk").with(unnamed.join(", ")))
    };
    asked.carry_out(command, &next, |app, caller, form| draw(app, caller, id, &state, form, &next)).await
}

/// A consent as it was given: to hand over, or to read again.
pub(super) async fn copy(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((patient, consent)): Path<(String, String)>,
) -> Result<Markup, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let consent: ConsentId = read::id(&consent)?;
    let (state, _) = read::chart(&app, &caller, id)?;
    let (_, today) = read::now(&caller);
    let zone = &caller.practice.zone;
    let found = state.consents.iter().find(|(_, given, _)| given.id == consent);
    let (given_at, given, withdrawn) = found.ok_or(Trouble::NotFound)?;
    let hazards = given.named_risks.iter().filter_map(|risk| risk.parse::<HazardId>().ok());
    let mut risks: Vec<String> = hazards.map(|risk| Atlas::get().hazard(risk).consent.to_owned()).collect();
    risks.dedup();
    let view = CopyView {
        patient: patient_head(id, &state, today, true),
        clinic: caller.practice.name.clone(),
        text: edition(&given.text_version),
        text_version: given.text_version.clone(),
        risks,
        given_by: given.given_by.clone(),
        given_at: day_of(*given_at, zone),
        valid_until: day(given.valid_until),
        signature: given.signature.as_ref().map(|signature| signature.path().to_owned()),
        on_paper: given.on_paper,
        withdrawn_at: withdrawn.map(|at| day_of(at, zone)),
    };
    Ok(copy_page(&app.shell(&caller, view.patient.name.clone(), Nav::Patients), &view, App::texts()))
}

/// The patient takes it back: whoever stands at the desk may record that.
pub(super) async fn withdraw(
    Path((patient, consent)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let consent: ConsentId = read::id(&consent)?;
    let (state, _) = read::chart(&asked.app, &asked.caller, id)?;
    if state.consent(consent).is_none() {
        return Err(Trouble::NotFound);
    }
    let command = Command::WithdrawConsent { consent, reason: asked.text("reason") };
    asked
        .carry_out(Ok(Ask::Patient(id, command)), &format!("/patients/{id}"), |app, caller, form| {
            // The page of consents says what was planned: the desk gets the refusal by itself.
            if caller.has(Role::Practitioner) {
                draw(app, caller, id, &state, form, "")
            } else {
                Err(Trouble::Refused(Refusal::out_of_range("reason", "≤ 300")))
            }
        })
        .await
}
