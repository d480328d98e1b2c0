//! The reasoning page: the drawing, what explains it, what was felt.

use super::movement::movements_view;
use super::patient::{ask_consent, consent_standing, patient_head, screening_standing};
use super::ranking::Reasoned;
use super::{cells, command_id, moment, muscle_name, place_title};
use crate::app::App;
use crate::views::complaint::{ComplaintView, FindingRow};
use crate::views::drawing::Drawing;
use crate::views::finding::{FindingStatus, MuscleOption};
use atlas::{Atlas, Cell, PointId, RegionId, Side};
use chart::policy::Policy;
use chart::practice::Reasoning;
use chart::values::{PointStatus, Sign};
use chart::{Instant, PatientId, patient};
use clinic::ranking::{self, Case, ClinicFigure, Painted, Palpated, Place};
use clinic::store;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What the page is made from.
pub struct ComplaintPage<'a> {
    /// Whose.
    pub id: PatientId,
    /// Their record.
    pub state: &'a patient::State,
    /// Which complaint.
    pub complaint: &'a patient::Complaint,
    /// Their sessions.
    pub sessions: &'a [store::SessionRow],
    /// Now.
    pub now: Instant,
    /// Today at the clinic.
    pub today: Date,
    /// The clinic's zone.
    pub zone: &'a TimeZone,
    /// The rules.
    pub policy: &'a Policy,
    /// What the clinic lead has decided about the ranking.
    pub reasoning: Reasoning,
    /// What the clinic has found itself under this complaint; empty unless the clinic lead turned it on.
    pub figures: &'a [ClinicFigure],
}

impl ComplaintPage<'_> {
    /// What is known of the complaint, for the reasoning.
    pub fn case(&self) -> Case {
        let painted = self.complaint.drawing.iter().flat_map(|(_, drawing)| &drawing.cells);
        Case {
            painted: painted.filter_map(painted_cell).collect(),
            palpated: self.palpated(),
            motions: self.complaint.motions.iter().flat_map(|(_, seen)| ranking::examined(seen)).collect(),
            complaint: ranking::group_of(self.complaint),
            clinic: self.figures.to_vec(),
            ..Case::default()
        }
    }

    /// What was felt, as evidence.
    fn palpated(&self) -> Vec<Palpated> {
        latest_findings(self.complaint)
            .into_iter()
            .filter_map(|(_, finding)| Some(ranking::palpated(point_of(&finding.place)?, &finding.signs)))
            .flatten()
            .collect()
    }
}

fn painted_cell(cell: &chart::values::PaintedCell) -> Option<Painted> {
    let intensity = Some(cell.intensity.get());
    Some(Painted { cell: Cell::new(cell.region.parse::<RegionId>().ok()?, cell.side), intensity })
}

pub(super) fn point_of(place: &chart::values::Place) -> Option<Place> {
    let point = PointId::new(place.muscle.parse().ok()?, place.point.as_deref()?).ok()?;
    Some(Place { point, side: place.side })
}

/// The latest finding of each place.
pub(super) fn latest_findings(complaint: &patient::Complaint) -> Vec<&(Instant, patient::Finding)> {
    let mut latest: Vec<&(Instant, patient::Finding)> = Vec::new();
    for finding in complaint.findings.iter().rev() {
        if !latest.iter().any(|(_, known)| known.place == finding.1.place) {
            latest.push(finding);
        }
    }
    latest
}

/// A finding's status in the views' words.
pub fn finding_status(status: PointStatus) -> FindingStatus {
    match status {
        PointStatus::Active => FindingStatus::Active,
        PointStatus::Latent => FindingStatus::Latent,
        PointStatus::Suspected => FindingStatus::Suspected,
        PointStatus::NotFound => FindingStatus::NotFound,
    }
}

/// The page.
pub fn complaint_view(page: &ComplaintPage<'_>, reasoned: Option<&Reasoned>) -> ComplaintView {
    let told = &page.complaint.told;
    let open =
        page.sessions.iter().find(|s| s.complaint == told.id && s.stage != chart::session::Stage::Signed);
    ComplaintView {
        patient: patient_head(page.id, page.state, page.today, true),
        id: told.id.to_string(),
        title: told.title.clone(),
        onset: told.onset.clone().unwrap_or_default(),
        provoked_by: told.provoked_by.clone().unwrap_or_default(),
        stops_doing: told.stops_doing.clone().unwrap_or_default(),
        drawing: page
            .complaint
            .drawing
            .as_ref()
            .map(|drawn| Drawing { cells: cells(Some(drawn)), at: moment(drawn.0, page.zone) }),
        ranking: reasoned.map(|reasoned| reasoned.view(page)),
        ranking_off: !page.reasoning.shown,
        movements: movements_view(page, reasoned),
        findings: page
            .complaint
            .findings
            .iter()
            .rev()
            .map(|(at, finding)| finding_row(*at, finding, page.zone))
            .collect(),
        screening: screening_standing(page.id, page.state, page.now, page.policy, page.zone),
        consent: consent_standing(page.id, page.state, page.today),
        open_session: open.map(|s| s.id.to_string()),
        ask_consent: ask_consent(page.state, page.now, page.today, page.policy),
        coming: None,
        command_id: command_id(),
    }
}

/// A citation in one line with its certainty.
pub(super) fn source(citation: &atlas::Citation) -> String {
    let works: Vec<&str> =
        citation.sources.iter().map(|cited| Atlas::get().source(cited.source).work).collect();
    format!("{} ({})", works.join("; "), citation.certainty.as_str())
}

fn finding_row(at: Instant, finding: &patient::Finding, zone: &TimeZone) -> FindingRow {
    let texts = App::texts();
    let with = |wanted: Sign| {
        let signs = finding.signs.named().into_iter().filter(move |(_, sign)| *sign == wanted);
        signs.map(|(name, _)| texts.get(&format!("sign-{}", name.replace('_', "-")))).collect()
    };
    FindingRow {
        muscle: muscle_name(&finding.place.muscle),
        point: finding.place.point.clone(),
        side: finding.place.side.to_string(),
        status: finding_status(finding.signs.status()),
        present: with(Sign::Present),
        absent: with(Sign::Absent),
        note: finding.note.clone().unwrap_or_default(),
        at: moment(at, zone),
    }
}

/// What was found last at each place, in words: "Upper trapezius 1, left: active".
pub(super) fn findings_words(complaint: &patient::Complaint) -> Vec<String> {
    let texts = App::texts();
    let mut latest = latest_findings(complaint);
    latest.sort_by_key(|(at, _)| *at);
    let words = latest.into_iter().map(|(_, finding)| {
        let status = finding_status(finding.signs.status()).word(texts);
        format!("{}: {status}", place_title(&finding.place))
    });
    words.collect()
}

/// Every muscle of the atlas, by name, for choosing.
pub fn muscle_options() -> Vec<MuscleOption> {
    let mut options: Vec<MuscleOption> = Atlas::get()
        .muscles()
        .iter()
        .map(|muscle| MuscleOption {
            id: muscle.id.to_string(),
            name: muscle.name.to_owned(),
            points: muscle.points.iter().map(|p| p.number.to_owned()).collect(),
        })
        .collect();
    options.sort_by(|a, b| a.name.cmp(&b.name));
    options
}

/// A side in one letter, for places in forms.
pub(super) fn place(muscle: &str, point: Option<&str>, side: Side) -> String {
    format!("{muscle}/{}/{side}", point.unwrap_or_default())
}
