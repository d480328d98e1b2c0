//! The note of a session, set like a printed document: what was done, by whom, and that the count was right.

use super::consent::named;
use super::drawing::Cell;
use super::field::Field;
use super::picture;
use super::plate;
use super::session::{NeedleCard, SignSeen, technique_words};
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::ui;
use crate::form::Form;
use crate::leaflet::Language;
use crate::texts::Texts;
use maud::{Markup, html};
use report::sheet::Picture;

/// A note, signed or draft.
#[derive(Clone, Debug, Default)]
pub struct NoteView {
    /// In URLs.
    pub session_id: String,
    /// Whose record.
    pub clinic: String,
    /// In URLs.
    pub patient_id: String,
    /// Of whom.
    pub patient: String,
    /// Day of birth.
    pub birth_date: When,
    /// The clinic's number for the patient.
    pub record_no: String,
    /// Who needled.
    pub practitioner: String,
    /// Number and authority of the licence that held then.
    pub licence: String,
    /// The day.
    pub date: When,
    /// Time of day of the beginning.
    pub started: When,
    /// Time of day of the end; none while it is open.
    pub ended: Option<When>,
    /// What hurts.
    pub complaint: String,
    /// Onset, what provokes it, what it stops: name and value.
    pub complaint_facts: Vec<(String, String)>,
    /// What the hands had found when the needles went in: a line for each place.
    pub palpation: Vec<String>,
    /// How movements had been found when the needles went in: a line for each.
    pub movements: Vec<String>,
    /// The pain drawing of that day.
    pub cells: Vec<Cell>,
    /// The painted regions in words, for the one who cannot see the figure.
    pub drawing_words: String,
    /// How the screening came out: one sentence, and each "yes" with its reason.
    pub screening: String,
    /// Each "yes": question and reason.
    pub screening_yes: Vec<(String, String)>,
    /// Edition of the text, who agreed and when: one sentence.
    pub consent: String,
    /// Special risks that were named.
    pub consent_risks: Vec<String>,
    /// Needles in the order in which they were placed, retracted ones too.
    pub needles: Vec<NeedleCard>,
    /// Where they were.
    pub figures: Vec<NeedleFigure>,
    /// A line about needles that are on no figure; may be empty.
    pub not_on_figures: String,
    /// Corrections: needle number, what was recorded before, reason, when.
    pub amendments: Vec<Amendment>,
    /// Placed, out, in the sharps box; none of the last before closing.
    pub placed: u32,
    /// Taken out.
    pub out: u32,
    /// Counted into the sharps box.
    pub in_sharps: Option<u32>,
    /// Why the counts differ; empty if they do not.
    pub difference: String,
    /// Different muscles needled.
    pub muscles: u32,
    /// 0 to 10.
    pub pain_before: Option<u8>,
    /// 0 to 10.
    pub pain_after: Option<u8>,
    /// May be empty.
    pub tolerance: String,
    /// Paragraphs.
    pub text: Vec<String>,
    /// Remarks on single needles, adverse events, who had the session, what came late: heading, and name with value.
    pub record: Vec<(String, Vec<(String, String)>)>,
    /// The signature; none for a draft.
    pub signature: Option<Signature>,
    /// Late entries, oldest first.
    pub addenda: Vec<Addendum>,
    /// `text`, `reason` of a new addendum; none where the reader may not add one.
    pub addendum: Option<Form>,
    /// For the addendum.
    pub command_id: String,
}

/// The body with the needles as numbered crosses.
#[derive(Clone, Debug, Default)]
pub struct NeedleFigure {
    /// Address of the engraving.
    pub plate: String,
    /// Whether it is drawn as its mirror image.
    pub mirrored: bool,
    /// The crosses, in the plate's units.
    pub crosses: Picture,
    /// The part of the plate that is shown: where it begins and how tall it is, in its units.
    pub window: [i32; 2],
    /// "From behind".
    pub words: String,
    /// Number, muscle, point and side of each needle on it.
    pub lines: Vec<String>,
}

/// A correction of a needle.
#[derive(Clone, Debug, Default)]
pub struct Amendment {
    /// The needle's number in the session.
    pub number: u32,
    /// What stood there before.
    pub before: String,
    /// Why it was corrected.
    pub reason: String,
    /// When it was put right.
    pub at: When,
    /// Who put it right.
    pub by: String,
}

/// Who signed, when, and the journal's fingerprint.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// As it stands on notes.
    pub name: String,
    /// When it was signed.
    pub at: When,
    /// The first characters of the journal's hash.
    pub hash: String,
}

/// A late entry.
#[derive(Clone, Debug, Default)]
pub struct Addendum {
    /// Paragraphs.
    pub text: Vec<String>,
    /// Why it was added.
    pub reason: String,
    /// Who added it.
    pub by: String,
    /// When what it tells was true.
    pub occurred_at: When,
    /// When it was written.
    pub recorded_at: When,
}

/// The page.
pub fn page(shell: &Shell, view: &NoteView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        div.note-tools {
            a.button.quiet href={ "/patients/" (view.patient_id) } { (t("back-to-chart")) }
            @if view.signature.is_none() { a.button href={ "/sessions/" (view.session_id) } { (t("back-to-session")) } }
            print-page hidden { button.button type="button" { (t("print")) } }
            a.button href={ "/sessions/" (view.session_id) "/note.pdf" } { (t("note-pdf")) }
        }
        article.note-sheet.draft[view.signature.is_none()] {
            header.note-head {
                p.note-clinic { (ui::mark()) (view.clinic) }
                h1 { (t("note-title")) @if view.signature.is_none() { " " span.draft-word { (t("draft")) } } }
                dl.note-facts {
                    div { dt { (t("patient")) } dd { strong { (view.patient) } br; (t("born")) " " (view.birth_date) ", " (t("record-no")) " " (view.record_no) } }
                    div { dt { (t("practitioner")) } dd { strong { (view.practitioner) } br; (view.licence) } }
                    div { dt { (t("date")) } dd { strong { (view.date) } br; (view.started) @if let Some(ended) = &view.ended { " – " (ended) } } }
                }
            }
            (indication(view, texts))
            (needles(view, texts))
            (outcome(view, texts))
            @for (heading, facts) in &view.record {
                section.note-outcome {
                    h2 { (heading) }
                    dl.facts { @for (name, value) in facts { dt { (name) } dd { (value) } } }
                }
            }
            (signature(view, texts))
            (addenda(view, texts))
        }
        @if view.signature.is_some() { (aftercare(view, texts)) }
        @if let Some(form) = &view.addendum { (addendum_form(view, form, texts)) }
    };
    let dress = Dress {
        class: "note",
        styles: &["css/body-map.css", "css/note.css"],
        islands: &["islands/print-page.js"],
    };
    document(shell, texts, dress, main)
}

/// One tap from the signature to the leaflet in the patient's hand.
fn aftercare(view: &NoteView, texts: &Texts) -> Markup {
    html! {
        section.aftercare aria-labelledby="aftercare" {
            h2 #aftercare { (texts.get("afterwards")) }
            p { (texts.get("aftercare-text")) }
            div.button-row {
                @for language in Language::ALL {
                    form method="post" action={ "/sessions/" (view.session_id) "/leaflet" } {
                        input type="hidden" name="language" value=(language.tag());
                        button.button type="submit" {
                            (texts.with("aftercare-in", &[("language", texts.get(&format!("language-{}", language.tag())).into())]))
                        }
                    }
                }
                a.button.quiet href={ "/sessions/" (view.session_id) "/leaflet" } { (texts.get("aftercare-leaflet")) }
                a.button.quiet href={ "/sessions/" (view.session_id) "/adverse-events" } { (texts.get("adverse-link")) }
            }
        }
    }
}

fn indication(view: &NoteView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        section.note-indication {
            div {
                h2 { (t("complaint")) }
                p { strong { (view.complaint) } }
                dl.facts { @for (name, value) in &view.complaint_facts { dt { (name) } dd { (value) } } }
                @if !view.palpation.is_empty() { h2 { (t("note-palpation")) } ul.palpation { @for line in &view.palpation { li { (line) } } } }
                @if !view.movements.is_empty() { h2 { (t("movements")) } ul.palpation { @for line in &view.movements { li { (line) } } } }
                h2 { (t("screening")) }
                p { (view.screening) }
                @if !view.screening_yes.is_empty() {
                    dl.facts { @for (question, reason) in &view.screening_yes { dt { (question) } dd { (reason) } } }
                }
                h2 { (t("consent")) }
                p { (view.consent) }
                @if !view.consent_risks.is_empty() { p { (t("risks-named")) " " (named(&view.consent_risks)) } }
            }
            @if !view.cells.is_empty() {
                figure.note-drawing { (plate::small(&view.cells, texts)) figcaption { (t("pain-drawing")) ": " (view.drawing_words) } }
            }
        }
    }
}

fn needles(view: &NoteView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        section.note-needles {
            h2 { (t("needles")) }
            @if view.needles.is_empty() { p { (t("no-needles-note")) } }
            @else {
                div.table-scroll tabindex="0" role="region" aria-label=(t("needles")) {
                    table.needle-table {
                        thead { tr {
                            @for key in ["column-no", "muscle", "column-size", "technique", "column-twitches", "column-referred", "column-recognised", "column-time", "lot"] {
                                th scope="col" { (t(key)) }
                            }
                        } }
                        tbody { @for needle in &view.needles { (needle_row(needle, texts)) } }
                    }
                }
                (figures(view))
            }
            @if !view.amendments.is_empty() {
                ul.amendments {
                    @for amendment in &view.amendments {
                        li {
                            (texts.with("amendment-of", &[("number", amendment.number.into())])) " " s { (amendment.before) } ". "
                            (t("reason")) ": " (amendment.reason) ", " (amendment.by) ", " (amendment.at) "."
                        }
                    }
                }
            }
            p.reconciled {
                strong { (texts.with("count-line", &[("placed", view.placed.into()), ("out", view.out.into())])) }
                @if let Some(in_sharps) = view.in_sharps { " " strong { (texts.with("count-sharps", &[("count", in_sharps.into())])) } }
                @if !view.difference.is_empty() { " " (t("difference-explained")) ": " (view.difference.trim_end_matches('.')) "." }
                " " (texts.with("count-muscles", &[("count", view.muscles.into())])) " " (t("nothing-injected"))
            }
        }
    }
}

/// The engraved body with the needles on it.
fn figures(view: &NoteView) -> Markup {
    html! {
        @if !view.figures.is_empty() {
            div.note-figures {
                @for figure in &view.figures {
                    figure {
                        (picture::over(&figure.crosses, &figure.plate, figure.mirrored, figure.window))
                        figcaption { strong { (figure.words) } @for line in &figure.lines { span { (line) } } }
                    }
                }
            }
            @if !view.not_on_figures.is_empty() { p.soft { (view.not_on_figures) } }
        }
    }
}

fn needle_row(needle: &NeedleCard, texts: &Texts) -> Markup {
    let seen = |sign: SignSeen| match sign {
        SignSeen::Present => texts.get("yes"),
        SignSeen::Absent => texts.get("no"),
        SignSeen::NotTested => "–".to_owned(),
    };
    html! {
        tr.is-retracted[needle.retracted.is_some()] {
            td { (needle.number) }
            th scope="row" { (needle.muscle) @if !needle.point.is_empty() { " " (needle.point) } " " (ui::side(&needle.side, texts)) @if needle.amended { " *" } }
            td.nowrap { (needle.size) @if let Some(depth_mm) = needle.depth_mm { br; span.soft { (texts.with("depth-of", &[("mm", depth_mm.into())])) } } }
            td { (technique_words(&needle.technique, texts)) }
            td { (needle.twitches) }
            td { (seen(needle.referred)) }
            td { (seen(needle.recognised)) }
            td.nowrap { (needle.placed_at) @if let Some(out) = &needle.removed_at { "–" (out) } }
            td { (needle.lot) }
        }
        @if !needle.depth_reason.is_empty() || !needle.by.is_empty() {
            tr.retraction {
                td {}
                td colspan="8" {
                    @if !needle.depth_reason.is_empty() { (texts.get("depth-reason")) ": " (needle.depth_reason) ". " }
                    @if !needle.by.is_empty() { (texts.get("placed-by")) " " (needle.by) "." }
                }
            }
        }
        @if let Some(reason) = &needle.retracted {
            tr.retraction { td {} td colspan="8" { (texts.get("retracted")) ": " (reason) } }
        }
    }
}

fn outcome(view: &NoteView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let score = |score: Option<u8>| score.map_or_else(|| t("not-asked"), |score| format!("{score}/10"));
    html! {
        section.note-outcome {
            h2 { (t("outcome")) }
            dl.note-facts {
                div { dt { (t("pain-before")) } dd.score { (score(view.pain_before)) } }
                div { dt { (t("pain-after")) } dd.score { (score(view.pain_after)) } }
                @if !view.tolerance.is_empty() { div { dt { (t("tolerance")) } dd { (view.tolerance) } } }
            }
            @for paragraph in &view.text { p { (paragraph) } }
        }
    }
}

fn signature(view: &NoteView, texts: &Texts) -> Markup {
    html! {
        section.signature-line {
            @match &view.signature {
                Some(signature) => {
                    p.signed-name { (signature.name) }
                    p.small { (texts.get("signed")) " " (signature.at) ". " span.hash { (texts.get("journal-hash")) " " code { (signature.hash) } } }
                }
                None => { p.soft { (texts.get("not-signed")) } }
            }
        }
    }
}

fn addenda(view: &NoteView, texts: &Texts) -> Markup {
    html! {
        @if !view.addenda.is_empty() {
            section.addenda {
                h2 { (texts.get("addenda")) }
                @for addendum in &view.addenda {
                    article.addendum {
                        p.small { strong { (addendum.by) } ", " (texts.get("written")) " " (addendum.recorded_at) ", " (texts.get("about")) " " (addendum.occurred_at) ". " (texts.get("reason")) ": " (addendum.reason) }
                        @for paragraph in &addendum.text { p { (paragraph) } }
                    }
                }
            }
        }
    }
}

fn addendum_form(view: &NoteView, form: &Form, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        details.addendum-form open[form.is_refused()] {
            summary.button { (t("add-addendum")) }
            (ui::summary(form, texts))
            form.sheet method="post" novalidate action={ "/sessions/" (view.session_id) "/addenda" } {
                (ui::command(&view.command_id))
                (Field::prose("text", t("addendum-text"), 4).draw(form))
                (Field::text("reason", t("addendum-reason")).draw(form))
                div.form-foot { button.button.primary type="submit" { (t("add-addendum")) } }
            }
        }
    }
}
