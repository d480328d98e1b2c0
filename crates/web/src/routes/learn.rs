//! The pages that explain, open to everybody.

use crate::app::App;
use crate::http::access::Guest;
use crate::present::atlas_pages::muscle_chart;
use crate::present::{muscle_name, stills};
use crate::views::learn::{self, MuscleHere};
use crate::views::shell::{Nav, Shell};
use axum::extract::{Query, State};
use maud::Markup;
use std::sync::Arc;

fn shell(app: &App, guest: &Guest, title: String) -> Shell {
    match &guest.0 {
        Some(caller) => app.shell(caller, title, Nav::None),
        None => app.door_shell(title),
    }
}

/// The tissue; `?muscle=` says for which muscle it is shown.
pub(super) async fn tissue(
    State(app): State<Arc<App>>,
    guest: Guest,
    Query(fields): Query<Vec<(String, String)>>,
) -> Markup {
    let texts = App::texts();
    let asked = fields.iter().find(|(name, _)| name == "muscle").map(|(_, id)| id);
    let muscle = asked.and_then(|id| Some((id, id.parse().ok()?))).map(|(id, muscle)| MuscleHere {
        id: id.clone(),
        name: muscle_name(id),
        chart: muscle_chart(muscle),
    });
    let shell = shell(&app, &guest, texts.get("learn-title"));
    learn::tissue(&shell, muscle.as_ref(), &stills(), texts)
}

/// How it differs from acupuncture.
pub(super) async fn acupuncture(State(app): State<Arc<App>>, guest: Guest) -> Markup {
    let texts = App::texts();
    learn::acupuncture(&shell(&app, &guest, texts.get("acupuncture-title")), texts)
}

/// What to expect.
pub(super) async fn expect(State(app): State<Arc<App>>, guest: Guest) -> Markup {
    let texts = App::texts();
    learn::expect(&shell(&app, &guest, texts.get("expect-title")), texts)
}
