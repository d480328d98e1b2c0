//! What a session records beside its needles: consent asked again, conduct, adverse events, the plan of last time, hand-over.

use super::read;
use super::session::ask;
use crate::form::Form;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use axum::extract::Path;
use axum::response::Response;
use chart::ids::{AdverseEventId, DiaryEntryId};
use chart::session::{
    AdverseKind, AdverseWanted, Chaperone, Command, Conduct, Gloves, Grade, PatientPosition, Plan, Planned,
    SkinPreparation,
};
use chart::{NeedleId, Refusal, SessionId};
use uuid::Uuid;

/// The patient was asked again and agrees.
pub(super) async fn confirm_consent(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    ask(asked, read::id(&session)?, Ok(Command::ConfirmConsent), |view| &mut view.refused).await
}

/// Position, hygiene, chaperone, aftercare.
pub(super) async fn conduct(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let command = conducted(&asked.form);
    ask(asked, read::id(&session)?, command, |view| &mut view.beside.conduct).await
}

fn conducted(form: &Form) -> Result<Command, Refusal> {
    let text = |field: &str| Some(form.value(field).to_owned()).filter(|text| !text.is_empty());
    Ok(Command::RecordConduct(Conduct {
        position: PatientPosition::parse(form.value("position"))?,
        hand_hygiene: match form.value("hand_hygiene") {
            "" => None,
            said => Some(said == "yes"),
        },
        gloves: Gloves::parse(form.value("gloves"))?,
        skin: SkinPreparation::parse(form.value("skin"))?,
        chaperone: Chaperone::parse(form.value("chaperone"))?,
        change_since: text("change_since"),
        aftercare_version: text("aftercare_version"),
    }))
}

/// Something went wrong: `adverse_kind`, `grade`, `needle`, `adverse_text`, `adverse_action`.
pub(super) async fn adverse_event(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let command = adverse(&asked.form, AdverseEventId(asked.command_id));
    ask(asked, read::id(&session)?, command, |view| &mut view.beside.adverse_form).await
}

pub(super) fn adverse(form: &Form, id: AdverseEventId) -> Result<Command, Refusal> {
    let needle = match form.value("needle") {
        "" => None,
        _ => Some(NeedleId(read::id_field::<Uuid>(form, "needle")?)),
    };
    Ok(Command::RecordAdverseEvent(AdverseWanted {
        id,
        kind: AdverseKind::parse(form.value("adverse_kind"))?,
        grade: Grade::parse(form.value("grade"))?,
        needle,
        text: form.value("adverse_text").to_owned(),
        action: form.value("adverse_action").to_owned(),
        answer: match form.value("answer") {
            "" => None,
            _ => Some(DiaryEntryId(read::id_field(form, "answer")?)),
        },
    }))
}

/// It did not happen.
pub(super) async fn retract_adverse_event(
    Path((session, event)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let id = AdverseEventId(read::id(&event)?);
    let command = Command::RetractAdverseEvent { id, reason: asked.text("reason") };
    ask(asked, read::id(&session)?, Ok(command), |view| &mut view.refused).await
}

/// The last treatment again: `from` names the session; every needle of it becomes a part, or nothing does.
pub(super) async fn plan(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id: SessionId = read::id(&session)?;
    let patient = read::patient_of(&asked.app, &asked.caller, id)?;
    let from: SessionId = read::id_field(&asked.form, "from").map_err(Trouble::Refused)?;
    let before = read::session(&asked.app, &asked.caller, from)?;
    if before.patient != patient || from == id {
        return Err(Trouble::NotFound);
    }
    let parts = before.state.standing().enumerate().map(|(at, placed)| Planned {
        // From the command's own id: sent again, it names the same needles.
        needle: NeedleId(Uuid::from_u128(asked.command_id.as_u128().wrapping_add(at as u128 + 1))),
        place: placed.needle.place.clone(),
        size: placed.needle.size,
        depth_mm: placed.needle.depth_mm,
        technique: placed.needle.technique,
        current: placed.needle.current,
    });
    let plan = Plan { from, parts: parts.collect() };
    ask(asked, id, Ok(Command::AdoptPlan(plan)), |view| &mut view.refused).await
}

/// A part of the plan will not be done.
pub(super) async fn drop_part(
    Path((session, needle)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let command = Command::DropPlanPart { needle: read::id(&needle)? };
    ask(asked, read::id(&session)?, Ok(command), |view| &mut view.refused).await
}

/// Another practitioner has the session from now on.
pub(super) async fn hand_over(Path(session): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let command =
        read::id_field(&asked.form, "to").map(|to| Command::HandOver { to, reason: asked.text("reason") });
    ask(asked, read::id(&session)?, command, |view| &mut view.beside.hand_over).await
}
