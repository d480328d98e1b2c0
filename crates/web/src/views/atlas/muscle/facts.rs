//! Points, how to feel for them, where sources differ, signs and anatomy.

use super::{MotionLine, MuscleView, PointView, RegionLine};
use crate::texts::Texts;
use atlas::{Acupoint, Citation, Tier, Topic, Toward};
use maud::{Markup, html};

/// A line of a list of facts; nothing if there is nothing to say.
pub(super) fn fact(name: &str, value: Markup) -> Markup {
    html! { @if !value.0.is_empty() { div { dt { (name) } dd { (value) } } } }
}

fn text(value: &str) -> Markup {
    html! { (value) }
}

/// "Points 1, 3"; nothing where a block is for all of them.
pub(super) fn points_of(view: &MuscleView, points: &[u8], texts: &Texts) -> Option<String> {
    if points.is_empty() || view.points.len() < 2 {
        return None;
    }
    let numbers: Vec<&str> = points
        .iter()
        .filter_map(|at| view.points.get(usize::from(*at)))
        .map(|point| point.point.number)
        .collect();
    let args = [("count", numbers.len().into()), ("numbers", numbers.join(", ").into())];
    Some(texts.with("muscle-points-of", &args))
}

pub(super) fn points(view: &MuscleView, texts: &Texts) -> Markup {
    html! {
        section.fact-section aria-labelledby="points-title" {
            h2 #points-title { (texts.get("muscle-points")) }
            ol.atlas-points { @for point in &view.points { li id=(format!("point-{}", point.point.number)) { (point_of(view, point, texts)) } } }
        }
    }
}

fn point_of(view: &MuscleView, point: &PointView, texts: &Texts) -> Markup {
    let number = point.point.number;
    let t = |key: &str| texts.get(key);
    html! {
        @if view.points.len() > 1 {
            h3.point-no { label for=(format!("show-{number}")) { span.visually-hidden { (texts.with("muscle-point", &[("number", number.into())])) } span aria-hidden="true" { (number) } } }
        } @else { span.point-no aria-hidden="true" { (super::super::super::ui::mark()) } }
        div {
            p.point-where { (point.point.location) ". " (view.bibliography.cite(&point.point.citation, texts)) }
            dl.atlas-facts {
                (fact(&t("muscle-site"), regions(&point.site, texts)))
                (fact(&t("muscle-essential"), if point.essential.is_empty() { text(&t("muscle-essential-none")) } else { html! { strong { (regions(&point.essential, texts)) } } }))
                (fact(&t("muscle-spillover"), regions(&point.spillover, texts)))
                (fact(&t("muscle-character"), text(point.point.character.unwrap_or_default())))
            }
        }
    }
}

fn regions(regions: &[RegionLine], texts: &Texts) -> Markup {
    html! {
        @for (at, region) in regions.iter().enumerate() {
            @if at > 0 { ", " }
            (region.link)
            @if region.crossed { " (" (texts.get("muscle-other-side")) ")" }
        }
    }
}

pub(super) fn palpation(view: &MuscleView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        section.fact-section aria-labelledby="feel-title" {
            h2 #feel-title { (t("muscle-feel")) }
            @for block in view.muscle.palpations {
                @if let Some(points) = points_of(view, block.points, texts) { h3 { (points) } }
                dl.atlas-facts {
                    (fact(&t("muscle-position"), html! { (block.position.label()) "; " (block.grip.label()) }))
                    (fact(&t("muscle-how"), html! { (block.how) ". " (view.bibliography.cite(&block.citation, texts)) }))
                    (fact(&t("muscle-fibres"), text(block.fibres)))
                    (fact(&t("muscle-twitch"), text(block.twitch)))
                }
            }
        }
    }
}

pub(super) fn variants(view: &MuscleView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        @if !view.muscle.variants.is_empty() {
            section.fact-section aria-labelledby="differ-title" {
                h2 #differ-title { (t("muscle-differ")) }
                ul.variants {
                    @for variant in view.muscle.variants {
                        li {
                            strong { (topic(variant.topic, texts)) @if let Some(points) = points_of(view, variant.points, texts) { ", " (points.to_lowercase()) } }
                            " " (variant.says) " " (view.bibliography.cite(&variant.citation, texts))
                        }
                    }
                }
            }
        }
        @if !view.muscle.acupoints.is_empty() {
            section.fact-section.acupoints aria-labelledby="acupoints-title" {
                h2 #acupoints-title { (t("muscle-acupoints")) }
                ul.variants {
                    @for acupoint in view.muscle.acupoints {
                        li {
                            strong { (acupoint.name) }
                            @if let Some(points) = points_of(view, acupoint.points, texts) { ", " (points.to_lowercase()) }
                            ": " (Acupoint::LABEL) " " (view.bibliography.cite(&acupoint.citation, texts))
                        }
                    }
                }
            }
        }
    }
}

fn topic(topic: Topic, texts: &Texts) -> String {
    texts.get(match topic {
        Topic::Anatomy => "topic-anatomy",
        Topic::Motion => "topic-motion",
        Topic::Location => "topic-location",
        Topic::Referral => "topic-referral",
        Topic::Palpation => "topic-palpation",
        Topic::Needling => "topic-needling",
        Topic::Hazard => "topic-hazard",
        Topic::Prevalence => "topic-prevalence",
    })
}

pub(super) fn signs(view: &MuscleView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let muscle = view.muscle;
    let cited = |value: Markup, citation: &Citation| {
        html! { @if !value.0.is_empty() { (value) " " (view.bibliography.cite(citation, texts)) } }
    };
    let tier = texts.get(match muscle.prior_tier {
        Tier::A => "tier-a",
        Tier::B => "tier-b",
        Tier::C => "tier-c",
        Tier::D => "tier-d",
    });
    html! {
        section.fact-section aria-labelledby="signs-title" {
            h2 #signs-title { (t("muscle-signs")) }
            dl.atlas-facts {
                (fact(&t("muscle-limited"), cited(motions(&view.limited, texts), &muscle.motion.citation)))
                (fact(&t("muscle-painful"), cited(motions(&view.painful, texts), &muscle.motion.citation)))
                (fact(&t("muscle-activates"), cited(text(&muscle.causes.activates.join("; ")), &muscle.causes.citation)))
                (fact(&t("muscle-perpetuates"), cited(text(&muscle.causes.perpetuates.join("; ")), &muscle.causes.citation)))
                (fact(&t("muscle-sports"), text(&muscle.sports.join(", "))))
                (fact(&t("muscle-mistaken"), cited(text(&muscle.mistaken_for.conditions.join("; ")), &muscle.mistaken_for.citation)))
                (fact(&t("muscle-tier"), html! { (tier) ", " span.soft { (t("tier-note")) } }))
            }
        }
    }
}

fn motions(lines: &[MotionLine], texts: &Texts) -> Markup {
    html! { @for (at, line) in lines.iter().enumerate() { @if at > 0 { "; " } (line.link) (toward(line.toward, texts)) } }
}

/// Which way a motion goes, beside its name.
pub(in crate::views::atlas) fn toward(toward: Option<Toward>, texts: &Texts) -> Markup {
    html! {
        @match toward {
            Some(Toward::Ipsi) => { " " (texts.get("muscle-toward-ipsi")) }
            Some(Toward::Contra) => { " " (texts.get("muscle-toward-contra")) }
            None => {}
        }
    }
}

pub(super) fn anatomy(view: &MuscleView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let anatomy = &view.muscle.anatomy;
    html! {
        section.fact-section aria-labelledby="anatomy-title" {
            h2 #anatomy-title { (t("muscle-anatomy")) " " (view.bibliography.cite(&anatomy.citation, texts)) }
            dl.atlas-facts {
                (fact(&t("muscle-origin"), text(anatomy.origin)))
                (fact(&t("muscle-insertion"), text(anatomy.insertion)))
                (fact(&t("muscle-action"), text(anatomy.action)))
                (fact(&t("muscle-function"), text(anatomy.function)))
                (fact(&t("muscle-nerve"), text(anatomy.nerve)))
                (fact(&t("muscle-roots"), text(&anatomy.roots.join(", "))))
            }
        }
    }
}
