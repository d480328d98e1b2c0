//! What explains a drawing: a short ranked list, why, what else fits, and where to palpate next. For practitioners only.

use super::field::select;
use super::finding::{FindingStatus, form_at};
use super::plate;
use super::time::When;
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// What explains a drawing.
#[derive(Clone, Debug, Default)]
pub struct RankingView {
    /// Trigger points, strongest first.
    pub causes: Vec<Cause>,
    /// Where a finger is expected to tell most, first first.
    pub next: Vec<Next>,
    /// Sets of causes that together explain the drawing best, in words, best first.
    pub together: Vec<String>,
    /// What else than a muscle fits.
    pub also_fits: Vec<AlsoFits>,
    /// Painted regions that nothing known explains, in words.
    pub unexplained: Vec<String>,
    /// Painted regions that had to be left out, in words.
    pub left_out: Vec<String>,
    /// Rankings of this complaint that were shown before and said something else, newest first.
    pub before: Vec<Before>,
    /// Which edition of the atlas ranked, for the small print.
    pub atlas_version: String,
    /// Which model ranked.
    pub model_version: String,
    /// Whose published figures were the starting chances.
    pub group: Group,
}

/// The complaint group whose published figures are the starting chances.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Its id; empty if it is none of them.
    pub chosen: String,
    /// Whether it was read from the complaint's title, and nobody said so.
    pub from_title: bool,
    /// Every group of the atlas: id and name.
    pub all: Vec<(String, String)>,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// A trigger point that explains some of the drawing.
#[derive(Clone, Debug, Default)]
pub struct Cause {
    /// From 1.
    pub rank: usize,
    /// A muscle id of the atlas.
    pub muscle_id: String,
    /// Its name.
    pub muscle: String,
    /// The point's number.
    pub point: String,
    /// `L` or `R` of the patient.
    pub side: String,
    /// How strongly, in tenths: 0 to 10. A tenth is all that a drawing can tell.
    pub tenths: u8,
    /// Painted regions that it explains, in words.
    pub explains: Vec<String>,
    /// What speaks for it, in words, strongest first; empty where it was not reckoned.
    pub speaks_for: Vec<String>,
    /// What speaks against it, in words, strongest first.
    pub speaks_against: Vec<String>,
    /// Where it sits: `region:side`.
    pub site: Vec<String>,
    /// Where it mainly refers to: `region:side`.
    pub essential: Vec<String>,
    /// Where it sometimes refers to: `region:side`.
    pub spillover: Vec<String>,
    /// How certain the pattern is, and where it comes from.
    pub source: String,
    /// Published shares under the complaint, and the clinic's own figure, in sentences.
    pub figures: Vec<String>,
    /// What was last found there, if it was looked for.
    pub found: Option<(FindingStatus, When)>,
    /// For the form in place.
    pub command_id: String,
}

/// A point that is worth a finger.
#[derive(Clone, Debug, Default)]
pub struct Next {
    /// Muscle, point and side in words.
    pub name: String,
    /// Grip and position.
    pub how: String,
    /// The page to record the finding on.
    pub href: String,
}

/// Another explanation.
#[derive(Clone, Debug, Default)]
pub struct AlsoFits {
    /// Its name with the side.
    pub name: String,
    /// Nerve root, joint, organ.
    pub kind: String,
    /// Painted regions that it explains, in words.
    pub explains: Vec<String>,
    /// Painted cells that it explains: `region:side`.
    pub cells: Vec<String>,
    /// Whether it is improbable and named because it must not be missed.
    pub not_to_be_missed: bool,
    /// Questions that tell it apart: the words, and whether a yes speaks for it.
    pub questions: Vec<(String, bool)>,
    /// Red flags: the sign, and what to do.
    pub red_flags: Vec<(String, String)>,
    /// Where this comes from, with its certainty.
    pub source: String,
}

/// A ranking that was shown before.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// When it was first shown.
    pub at: When,
    /// Its first points, in words.
    pub points: String,
    /// Model and atlas.
    pub versions: String,
}

/// Causes that are open to the eye; the others are one tap away.
const SHORT_LIST: usize = 6;
/// Further down the list a rank says nothing: such a point is there because it was palpated.
const RANK_SHOWN_MAX: usize = 20;

/// The ranked part of the complaint's page.
pub(super) fn section(base: &str, view: &RankingView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let (short, more) = view.causes.split_at(SHORT_LIST.min(view.causes.len()));
    html! {
        @if view.causes.is_empty() {
            (ui::empty(&t("no-cause-title"), &t("no-cause-text"), &html! {}))
        } @else {
            p.not-a-diagnosis { (t("not-a-diagnosis")) }
            (think_of(&view.also_fits, texts))
            ol.causes { @for cause in short { (cause_row(base, cause, texts)) } }
            @if !more.is_empty() {
                details.more-causes {
                    summary { (texts.with("more-causes", &[("count", more.len().into())])) }
                    ol.causes { @for cause in more { (cause_row(base, cause, texts)) } }
                }
            }
        }
        @if !view.left_out.is_empty() { p.unexplained { strong { (t("left-out")) } " " (view.left_out.join("; ")) "." } }
        @if !view.unexplained.is_empty() { p.unexplained { strong { (t("unexplained")) } " " (view.unexplained.join("; ")) ". " (t("unexplained-hint")) } }
        @if !view.next.is_empty() { (next(&view.next, texts)) }
        @if !view.also_fits.is_empty() { (also_fits(&view.also_fits, texts)) }
        @if !view.together.is_empty() {
            details.together {
                summary { (t("together")) }
                p.soft.small { (t("together-hint")) }
                ol { @for set in &view.together { li { (set) } } }
            }
        }
        @if !view.before.is_empty() {
            details.shown-before {
                summary { (t("shown-before")) }
                p.soft.small { (t("shown-before-hint")) }
                ul { @for one in &view.before { li { (one.at) ": " (one.points) ". " span.soft.small { (one.versions) } } } }
            }
        }
        p.soft.small {
            (texts.with("ranking-source", &[("version", view.atlas_version.as_str().into()), ("model", view.model_version.as_str().into())]))
        }
        (group(base, &view.group, texts))
    }
}

/// Which complaint it was taken for; one tap opens the others.
fn group(base: &str, group: &Group, texts: &Texts) -> Markup {
    let named = group.all.iter().find(|(id, _)| *id == group.chosen).map(|(_, name)| name.as_str());
    let said = match (named, group.from_title) {
        (Some(name), true) => texts.with("ranking-group-title", &[("group", name.into())]),
        (Some(name), false) => texts.with("ranking-group", &[("group", name.into())]),
        (None, true) => texts.get("ranking-group-untold"),
        (None, false) => texts.get("ranking-group-none"),
    };
    let mut options = vec![("", texts.get("ranking-group-other"))];
    options.extend(group.all.iter().map(|(id, name)| (id.as_str(), name.clone())));
    html! {
        details.complaint-group {
            summary { span { (said) } }
            form method="post" action={ (base) "/group" } {
                (ui::command(&group.command_id))
                (select(&Form::of([("group", group.chosen.as_str())]), "group", &texts.get("ranking-group-label"), &options, ""))
                button.button type="submit" { (texts.get("ranking-group-set")) }
            }
        }
    }
}

fn cause_row(base: &str, cause: &Cause, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        li.cause data-lights=(plate::MAP) data-site=(cause.site.join(" ")) data-essential=(cause.essential.join(" "))
            data-spillover=(cause.spillover.join(" ")) data-point=(format!("{}/{}:{}", cause.muscle_id, cause.point, cause.side)) tabindex="0" {
            span.cause-rank aria-hidden="true" { @if cause.rank <= RANK_SHOWN_MAX { (cause.rank) } @else { (ui::mark()) } }
            div.cause-name {
                h3 { a href=(super::atlas::point_href(&cause.muscle_id, &cause.point, &cause.side)) { (cause.muscle) } }
                span.cause-point { (t("point")) " " (cause.point) " " (ui::side(&cause.side, texts)) }
                @if let Some((status, when)) = &cause.found { span.cause-found { (status.chip(texts)) " " span.soft.small { (when) } } }
            }
            div class={ "bar bar-" (cause.tenths.min(10)) } role="img"
                aria-label=(texts.with("explains-tenths", &[("tenths", cause.tenths.into())])) {}
            @if !cause.explains.is_empty() { p.cause-why { (t("explains")) " " (cause.explains.join("; ")) "." } }
            details.cause-more {
                summary { (t("record-finding")) }
                (form_at(&format!("{base}/findings"), &cause.command_id, &cause.muscle_id, &cause.point, &cause.side, texts))
            }
            details.cause-reasons {
                summary { (t("why")) }
                (why(cause, texts))
            }
        }
    }
}

/// What speaks for a point and against it, and what that rests on.
fn why(cause: &Cause, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        dl.reasons {
            @if !cause.speaks_for.is_empty() { div { dt { (t("speaks-for")) } dd { (cause.speaks_for.join("; ")) } } }
            @if !cause.speaks_against.is_empty() { div { dt { (t("speaks-against")) } dd { (cause.speaks_against.join("; ")) } } }
        }
        @for figure in &cause.figures { p.small { (figure) } }
        p.soft.small { (cause.source) }
    }
}

fn next(next: &[Next], texts: &Texts) -> Markup {
    html! {
        section.palpate-next {
            h3 { (texts.get("palpate-next")) }
            p.soft.small { (texts.get("palpate-next-hint")) }
            ol { @for one in next { li { a href=(one.href) { (one.name) } " " span.soft.small { (one.how) } } } }
        }
    }
}

/// What must not be missed stands above the muscles; its questions are one tap away.
fn think_of(rivals: &[AlsoFits], texts: &Texts) -> Markup {
    let dangers: Vec<&str> =
        rivals.iter().filter(|rival| rival.not_to_be_missed).map(|rival| rival.name.as_str()).collect();
    html! {
        @if !dangers.is_empty() {
            p.think-of { a href="#also-fits" { strong { (texts.get("think-of")) } " " (dangers.join("; ")) } }
        }
    }
}

fn also_fits(rivals: &[AlsoFits], texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        section.also-fits #also-fits {
            h3 { (t("also-fits")) }
            p.soft.small { (t("also-fits-hint")) }
            ul {
                @for rival in rivals {
                    li data-lights=(plate::MAP) data-essential=(rival.cells.join(" ")) {
                        details {
                            summary {
                                span.rival-head {
                                    strong { (rival.name) } " " span.soft { (rival.kind) }
                                    @if rival.not_to_be_missed { " " (ui::chip(&t("not-to-be-missed"), ui::Tone::Stop)) }
                                    span.soft.small.rival-explains { (t("explains")) " " (rival.explains.join("; ")) "." }
                                }
                            }
                            h4 { (t("tell-apart")) }
                            ul.questions {
                                @for (ask, for_rival) in &rival.questions {
                                    li { (ask) " " span.soft.small { (t(if *for_rival { "yes-for-this" } else { "yes-for-muscle" })) } }
                                }
                            }
                            h4 { (t("red-flags")) }
                            ul.red-flags { @for (sign, act) in &rival.red_flags { li { strong { (sign) } ": " (act) "." } } }
                            p.soft.small { (rival.source) }
                        }
                    }
                }
            }
        }
    }
}
