//! What lies beneath, never folded away, and how to needle.

use super::MuscleView;
use super::facts::{fact, points_of};
use crate::texts::Texts;
use atlas::{Hazard, Needling, Severity};
use maud::{Markup, html};

/// How loud a hazard is.
pub(super) fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Grave => "hz grave",
        Severity::Serious => "hz serious",
        Severity::Usual => "hz usual",
    }
}

fn severity_word(severity: Severity, texts: &Texts) -> String {
    texts.get(match severity {
        Severity::Grave => "muscle-grave",
        Severity::Serious => "muscle-serious",
        Severity::Usual => "muscle-usual",
    })
}

/// Every hazard in full, grave first.
pub(super) fn hazards(view: &MuscleView, texts: &Texts) -> Markup {
    html! {
        @if !view.hazards.is_empty() {
            section.fact-section.atlas-hazards aria-labelledby="hazards-title" {
                h2 #hazards-title { (texts.get("muscle-hazards")) }
                @for hazard in &view.hazards { (hazard_of(view, hazard, texts)) }
            }
        }
    }
}

fn hazard_of(view: &MuscleView, hazard: &Hazard, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        article class=(severity_class(hazard.severity)) id=(format!("hazard-{}", hazard.id)) {
            h3 {
                (hazard.structure) " "
                span.hz-severity { (severity_word(hazard.severity, texts)) }
                @if let Some(points) = where_(view, hazard, texts) { " " span.hz-points { (points) } }
            }
            p { (hazard.why) " " (view.bibliography.cite(&hazard.citation, texts)) }
            p { strong { (t("muscle-hazard-safer")) } " " (hazard.safer) " " (view.bibliography.cite(&hazard.safer_citation, texts)) }
            p.hz-consent {
                strong { (t("muscle-hazard-consent")) } " " (hazard.consent)
                @if !hazard.both_sides_same_day { " " strong.hz-sides { (t("muscle-both-sides-no")) } }
            }
        }
    }
}

/// The points it lies beneath; nothing where it lies beneath all.
fn where_(view: &MuscleView, hazard: &Hazard, texts: &Texts) -> Option<String> {
    let mut points: Vec<u8> = Vec::new();
    for block in view.muscle.needlings.iter().filter(|block| block.hazards.contains(&hazard.id)) {
        if block.points.is_empty() {
            return None;
        }
        points.extend(block.points);
    }
    points.sort_unstable();
    points.dedup();
    if points.len() == view.points.len() { None } else { points_of(view, &points, texts) }
}

/// How to needle, with published limits of depth.
pub(super) fn needling(view: &MuscleView, texts: &Texts) -> Markup {
    html! {
        section.fact-section aria-labelledby="needling-title" {
            h2 #needling-title { (texts.get("muscle-needling")) }
            @if let Some(because) = view.muscle.not_needled_because {
                p { strong { (texts.get("muscle-not-needled")) } " " (because) }
            }
            @for block in view.muscle.needlings { (block_of(view, block, texts)) }
            @for cap in view.muscle.depth_caps {
                div.depth-cap {
                    p.cap-mm {
                        strong { (texts.with("muscle-cap", &[("mm", cap.max_depth_mm.into())])) }
                        @if let Some(points) = points_of(view, cap.points, texts) { " " span { (points) } }
                    }
                    p { span.soft { (texts.get("muscle-cap-note")) ". " } (cap.basis) " " (view.bibliography.cite(&cap.citation, texts)) }
                }
            }
        }
    }
}

fn block_of(view: &MuscleView, block: &Needling, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        @if let Some(points) = points_of(view, block.points, texts) { h3 { (points) } }
        dl.atlas-facts {
            (fact(&t("muscle-position"), html! { (block.position.label()) }))
            (fact(&t("muscle-entry"), html! { (block.entry) " " (view.bibliography.cite(&block.citation, texts)) }))
            (fact(&t("muscle-direction"), html! { (block.direction) }))
            (fact(&t("muscle-needle"), html! { (range(block.diameter_mm.map(|mm| format!("{mm:.2}")))) " × " (range(block.length_mm.map(|mm| mm.to_string()))) " mm" }))
            (fact(&t("muscle-depth"), html! { (block.depth) }))
        }
    }
}

/// "0.20 to 0.25", or one value.
fn range([low, high]: [String; 2]) -> String {
    if low == high { low } else { format!("{low}–{high}") }
}
