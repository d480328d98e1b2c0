//! Consent: a text that can be read aloud, the risks of the places to be needled, and who agreed.

use super::field::{Field, check, hidden};
use super::patient::{PatientHead, strip};
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// The consent page.
#[derive(Clone, Debug, Default)]
pub struct ConsentView {
    /// Of whom.
    pub patient: PatientHead,
    /// Special risks that can be named; the form says which are ticked.
    pub risks: Vec<RiskView>,
    /// `risk` (repeated), `unnamed`, `given_by`, `copy_given`.
    pub form: Form,
    /// Makes a double tap happen once.
    pub command_id: String,
    /// The path to go to afterwards.
    pub next: String,
    /// Which edition of the text is agreed to.
    pub text_version: String,
    /// The consent that holds now, if there is one.
    pub current: Option<CurrentConsent>,
}

/// A special risk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskView {
    /// Stable id.
    pub id: String,
    /// What could happen.
    pub label: String,
    /// Which points make it worth naming.
    pub why: String,
    /// Whether the points in question call for it.
    pub called_for: bool,
}

/// A consent that holds.
#[derive(Clone, Debug, Default)]
pub struct CurrentConsent {
    /// In URLs.
    pub id: String,
    /// When it was given.
    pub given_at: When,
    /// Who agreed.
    pub given_by: String,
    /// Special risks that were named.
    pub risks: Vec<String>,
    /// `reason` of a withdrawal.
    pub withdrawal: Form,
    /// For the withdrawal.
    pub command_id: String,
}

/// A row of the table of frequencies: event, how often, where the figure comes from, and a bar class in hundredths.
struct Frequency {
    event: &'static str,
    often: &'static str,
    /// 0 to 20 of 100.
    percent: u8,
}

/// What 39 physiotherapists reported in 7,629 treatments (Brady 2014; facts/clinical.md 4.3, checked), rounded.
const REPORTED: [Frequency; 8] = [
    Frequency { event: "ae-bruising", often: "ae-bruising-often", percent: 8 },
    Frequency { event: "ae-bleeding", often: "ae-bleeding-often", percent: 5 },
    Frequency { event: "ae-pain-during", often: "ae-pain-during-often", percent: 3 },
    Frequency { event: "ae-pain-after", often: "ae-pain-after-often", percent: 2 },
    Frequency { event: "ae-aggravation", often: "ae-aggravation-often", percent: 1 },
    Frequency { event: "ae-drowsiness", often: "ae-drowsiness-often", percent: 0 },
    Frequency { event: "ae-headache", often: "ae-headache-often", percent: 0 },
    Frequency { event: "ae-nausea", often: "ae-nausea-often", percent: 0 },
];

/// The page.
pub fn page(shell: &Shell, view: &ConsentView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        (strip(&view.patient, texts))
        header.title { h1 { (t("consent-title")) } p.lede { (t("consent-lede")) } }
        @if let Some(current) = &view.current { (current_consent(&view.patient, current, texts)) }
        (ui::summary(&view.form, texts))
        div.consent {
            article.leaflet aria-label=(t("consent-text-label")) { (for_reading(&leaflet(texts).into_string(), texts)) (version(&view.text_version, texts)) }
            form.agreement method="post" novalidate action={ "/patients/" (view.patient.id) "/consents" } {
                (ui::command(&view.command_id))
                (hidden("next", &view.next))
                (risks(view, texts))
                (Field::text("given_by", t("given-by")).hint(t("given-by-hint")).draw(&view.form))
                (signature_pad(&view.form, texts))
                (check(&view.form, "copy_given", "yes", &t("copy-given"), &t("copy-given-hint")))
                button.button.primary.wide type="submit" { (t("consent-record")) }
                p.soft.small { (t("consent-process")) }
            }
        }
    };
    document(
        shell,
        texts,
        Dress { class: "wide", islands: &["islands/signature-pad.js"], ..Dress::default() },
        main,
    )
}

/// Where the finger signs; without a script, or without a finger, it is signed on paper.
fn signature_pad(form: &Form, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let drawn = form.value("signature");
    html! {
        fieldset.signing id=(ui::anchor("signature")) .has-error[form.error("signature").is_some()] {
            legend { (t("signature")) }
            signature-pad.signature-pad hidden {
                p.hint { (t("signature-hint")) }
                svg.pad viewBox="0 0 1000 400" role="img" aria-label=(t("signature-box")) {
                    path.pad-line d="M60 320h880" {}
                    path.pad-ink d=(drawn) {}
                }
                input type="hidden" name="signature" value=(drawn);
                button.button.quiet type="button" { (t("signature-clear")) }
            }
            (check(form, "on_paper", "yes", &t("signed-on-paper"), &t("signed-on-paper-hint")))
            @if let Some(error) = form.error("signature") { p.error { (error) } }
        }
    }
}

/// A consent as it was given, to hand over or to read again.
#[derive(Clone, Debug, Default)]
pub struct CopyView {
    /// Of whom.
    pub patient: PatientHead,
    /// The clinic.
    pub clinic: String,
    /// The text that was read, as it was then; none where this program does not have that edition.
    pub text: Option<&'static str>,
    /// Which edition.
    pub text_version: String,
    /// Special risks that were named, in the words of the atlas.
    pub risks: Vec<String>,
    /// Who agreed.
    pub given_by: String,
    /// When.
    pub given_at: When,
    /// The last day on which it counts.
    pub valid_until: When,
    /// The strokes; none where none were drawn.
    pub signature: Option<String>,
    /// Signed on paper.
    pub on_paper: bool,
    /// When it was taken back, if it was.
    pub withdrawn_at: Option<When>,
}

/// The copy, one sheet or two on paper.
pub fn copy_page(shell: &Shell, view: &CopyView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        article.consent-copy {
            header.title {
                p.soft { (view.clinic) }
                h1 { (t("consent-copy-title")) }
                p { strong { (view.patient.name) } }
                print-page.no-print hidden { button.button type="button" { (t("print")) } }
            }
            @if let Some(withdrawn) = &view.withdrawn_at {
                p.stop { strong { (t("consent-was-withdrawn")) } " " (withdrawn) "." }
            }
            div.leaflet {
                @match view.text {
                    Some(text) => { (for_reading(text, texts)) }
                    None => { p { (t("edition-unknown")) } }
                }
                (version(&view.text_version, texts))
            }
            @if !view.risks.is_empty() { h2 { (t("risks-title")) } p { (t("risks-named")) " " (named(&view.risks)) } }
            section.signed {
                p { (texts.with("consent-given", &[("name", view.given_by.as_str().into())])) " " (view.given_at) ". "
                    (t("consent-until")) " " (view.valid_until) "." }
                @if let Some(path) = &view.signature { (signature(path, &view.given_by, texts)) }
                @if view.on_paper { p { (t("signed-on-paper")) } }
            }
        }
    };
    document(
        shell,
        texts,
        Dress { class: "narrow", islands: &["islands/print-page.js"], ..Dress::default() },
        main,
    )
}

/// A signature as it was drawn.
pub(super) fn signature(path: &str, name: &str, texts: &Texts) -> Markup {
    html! {
        svg.signature viewBox="0 0 1000 400" role="img"
            aria-label=(texts.with("signature-of", &[("name", name.into())])) {
            path.pad-ink d=(path) {}
        }
    }
}

/// An edition as patients read it: its paragraphs, and then, folded and not on paper, where its figures come from and how certain they
/// are, which is for whoever treats.
fn for_reading(edition: &str, texts: &Texts) -> Markup {
    const OPENS: &str = "<p class=\"source\">";
    let mut parts = edition.split(OPENS);
    let mut read = parts.next().unwrap_or_default().to_owned();
    let mut sources = Vec::new();
    for part in parts {
        let (source, rest) = part.split_once("</p>").unwrap_or((part, ""));
        sources.push(source);
        read.push_str(rest);
    }
    html! {
        (maud::PreEscaped(read))
        @if !sources.is_empty() {
            details.sources {
                summary { (texts.get("leaflet-sources")) }
                ul { @for source in sources { li.source { (maud::PreEscaped(source)) } } }
            }
        }
    }
}

fn version(text_version: &str, texts: &Texts) -> Markup {
    html! { p.source { (texts.with("leaflet-version", &[("version", text_version.into())])) } }
}

/// The editions of the text, as patients read them. One that was signed is never changed: a new text is a new edition here, and
/// the policy names the one that is shown.
const EDITIONS: [(&str, &str); 2] = [
    ("2026.1", include_str!("../../consent/2026.1.html")),
    ("2026.2", include_str!("../../consent/2026.2.html")),
];

/// An edition of the text, as HTML; none where this program does not have it.
pub fn edition(version: &str) -> Option<&'static str> {
    EDITIONS.iter().find(|(known, _)| *known == version).map(|(_, text)| *text)
}

/// Special risks: those that the points in question call for in sight, the others folded. None is ticked before it was named: a box that
/// ticks itself would say that somebody was told who was not.
fn risks(view: &ConsentView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let (called_for, other): (Vec<_>, Vec<_>) =
        view.risks.iter().partition(|risk| risk.called_for || view.form.has("risk", &risk.id));
    let boxes = |risks: &[&RiskView]| {
        html! { @for risk in risks { (check(&view.form, "risk", &risk.id, &risk.label, &risk.why)) } }
    };
    html! {
        fieldset.risks id=(ui::anchor("risk")) {
            legend { (t("risks-title")) }
            p.hint { (t("risks-lede")) }
            @if called_for.is_empty() { p.soft { (t("no-risks")) } }
            (boxes(&called_for))
            @if !other.is_empty() {
                details.other-risks {
                    summary { (texts.with("other-risks", &[("count", other.len().into())])) }
                    (boxes(&other))
                }
            }
            @if let Some(error) = view.form.error("risk") {
                p.error { (error) }
                (check(&view.form, "unnamed", "yes", &t("risks-unnamed"), &t("risks-unnamed-hint")))
            }
        }
    }
}

/// Risks in one sentence, however they are punctuated.
pub(super) fn named(risks: &[String]) -> String {
    risks.iter().map(|risk| risk.trim_end_matches('.')).collect::<Vec<_>>().join("; ") + "."
}

/// The text itself. Own words; every figure with its source and how certain it is.
fn leaflet(texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        h2 { (t("leaflet-what")) }
        p { (t("leaflet-what-1")) }
        p { strong { (t("leaflet-not-acupuncture")) } " " (t("leaflet-not-acupuncture-why")) }
        h2 { (t("leaflet-feel")) }
        p { (t("leaflet-feel-1")) }
        p { (t("leaflet-feel-2")) }
        h2 { (t("leaflet-benefit")) }
        p { (t("leaflet-benefit-1")) }
        p.source { (t("leaflet-benefit-source")) }
        h2 { (t("leaflet-often")) }
        p { (t("leaflet-often-1")) }
        table.frequencies {
            thead { tr { th scope="col" { (t("ae-event")) } th scope="col" { (t("ae-often")) } td.frequency-bar aria-hidden="true" {} } }
            tbody {
                @for row in &REPORTED {
                    tr {
                        th scope="row" { (t(row.event)) }
                        td { (t(row.often)) }
                        td.frequency-bar aria-hidden="true" { span class={ "hundredths hundredths-" (row.percent) } {} }
                    }
                }
            }
        }
        p.source { (t("leaflet-often-source")) }
        p { (t("leaflet-often-patients")) }
        p.source { (t("leaflet-often-patients-source")) }
        h2 { (t("leaflet-rare")) }
        p { (t("leaflet-rare-1")) }
        p { (t("leaflet-rare-lung")) }
        p { (t("leaflet-rare-other")) }
        p.source { (t("leaflet-rare-source")) }
        h2 { (t("leaflet-else")) }
        p { (t("leaflet-else-1")) }
        h2 { (t("leaflet-right")) }
        p { (t("leaflet-right-1")) }
    }
}

/// The consent that holds, and the way to take it back.
fn current_consent(patient: &PatientHead, current: &CurrentConsent, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        section.current-consent {
            p {
                strong { (t("consent-holds")) } " "
                (texts.with("consent-given", &[("name", current.given_by.as_str().into())])) " " (current.given_at) "."
                @if !current.risks.is_empty() { " " (t("risks-named")) " " (named(&current.risks)) }
            }
            p { a href={ "/patients/" (patient.id) "/consents/" (current.id) } { (t("consent-copy")) } }
            details open[current.withdrawal.is_refused()] {
                summary { (t("withdraw")) }
                form method="post" novalidate action={ "/patients/" (patient.id) "/consents/" (current.id) "/withdrawal" } {
                    (ui::command(&current.command_id))
                    (Field::text("reason", t("withdraw-reason")).optional(t("optional")).within("-withdrawal").draw(&current.withdrawal))
                    button.button type="submit" { (t("withdraw")) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_that_is_shown_is_word_for_word_the_edition_that_it_says_it_is() {
        let shown = leaflet(Texts::english()).into_string();
        let version = &chart::policy::Policy::default_policy().consent_text_version.value;
        let kept = edition(version).expect("the edition that is shown is kept");
        assert_eq!(shown.trim(), kept.trim(), "a changed text is a new edition: consent/<version>.html");
    }

    #[test]
    fn patients_read_the_whole_text_and_no_marks_of_certainty_which_stay_a_touch_away() {
        for (version, edition) in EDITIONS {
            let page = for_reading(edition, Texts::english()).into_string();
            let (read, folded) = page.split_once("<details").expect("sources are folded");
            for mark in ["(checked", "(secondary", "from memory", "(all checked"] {
                assert!(!read.contains(mark), "{version}: {mark}");
            }
            assert!(folded.contains("(checked)"), "{version}");
            let paragraphs = |html: &str| html.matches("<p>").count() + html.matches("<h2>").count();
            assert_eq!(paragraphs(read), paragraphs(edition), "{version}: nothing else is left out");
        }
    }
}
