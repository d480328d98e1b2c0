//! Placing a needle: choose how once, then tap the point.

use super::super::field::{Field, hidden, segmented, select};
use super::super::finding::{FindingStatus, MuscleOption};
use super::super::ui;
use super::SessionView;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// What the needle form needs.
#[derive(Clone, Debug, Default)]
pub struct Placing {
    /// Ranked, found and last time's points, most likely first.
    pub points: Vec<PointButton>,
    /// Every muscle of the atlas, by name.
    pub muscles: Vec<MuscleOption>,
    /// Usual needle sizes: `0.25x40`.
    pub sizes: Vec<String>,
    /// `place` or `muscle`, `point`, `side`; `needle_size`, `depth_mm`, `depth_reason`, `technique`, `lot`.
    /// On a fresh page: what was used for the needle before.
    pub form: Form,
    /// By muscle: the needle that is proposed there.
    pub usual: BTreeMap<String, Usual>,
    /// Lots of the packs that are open today.
    pub packs: Vec<String>,
    /// For the form; one form, one needle.
    pub command_id: String,
}

/// A point as a big button.
#[derive(Clone, Debug, Default)]
pub struct PointButton {
    /// `trapezius-upper/1/R`.
    pub place: String,
    /// The muscle's name.
    pub muscle: String,
    /// The point's number; empty for the muscle as a whole.
    pub point: String,
    /// `L` or `R` of the patient.
    pub side: String,
    /// Rank in the explanation of the drawing.
    pub rank: Option<usize>,
    /// What the hands found there.
    pub found: Option<FindingStatus>,
    /// Whether it was needled last time.
    pub last_time: bool,
    /// Needles placed there in this session.
    pub placed: u32,
    /// What lies beneath.
    pub beneath: Vec<Beneath>,
    /// On what the depth cap rests; empty without one.
    pub cap_basis: String,
    /// The needle that is proposed here: as in this session, as last time, or as is usual in this clinic.
    pub usual: Option<Usual>,
    /// What is asked before a needle goes in here, as JSON for the page's script; empty if nothing is.
    pub asks: String,
    /// What lies beneath that may be at risk on one side a day only; may be empty.
    pub one_side: String,
    /// What a needle here would be refused for, as a sentence; empty if nothing.
    pub blocked: String,
    /// The published depth cap in mm, if there is one.
    pub depth_cap_mm: Option<u16>,
}

/// A needle as it is usually taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usual {
    /// `0.25x40`.
    pub size: String,
    /// Its stored name.
    pub technique: String,
    /// As it was said of this patient's needle in this muscle; empty where nothing was.
    pub approach: String,
}

/// Something that must not be hit.
#[derive(Clone, Debug, Default)]
pub struct Beneath {
    /// What it is.
    pub structure: String,
    /// What would happen.
    pub why: String,
    /// How it is kept safe.
    pub safer: String,
    /// Where that comes from, and how certain it is.
    pub source: String,
    /// Whether it is among the grave ones.
    pub grave: bool,
}

impl PointButton {
    /// The id of its button on the page.
    pub(in crate::views) fn anchor(&self) -> String {
        format!("point-{}", self.place.replace('/', "-"))
    }
}

/// Ways to hold a muscle and to lead a needle, for a start (`facts/clinical.md` 1.4, from memory).
const APPROACHES: [&str; 4] = ["approach-pincer", "approach-flat", "approach-tangential", "approach-bone"];

/// Further down the ranking a rank says nothing: such a point is offered because it was palpated.
const RANK_SHOWN_MAX: usize = 20;

/// The needle form: how, then where.
pub(super) fn draw(view: &SessionView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let placing = &view.placing;
    let form = &placing.form;
    let open = view.gate.is_open();
    html! {
        form.placing method="post" novalidate action={ "/sessions/" (view.id) "/needles" } data-queue {
            // Enter in a field presses a form's first button: this one, which does nothing, and not the first point.
            button type="submit" disabled hidden {}
            (ui::command(&placing.command_id))
            (ui::summary(form, texts))
            div.how {
                (Field::text("needle_size", t("needle-size")).list("needle-sizes").class("size").draw(form))
                (technique(form, texts))
                depth-slider data-cap-words=(texts.with("depth-cap", &[("mm", "{mm}".into())])) {
                    (Field::number("depth_mm", t("depth-mm")).optional(String::new()).class("depth").draw(form))
                }
                (current(form, texts))
                datalist #needle-sizes { @for size in &placing.sizes { option value=(size) {} } }
            }
            (reasons(form, placing.points.iter().any(|point| !point.asks.is_empty()), "", texts))
            datalist #caution-reasons { option value=(t("caution-superficial")) {} option value=(t("caution-thin")) {} option value=(t("caution-doctor")) {} }
            datalist #both-sides-reasons { option value=(t("both-sides-tangential")) {} option value=(t("both-sides-superficial")) {} }
            div.section-head { h2 { (t("place-title")) } @if !open { p.small.gate-note { (t("place-gate-closed")) } } (spot(form, texts)) }
            @if placing.points.is_empty() { p.soft { (t("no-points")) } }
            ul.points data-live="points" {
                @for (at, point) in placing.points.iter().enumerate() { li { (point_button(at + 1, point, open, texts)) (hazard_card(point, texts)) } }
            }
            details.how-more open[form.error("depth_reason").is_some() || form.error("lot").is_some()] {
                summary {
                    (t("lot-and-reason"))
                    @if !form.value("lot").is_empty() { " " span.soft { (form.value("lot")) } }
                    @else if placing.packs.is_empty() { " " span.soft { (t("pack-none")) } }
                }
                div.how-more-fields {
                    p.small {
                        @if placing.packs.is_empty() { (t("pack-none")) } @else { (texts.with("pack-of-day", &[("lots", placing.packs.join(", ").into())])) }
                        " " a.button.quiet href={ "/packs?next=/sessions/" (view.id) } { (t("open-pack")) }
                    }
                    (Field::text("approach", t("approach")).list("approaches").hint(t("approach-hint")).optional(t("optional")).draw(form))
                    datalist #approaches { @for way in APPROACHES { option value=(t(way)) {} } }
                    (Field::text("lot", t("lot")).optional(t("optional")).draw(form))
                    (Field::text("depth_reason", t("depth-reason")).hint(t("depth-reason-hint")).optional(t("optional")).draw(form))
                }
            }
            details.other-muscle open[form.error("muscle").is_some() || form.error("point").is_some()] {
                summary { (t("other-muscle")) }
                muscle-points { (anywhere(placing, open, texts)) }
            }
        }
    }
}

/// Exactly where the next needle goes in, where somebody marks it on the map; without a script it is left out.
fn spot(form: &Form, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        needle-spot.field hidden[form.error("spot").is_none()] data-aim=(t("spot-aim")) data-set=(t("spot-set")) data-off=(t("spot-off"))
            data-away=(t("spot-away")) {
            (hidden("spot", form.value("spot")))
            @if let Some(error) = form.error("spot") { p.error role="alert" { (error) } }
            div.spot-line {
                button.button.quiet.spot-aim type="button" aria-pressed="false" { (t("spot-mark")) }
                p.small role="status" {}
                button.button.quiet.spot-clear type="button" hidden { (t("spot-clear")) }
            }
        }
    }
}

/// A point: tap it and the needle is recorded as placed.
fn point_button(number: usize, point: &PointButton, open: bool, texts: &Texts) -> Markup {
    let blocked = !open || !point.blocked.is_empty();
    html! {
        button.point id=(point.anchor()) type="submit" name="place" value=(point.place) disabled[blocked] data-cap=[point.depth_cap_mm]
            data-asks=[said(&point.asks)] data-one-side=[said(&point.one_side)]
            data-size=[point.usual.as_ref().map(|usual| &usual.size)] data-technique=[point.usual.as_ref().map(|usual| &usual.technique)]
            data-approach=[point.usual.as_ref().map(|usual| &usual.approach)]
            data-words={ (point.muscle) " " (point.point) " " (point.side) } {
            span.point-mark {
                span.point-rank aria-hidden="true" {
                    span.placed-count hidden[point.placed == 0] { (point.placed) }
                    span { (number) }
                }
                (ui::side(&point.side, texts))
            }
            span.point-words {
                strong { (point.muscle) @if !point.point.is_empty() { " " (point.point) } }
                span.point-notes {
                    @if let Some(found) = point.found { (found.chip(texts)) }
                    @if point.last_time { span.small { (texts.get("as-last-time")) } }
                    @else if let Some(rank) = point.rank.filter(|rank| *rank <= RANK_SHOWN_MAX) { span.small { (texts.with("point-rank", &[("rank", rank.into())])) } }
                    @if let Some(usual) = &point.usual {
                        span.small.usual { (usual.size.replace('x', " × ")) ", " (technique_words(&usual.technique, texts)) }
                    }
                    @if let Some(cap) = point.depth_cap_mm { span.small.nowrap.cap { (texts.with("depth-cap", &[("mm", cap.into())])) } }
                    @if !point.blocked.is_empty() { span.small.gate-note { (point.blocked) } }
                }
            }
        }
    }
}

/// An attribute that is there only where it says something.
pub(super) fn said(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// Reasons that some places ask for; hidden until one does.
pub(super) fn reasons(form: &Form, asked: bool, scope: &str, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        div.asked.is-asked[asked] {
            // One field answers one rule after the other: what it was asked for, and what was said to those before.
            (hidden("caution_reason_for", form.value("caution_reason_for")))
            @for (name, text) in form.fields().iter().filter(|(name, _)| name.starts_with("caution_reason:")) { (hidden(name, text)) }
            (Field::text("caution_reason", t("caution-reason")).list("caution-reasons").within(scope).optional(t("if-asked")).draw(form))
            (Field::text("both_sides_reason", t("both-sides-reason")).list("both-sides-reasons").within(scope).optional(t("if-asked")).draw(form))
        }
    }
}

/// The device's settings; shown with the electrical technique.
pub(super) fn current(form: &Form, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        fieldset.current {
            legend.visually-hidden { (t("current")) }
            (Field::number("current_channel", t("current-no")).optional(String::new()).draw(form))
            (Field::number("current_hz", "Hz".to_owned()).optional(String::new()).draw(form))
            (Field::number("current_ma", "mA".to_owned()).optional(String::new()).draw(form))
            (Field::number("current_minutes", t("current-minutes")).optional(String::new()).draw(form))
        }
    }
}

/// What lies beneath a point, on one tap; and the way to all that the atlas knows of it, in a page of its own.
fn hazard_card(point: &PointButton, texts: &Texts) -> Markup {
    let id = format!("beneath-{}", point.anchor());
    let name = format!("{} {}", point.muscle, point.point);
    let muscle = point.place.split('/').next().unwrap_or_default();
    let grave = point.beneath.iter().any(|b| b.grave);
    html! {
        button.beneath-open.grave[grave] type="button" popovertarget=(id) {
            @if let Some(first) = point.beneath.first() { span { (first.structure) } } @else { span { (texts.get("nav-atlas")) } }
            span.visually-hidden { ": " (texts.get("beneath")) " " (name) }
        }
        div.beneath popover id=(id) {
            h3 { (name) " " (ui::side(&point.side, texts)) }
            @if let Some(cap) = point.depth_cap_mm {
                p { strong { (texts.with("depth-cap", &[("mm", cap.into())])) } @if !point.cap_basis.is_empty() { " " span.soft { (point.cap_basis) } } }
            }
            dl {
                @for hazard in &point.beneath {
                    dt.grave[hazard.grave] { @if hazard.grave { (ui::mark()) } (hazard.structure) }
                    dd { p { (hazard.why) } p { (hazard.safer) } p.source { (hazard.source) } }
                }
            }
            a.button href=(crate::views::atlas::point_href(muscle, &point.point, &point.side)) target="_blank" rel="noopener" {
                (texts.get("nav-atlas")) span.visually-hidden { ": " (name) ", " (texts.get("atlas-new-page")) }
            }
            // To turn the tablet round and show the patient: it says which muscle, and nothing of the patient.
            a.button href={ "/learn?muscle=" (muscle) } target="_blank" rel="noopener" {
                (texts.get("muscle-learn")) span.visually-hidden { ": " (point.muscle) ", " (texts.get("atlas-new-page")) }
            }
            button.button.quiet type="button" popovertarget=(id) popovertargetaction="hide" { (texts.get("close")) }
        }
    }
}

/// Any muscle of the atlas, with its own button.
fn anywhere(placing: &Placing, open: bool, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &placing.form;
    html! {
        div.place-fields {
            (Field::text("muscle", t("muscle")).hint(t("muscle-hint")).list("muscles").optional(String::new()).draw(form))
            (Field::text("point", t("point")).class("short").optional(t("optional")).draw(form))
            (segmented(form, "side", &t("side"), &[("L", t("side-left")), ("R", t("side-right"))], "", ""))
        }
        datalist #muscles {
            @for muscle in &placing.muscles {
                @let usual = placing.usual.get(&muscle.id);
                option value=(muscle.name) data-points=(muscle.points.join(" ")) data-size=[usual.map(|usual| &usual.size)]
                    data-technique=[usual.map(|usual| &usual.technique)] data-approach=[usual.map(|usual| &usual.approach)] {}
            }
        }
        button.button.primary type="submit" name="place" value="" disabled[!open] { (t("place-needle")) }
    }
}

/// What is done with the needle.
pub(in crate::views) fn technique(form: &Form, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let options = [
        ("fast_in_fast_out", t("technique-fast-in-fast-out")),
        ("static", t("technique-static")),
        ("rotation", t("technique-rotation")),
        ("superficial", t("technique-superficial")),
        ("electrical", t("technique-electrical")),
    ];
    select(form, "technique", &t("technique"), &options, "")
}

/// The words for a technique's stored name.
pub(crate) fn technique_words(technique: &str, texts: &Texts) -> String {
    match technique {
        "fast_in_fast_out" => texts.get("technique-fast-in-fast-out"),
        "static" => texts.get("technique-static"),
        "rotation" => texts.get("technique-rotation"),
        "superficial" => texts.get("technique-superficial"),
        "electrical" => texts.get("technique-electrical"),
        other => other.to_owned(),
    }
}

/// The needle's fields for the page that amends one.
pub(in crate::views) fn amend_fields(
    form: &Form,
    muscles: &[MuscleOption],
    sizes: &[String],
    texts: &Texts,
) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        (hidden("place", ""))
        div.place-fields {
            (Field::text("muscle", t("muscle")).list("muscles").draw(form))
            (Field::text("point", t("point")).class("short").optional(t("optional")).draw(form))
            (segmented(form, "side", &t("side"), &[("L", t("side-left")), ("R", t("side-right"))], "", ""))
        }
        @if !form.value("spot").is_empty() {
            label.spot-kept { input type="checkbox" name="spot" value=(form.value("spot")) checked; span { (t("spot-keep")) } }
            @if let Some(error) = form.error("spot") { p.error role="alert" { (error) } }
        }
        datalist #muscles { @for muscle in muscles { option value=(muscle.name) {} } }
        datalist #needle-sizes { @for size in sizes { option value=(size) {} } }
        div.pair {
            (Field::text("needle_size", t("needle-size")).list("needle-sizes").draw(form))
            (technique(form, texts))
        }
        div.pair {
            (Field::number("depth_mm", t("depth-mm")).optional(t("optional")).draw(form))
            (Field::text("lot", t("lot")).optional(t("optional")).draw(form))
        }
        (current(form, texts))
        (Field::text("approach", t("approach")).hint(t("approach-hint")).optional(t("optional")).draw(form))
        (Field::text("depth_reason", t("depth-reason")).hint(t("depth-reason-hint")).optional(t("optional")).draw(form))
        (Field::text("both_sides_reason", t("both-sides-reason")).optional(t("if-asked")).draw(form))
    }
}
