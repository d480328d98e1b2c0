//! The patient's events as they are kept.

use super::{Storable, Stored, Undecodable, keep, parse, unknown};
use crate::ids::{ComplaintId, ConsentId, DrawingId, ScreeningId};
use crate::patient::{Consent, Drawing, Event, PointShown, RankingShown, Screening, ScreeningAnswer};
use crate::screening::Class;
use crate::values::{Intensity, PaintedCell, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsentV1 {
    id: ConsentId,
    text_version: String,
    named_risks: Vec<String>,
    given_by: String,
    copy_given: bool,
    valid_until: Date,
}

impl From<ConsentV1> for Consent {
    fn from(was: ConsentV1) -> Self {
        Self {
            id: was.id,
            text_version: was.text_version,
            named_risks: was.named_risks,
            given_by: was.given_by,
            signature: None,
            on_paper: false,
            copy_given: was.copy_given,
            valid_until: was.valid_until,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScreeningV1 {
    id: ScreeningId,
    policy_version: String,
    answers: Vec<ScreeningAnswerV1>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScreeningAnswerV1 {
    item: String,
    class: Class,
    yes: bool,
    reason: Option<String>,
}

impl From<ScreeningV1> for Screening {
    fn from(was: ScreeningV1) -> Self {
        let answers = was.answers.into_iter().map(|answer| ScreeningAnswer {
            item: answer.item,
            class: answer.class,
            yes: answer.yes,
            reason: answer.reason,
            places: Vec::new(),
            confirmed: false,
        });
        Self { id: was.id, policy_version: was.policy_version, answers: answers.collect() }
    }
}

/// Before a drawing said what the pain is like.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DrawingV1 {
    id: DrawingId,
    complaint: ComplaintId,
    cells: Vec<PaintedCellV1>,
    atlas_version: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PaintedCellV1 {
    region: String,
    side: Side,
    intensity: Intensity,
}

impl From<DrawingV1> for Drawing {
    fn from(was: DrawingV1) -> Self {
        let cells = was.cells.into_iter().map(|cell| PaintedCell {
            region: cell.region,
            side: cell.side,
            intensity: cell.intensity,
            kind: None,
        });
        Self {
            id: was.id,
            complaint: was.complaint,
            cells: cells.collect(),
            atlas_version: was.atlas_version,
        }
    }
}

/// Before motions were examined and a complaint could be put under a group.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RankingShownV1 {
    complaint: ComplaintId,
    drawing: DrawingId,
    findings: u32,
    model: String,
    atlas: String,
    exact: bool,
    own_findings: bool,
    points: Vec<PointShown>,
    also_fits: Vec<String>,
}

impl From<RankingShownV1> for RankingShown {
    fn from(was: RankingShownV1) -> Self {
        Self {
            complaint: was.complaint,
            drawing: was.drawing,
            findings: was.findings,
            motions: 0,
            group: None,
            model: was.model,
            atlas: was.atlas,
            exact: was.exact,
            own_findings: was.own_findings,
            points: was.points,
            also_fits: was.also_fits,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsentWithdrawnV1 {
    consent: ConsentId,
    reason: Option<String>,
}

impl Storable for Event {
    const KINDS: &'static [(&'static str, u16)] = &[
        ("patient.registered", 1),
        ("patient.details_corrected", 1),
        ("complaint.opened", 1),
        ("pain.drawn", 1),
        ("pain.drawn", 2),
        ("finding.recorded", 1),
        ("motion.examined", 1),
        ("complaint.grouped", 1),
        ("ranking.shown", 1),
        ("ranking.shown", 2),
        ("screening.answered", 1),
        ("screening.answered", 2),
        ("consent.given", 1),
        ("consent.given", 2),
        ("consent.withdrawn", 1),
    ];

    fn store(&self) -> Stored {
        match self {
            Self::Registered(person) => keep("patient.registered", 1, person),
            Self::DetailsCorrected(person) => keep("patient.details_corrected", 1, person),
            Self::ComplaintOpened(told) => keep("complaint.opened", 1, told),
            Self::PainDrawn(drawing) => keep("pain.drawn", 2, drawing),
            Self::FindingRecorded(finding) => keep("finding.recorded", 1, finding),
            Self::MotionExamined(seen) => keep("motion.examined", 1, seen),
            Self::ComplaintGrouped(grouped) => keep("complaint.grouped", 1, grouped),
            Self::RankingShown(shown) => keep("ranking.shown", 2, shown),
            Self::ScreeningAnswered(screening) => keep("screening.answered", 2, screening),
            Self::ConsentGiven(consent) => keep("consent.given", 2, consent),
            Self::ConsentWithdrawn { consent, reason } => keep(
                "consent.withdrawn",
                1,
                &ConsentWithdrawnV1 { consent: *consent, reason: reason.clone() },
            ),
        }
    }

    fn read(kind: &str, version: u16, payload: &[u8]) -> Result<Self, Undecodable> {
        Ok(match (kind, version) {
            ("patient.registered", 1) => Self::Registered(parse(kind, version, payload)?),
            ("patient.details_corrected", 1) => Self::DetailsCorrected(parse(kind, version, payload)?),
            ("complaint.opened", 1) => Self::ComplaintOpened(parse(kind, version, payload)?),
            ("pain.drawn", 1) => Self::PainDrawn(parse::<DrawingV1>(kind, version, payload)?.into()),
            ("pain.drawn", 2) => Self::PainDrawn(parse(kind, version, payload)?),
            ("finding.recorded", 1) => Self::FindingRecorded(parse(kind, version, payload)?),
            ("motion.examined", 1) => Self::MotionExamined(parse(kind, version, payload)?),
            ("complaint.grouped", 1) => Self::ComplaintGrouped(parse(kind, version, payload)?),
            ("ranking.shown", 1) => {
                Self::RankingShown(parse::<RankingShownV1>(kind, version, payload)?.into())
            }
            ("ranking.shown", 2) => Self::RankingShown(parse(kind, version, payload)?),
            ("screening.answered", 1) => {
                Self::ScreeningAnswered(parse::<ScreeningV1>(kind, version, payload)?.into())
            }
            ("screening.answered", 2) => Self::ScreeningAnswered(parse(kind, version, payload)?),
            ("consent.given", 1) => Self::ConsentGiven(parse::<ConsentV1>(kind, version, payload)?.into()),
            ("consent.given", 2) => Self::ConsentGiven(parse(kind, version, payload)?),
            ("consent.withdrawn", 1) => {
                let ConsentWithdrawnV1 { consent, reason } = parse(kind, version, payload)?;
                Self::ConsentWithdrawn { consent, reason }
            }
            _ => return unknown(kind, version),
        })
    }
}
