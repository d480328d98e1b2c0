//! Letters: to write one, to read it before it goes out, and the texts they begin with.

use super::drawing::Cell;
use super::field::{Field, hidden};
use super::patient::{PatientHead, strip};
use super::plate;
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::figure::printed::Pin;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};
use report::Plot;

/// To write a letter.
#[derive(Clone, Debug, Default)]
pub struct NewLetterView {
    /// About whom.
    pub patient: PatientHead,
    /// In URLs.
    pub complaint_id: String,
    /// The complaint's title.
    pub complaint: String,
    /// `start`, `between` or `discharge`.
    pub occasion: String,
    /// The occasion in words.
    pub heading: String,
    /// `to`, `text`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
    /// Letters so far: id and what it is called.
    pub kept: Vec<(String, String)>,
}

/// The form.
pub fn new_page(shell: &Shell, view: &NewLetterView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let base = format!("/patients/{}/complaints/{}", view.patient.id, view.complaint_id);
    let form = &view.form;
    let occasions = [
        ("start", t("letter-start")),
        ("between", t("letter-between")),
        ("discharge", t("letter-discharge")),
    ];
    let main = html! {
        (strip(&view.patient, texts))
        header.title {
            p.overline { a href={ (base) "/course" } { (view.complaint) } }
            h1 { (view.heading) }
            p.lede { (t("letters-lede")) }
        }
        nav.choices aria-label=(t("letters")) {
            @for (occasion, words) in &occasions {
                a.button.quiet href={ (base) "/letters/new?occasion=" (occasion) } aria-current=[(view.occasion == *occasion).then_some("page")] { (words) }
            }
        }
        (ui::summary(form, texts))
        form.sheet.letter-form method="post" novalidate action={ (base) "/letters" } {
            (ui::command(&view.command_id))
            (hidden("occasion", &view.occasion))
            (Field::prose("to", t("letter-to"), 4).hint(t("letter-to-hint")).draw(form))
            (Field::prose("text", t("letter-text"), 18).hint(t("letter-text-hint")).draw(form))
            p.soft { (t("letter-with")) }
            div.form-foot {
                button.button.primary type="submit" { (t("letter-keep")) }
                a.button.quiet href={ (base) "/course" } { (t("cancel")) }
            }
        }
        @if !view.kept.is_empty() {
            section.letters-kept aria-labelledby="kept" {
                h2 #kept { (t("letter-kept")) }
                ul { @for (id, words) in &view.kept { li { a.button.quiet href={ (base) "/letters/" (id) } { (words) } } } }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", styles: &["css/course.css"], ..Dress::default() }, main)
}

/// A letter as it goes out.
#[derive(Clone, Debug, Default)]
pub struct LetterView {
    /// About whom, as the record was then.
    pub patient: PatientHead,
    /// In URLs.
    pub complaint_id: String,
    /// The letter's id.
    pub id: String,
    /// The clinic's name.
    pub clinic: String,
    /// The occasion in words.
    pub heading: String,
    /// Day.
    pub day: String,
    /// Name and address, line by line.
    pub to: Vec<String>,
    /// What it is about, in a line.
    pub about: String,
    /// Paragraphs; a line break within one stays.
    pub paragraphs: Vec<String>,
    /// The plan: names and values; may be empty.
    pub plan: Vec<(String, String)>,
    /// The painted pain, and where the needles were.
    pub body: Body,
    /// What was measured.
    pub measured: Vec<Measured>,
    /// Sessions: day, muscles, pain before and after.
    pub sessions: Vec<[String; 3]>,
    /// Who wrote it, with the licence.
    pub by: String,
}

/// Painted pain and needles, as words; the figures are drawn from the same.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The drawing.
    pub cells: Vec<Cell>,
    /// The same as cell, strength and words; strongest first.
    pub painted: Vec<(atlas::Cell, u8, String)>,
    /// Needled places with their numbers.
    pub needled: Vec<(Pin, String)>,
}

/// One measure with its values.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    /// What was measured.
    pub title: String,
    /// What it comes to.
    pub sentence: String,
    /// Over the course.
    pub plot: Plot,
    /// The day, and the value before and after the needles.
    pub rows: Vec<[String; 3]>,
}

/// The letter on the screen.
pub fn letter_page(shell: &Shell, view: &LetterView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let base = format!("/patients/{}/complaints/{}", view.patient.id, view.complaint_id);
    let main = html! {
        header.title.with-action {
            div { p.overline { a href={ (base) "/letters/new" } { (t("letters")) } } h1 { (view.heading) } }
            a.button.primary href={ (base) "/letters/" (view.id) "/letter.pdf" } { (t("letter-pdf")) }
        }
        article.letter {
            p.soft { (view.clinic) }
            address { @for line in &view.to { (line) br; } }
            p { (view.day) }
            p { strong { (view.about) } }
            @for paragraph in &view.paragraphs { p.letter-paragraph { (paragraph) } }
            p.soft { (view.by) }
            @if !view.plan.is_empty() {
                h2 { (t("plan")) }
                dl.letter-plan { @for (name, value) in &view.plan { dt { (name) } dd { (value) } } }
            }
            (body(&view.body, texts))
            @if !view.sessions.is_empty() {
                h2 { (t("letter-sessions")) }
                table.letter-sessions {
                    thead { tr { th scope="col" { (t("date")) } th scope="col" { (t("letter-needled")) } th scope="col" { (t("letter-pain-change")) } } }
                    tbody { @for [day, muscles, pain] in &view.sessions { tr { th scope="row" { (day) } td { (muscles) } td { (pain) } } } }
                }
            }
            @if !view.measured.is_empty() {
                h2 { (t("course-measures")) }
                div.measures {
                    @for measured in &view.measured { (measure(measured, texts)) }
                }
            }
        }
    };
    document(
        shell,
        texts,
        Dress { styles: &["css/body-map.css", "css/course.css"], ..Dress::default() },
        main,
    )
}

/// The small figure with the drawing; where the needles were, as a list. The figures with numbered crosses are in the document.
fn body(body: &Body, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        @if !body.painted.is_empty() || !body.needled.is_empty() {
            h2 { (t("letter-body")) }
            div.letter-body {
                @if !body.cells.is_empty() { div.letter-figure { (plate::small(&body.cells, texts)) } }
                dl.letter-plan {
                    @if !body.painted.is_empty() {
                        dt { (t("pain-drawing")) }
                        dd { @for (_, _, words) in &body.painted { div { (words) } } }
                    }
                    @if !body.needled.is_empty() {
                        dt { (t("letter-needled")) }
                        dd { @for (pin, words) in &body.needled { div { (pin.number) " " (words) } } }
                    }
                }
            }
        }
    }
}

fn measure(measured: &Measured, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        figure.measure-course {
            h3 { (measured.title) }
            (measured.plot.svg(&measured.sentence))
            figcaption { (measured.sentence) }
            table.visually-hidden {
                caption { (measured.title) }
                thead { tr { th scope="col" { (t("date")) } th scope="col" { (t("measure-before")) } th scope="col" { (t("measure-after")) } } }
                tbody { @for [day, before, after] in &measured.rows { tr { th scope="row" { (day) } td { (before) } td { (after) } } } }
            }
        }
    }
}

/// The texts that letters begin with.
#[derive(Clone, Debug, Default)]
pub struct TemplatesView {
    /// One per occasion.
    pub templates: Vec<TemplateView>,
    /// What can stand in brackets, each with them.
    pub placeholders: String,
}

/// One text.
#[derive(Clone, Debug, Default)]
pub struct TemplateView {
    /// `start`, `between` or `discharge`.
    pub occasion: String,
    /// In words.
    pub name: String,
    /// Whether it is the clinic's own.
    pub own: bool,
    /// `text`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
}

/// The page for the clinic lead.
pub fn templates_page(shell: &Shell, view: &TemplatesView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title {
            p.overline { a href="/clinic" { (t("nav-clinic")) } }
            h1 { (t("letter-templates")) }
            p.lede { (t("letter-templates-lede")) }
        }
        p { (texts.with("letter-placeholders", &[("names", view.placeholders.as_str().into())])) }
        @for template in &view.templates {
            section aria-labelledby=(template.occasion) {
                h2 id=(template.occasion) { (template.name) }
                (ui::summary(&template.form, texts))
                form.sheet method="post" novalidate action="/letter-templates" {
                    (ui::command(&template.command_id))
                    (hidden("occasion", &template.occasion))
                    (Field::prose("text", t(if template.own { "letter-template-own" } else { "letter-template-shipped" }), 12)
                        .hint(t("letter-template-empty")).within(&template.occasion).draw(&template.form))
                    div.form-foot { button.button.primary type="submit" { (t("letter-template-keep")) } }
                }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}
