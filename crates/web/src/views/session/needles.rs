//! The needles of a session as cards: what went in where, what it did, and out again.

use super::super::field::{Field, hidden};
use super::super::time::When;
use super::super::today::Stage;
use super::super::ui;
use super::SessionView;
use super::placing::technique_words;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// One needle.
#[derive(Clone, Debug, Default)]
pub struct NeedleCard {
    /// In URLs.
    pub id: String,
    /// Its number in the session, from 1, in the order in which it was placed.
    pub number: u32,
    /// `trapezius-upper/1/R`: for the marker on the map.
    pub place: String,
    /// The muscle's name.
    pub muscle: String,
    /// The point's number; empty for the muscle as a whole.
    pub point: String,
    /// The spot that was marked on the map, mm on the body: for drawing, never shown as numbers.
    pub spot: Option<[f32; 3]>,
    /// `L` or `R` of the patient.
    pub side: String,
    /// As on the pack: `0.25 × 40 mm`.
    pub size: String,
    /// mm under the skin, if known.
    pub depth_mm: Option<u16>,
    /// Why deeper than the published cap; may be empty.
    pub depth_reason: String,
    /// Who placed it and under which licence, where that is not who the note is of; may be empty.
    pub by: String,
    /// `fast_in_fast_out`, `static`, `rotation`, `superficial`, `electrical`.
    pub technique: String,
    /// May be empty.
    pub lot: String,
    /// Local twitch responses so far.
    pub twitches: u32,
    /// Whether pain was felt elsewhere.
    pub referred: SignSeen,
    /// Whether the patient knew the pain.
    pub recognised: SignSeen,
    /// Pain at this needle, 0 to 10.
    pub pain: Option<u8>,
    /// Whether it bled.
    pub bled: SignSeen,
    /// When it went in.
    pub placed_at: When,
    /// When it came out; none while it is in.
    pub removed_at: Option<When>,
    /// Whether what was recorded was corrected.
    pub amended: bool,
    /// Why the entry was taken back, if it was.
    pub retracted: Option<String>,
    /// One per form.
    pub commands: NeedleCommands,
}

impl NeedleCard {
    /// The spot as forms and scripts have it: `-80,488,-70`.
    pub(in crate::views) fn spot_mm(&self) -> Option<String> {
        self.spot.map(|[x, y, z]| format!("{x:.0},{y:.0},{z:.0}"))
    }

    /// Whether it is in the patient now.
    pub(in crate::views) fn is_in(&self) -> bool {
        self.removed_at.is_none() && self.retracted.is_none()
    }
}

/// Asked and answered, or not asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignSeen {
    /// Yes.
    Present,
    /// No.
    Absent,
    /// Not asked.
    #[default]
    NotTested,
}

/// Command ids of one needle's forms.
#[derive(Clone, Debug, Default)]
pub struct NeedleCommands {
    /// For one more twitch.
    pub twitch: String,
    /// For referred pain.
    pub referred: String,
    /// For recognised pain.
    pub recognised: String,
    /// For bleeding.
    pub bled: String,
    /// For pain at the needle.
    pub pain: String,
    /// For taking it out.
    pub removal: String,
    /// For taking the entry back.
    pub retraction: String,
}

/// All needles, the newest first. A needle that comes out stays in its place: nothing moves away under a finger.
pub(super) fn draw(view: &SessionView, texts: &Texts) -> Markup {
    html! {
        section.needles data-live="needles" aria-labelledby="needles-title" {
            h2 #needles-title { (texts.get("needles")) }
            p.soft.no-needles hidden[!view.needles.is_empty()] { (texts.get("no-needles")) }
            ul.needle-cards { @for needle in &view.needles { li { (card(view, needle, texts)) } } }
        }
    }
}

/// The card of a needle that the server does not know yet: an island fills it in while the entry waits to be sent.
pub(super) fn template(view: &SessionView, texts: &Texts) -> Markup {
    let blank = NeedleCard {
        id: uuid::Uuid::nil().to_string(),
        depth_mm: Some(0),
        side: "L".to_owned(),
        spot: Some([0.0; 3]),
        technique: "static".to_owned(),
        ..NeedleCard::default()
    };
    html! { template #needle-template { li { (card(view, &blank, texts)) } } }
}

/// A button that records something at once, or on the tablet while the line is gone.
pub(super) fn queued(action: &str, command_id: &str, class: &str, label: &Markup) -> Markup {
    html! {
        form.act method="post" action=(action) data-queue {
            (ui::command(command_id))
            button class={ "button " (class) } type="submit" { (label) }
        }
    }
}

fn card(view: &SessionView, needle: &NeedleCard, texts: &Texts) -> Markup {
    let is_in = needle.is_in();
    let url = format!("/sessions/{}/needles/{}", view.id, needle.id);
    let writable = view.can_write && view.stage != Stage::Signed && needle.retracted.is_none();
    html! {
        article.needle.is-in[is_in].is-retracted[needle.retracted.is_some()] id={ "needle-" (needle.id) } data-needle=(needle.id)
            data-place=(needle.place) data-mm=[needle.spot_mm()] tabindex="-1" {
            header.needle-head {
                span.needle-no { (needle.number) }
                h3 data-slot="place" { (needle.muscle) @if !needle.point.is_empty() { " " (needle.point) } " " (ui::side(&needle.side, texts)) }
            }
            p.needle-how.small {
                span data-slot="time" { (time(needle, texts)) }
                span data-slot="size" { (needle.size) }
                @if let Some(depth_mm) = needle.depth_mm { span data-slot="depth" { (texts.with("depth-of", &[("mm", depth_mm.into())])) } }
                span data-slot="technique" { (technique_words(&needle.technique, texts)) }
                @if needle.spot.is_some() { span data-slot="spot" { (texts.get("spot-marked")) } }
                @if needle.amended { em { (texts.get("amended")) } }
            }
            @if writable && is_in {
                div.needle-out { (queued(&format!("{url}/removal"), &needle.commands.removal, "out", &html! { (texts.get("out")) })) }
            }
            @if let Some(reason) = &needle.retracted { p.small { (reason) } }
            @if writable && view.stage == Stage::Open { (responses(needle, &url, texts)) }
            @else { p.small { (responses_read(needle, texts)) } }
            @if writable { (correction(needle, &url, texts)) }
        }
    }
}

/// In and out, or how long it has been in.
fn time(needle: &NeedleCard, texts: &Texts) -> Markup {
    html! {
        @match (&needle.removed_at, &needle.retracted) {
            (_, Some(_)) => { (texts.get("retracted")) }
            (Some(out), None) => { (needle.placed_at) "–" (out) }
            (None, None) => { needle-timer since=(needle.placed_at.machine) { (needle.placed_at) } }
        }
    }
}

/// One tap each tells what the needle did.
fn responses(needle: &NeedleCard, url: &str, texts: &Texts) -> Markup {
    let action = format!("{url}/responses");
    let t = |key: &str| texts.get(key);
    html! {
        div.responses {
            form.act method="post" action=(action) data-queue {
                (ui::command(&needle.commands.twitch))
                (hidden("twitches_added", "1"))
                button.button.twitch type="submit" {
                    span.twitch-count { (needle.twitches) } span { (t("twitch-plus")) }
                }
            }
            (toggle(&action, &needle.commands.referred, "referred_pain", needle.referred, [("absent", t("referred")), ("present", t("referred-not"))]))
            (toggle(&action, &needle.commands.recognised, "recognised_pain", needle.recognised, [("absent", t("recognised")), ("present", t("recognised-not"))]))
            (toggle(&action, &needle.commands.bled, "bled", needle.bled, [("no", t("bled")), ("yes", t("bled-not"))]))
            form.needle-pain method="post" action=(action) data-queue {
                (ui::command(&needle.commands.pain))
                (hidden("twitches_added", "0"))
                div.scale-buttons role="group" aria-label=(texts.with("pain-at-needle", &[("number", needle.number.into())])) {
                    @for value in 0..=10u8 {
                        button type="submit" name="pain" value=(value) aria-pressed=[(needle.pain == Some(value)).then_some("true")] { (value) }
                    }
                }
            }
        }
    }
}

/// A response that is on, off or not asked; a tap turns it on, another off. Each option: what the next tap says, and the label.
fn toggle(
    action: &str,
    command_id: &str,
    name: &str,
    seen: SignSeen,
    [on, off]: [(&str, String); 2],
) -> Markup {
    let (next, pressed, label) = match seen {
        SignSeen::Present => (on.0, "true", on.1),
        SignSeen::Absent => (off.0, "false", off.1),
        SignSeen::NotTested => (off.0, "false", on.1),
    };
    html! {
        form.act method="post" action=(action) data-queue {
            (ui::command(command_id))
            (hidden("twitches_added", "0"))
            button.button.toggle.was-absent[seen == SignSeen::Absent] type="submit" name=(name) value=(next) aria-pressed=(pressed) { (label) }
        }
    }
}

/// What the needle did, for reading.
fn responses_read(needle: &NeedleCard, texts: &Texts) -> String {
    let mut words = vec![texts.with("count-twitches", &[("count", needle.twitches.into())])];
    match needle.referred {
        SignSeen::Present => words.push(texts.get("referred-yes")),
        SignSeen::Absent => words.push(texts.get("referred-no")),
        SignSeen::NotTested => {}
    }
    match needle.recognised {
        SignSeen::Present => words.push(texts.get("recognised-yes")),
        SignSeen::Absent => words.push(texts.get("recognised-no")),
        SignSeen::NotTested => {}
    }
    if needle.bled == SignSeen::Present {
        words.push(texts.get("bled-yes"));
    }
    if let Some(pain) = needle.pain {
        words.push(texts.with("pain-of", &[("score", pain.into())]));
    }
    words.join(", ")
}

/// Correct or take back, out of the way.
fn correction(needle: &NeedleCard, url: &str, texts: &Texts) -> Markup {
    html! {
        details.correction {
            summary { (texts.get("correct")) }
            div.correction-body {
                @if !needle.lot.is_empty() { p.small { (texts.get("lot")) " " (needle.lot) } }
                a.button href={ (url) "/amendments" } { (texts.get("amend")) }
                form.retract method="post" novalidate action={ (url) "/retraction" } data-queue {
                    (ui::command(&needle.commands.retraction))
                    (Field::text("reason", texts.get("retract-reason")).within(&format!("-{}", needle.id)).draw(&Form::default()))
                    button.button type="submit" { (texts.get("retract")) }
                }
            }
        }
    }
}
