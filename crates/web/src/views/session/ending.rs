//! Pain before and after, the count, the note and the signature.

use super::super::field::Field;
use super::super::today::Stage;
use super::super::ui;
use super::{SessionView, beside};
use crate::texts::Texts;
use maud::{Markup, html};

/// Worst imaginable pain.
const PAIN_MAX: u8 = 10;

/// Pain before and after, each by one tap.
pub(super) fn pain(view: &SessionView, texts: &Texts) -> Markup {
    let before_open = view.pain_before.is_none();
    html! {
        section.pain data-live="pain" aria-label=(texts.get("pain")) {
            (scale(view, "before", &texts.get("pain-before"), view.pain_before, before_open, &view.commands.pain_before, texts))
            (scale(view, "after", &texts.get("pain-after"), view.pain_after, !before_open && view.pain_after.is_none() && view.count.placed > 0 && view.count.still_in == 0, &view.commands.pain_after, texts))
        }
    }
}

/// Eleven buttons; folded to the number once it is known.
fn scale(
    view: &SessionView,
    moment: &str,
    label: &str,
    score: Option<u8>,
    open: bool,
    command_id: &str,
    texts: &Texts,
) -> Markup {
    let writable = view.can_write && view.stage != Stage::Signed;
    let words = score.map_or_else(|| texts.get("not-asked"), |score| score.to_string());
    html! {
        details.scale open[open && writable] data-moment=(moment) {
            summary { span.scale-name { (label) } span.scale-score.soft[score.is_none()] { (words) } }
            @if writable {
                form method="post" novalidate action={ "/sessions/" (view.id) "/pain" } data-queue {
                    (ui::command(command_id))
                    input type="hidden" name="moment" value=(moment);
                    div.scale-buttons role="group" aria-label=(label) {
                        @for value in 0..=PAIN_MAX {
                            button type="submit" name="score" value=(value) aria-pressed=[(score == Some(value)).then_some("true")] { (value) }
                        }
                    }
                    p.scale-ends aria-hidden="true" { span { (texts.get("pain-none")) } span { (texts.get("pain-worst")) } }
                }
            }
        }
    }
}

/// What is left to do, in order: count and close, write, sign.
pub(super) fn draw(view: &SessionView, texts: &Texts) -> Markup {
    html! { div.endings data-live="ending" {
        @if view.can_write {
            @match view.stage {
                Stage::Open => { (beside::draw(view, texts)) (note(view, texts)) (closing(view, texts)) }
                Stage::WaitingForSignature => {
                    (note(view, texts))
                    @if view.signs { (signature(view, texts)) } @else { (beside::not_yours(view, texts)) }
                    (beside::draw(view, texts))
                    (reopening(view, texts))
                }
                Stage::Signed => { (signed(view, texts)) }
            }
        } @else {
            p.soft { (texts.with("read-only", &[("name", view.practitioner.as_str().into())])) }
            @if view.stage == Stage::Signed { (signed(view, texts)) }
        }
    } }
}

fn closing(view: &SessionView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &view.closing;
    html! {
        details.ending #closing open[form.is_refused() || (view.count.placed > 0 && view.count.still_in == 0)] {
            summary { (t("close-session")) }
            (ui::summary(form, texts))
            form method="post" novalidate action={ "/sessions/" (view.id) "/closing" } data-queue {
                (ui::command(&view.commands.closing))
                @if view.count.still_in > 0 { p.still-in-note { (ui::mark()) (texts.with("needles-still-in", &[("count", view.count.still_in.into())])) } }
                @if view.count.placed > 0 { (regions(view, texts)) }
                details.count-differs open[form.is_refused()] {
                    summary { (t("count-typed")) }
                    div.how-more-fields {
                        (Field::number("needles_in_sharps", t("needles-in-sharps")).hint(texts.with("needles-in-sharps-hint", &[("count", view.count.placed.into())])).optional(String::new()).draw(form))
                        (Field::text("difference_explained", t("difference-explained")).optional(t("if-count-differs")).draw(form))
                    }
                }
                button.button.primary.wide type="submit" { (t("close-session")) }
            }
        }
    }
}

/// The needles as they go into the box: one touch for each part of the body.
fn regions(view: &SessionView, texts: &Texts) -> Markup {
    html! {
        counted-regions {
            fieldset.counted {
                legend { (texts.get("count-regions")) }
                @for region in &view.counted_by {
                    label.counted-region {
                        input type="checkbox" name="counted" value=(region.needles) data-region=(region.id);
                        span.counted-number { (region.needles) }
                        span.counted-name { (region.label) }
                        span.counted-done aria-hidden="true" { "✓" }
                    }
                }
            }
        }
    }
}

fn note(view: &SessionView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &view.note;
    html! {
        details.ending #note open[view.stage == Stage::WaitingForSignature || form.is_refused()] {
            summary { (t("note")) @if !form.value("tolerance").is_empty() { " " span.soft.small { (form.value("tolerance")) } } }
            (ui::summary(form, texts))
            form method="post" novalidate action={ "/sessions/" (view.id) "/note" } data-queue {
                (ui::command(&view.commands.note))
                (Field::text("tolerance", t("tolerance")).hint(t("tolerance-hint")).list("tolerances").optional(String::new()).draw(form))
                datalist #tolerances {
                    option value=(t("tolerance-well")) {} option value=(t("tolerance-sore")) {}
                    option value=(t("tolerance-faint")) {} option value=(t("tolerance-stopped")) {}
                }
                (Field::prose("text", t("note-text"), 4).optional(t("optional")).draw(form))
                button.button.wide type="submit" { (t("save-note")) }
            }
        }
    }
}

fn signature(view: &SessionView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &view.signature;
    html! {
        section.ending.signature #signature {
            h2 { (t("sign")) }
            p.small { (texts.with("sign-count", &[("count", view.count.placed.into()), ("muscles", view.count.muscles.into())])) }
            (ui::summary(form, texts))
            form method="post" novalidate action={ "/sessions/" (view.id) "/signature" } {
                (ui::command(&view.commands.signature))
                input type="hidden" name="version" value=(view.version);
                @if view.signs_by_pin {
                    (Field::password("pin", t("pin-to-sign"), "off").inputmode("numeric").draw(form))
                    details.instead open[form.error("password").is_some()] {
                        summary { (t("password-instead")) }
                        (Field::password("password", t("password-to-sign"), "current-password").optional(String::new()).draw(form))
                    }
                } @else { (Field::password("password", t("password-to-sign"), "current-password").draw(form)) }
                div.button-row {
                    button.button.primary type="submit" { (t("sign")) }
                    a.button.quiet href={ "/sessions/" (view.id) "/note" } { (t("read-draft")) }
                }
            }
        }
    }
}

fn reopening(view: &SessionView, texts: &Texts) -> Markup {
    html! {
        details.ending open[view.reopening.is_refused()] {
            summary { (texts.get("reopen")) }
            form method="post" novalidate action={ "/sessions/" (view.id) "/reopening" } data-queue {
                (ui::command(&view.commands.reopening))
                (Field::text("reason", texts.get("reason")).within("-reopening").draw(&view.reopening))
                button.button type="submit" { (texts.get("reopen")) }
            }
        }
    }
}

fn signed(view: &SessionView, texts: &Texts) -> Markup {
    html! {
        section.ending { h2 { (texts.get("stage-signed")) } p { (texts.get("signed-text")) } a.button.primary href={ "/sessions/" (view.id) "/note" } { (texts.get("read-note")) } }
    }
}
