//! Complaints: where it hurts, and what explains it.

use super::read;
use crate::app::App;
use crate::figure::{Kind, Paint};
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::answer::{recorded, submit};
use crate::http::asked::Asked;
use crate::http::trouble::Trouble;
use crate::present::{ComplaintPage, command_id, complaint_view, paint, patient_head};
use crate::views::complaint::{NewComplaintView, new_page, page};
use crate::views::drawing::{DrawingView, page as drawing_page};
use crate::views::shell::Nav;
use axum::extract::{Path, State};
use axum::response::Response;
use chart::ids::DrawingId;
use chart::patient::{self, Command};
use chart::values::{Intensity, PainKind, PaintedCell, Side};
use chart::{ComplaintId, PatientId, Refusal};
use clinic::Ask;
use maud::Markup;
use std::sync::Arc;
use uuid::Uuid;

/// The form for a new complaint, the figure first.
pub(super) async fn new(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(patient): Path<String>,
) -> Result<Markup, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, _) = read::chart(&app, &caller, id)?;
    Ok(draw_new(&app, &caller, id, &state, Form::default()))
}

fn draw_new(app: &App, caller: &Caller, id: PatientId, state: &patient::State, form: Form) -> Markup {
    let (_, today) = read::now(caller);
    let texts = App::texts();
    let view =
        NewComplaintView { patient: patient_head(id, state, today, true), form, command_id: command_id() };
    new_page(&app.shell(caller, view.patient.name.clone(), Nav::Patients), &view, texts)
}

/// Opens a complaint, with its drawing where one was made. Two commands; the drawing's id comes from the complaint's, so that
/// sending the form again does neither twice.
pub(super) async fn create(Path(patient): Path<String>, asked: Asked) -> Result<Response, Trouble> {
    let id: PatientId = read::id(&patient)?;
    let (state, _) = read::chart(&asked.app, &asked.caller, id)?;
    let complaint = ComplaintId(asked.command_id);
    let page = |app: &App, caller: &Caller, form| Ok(draw_new(app, caller, id, &state, form));
    // The drawing is read before anything is recorded: a slip in it must not leave half a form behind.
    let cells = match cells(&asked.form) {
        Ok(cells) => cells,
        Err(refusal) => return asked.refuse(&refusal, page),
    };
    let open = Command::OpenComplaint {
        id: complaint,
        title: asked.text("title"),
        onset: asked.text("onset"),
        provoked_by: asked.text("provoked_by"),
        stops_doing: asked.text("stops_doing"),
    };
    let done = format!("/patients/{id}/complaints/{complaint}");
    if cells.is_empty() {
        return asked.carry_out(Ok(Ask::Patient(id, open)), &done, page).await;
    }
    if let Err(refusal) = submit(&asked.app, &asked.caller, asked.command_id, Ask::Patient(id, open)).await? {
        return asked.refuse(&refusal, page);
    }
    let drawing = Uuid::new_v5(&asked.command_id, b"drawing");
    let draw = Command::DrawPain { id: DrawingId(drawing), complaint, cells };
    Asked { command_id: drawing, ..asked }.carry_out(Ok(Ask::Patient(id, draw)), &done, page).await
}

/// The painted cells of a form: `cell.<region>.<side>` = 1 to 10 and, if it was said, the letter of a kind; empty and 0 are
/// not painted.
fn cells(form: &Form) -> Result<Vec<PaintedCell>, Refusal> {
    let mut cells = Vec::new();
    for (name, value) in form.fields() {
        let Some(cell) = name.strip_prefix("cell.") else { continue };
        let value = value.trim();
        if value.is_empty() || value == "0" {
            continue;
        }
        let unknown = || {
            Refusal::new("drawing.region_unknown").on("cells").with(cell.chars().take(40).collect::<String>())
        };
        let (region, side) = cell.rsplit_once('.').ok_or_else(unknown)?;
        let side: Side = side.parse().map_err(|_| unknown())?;
        let Paint { intensity, kind } = value.parse().map_err(|_| Refusal::out_of_range("cells", "1–10"))?;
        cells.push(PaintedCell {
            region: region.to_owned(),
            side,
            intensity: Intensity::new("cells", intensity.into())?,
            kind: kind.map(said),
        });
    }
    Ok(cells)
}

/// A kind of pain as it is kept.
fn said(kind: Kind) -> PainKind {
    match kind {
        Kind::Ache => PainKind::Ache,
        Kind::Burning => PainKind::Burning,
        Kind::Stabbing => PainKind::Stabbing,
        Kind::Tingling => PainKind::Tingling,
        Kind::Other => PainKind::Other,
    }
}

/// The record with one of its complaints.
pub(super) struct Around {
    pub(super) id: PatientId,
    pub(super) complaint: ComplaintId,
    pub(super) state: patient::State,
    pub(super) sessions: Vec<clinic::store::SessionRow>,
}

impl Around {
    /// The complaint's page.
    pub(super) fn path(&self) -> String {
        format!("/patients/{}/complaints/{}", self.id, self.complaint)
    }

    /// What the complaint is called.
    pub(super) fn title(&self) -> String {
        self.state.complaint(self.complaint).map_or(String::new(), |c| c.told.title.clone())
    }
}

/// The patient and complaint of an address; 404 where the clinic has no such pair.
pub(super) fn around(app: &App, caller: &Caller, patient: &str, complaint: &str) -> Result<Around, Trouble> {
    let (id, complaint) = (read::id(patient)?, read::id(complaint)?);
    let (state, sessions) = read::chart(app, caller, id)?;
    if state.complaint(complaint).is_none() {
        return Err(Trouble::NotFound);
    }
    Ok(Around { id, complaint, state, sessions })
}

/// The reasoning page.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((patient, complaint)): Path<(String, String)>,
) -> Result<Markup, Trouble> {
    let around = around(&app, &caller, &patient, &complaint)?;
    let (now, today) = read::now(&caller);
    let complaint = around.state.complaint(around.complaint).ok_or(Trouble::NotFound)?;
    let (reasoning, figures) = read::reasoning(&app, &caller, Some(complaint))?;
    let reasoning_page = ComplaintPage {
        id: around.id,
        state: &around.state,
        complaint,
        sessions: &around.sessions,
        now,
        today,
        zone: &caller.practice.zone,
        policy: app.clinic.policy(),
        reasoning,
        figures: &figures,
    };
    let coming = read::coming(&app, &caller, around.complaint)?;
    let (reasoned, view) = tokio::task::block_in_place(|| {
        let reasoned = reasoning_page.reasoned();
        let mut view = complaint_view(&reasoning_page, reasoned.as_ref());
        view.coming = coming;
        (reasoned, view)
    });
    let to_keep = reasoned.as_ref().and_then(|reasoned| reasoning_page.to_keep(reasoned));
    if let Some(shown) = to_keep {
        keep(&app, &caller, (around.id, &around.state), shown).await?;
    }
    Ok(page(&app.shell(&caller, view.title.clone(), Nav::Patients), &view, App::texts()))
}

/// Keeps a ranking before it is shown. This writes on a GET, but only the first time that this very ranking is seen: the id of the
/// command is made from what it says, so that two tabs keep it once.
pub(super) async fn keep(
    app: &App,
    caller: &Caller,
    (id, state): (PatientId, &patient::State),
    shown: patient::RankingShown,
) -> Result<(), Trouble> {
    let last = state.complaint(shown.complaint).and_then(|c| c.rankings.last()).map(|(at, _)| *at);
    let command_id = Uuid::new_v5(&shown.complaint.0, format!("{last:?} {shown:?}").as_bytes());
    let ask = Ask::Patient(id, Command::KeepRanking(shown));
    // What cannot be kept is not shown.
    submit(app, caller, command_id, ask).await?.map(|_| ()).map_err(Trouble::Refused)
}

/// Says what the complaint is counted as.
pub(super) async fn group(
    Path((patient, complaint)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let around = around(&asked.app, &asked.caller, &patient, &complaint)?;
    let group = Some(asked.text("group")).filter(|group| !group.is_empty());
    let ask = Ask::Patient(around.id, Command::GroupComplaint { complaint: around.complaint, group });
    match submit(&asked.app, &asked.caller, asked.command_id, ask).await? {
        Ok(receipt) => Ok(recorded(&receipt, &around.path(), asked.json)),
        // The form is a list to choose from: what it cannot say comes from elsewhere, and gets a page of its own.
        Err(refusal) => Err(Trouble::Refused(refusal)),
    }
}

/// The page to draw on, with what was drawn.
pub(super) async fn drawing(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path((patient, complaint)): Path<(String, String)>,
) -> Result<Markup, Trouble> {
    let around = around(&app, &caller, &patient, &complaint)?;
    let drawn = around.state.complaint(around.complaint).and_then(|c| c.drawing.as_ref());
    let form = Form::of(
        drawn
            .iter()
            .flat_map(|(_, d)| &d.cells)
            .map(|c| (format!("cell.{}.{}", c.region, c.side), paint(c).to_string())),
    );
    draw_drawing(&app, &caller, &around, form)
}

fn draw_drawing(app: &App, caller: &Caller, around: &Around, form: Form) -> Result<Markup, Trouble> {
    let (_, today) = read::now(caller);
    let complaint = around.state.complaint(around.complaint).ok_or(Trouble::NotFound)?;
    let view = DrawingView {
        patient: patient_head(around.id, &around.state, today, true),
        complaint_id: around.complaint.to_string(),
        complaint: complaint.told.title.clone(),
        form,
        command_id: command_id(),
    };
    Ok(drawing_page(&app.shell(caller, view.complaint.clone(), Nav::Patients), &view, App::texts()))
}

/// Keeps a drawing.
pub(super) async fn draw(
    Path((patient, complaint)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Trouble> {
    let around = around(&asked.app, &asked.caller, &patient, &complaint)?;
    let drawn = cells(&asked.form).map(|cells| {
        let id = DrawingId(asked.command_id);
        Ask::Patient(around.id, Command::DrawPain { id, complaint: around.complaint, cells })
    });
    asked.carry_out(drawn, &around.path(), |app, caller, form| draw_drawing(app, caller, &around, form)).await
}
