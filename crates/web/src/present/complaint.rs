//! The reasoning page: the drawing, what explains it, what was felt.

use super::patient::{ask_consent, consent_standing, patient_head, screening_standing};
use super::{cells, command_id, moment, muscle_name, region_words};
use crate::app::App;
use crate::views::complaint::{Cause, ComplaintView, FindingRow};
use crate::views::drawing::Drawing;
use crate::views::finding::{FindingStatus, MuscleOption};
use atlas::{Atlas, Cell, PointId, RegionId, Side};
use chart::policy::Policy;
use chart::values::{PointStatus, Sign};
use chart::{Instant, PatientId, patient};
use clinic::ranking::{self, Case, Painted, Palpated, Place, RankedCause, Ranking};
use clinic::store;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Causes that the page lists; the rest is noise.
const CAUSES_SHOWN: usize = 12;
/// Below this share of the strongest a cause is not listed unless it was felt for.
const SHARE_MIN: f64 = 0.02;

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
}

impl ComplaintPage<'_> {
    /// What is known of the complaint, for the reasoning.
    pub fn case(&self) -> Case {
        let painted =
            self.complaint.drawing.iter().flat_map(|(_, drawing)| &drawing.cells).filter_map(painted_cell);
        Case { painted: painted.collect(), palpated: self.palpated(), ..Case::default() }
    }

    /// What was felt, as evidence.
    fn palpated(&self) -> Vec<Palpated> {
        latest_findings(self.complaint)
            .into_iter()
            .filter_map(|(_, finding)| Some(ranking::palpated(point_of(&finding.place)?, &finding.signs)))
            .flatten()
            .collect()
    }

    /// What explains the drawing; nothing without one.
    pub fn ranking(&self) -> Option<Ranking> {
        let case = self.case();
        if case.painted.is_empty() {
            return None;
        }
        ranking::rank(&case)
            .inspect_err(|error| tracing::error!(%error, "the drawing could not be ranked"))
            .ok()
    }
}

fn painted_cell(cell: &chart::values::PaintedCell) -> Option<Painted> {
    let intensity = Some(cell.intensity.get());
    Some(Painted { cell: Cell::new(cell.region.parse::<RegionId>().ok()?, cell.side), intensity })
}

fn point_of(place: &chart::values::Place) -> Option<Place> {
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
pub fn complaint_view(page: &ComplaintPage<'_>) -> ComplaintView {
    let told = &page.complaint.told;
    let ranking = page.ranking();
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
        causes: ranking.as_ref().map_or(Vec::new(), |r| causes(page, r)),
        unexplained: ranking.as_ref().map_or(Vec::new(), |r| {
            r.unexplained.iter().map(|(cell, _)| region_words(cell.region.as_str(), cell.side)).collect()
        }),
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
        command_id: command_id(),
        atlas_version: Atlas::version().to_owned(),
    }
}

/// The causes worth showing: the strongest, and whatever was felt for.
fn causes(page: &ComplaintPage<'_>, ranking: &Ranking) -> Vec<Cause> {
    let findings = latest_findings(page.complaint);
    let strongest = ranking.causes.first().map_or(0.0, |c| c.probability);
    ranking
        .causes
        .iter()
        .enumerate()
        .filter_map(|(at, cause)| {
            let found = findings.iter().find(|(_, f)| point_of(&f.place) == Some(cause.place));
            let shown =
                at < CAUSES_SHOWN && cause.probability >= strongest * SHARE_MIN && !cause.explains.is_empty();
            (shown || found.is_some()).then(|| {
                let found =
                    found.map(|(when, f)| (finding_status(f.signs.status()), moment(*when, page.zone)));
                cause_row(at + 1, cause, found)
            })
        })
        .collect()
}

fn cause_row(
    rank: usize,
    ranked: &RankedCause,
    found: Option<(FindingStatus, crate::views::time::When)>,
) -> Cause {
    let atlas = Atlas::get();
    let (id, side) = (ranked.place.point, ranked.place.side);
    let (muscle, point) = (atlas.muscle(id.muscle()), atlas.point(id));
    let zone = |same: &[RegionId], crossed: &[RegionId]| {
        let same = same.iter().map(|region| Cell::new(*region, side).to_string());
        same.chain(crossed.iter().map(|region| Cell::new(*region, side.opposite()).to_string())).collect()
    };
    let words = |cell: &Cell| region_words(cell.region.as_str(), cell.side);
    Cause {
        rank,
        muscle_id: muscle.id.to_string(),
        muscle: muscle.name.to_owned(),
        point: point.number.to_owned(),
        side: side.to_string(),
        tenths: (ranked.probability * 10.0).round().clamp(0.0, 10.0) as u8,
        speaks_for: ranked.explains.iter().map(|(cell, _)| words(cell)).collect(),
        not_painted: ranked.not_painted.iter().map(words).collect(),
        site: zone(point.site, &[]),
        essential: zone(point.essential, point.essential_contralateral),
        spillover: zone(point.spillover, point.spillover_contralateral),
        source: source(&point.citation),
        found,
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
