//! A ranking as JSON, and as it is printed for people.

use anyhow::{Context, Result};
use atlas::{Atlas, CauseKey, Cell, LinkClass, Urgency};
use clinic::ranking::{
    Case, DRAWING_CAP, JointExplanation, MODEL_VERSION, Place, RankedMuscle, RankedRival, Ranking, Reason,
    ToPalpate, rank,
};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Causes that are printed for people; JSON has all.
const SHOWN: usize = 10;
/// Points whose reasons are reckoned.
const REASONED: usize = 10;
/// Joint explanations that are given.
const EXPLANATIONS: usize = 5;
/// Muscles that are ranked as wholes.
const MUSCLES: usize = 20;
/// Points to palpate that are given.
const NEXT: usize = 5;

/// Everything that is answered to a case.
pub(super) struct Answer {
    ranking: Ranking,
    explanations: Vec<JointExplanation>,
    complete: bool,
    reasons: Vec<(Place, Vec<Reason>)>,
    next: Vec<ToPalpate>,
    muscles: Vec<RankedMuscle>,
    not_weighed: Vec<String>,
    case: Case,
}

impl Answer {
    pub(super) fn to(case: &Case, not_weighed: Vec<String>) -> Result<Self> {
        let ranking = rank(case).context("the drawing could not be ranked")?;
        let (explanations, complete) = case.explanations(EXPLANATIONS)?;
        let first: Vec<Place> = ranking.causes.iter().take(REASONED).map(|cause| cause.place).collect();
        let reasons = first.iter().copied().zip(case.reasons(&first)?).collect();
        let next = ranking.next_to_palpate(case, NEXT);
        let muscles = case.muscles(MUSCLES)?;
        Ok(Self { ranking, explanations, complete, reasons, next, muscles, not_weighed, case: case.clone() })
    }

    pub(super) fn as_json(&self) -> Value {
        let causes: Vec<Value> = self
            .ranking
            .causes
            .iter()
            .enumerate()
            .map(|(at, cause)| {
                let mut value = place(cause.place);
                value["rank"] = json!(at + 1);
                value["name"] = json!(point_name(cause.place));
                value["probability"] = json!(cause.probability);
                value["active"] = json!(cause.active);
                value["prior"] = json!(cause.prior);
                value["explains"] = json!(linked(&cause.explains));
                value["not_painted"] = json!(names(&cause.not_painted));
                value
            })
            .collect();
        let explanations: Vec<Value> = self
            .explanations
            .iter()
            .map(|joint| {
                json!({
                    "causes": joint.causes.iter().copied().map(cause_name).collect::<Vec<_>>(),
                    "probability": joint.probability,
                    "unexplained": names(&joint.unexplained),
                })
            })
            .collect();
        let unexplained = self.ranking.unexplained.iter();
        let rivals = self.ranking.rivals.iter();
        json!({
            "says": "How well each point explains the drawing. It is not a diagnosis; the professional decides.",
            "atlas_version": Atlas::version(),
            "model_version": MODEL_VERSION,
            "complaint": self.case.complaint.map(atlas::ComplaintId::as_str),
            "cap": DRAWING_CAP,
            "exact": self.ranking.is_exact(),
            "left_out": names(&self.ranking.left_out),
            "not_weighed": self.not_weighed,
            "causes": causes,
            "muscles": self.muscles.iter().enumerate().map(|(at, one)| muscle(at + 1, one)).collect::<Vec<_>>(),
            "unexplained": unexplained.map(|(cell, probability)| json!({ "cell": cell.to_string(), "probability": probability })).collect::<Vec<_>>(),
            "explanations": { "complete": self.complete, "best": explanations },
            "reasons": self.reasons.iter().map(|(at, reasons)| reasoned(*at, reasons)).collect::<Vec<_>>(),
            "also_fits": self.ranking.also_fits().into_iter().map(fits).collect::<Vec<_>>(),
            "rivals": rivals.map(|rival| json!({
                "rival": rival.place.rival.as_str(),
                "side": rival.place.side.map(atlas::Side::as_str),
                "probability": rival.probability,
            })).collect::<Vec<_>>(),
            "next_to_palpate": self.next.iter().map(next).collect::<Vec<_>>(),
        })
    }

    pub(super) fn as_text(&self) -> String {
        let mut text = String::new();
        _ = writeln!(text, "What explains the drawing (not a diagnosis; the professional decides):");
        for (at, cause) in self.ranking.causes.iter().take(SHOWN).enumerate() {
            let bar = "■".repeat((cause.probability * 20.0).round() as usize);
            _ = writeln!(text, "{:>3}. {:<44} {bar}", at + 1, point_name(cause.place));
        }
        let also = self.ranking.also_fits();
        if !also.is_empty() {
            _ = writeln!(text, "Also fits:");
        }
        for rival in also {
            let known = Atlas::get().rival(rival.place.rival);
            let side = rival.place.side.map(|side| format!(" {side}")).unwrap_or_default();
            _ = writeln!(text, "     {}{side} ({})", known.name, known.kind.label());
            for question in known.questions {
                _ = writeln!(text, "       ? {}", question.ask);
            }
            for flag in known.red_flags.iter().filter(|flag| flag.urgency != Urgency::Soon) {
                _ = writeln!(text, "       ! {}: {}", flag.sign, flag.act);
            }
        }
        if !self.next.is_empty() {
            let points: Vec<String> = self.next.iter().map(|one| point_name(one.place)).collect();
            _ = writeln!(text, "Palpate next: {}", points.join("; "));
        }
        if !self.ranking.unexplained.is_empty() {
            let cells: Vec<String> =
                self.ranking.unexplained.iter().map(|(cell, _)| cell.to_string()).collect();
            _ = writeln!(text, "Probably from elsewhere: {}", cells.join(", "));
        }
        if !self.ranking.is_exact() {
            let cells = names(&self.ranking.left_out).join(", ");
            _ = writeln!(text, "Left out, because the exact answer would cost too much with them: {cells}");
        }
        text
    }
}

fn point_name(place: Place) -> String {
    let muscle = Atlas::get().muscle(place.point.muscle());
    format!("{} {} {}", muscle.name, place.point.number(), place.side)
}

fn place(place: Place) -> Value {
    json!({
        "id": format!("{}/{}", place.point, place.side),
        "muscle": place.point.muscle().as_str(),
        "point": place.point.number(),
        "side": place.side.as_str(),
    })
}

fn muscle(rank: usize, one: &RankedMuscle) -> Value {
    json!({
        "rank": rank,
        "muscle": one.muscle.as_str(),
        "side": one.side.as_str(),
        "name": format!("{} {}", Atlas::get().muscle(one.muscle).name, one.side),
        "probability": one.probability,
    })
}

fn names(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(ToString::to_string).collect()
}

fn linked(cells: &[(Cell, LinkClass)]) -> Vec<String> {
    cells.iter().map(|(cell, _)| cell.to_string()).collect()
}

/// A cause as text: `trapezius-upper/1/R`, `root-c6:R`, `heart`.
fn cause_name(cause: CauseKey) -> String {
    match cause {
        CauseKey::Point { point, side } => format!("{point}/{side}"),
        CauseKey::Rival(place) => place.to_string(),
    }
}

fn reasoned(at: Place, reasons: &[Reason]) -> Value {
    let told = |reason: &Reason| match reason {
        Reason::Cell { cell, painted, log_odds } => {
            json!({ "cell": cell.to_string(), "painted": painted, "log_odds": log_odds })
        }
        Reason::Motion { motion, fault, log_odds } => {
            let fault = match fault {
                atlas::MotionFault::Limited => "limited",
                atlas::MotionFault::Painful => "painful",
            };
            json!({ "motion": motion.to_string(), "found": fault, "log_odds": log_odds })
        }
    };
    let (speak_for, against): (Vec<&Reason>, Vec<&Reason>) = reasons.iter().partition(|r| r.log_odds() > 0.0);
    let mut value = place(at);
    value["for"] = speak_for.into_iter().map(told).collect();
    value["against"] = against.into_iter().rev().map(told).collect();
    value
}

fn fits(rival: &RankedRival) -> Value {
    let known = Atlas::get().rival(rival.place.rival);
    let sources = |citation: &atlas::Citation| {
        citation.sources.iter().map(|cited| Atlas::get().source(cited.source).work).collect::<Vec<_>>()
    };
    json!({
        "rival": known.id.as_str(),
        "side": rival.place.side.map(atlas::Side::as_str),
        "name": known.name,
        "kind": known.kind,
        "probability": rival.probability,
        "prior": rival.prior,
        "not_to_be_missed": rival.not_to_be_missed,
        "explains": linked(&rival.explains),
        "questions": known.questions,
        "red_flags": known.red_flags,
        "sources": { "zone": sources(&known.zone.citation), "questions": sources(&known.questions_citation), "red_flags": sources(&known.red_flags_citation) },
        "certainty": known.zone.citation.certainty,
    })
}

fn next(one: &ToPalpate) -> Value {
    let mut value = place(one.place);
    value["bits"] = json!(one.bits);
    if let Some(palpation) = Atlas::get().palpation(one.place.point) {
        value["grip"] = json!(palpation.grip.label());
        value["position"] = json!(palpation.position.label());
        value["how"] = json!(palpation.how);
    }
    value
}
