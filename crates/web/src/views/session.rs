//! The needle session on one screen: what is known on the left, the body and its points in the middle, what is being
//! done on the right, and the count of needles always in sight.

mod beside;
mod ending;
mod gate;
mod needles;
mod placing;
mod plan;

pub use beside::{AdverseEntry, Beside, Choice};
pub use gate::{Gate, GateItem, GateKind};
pub use needles::{NeedleCard, NeedleCommands, SignSeen};
pub(super) use placing::amend_fields;
pub(crate) use placing::technique_words;
pub use placing::{Beneath, Placing, PointButton, Usual};
pub use plan::{PlanPart, PlanView};

use super::drawing::Cell;
use super::patient::{PatientHead, cautions, facts};
use super::plate;
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::today::Stage;
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// A session.
#[derive(Clone, Debug, Default)]
pub struct SessionView {
    /// In URLs.
    pub id: String,
    /// The session's version that the page shows: what is signed is what was read.
    pub version: u64,
    /// Of whom.
    pub patient: PatientHead,
    /// In URLs.
    pub complaint_id: String,
    /// For what.
    pub complaint: String,
    /// Who has the session.
    pub practitioner: String,
    /// The clinic's time zone: times on a tablet are the clinic's.
    pub zone: String,
    /// A day to come that needling is weighed against: what it is, and what is advised.
    pub coming: Option<(String, String)>,
    /// When it began.
    pub started: When,
    /// How far it is.
    pub stage: Stage,
    /// Whether the person at the screen may write here; others read.
    pub can_write: bool,
    /// Licence, screening and consent.
    pub gate: Gate,
    /// The pain drawing.
    pub cells: Vec<Cell>,
    /// The session before this one.
    pub last: Option<LastSession>,
    /// Points to needle and the needle form.
    pub placing: Placing,
    /// The treatment of last time, to be done again.
    pub plan: PlanView,
    /// Needles of this session, newest first.
    pub needles: Vec<NeedleCard>,
    /// What is recorded beside them.
    pub beside: Beside,
    /// Whether the person at the screen has the session, and so signs it.
    pub signs: bool,
    /// Whether they may sign with a PIN.
    pub signs_by_pin: bool,
    /// The reconciled count.
    pub count: NeedleCount,
    /// Needles by the part of the body, as they are counted into the box.
    pub counted_by: Vec<CountedRegion>,
    /// Counted into the sharps box, once they were counted.
    pub in_sharps: u32,
    /// 0 to 10.
    pub pain_before: Option<u8>,
    /// 0 to 10.
    pub pain_after: Option<u8>,
    /// `tolerance`, `text`.
    pub note: Form,
    /// `needles_in_sharps`, `difference_explained`.
    pub closing: Form,
    /// `password`.
    pub signature: Form,
    /// `reason`.
    pub reopening: Form,
    /// Messages that belong to no field of this page's forms.
    pub refused: Form,
    /// One per form, so that two quick taps on different buttons are two commands.
    pub commands: SessionCommands,
}

/// Command ids of the page's own forms.
#[derive(Clone, Debug, Default)]
pub struct SessionCommands {
    /// For `/pain`, before.
    pub pain_before: String,
    /// For `/pain`, after.
    pub pain_after: String,
    /// For `/removals`.
    pub removals: String,
    /// For `/note`.
    pub note: String,
    /// For `/closing`.
    pub closing: String,
    /// For `/reopening`.
    pub reopening: String,
    /// For `/signature`.
    pub signature: String,
}

/// Needles in, out and still in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NeedleCount {
    /// Placed and not retracted.
    pub placed: u32,
    /// Taken out.
    pub out: u32,
    /// Still in the patient.
    pub still_in: u32,
    /// Different muscles needled.
    pub muscles: u32,
}

/// A part of the body and the needles that were in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountedRegion {
    /// A region group of the atlas.
    pub id: String,
    /// As people say it: `Shoulder`.
    pub label: String,
    /// Needles that were placed there.
    pub needles: u32,
}

/// What was done last time.
#[derive(Clone, Debug, Default)]
pub struct LastSession {
    /// In URLs.
    pub id: String,
    /// When.
    pub date: When,
    /// One line per needled point: `Upper trapezius 1 R`, `0.25 × 40 mm, 3 twitches`.
    pub needles: Vec<(String, String)>,
    /// 0 to 10.
    pub pain_before: Option<u8>,
    /// 0 to 10.
    pub pain_after: Option<u8>,
    /// How it was tolerated; may be empty.
    pub tolerance: String,
}

/// The page.
pub fn page(shell: &Shell, view: &SessionView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! { session-desk session=(view.id) zone=(view.zone) data-refusals=(refusals(texts))
        data-shallower=(texts.with("place-shallower", &[("mm", "{mm}".into())]))
        data-advised=(texts.with("place-as-advised", &[("todo", "{todo}".into())])) {
        div.session-head {
            div.session-who {
                h1 { a.patient-name href={ "/patients/" (view.patient.id) } { (view.patient.name) } }
                span.patient-facts { (facts(&view.patient, texts)) }
            }
            (cautions(&view.patient, texts))
            @if view.can_write && view.stage != Stage::Signed { (undo(texts)) }
            (count(view, texts))
        }
        (ui::summary(&view.refused, texts))
        div.session-columns {
            aside.session-known aria-label=(t("known")) {
                div.session-for {
                    h2 { a href={ "/patients/" (view.patient.id) "/complaints/" (view.complaint_id) } { (view.complaint) } }
                    p.soft.small { (view.practitioner) ", " (t("since")) " " (view.started) }
                }
                (ui::coming(view.coming.as_ref()))
                (gate::draw(&view.gate, texts))
                (last(view.last.as_ref(), texts))
            }
            section.session-place #place aria-label=(t("place-title")) {
                div.plate.session-plate data-live="plate" { (plate::session(&view.cells, &view.placing.points, &view.needles, texts)) }
                @if view.stage == Stage::Open && view.can_write { (plan::draw(view, texts)) (placing::draw(view, texts)) }
                @if view.stage != Stage::Open { (ending::draw(view, texts)) }
            }
            section.session-done #done aria-label=(t("this-session")) {
                (ending::pain(view, texts))
                (needles::draw(view, texts))
                @if view.stage == Stage::Open { (ending::draw(view, texts)) }
            }
        }
        (needles::template(view, texts))
    } };
    let dress = Dress {
        class: "session",
        styles: &["css/body-map.css", "css/session.css"],
        islands: &[
            "islands/session-desk.js",
            "islands/undo-bar.js",
            "islands/needle-timer.js",
            "islands/muscle-points.js",
            "islands/needle-spot.js",
            "islands/depth-slider.js",
            "islands/counted-regions.js",
        ],
    };
    document(shell, texts, dress, main)
}

/// What the page itself can refuse, so that a slip is told at once and without the line: the same sentences as the server's, with
/// `{detail}` where the detail goes.
const SLIPS: [&str; 10] = [
    "needle.both_sides_reason_missing",
    "adverse_event.action_missing",
    "field.missing",
    "field.out_of_range",
    "needle.count_mismatch",
    "needle.depth_beyond_needle",
    "needle.depth_reason_missing",
    "needle.point_unknown",
    "needle.spot_other_side",
    "needle.still_in",
];

fn refusals(texts: &Texts) -> String {
    let sentences = SLIPS.map(|code| (code, texts.refusal(code, Some("{detail}"))));
    serde_json::to_string(&BTreeMap::from(sentences)).unwrap_or_default()
}

/// The last tap, and the way back from it: a correction with a reason, as any other.
fn undo(texts: &Texts) -> Markup {
    html! {
        undo-bar hidden data-reason=(texts.get("undo-reason")) {
            p role="status" {}
            button.button type="button" { (texts.get("undo")) }
        }
    }
}

/// The count, always in sight, and the way to take all needles out at once.
fn count(view: &SessionView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let NeedleCount { placed, out, still_in, .. } = view.count;
    let boxed = if view.stage == Stage::Open { 0 } else { view.in_sharps };
    html! {
        div.count.needles-in[still_in > 0] data-live="count" role="status" aria-label=(t("needle-count")) {
            dl {
                div.still-in { dt { (t("count-still-in")) } dd data-count="still-in" { (still_in) } }
                div { dt { (t("count-in")) } dd data-count="placed" { (placed) } }
                div { dt { (t("count-out")) } dd data-count="out" { (out) } }
                div { dt { (t("count-boxed")) } dd data-count="boxed" { (boxed) } }
            }
            @if view.can_write && view.stage == Stage::Open {
                div.count-act data-when="in" hidden[still_in == 0] {
                    (needles::queued(&format!("/sessions/{}/removals", view.id), &view.commands.removals, "all-out", &html! { (t("all-out")) }))
                }
                a.button.primary data-when="out" hidden[still_in > 0 || placed == 0] href="#closing" { (t("count-them")) }
            } @else if view.stage == Stage::WaitingForSignature {
                a.button.primary href="#signature" { (t("sign")) }
            }
        }
    }
}

/// The session before, short enough to be read in a glance.
fn last(last: Option<&LastSession>, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        section.last-session {
            h2 { (t("last-time-title")) }
            @match last {
                Some(last) => {
                    p { a href={ "/sessions/" (last.id) "/note" } { (last.date) } " " (super::chart::pain_change(last.pain_before, last.pain_after, texts)) }
                    ul.last-needles { @for (place, how) in &last.needles { li { span { (place) } span.soft.small { (how) } } } }
                    @if !last.tolerance.is_empty() { p.small { (last.tolerance) } }
                }
                None => { p.soft { (t("first-session")) } }
            }
        }
    }
}
