//! The patient's diary: one page for a thumb, with or without script, that shows nothing about anybody.

use super::leaflet::{ContactWords, emergency_words, tel};
use super::{plate, ui};
use crate::assets::Assets;
use crate::form::Form;
use crate::leaflet::Language;
use maud::{DOCTYPE, Markup, html};

/// The questions.
#[derive(Clone, Debug)]
pub struct DiaryView {
    /// In which language.
    pub language: Language,
    /// The clinic's name.
    pub clinic: String,
    /// The last part of the address, for the form.
    pub token: String,
    /// Whole hours since the needles were counted.
    pub hours_after: i64,
    /// Where needles were.
    pub needled: Vec<Place>,
    /// The regions of the map that the needles were in.
    pub regions: Vec<atlas::Cell>,
    /// Everywhere else.
    pub elsewhere: Vec<Place>,
    /// What to look out for.
    pub signs: Vec<Sign>,
    /// `soreness`, `places`, `cell.<region>.<side>`, `bruise`, `moved`, `signs`, `words`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// A place that can be ticked.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// In forms.
    pub value: String,
    /// In words.
    pub words: String,
}

/// A sign that can be ticked.
#[derive(Clone, Debug, Default)]
pub struct Sign {
    /// In forms.
    pub id: String,
    /// In words.
    pub words: String,
}

/// What an answer asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Advice {
    /// Nothing; it is only written down.
    Fine,
    /// The clinic's telephone.
    Call,
    /// A doctor, today.
    Doctor,
    /// The emergency number.
    Emergency,
}

/// What is said at once after an answer.
#[derive(Clone, Debug)]
pub struct ThanksView {
    /// In which language.
    pub language: Language,
    /// The clinic's name.
    pub clinic: String,
    /// The last part of the address.
    pub token: String,
    /// How soon it must be looked at.
    pub advice: Advice,
    /// What of the answer asks for it.
    pub because: Vec<String>,
    /// Whether the soreness is as expected.
    pub normal: bool,
    /// Whether it was the third day.
    pub last: bool,
    /// Until when the link is open.
    pub until: String,
    /// Whom to call.
    pub contact: Option<ContactWords>,
}

/// The frame: no navigation, no sign-in. `map`: with the body to paint on.
fn frame(language: Language, clinic: &str, title: &str, map: bool, main: &Markup) -> Markup {
    let assets = Assets::get();
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="icon" type="image/svg+xml" href=(assets.url("mark.svg"));
                @if map { link rel="stylesheet" href=(assets.url("css/body-map.css")); }
                @for style in ["css/base.css", "css/ui.css", "css/diary.css"] {
                    link rel="stylesheet" href=(assets.url(style));
                }
                @if map { script type="module" src=(assets.url("islands/body-map.js")) {} }
            }
            body.diary {
                main #main {
                    @if !clinic.is_empty() { p.diary-clinic { (ui::mark()) (clinic) } }
                    (main)
                }
            }
        }
    }
}

/// The questions.
pub fn page(view: &DiaryView) -> Markup {
    let texts = view.language.texts();
    let t = |key: &str| texts.get(key);
    let since = match view.hours_after {
        ..1 => t("diary-just-after"),
        // From then on it is rather a day than hours.
        hours @ 1..18 => texts.with("diary-hours-after", &[("hours", hours.into())]),
        hours => texts.with("diary-days-after", &[("days", ((hours + 12) / 24).into())]),
    };
    let form = &view.form;
    let main = html! {
        h1 { (t("diary-title")) }
        p.soft { (since) }
        @if form.is_refused() {
            p.diary-refused role="alert" { (t("diary-refused")) " "
                @for (field, message) in form.errors() { a href={ "#diary-" (field) } { (message) } " " } }
        }
        form method="post" novalidate action={ "/d/" (view.token) } {
            (ui::command(&view.command_id))
            fieldset.diary-scale #diary-soreness .has-error[form.error("soreness").is_some()] {
                legend { (t("diary-sore")) }
                div.scale-cells {
                    @for score in 0..=10_u8 {
                        @let value = score.to_string();
                        label {
                            input type="radio" name="soreness" value=(value) required checked[form.value("soreness") == value];
                            span { (score) }
                        }
                    }
                }
                p.scale-ends { span { "0 " (t("diary-sore-0")) } span { "10 " (t("diary-sore-10")) } }
                (error(form, "soreness"))
            }
            fieldset #diary-places {
                legend { (t("diary-where")) }
                (plate::sore(form, &view.regions, &places(view), texts))
            }
            (choice(form, "bruise", &t("diary-bruise"), &[("none", t("diary-bruise-none")), ("small", t("diary-bruise-small")), ("large", t("diary-bruise-large"))]))
            (choice(form, "moved", &t("diary-moved"), &[("yes", t("diary-moved-yes")), ("some", t("diary-moved-some")), ("no", t("diary-moved-no"))]))
            fieldset #diary-signs {
                legend { (t("diary-signs")) }
                @for sign in &view.signs { (tick(form, "signs", &sign.id, &sign.words)) }
            }
            div.field {
                label for="diary-words" { (t("diary-words")) }
                p.hint #diary-words-hint { (t("diary-words-hint")) }
                input #diary-words type="text" name="words" autocomplete="off" aria-describedby="diary-words-hint" value=(form.value("words"));
                (error(form, "words"))
            }
            button.button.primary.wide type="submit" { (t("diary-send")) }
        }
    };
    frame(view.language, &view.clinic, &t("diary-title"), true, &main)
}

/// The list of places to tick.
fn places(view: &DiaryView) -> Markup {
    let form = &view.form;
    html! {
        @for place in &view.needled { (tick(form, "places", &place.value, &place.words)) }
        details open[view.elsewhere.iter().any(|place| form.has("places", &place.value))] {
            summary { (view.language.texts().get("diary-elsewhere")) }
            div.diary-areas { @for place in &view.elsewhere { (tick(form, "places", &place.value, &place.words)) } }
        }
    }
}

fn error(form: &Form, field: &str) -> Markup {
    html! { @if let Some(error) = form.error(field) { p.error { (error) } } }
}

fn tick(form: &Form, name: &str, value: &str, words: &str) -> Markup {
    super::field::check(form, name, value, words, "")
}

fn choice(form: &Form, name: &str, legend: &str, options: &[(&str, String)]) -> Markup {
    html! {
        fieldset.diary-choice id={ "diary-" (name) } .has-error[form.error(name).is_some()] {
            legend { (legend) }
            div.choice-cells {
                @for (value, label) in options {
                    label {
                        input type="radio" name=(name) value=(value) required checked[form.value(name) == *value];
                        span { (label) }
                    }
                }
            }
            (error(form, name))
        }
    }
}

/// Thanks; and what to do now, if something must not wait.
pub fn thanks(view: &ThanksView) -> Markup {
    let texts = view.language.texts();
    let t = |key: &str| texts.get(key);
    let title = if view.advice == Advice::Fine { t("diary-thanks") } else { heading(view) };
    let phone = view.contact.as_ref().map(|contact| tel(&contact.phone));
    let main = html! {
        @if view.advice == Advice::Fine {
            h1 { (title) }
            p { (t("diary-thanks-text")) }
            @if view.normal { p { (t("diary-thanks-normal")) } }
            @if view.last { p { (texts.with("diary-thanks-last", &[("day", view.until.as_str().into())])) } }
            @else { p { (t("diary-thanks-next")) } }
        } @else {
            section.diary-stop role="alert" {
                h1 { (title) }
                @match view.advice {
                    Advice::Emergency => {
                        @if let Some(contact) = &view.contact { p.diary-number { (tel(&contact.emergency)) } }
                        p { (t("diary-emergency-text")) }
                    }
                    Advice::Doctor => { p { (t("diary-same-day-text")) } }
                    _ => { p { (t("diary-call-text")) } }
                }
                p { (t("diary-because")) }
                ul { @for reason in &view.because { li { (reason) } } }
            }
            p { (t("diary-told")) }
        }
        @if let Some(phone) = phone { p.diary-phone { (view.clinic) ": " (phone) } }
        @if let Some(closed) = view.contact.as_ref().and_then(|contact| contact.out_of_hours.as_ref()) {
            p { (texts.with("leaflet-call-closed", &[("phone", closed.as_str().into())])) }
        }
        p { a.button href={ "/d/" (view.token) } { (t("diary-again")) } }
    };
    frame(view.language, &view.clinic, &title, false, &main)
}

fn heading(view: &ThanksView) -> String {
    let texts = view.language.texts();
    match view.advice {
        Advice::Emergency => {
            let number = emergency_words(view.contact.as_ref(), texts);
            texts.with("diary-emergency", &[("number", number.into())])
        }
        Advice::Doctor => texts.get("diary-same-day"),
        _ => texts.get("diary-call"),
    }
}

/// A link that opens nothing.
pub fn ended() -> Markup {
    in_every_language("diary-ended", "diary-ended-text")
}

/// The link may be good, and yet nothing came through: too many calls, a fault, or answers beyond the limit.
pub fn not_kept() -> Markup {
    in_every_language("diary-not-kept", "diary-not-kept-text")
}

/// In every language, because nothing is known about whoever holds the link.
fn in_every_language(title: &str, text: &str) -> Markup {
    let main = html! {
        @for language in Language::ALL {
            section lang=(language.tag()) {
                @let texts = language.texts();
                h1 { (texts.get(title)) }
                p { (texts.get(text)) }
            }
        }
    };
    frame(Language::English, "", &Language::English.texts().get(title), false, &main)
}
