//! "Same as last time": the last treatment as a proposal, each needle confirmed by a touch when it is in.

use super::super::field::{Field, hidden};
use super::super::ui;
use super::SessionView;
use super::placing::{reasons, said, technique_words};
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// What can be done again, and what is left of it.
#[derive(Clone, Debug, Default)]
pub struct PlanView {
    /// The session it is taken from, in URLs; empty where there is none, or where this session has begun otherwise.
    pub from: String,
    /// How many needles that was.
    pub needles: u32,
    /// Makes a double tap happen once.
    pub command_id: String,
    /// Neither placed nor dropped.
    pub parts: Vec<PlanPart>,
}

/// One needle that is proposed.
#[derive(Clone, Debug, Default)]
pub struct PlanPart {
    /// The id that the needle gets, and with it the command that confirms it.
    pub needle: String,
    /// `trapezius-upper/1/R`.
    pub place: String,
    /// `Trapezius, upper 1 R`.
    pub words: String,
    /// `0.25x40`.
    pub size: String,
    /// mm under the skin, if known.
    pub depth_mm: Option<u16>,
    /// The published depth cap in mm, if there is one.
    pub depth_cap_mm: Option<u16>,
    /// Its stored name.
    pub technique: String,
    /// How it was led last time; may be empty.
    pub approach: String,
    /// Channel, Hz, mA, minutes; empty without current.
    pub current: Vec<(&'static str, String)>,
    /// What is asked before it goes in, as JSON for the page's script; empty if nothing is.
    pub asks: String,
    /// What lies beneath that may be at risk on one side a day only; may be empty.
    pub one_side: String,
    /// For leaving it out.
    pub drop_command: String,
}

/// The offer, or what is left to confirm.
pub(super) fn draw(view: &SessionView, texts: &Texts) -> Markup {
    let plan = &view.plan;
    html! {
        div.plan-place data-live="plan" {
            @if !plan.parts.is_empty() {
                section.plan aria-labelledby="plan-title" {
                    h2 #plan-title { (texts.get("plan-title")) }
                    ul.plan-parts { @for part in &plan.parts { li data-part=(part.needle) { (confirm(view, part, texts)) } } }
                }
            } @else if !plan.from.is_empty() && view.gate.is_open() {
                form.plan-offer method="post" action={ "/sessions/" (view.id) "/plan" } data-queue {
                    (ui::command(&plan.command_id))
                    (hidden("from", &plan.from))
                    button.button.wide.primary type="submit" { (texts.with("plan-again", &[("count", plan.needles.into())])) }
                }
            }
        }
    }
}

fn confirm(view: &SessionView, part: &PlanPart, texts: &Texts) -> Markup {
    let beyond = part.depth_mm.zip(part.depth_cap_mm).is_some_and(|(depth, cap)| depth > cap);
    html! {
        form.plan-part method="post" novalidate action={ "/sessions/" (view.id) "/needles" } data-queue data-id=(part.needle) {
            (ui::command(&part.needle))
            (hidden("place", &part.place))
            (hidden("spot", ""))
            (hidden("needle_size", &part.size))
            (hidden("depth_mm", &part.depth_mm.map_or(String::new(), |mm| mm.to_string())))
            (hidden("technique", &part.technique))
            (hidden("approach", &part.approach))
            @for (name, value) in &part.current { (hidden(name, value)) }
            @if beyond { (Field::text("depth_reason", texts.get("depth-reason")).within(&part.needle).draw(&Form::default())) }
            @if !part.asks.is_empty() || !part.one_side.is_empty() { (reasons(&Form::default(), !part.asks.is_empty(), &part.needle, texts)) }
            button.point.part type="submit" data-words=(part.words) data-cap=[part.depth_cap_mm] data-place=(part.place)
                data-asks=[said(&part.asks)] data-one-side=[said(&part.one_side)] {
                span.point-mark { (ui::mark()) }
                span.point-words {
                    strong { (part.words) }
                    span.point-notes.small {
                        span { (part.size.replace('x', " × ")) " mm" }
                        @if let Some(depth_mm) = part.depth_mm { span { (texts.with("depth-of", &[("mm", depth_mm.into())])) } }
                        span { (technique_words(&part.technique, texts)) }
                        @if !part.approach.is_empty() { span { (part.approach) } }
                    }
                }
            }
        }
        form.act.plan-drop method="post" action={ "/sessions/" (view.id) "/plan/" (part.needle) "/drop" } data-queue {
            (ui::command(&part.drop_command))
            button.button.quiet type="submit" data-words={ (part.words) ": " (texts.get("plan-drop")) } {
                (texts.get("plan-drop")) span.visually-hidden { ": " (part.words) }
            }
        }
    }
}
