//! A patient's answer that rings is taken on by somebody.

use super::read;
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use axum::extract::Path;
use axum::response::Response;
use chart::SessionId;
use chart::ids::DiaryEntryId;
use chart::session::Command;
use clinic::Ask;

/// Takes it on: `note`.
pub(super) async fn own(
    Path((session, entry)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let (id, entry): (SessionId, DiaryEntryId) = (read::id(&session)?, read::id(&entry)?);
    let patient = read::patient_of(&asked.app, &asked.caller, id)?;
    let command = Command::OwnRedFlag { entry, note: asked.text("note") };
    asked
        .carry_out(Ok(Ask::Session(id, patient, command)), "/", |app, caller, form| {
            super::today::draw(app, caller, Some((entry, form)))
        })
        .await
}
