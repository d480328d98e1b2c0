//! A form that asks for something to be recorded: who sent it, what stands in it, and in which tongue the answer goes.

use super::access::{Caller, WantsJson};
use super::answer::{into_form, recorded, refused, submit};
use super::body::Sent;
use super::trouble::Trouble;
use crate::app::App;
use crate::form::Form;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::Response;
use chart::Refusal;
use clinic::Command;
use maud::Markup;
use std::sync::Arc;
use uuid::Uuid;

/// What every recording handler starts from.
pub struct Asked {
    /// The server.
    pub app: Arc<App>,
    /// Who asks.
    pub caller: Caller,
    /// Whether a program asks.
    pub json: WantsJson,
    /// The id that was minted when the form was rendered.
    pub command_id: Uuid,
    /// The form as it was sent.
    pub form: Form,
}

impl FromRequest<Arc<App>> for Asked {
    type Rejection = Trouble;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, app).await?;
        let json = WantsJson::from_request_parts(&mut parts, app).await.unwrap_or(WantsJson(false));
        let sent = Sent::from_request(Request::from_parts(parts, body), app).await?;
        Ok(Self { app: Arc::clone(app), caller, json, command_id: sent.command_id()?, form: sent.0 })
    }
}

impl Asked {
    /// A field's text.
    pub fn text(&self, field: &str) -> String {
        self.form.value(field).to_owned()
    }

    /// Submits what is asked. Recorded: on to `done`. Refused, by the form's own reading or by a rule: the page that `page` draws
    /// around the form as it was sent, with the message in it.
    pub async fn carry_out(
        self,
        command: Result<impl Into<Command>, Refusal>,
        done: &str,
        page: impl FnOnce(&App, &Caller, Form) -> Result<Markup, Trouble>,
    ) -> Result<Response, Trouble> {
        let outcome = match command {
            Ok(command) => submit(&self.app, &self.caller, self.command_id, command).await?,
            Err(refusal) => Err(refusal),
        };
        match outcome {
            Ok(receipt) => Ok(recorded(&receipt, done, self.json)),
            Err(refusal) => self.refuse(&refusal, page),
        }
    }

    /// The form comes back with what is wrong in it.
    pub fn refuse(
        self,
        refusal: &Refusal,
        page: impl FnOnce(&App, &Caller, Form) -> Result<Markup, Trouble>,
    ) -> Result<Response, Trouble> {
        let mut form = self.form;
        into_form(refusal, &mut form);
        refused(refusal, self.json, || page(&self.app, &self.caller, form))
    }
}
