//! The leaflet that a patient takes home, and the clinic's tools around it.

use super::field::Field;
use super::picture;
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::form::Form;
use crate::leaflet::Language;
use crate::texts::Texts;
use maud::{Markup, html};
use report::sheet::Picture;

/// What a leaflet says.
#[derive(Clone, Debug)]
pub struct LeafletView {
    /// In URLs.
    pub session_id: String,
    /// In which language.
    pub language: Language,
    /// The clinic's name.
    pub clinic: String,
    /// The day of the treatment, in words of the language.
    pub day: String,
    /// What was treated, in plain words.
    pub treated: Vec<String>,
    /// Movements: drawing and sentence.
    pub moves: Vec<(Picture, String)>,
    /// Signs that call for the emergency number.
    pub emergency: Vec<String>,
    /// Signs that a doctor sees today.
    pub same_day: Vec<String>,
    /// Signs for the clinic's telephone.
    pub call: Vec<String>,
    /// Whom to call; none until the clinic has said so.
    pub contact: Option<ContactWords>,
    /// The way to the diary; none on a leaflet without one.
    pub link: Option<LinkWords>,
}

/// Whom to call.
#[derive(Clone, Debug, Default)]
pub struct ContactWords {
    /// The clinic's telephone.
    pub phone: String,
    /// When nobody answers there.
    pub out_of_hours: Option<String>,
    /// The ambulance.
    pub emergency: String,
}

/// The way to the diary.
#[derive(Clone, Debug)]
pub struct LinkWords {
    /// The whole address.
    pub address: String,
    /// Its last part, for the form that prints the leaflet.
    pub token: String,
    /// The address as a code; none where a telephone could not reach it.
    pub code: Option<Picture>,
    /// Whether another machine can reach the address.
    pub reachable: bool,
    /// Until when, in words of the language.
    pub until: String,
}

/// What the clinic sees around the leaflet.
#[derive(Clone, Debug, Default)]
pub struct ToolsView {
    /// The chart to go back to.
    pub patient_id: String,
    /// Until when an earlier link is open.
    pub open_until: Option<String>,
    /// Whether the reader may enter the clinic's telephone.
    pub may_set_contact: bool,
    /// What was done with the link.
    pub sent: Option<String>,
    /// The form that sends it, as typed.
    pub form: Form,
    /// Makes a double tap send once.
    pub command_id: String,
}

/// A telephone number as a link.
pub(super) fn tel(number: &str) -> Markup {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    html! { @if digits.is_empty() { (number) } @else { a.tel href={ "tel:" (digits) } { (number) } } }
}

/// The number of the ambulance, or what stands for it.
pub fn emergency_words(contact: Option<&ContactWords>, texts: &Texts) -> String {
    contact.map_or_else(|| texts.get("leaflet-emergency-number"), |contact| contact.emergency.clone())
}

/// The page.
pub fn page(shell: &Shell, view: &LeafletView, tools: &ToolsView, texts: &Texts) -> Markup {
    let main = html! { (tools_of(view, tools, texts)) (article(view)) };
    let dress = Dress {
        class: "note leaflet-page",
        styles: &["css/note.css", "css/leaflet.css"],
        islands: &["islands/print-page.js"],
    };
    document(shell, texts, dress, main)
}

fn tools_of(view: &LeafletView, tools: &ToolsView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let leaflet = format!("/sessions/{}/leaflet", view.session_id);
    html! {
        div.note-tools {
            a.button.quiet href={ "/sessions/" (view.session_id) "/note" } { (t("note-title")) }
            @for language in Language::ALL {
                form method="post" action=(leaflet) {
                    input type="hidden" name="language" value=(language.tag());
                    button.button.primary[view.link.is_none()] type="submit" {
                        (texts.with("aftercare-in", &[("language", texts.get(&format!("language-{}", language.tag())).into())]))
                    }
                }
            }
            print-page hidden { button.button type="button" { (t("print")) } }
            form method="post" action={ (leaflet) ".pdf" } {
                input type="hidden" name="language" value=(view.language.tag());
                @if let Some(link) = &view.link { input type="hidden" name="token" value=(link.token); }
                button.button type="submit" { (t("aftercare-pdf")) }
            }
        }
        div.leaflet-told {
            @if view.contact.is_none() {
                p.caution-line { (t("aftercare-no-contact")) " " @if tools.may_set_contact { a.button href="/clinic/telephone" { (t("aftercare-contact-link")) } } }
            }
            @if let Some(sent) = &tools.sent { p role="status" { strong { (sent) } } }
            @if let Some(link) = &view.link {
                @if link.reachable {
                    p { (t("aftercare-link-once")) }
                    form.sending method="post" novalidate action={ (leaflet) "/sending" } {
                        input type="hidden" name="language" value=(view.language.tag());
                        input type="hidden" name="token" value=(link.token);
                        (ui::command(&tools.command_id))
                        (Field::text("to", t("sending-to")).kind("email").hint(t("sending-hint")).draw(&tools.form))
                        button.button type="submit" { (t("sending-send")) }
                    }
                } @else { p.caution-line role="status" { (t("aftercare-unreachable")) } }
            }
            @else {
                p { (t("aftercare-text")) }
                @if let Some(until) = &tools.open_until { p { (texts.with("aftercare-link-open", &[("day", until.as_str().into())])) } }
            }
        }
    }
}

/// The leaflet itself.
pub fn article(view: &LeafletView) -> Markup {
    let texts = view.language.texts();
    let t = |key: &str| texts.get(key);
    html! {
        article.note-sheet.leaflet lang=(view.language.tag()) {
            header.note-head {
                p.note-clinic { (ui::mark()) (view.clinic) }
                h1 { (t("leaflet-title")) }
                p.soft { (texts.with("leaflet-for", &[("day", view.day.as_str().into())])) }
            }
            div.leaflet-first {
                section {
                    h2 { (t("leaflet-treated")) }
                    ul { @for place in &view.treated { li { (place) } } }
                    h2 { (t("leaflet-normal")) }
                    ul { @for key in NORMAL { li { (t(key)) } } }
                }
                @if let Some(link) = &view.link { (diary(link, texts)) }
            }
            (flags(view, texts))
            @if !view.moves.is_empty() {
                section.leaflet-moves {
                    h2 { (t("leaflet-move")) }
                    p { (t("leaflet-move-how")) }
                    ol { @for (picture, sentence) in &view.moves {
                        li { (picture::svg(&Picture { says: String::new(), ..picture.clone() }, "movement")) p { (sentence) } }
                    } }
                }
            }
            div.leaflet-two {
                section { h2 { (t("leaflet-helps")) } ul { @for key in HELPS { li { (t(key)) } } } }
                section { h2 { (t("leaflet-unproven")) } ul { @for key in UNPROVEN { li { (t(key)) } } } }
            }
            section.leaflet-call { h2 { (t("leaflet-call")) } (call(view, texts)) }
            p.small.soft { (t("leaflet-sure")) }
        }
    }
}

/// What is normal, what helps, and what is not shown: keys of the texts, for page and print.
pub const NORMAL: [&str; 4] =
    ["leaflet-normal-sore", "leaflet-normal-bruise", "leaflet-normal-tired", "leaflet-normal-later"];
/// As [`NORMAL`].
pub const HELPS: [&str; 4] =
    ["leaflet-helps-light", "leaflet-helps-warm", "leaflet-helps-tablet", "leaflet-helps-leave"];
/// As [`NORMAL`].
pub const UNPROVEN: [&str; 3] = ["leaflet-unproven-water", "leaflet-unproven-tape", "leaflet-unproven-rest"];

fn diary(link: &LinkWords, texts: &Texts) -> Markup {
    html! {
        section.leaflet-diary {
            h2 { (texts.get("leaflet-diary")) }
            @if let Some(code) = &link.code { (picture::svg(code, "code")) }
            p { (texts.get("leaflet-diary-how")) }
            p.leaflet-address { a href=(link.address) rel="noreferrer" { (link.address) } }
            p.small { (texts.with("leaflet-diary-private", &[("day", link.until.as_str().into())])) }
        }
    }
}

fn flags(view: &LeafletView, texts: &Texts) -> Markup {
    let number = emergency_words(view.contact.as_ref(), texts);
    let group = |heading: String, signs: &[String], class: &str| {
        html! { @if !signs.is_empty() { div class=(class) { h3 { (heading) } ul { @for sign in signs { li { (sign) } } } } } }
    };
    html! {
        section.leaflet-flags {
            h2 { (texts.get("leaflet-flags")) }
            div.leaflet-urgencies {
                (group(texts.with("leaflet-flags-emergency", &[("number", number.into())]), &view.emergency, "emergency"))
                div {
                    (group(texts.get("leaflet-flags-same-day"), &view.same_day, "same-day"))
                    (group(texts.get("leaflet-flags-call"), &view.call, "call"))
                }
            }
            p { strong { (texts.get("leaflet-flags-say")) } }
        }
    }
}

fn call(view: &LeafletView, texts: &Texts) -> Markup {
    html! {
        @if let Some(contact) = &view.contact {
            ul {
                li { (texts.with("leaflet-call-clinic", &[("clinic", view.clinic.as_str().into()), ("phone", contact.phone.as_str().into())])) }
                @if let Some(closed) = &contact.out_of_hours {
                    li { (texts.with("leaflet-call-closed", &[("phone", closed.as_str().into())])) }
                }
                li { (texts.with("leaflet-call-emergency", &[("number", contact.emergency.as_str().into())])) }
            }
        } @else { p { (view.clinic) } }
    }
}
