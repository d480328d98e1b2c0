//! What a request can end in besides its answer. Each has a stable code; a person gets a page, a program JSON.
//!
//! A refusal by a clinical rule is not in here: handlers show it in the form that was sent ([`super::answer`]).

use crate::texts::Texts;
use crate::views;
use crate::views::trouble::TroubleView;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chart::Refusal;
use journal::{JournalError, SubmitError};

/// Why there is no ordinary answer.
#[derive(Debug)]
pub enum Trouble {
    /// What was sent cannot be read; the code says why.
    Bad(&'static str),
    /// Nobody is signed in.
    SignedOut,
    /// The sign-in is locked.
    Locked,
    /// Signed in, but this is not theirs to do.
    Forbidden,
    /// No such thing at this clinic.
    NotFound,
    /// The same form was sent before with other content, or somebody was faster.
    Conflict,
    /// The body is larger than the limit.
    TooLarge,
    /// Too many tries; seconds until the next.
    TooMany(u64),
    /// A rule said no where there is no form to show it in.
    Refused(Refusal),
    /// The journal cannot take it now; nothing was lost, it can be sent again.
    Unavailable,
    /// A bug or a damaged file. What it was is in the log under the reference, not in the answer.
    Internal,
}

impl From<JournalError> for Trouble {
    fn from(error: JournalError) -> Self {
        tracing::error!(%error, "a read failed");
        Self::Internal
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!(%error, "the file of sign-ins failed");
        Self::Internal
    }
}

impl From<SubmitError<Refusal>> for Trouble {
    fn from(error: SubmitError<Refusal>) -> Self {
        match error {
            SubmitError::Refused(refusal) => Self::Refused(refusal),
            SubmitError::Conflict { .. } | SubmitError::CommandReused => Self::Conflict,
            SubmitError::Busy | SubmitError::Unavailable => Self::Unavailable,
            SubmitError::Panicked => Self::Internal,
        }
    }
}

impl Trouble {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Locked => StatusCode::LOCKED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Refused(refusal) if refusal.code == "role.not_allowed" => StatusCode::FORBIDDEN,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable code of the answer.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Bad(code) => code,
            Self::SignedOut => "sign_in.missing",
            Self::Locked => "sign_in.locked",
            Self::Forbidden => "role.not_allowed",
            Self::NotFound => "page.not_found",
            Self::Conflict => "command.conflict",
            Self::TooLarge => "body.too_large",
            Self::TooMany(_) => "sign_in.too_many",
            Self::Refused(refusal) => refusal.code,
            Self::Unavailable => "journal.unavailable",
            Self::Internal => "server.failed",
        }
    }

    /// The answer for a program.
    pub fn json(&self) -> Response {
        let refusal = if let Self::Refused(refusal) = self { Some(refusal) } else { None };
        super::answer::json_refusal(self.status(), self.code(), refusal, Texts::english())
    }

    /// The answer for a FHIR client.
    pub fn outcome(&self) -> Response {
        let kind = match self {
            Self::SignedOut | Self::Locked => "login",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::TooLarge => "too-long",
            Self::TooMany(_) => "throttled",
            Self::Refused(_) => "business-rule",
            Self::Bad(_) => "structure",
            Self::Unavailable => "transient",
            Self::Internal => "exception",
        };
        let body = fhir::operation_outcome(kind, self.code(), None).to_string();
        (self.status(), [(header::CONTENT_TYPE, HeaderValue::from_static(fhir::MEDIA_TYPE))], body)
            .into_response()
    }

    /// The answer for a person.
    pub fn page(&self, shell: &views::shell::Shell) -> Response {
        let texts = Texts::english();
        let view = match self {
            Self::Forbidden => TroubleView::NotAllowed,
            Self::Refused(refusal) if refusal.code == "role.not_allowed" => TroubleView::NotAllowed,
            Self::Conflict => TroubleView::Changed { href: "/".to_owned() },
            Self::TooLarge => TroubleView::TooLarge,
            Self::TooMany(seconds) => TroubleView::TooMany { retry_after_s: *seconds },
            Self::Unavailable | Self::Locked => TroubleView::Unavailable,
            Self::Internal => {
                // Something to read out on the telephone; the log has it beside the cause.
                let reference = uuid::Uuid::new_v4().to_string()[..8].to_owned();
                tracing::error!(%reference, "an answer failed");
                TroubleView::Fault { reference }
            }
            Self::NotFound | Self::SignedOut => TroubleView::NotFound,
            Self::Bad(code) => {
                TroubleView::Unreadable { message: texts.get(&format!("bad-{}", code.replace('.', "-"))) }
            }
            Self::Refused(refusal) => TroubleView::Unreadable { message: texts.refused(refusal) },
        };
        let mut response = (self.status(), views::trouble::page(shell, &view, texts)).into_response();
        if let Self::TooMany(seconds) = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        response
    }
}
