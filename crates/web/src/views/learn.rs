//! The pages that explain, open to everybody: the tissue, the difference to acupuncture, what to expect.

mod picture;
mod sources;

use super::shell::{Dress, Shell, document};
use crate::figure::referral::{Chart, Layer, chart};
use crate::texts::Texts;
use maud::{Markup, html};

pub use picture::{FibreView, StillView};

/// Parts of the story: their names, and the keys of heading, text and source.
const PARTS: [[&str; 4]; 9] = [
    ["healthy", "learn-phase-healthy", "learn-phase-healthy-text", "learn-phase-healthy-source"],
    ["overload", "learn-phase-overload", "learn-phase-overload-text", "learn-phase-overload-source"],
    [
        "rest-crisis",
        "learn-phase-rest-crisis",
        "learn-phase-rest-crisis-text",
        "learn-phase-rest-crisis-source",
    ],
    [
        "rest-healthy",
        "learn-phase-rest-healthy",
        "learn-phase-rest-healthy-text",
        "learn-phase-rest-healthy-source",
    ],
    ["needle", "learn-phase-needle", "learn-phase-needle-text", "learn-phase-needle-source"],
    ["flush", "learn-phase-flush", "learn-phase-flush-text", "learn-phase-flush-source"],
    ["days", "learn-phase-days", "learn-phase-days-text", "learn-phase-days-source"],
    ["missed", "learn-phase-missed", "learn-phase-missed-text", "learn-phase-missed-source"],
    ["stayed", "learn-phase-stayed", "learn-phase-stayed-text", "learn-phase-stayed-source"],
];

/// Which of the three pages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Tissue,
    Acupuncture,
    Expect,
}

/// The muscle that the page was opened for.
#[derive(Clone, Debug)]
pub struct MuscleHere {
    /// In URLs.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where its points lie and where their pain is felt.
    pub chart: Layer,
}

/// The tissue.
pub fn tissue(shell: &Shell, muscle: Option<&MuscleHere>, stills: &[StillView], texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        (ways(Page::Tissue, texts))
        header.title {
            h1 { (t("learn-title")) }
            p.lede { (t("learn-lede")) span.on-screen { " " (t("learn-lede-try")) } }
        }
        @if let Some(muscle) = muscle { (here(muscle, texts)) }
        (player(shell, texts))
        section.learn-strip aria-labelledby="strip-title" {
            h2 #strip-title { (t("learn-strip")) }
            ol { @for still in stills { li { (part(still, texts)) } } }
        }
        (honest(texts))
        (sources::of_the_tissue(texts))
    };
    let styles: &[&str] = if muscle.is_some() { &WITH_CHART } else { &WITH_CHART[2..] };
    document(shell, texts, Dress { class: "wide learn", styles, islands: &["islands/tissue-story.js"] }, main)
}

/// Styles of the page; those of the chart only where there is one.
const WITH_CHART: [&str; 3] = ["css/body-map.css", "css/atlas.css", "css/learn.css"];

/// Which muscle it is about, where its points lie, and the way to all that the atlas knows of it.
fn here(muscle: &MuscleHere, texts: &Texts) -> Markup {
    html! {
        section.learn-muscle aria-labelledby="muscle-title" {
            div {
                h2 #muscle-title { (muscle.name) }
                p { (texts.get("learn-muscle-chart")) }
                p { a href={ "/atlas/muscles/" (muscle.id) } { (texts.get("learn-muscle-atlas")) } }
            }
            (chart(&Chart { id: "learn-chart", layers: std::slice::from_ref(&muscle.chart) }, texts))
        }
    }
}

/// Between the three pages.
fn ways(here: Page, texts: &Texts) -> Markup {
    let way = |page: Page, href: &str, key: &str| {
        html! { a href=(href) aria-current=[(page == here).then_some("page")] { (texts.get(key)) } }
    };
    html! {
        nav.learn-ways aria-label=(texts.get("learn-nav")) {
            (way(Page::Tissue, "/learn", "learn-nav-tissue"))
            (way(Page::Acupuncture, "/learn/acupuncture", "learn-nav-acupuncture"))
            (way(Page::Expect, "/learn/expect", "learn-nav-expect"))
        }
    }
}

/// What the script brings to life; without one it stays hidden and the strip below tells the story.
fn player(shell: &Shell, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        tissue-story hidden data-folder=(folder(shell)) data-painter=(shell.assets.url("islands/lib/tissue-painter.js")) {
            div.story-picture {
                canvas.story-slice role="img" aria-label=(t("learn-picture")) {}
                canvas.story-side role="img" aria-label=(t("learn-side")) {}
            }
            div.story-words {
                div.story-now aria-live="polite" {
                    @for [name, title, words, source] in PARTS {
                        div data-phase=(name) hidden[name != "healthy"] {
                            h2 { (t(title)) } p { (t(words)) } p.story-source { (t(source)) }
                        }
                    }
                }
                figure.story-felt {
                    svg viewBox="0 0 100 30" preserveAspectRatio="none" role="img" aria-label=(t("learn-felt")) {
                        path.felt-sore {} path.felt-pain {} path.felt-now {}
                    }
                    figcaption { span.felt-key-pain { (t("learn-felt-pain")) } span.felt-key-sore { (t("learn-felt-sore")) } }
                }
                label.story-time { span { (t("learn-time")) } input type="range" min="0" max="0" step="0.01" value="0"; output {} }
                label.story-load { span { (t("learn-load")) } input type="range" min="10" max="70" step="10" value="50"; output {} }
                button.button.primary.story-go type="button" { (t("learn-go")) }
                div.story-needle hidden {
                    fieldset.segmented {
                        legend { (t("learn-twitch")) }
                        div.segments {
                            @for (count, key) in [("0", "learn-twitch-0"), ("1", "learn-twitch-1"), ("3", "learn-twitch-3")] {
                                label { input type="radio" name="twitch" value=(count) checked[count == "3"]; span { (texts.get(key)) } }
                            }
                        }
                    }
                    p { (t("learn-needle-how")) }
                    div.button-row {
                        button.button.primary type="button" data-miss="0" { (t("learn-needle-middle")) }
                        button.button type="button" data-miss="6" { (t("learn-needle-beside")) }
                    }
                }
                div.button-row.story-after {
                    button.button.story-replay type="button" hidden { (t("learn-replay")) }
                    button.button.story-other type="button" hidden { (t("learn-other")) }
                    button.button.quiet.story-again type="button" hidden { (t("learn-again")) }
                }
            }
            div.story-legend {
                p.hint { (t("learn-picture-size")) " " (t("learn-side")) }
                ul.story-key {
                    li.key-oxygen { (t("learn-key-oxygen")) } li.key-starved { (t("learn-key-starved")) }
                    li.key-acid { (t("learn-key-acid")) } li.key-tight { (t("learn-key-tight")) }
                    li.key-open { (t("learn-key-open")) } li.key-squeezed { (t("learn-key-squeezed")) }
                }
            }
        }
    }
}

/// Where the stories are served from.
fn folder(shell: &Shell) -> String {
    shell.assets.url("tissue/overload-50.bin").trim_end_matches("overload-50.bin").to_owned()
}

/// One part of the story as a still picture with its words.
fn part(still: &StillView, texts: &Texts) -> Markup {
    let name = if still.phase == "rest" { "rest-crisis" } else { still.phase.as_str() };
    let words = PARTS.iter().find(|[part, ..]| *part == name);
    html! {
        figure {
            (picture::still(still, &texts.get("learn-picture")))
            @if let Some([_, title, words, source]) = words {
                figcaption { strong { (texts.get(title)) } " " span { (texts.get(words)) } " " small { (texts.get(source)) } }
            }
        }
    }
}

fn honest(texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        section.honest aria-labelledby="honest-title" {
            h2 #honest-title { (t("learn-honest-title")) }
            p { (t("learn-honest-known")) }
            p { (t("learn-honest-disputed")) }
            p { (t("learn-honest-thin")) }
            p { (t("learn-honest-twitch")) }
            p { (t("learn-honest-model")) }
        }
    }
}

/// Dry needling is not acupuncture: facts/clinical.md section 9.
pub fn acupuncture(shell: &Shell, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let rows = [
        ["acupuncture-idea", "acupuncture-idea-dry", "acupuncture-idea-acu"],
        ["acupuncture-where", "acupuncture-where-dry", "acupuncture-where-acu"],
        ["acupuncture-who", "acupuncture-who-dry", "acupuncture-who-acu"],
        ["acupuncture-needle", "acupuncture-needle-both", "acupuncture-needle-both"],
    ];
    let main = html! {
        (ways(Page::Acupuncture, texts))
        header.title { h1 { (t("acupuncture-title")) } p.lede { (t("acupuncture-lede")) } }
        table.learn-table {
            thead { tr { th scope="col" { (t("acupuncture-head-what")) } th scope="col" { (t("acupuncture-head-dry")) } th scope="col" { (t("acupuncture-head-acu")) } } }
            tbody { @for [what, dry, acu] in rows { tr { th scope="row" { (t(what)) } td { (t(dry)) } td { (t(acu)) } } } }
        }
        p { (t("acupuncture-view")) }
        p { (t("acupuncture-points")) }
    };
    let styles: &[&str] = &["css/learn.css"];
    document(shell, texts, Dress { class: "narrow learn", styles, ..Dress::default() }, main)
}

/// Rates of one treatment in a thousand, and the key of their word: Brady 2014, facts/clinical.md 4.3 (checked).
const RISKS_PER_1000: [(u32, &str); 4] = [
    (76, "expect-risk-bruise"),
    (47, "expect-risk-bleed"),
    (30, "expect-risk-pain-during"),
    (22, "expect-risk-pain-after"),
];

/// What to expect: sensations, risks as icon arrays, soreness, moving on, when to call.
pub fn expect(shell: &Shell, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        (ways(Page::Expect, texts))
        header.title { h1 { (t("expect-title")) } p.lede { (t("expect-lede")) } }
        section { h2 { (t("expect-feel")) } p { (t("expect-feel-in")) } p { (t("expect-feel-stop")) } }
        section { h2 { (t("expect-after")) } p { (t("expect-after-sore")) } p { (t("expect-after-move")) } p { (t("expect-after-better")) } }
        section {
            h2 { (t("expect-risks")) }
            div.risks { @for (rate, key) in RISKS_PER_1000 { (risk(rate, &t(key), texts)) } }
            p.soft { (t("expect-risks-note")) }
            p { (t("expect-risk-rare")) }
        }
        section.flags {
            h2 { (t("expect-flags")) }
            ul { @for key in ["expect-flags-chest", "expect-flags-infection", "expect-flags-nerve", "expect-flags-sore"] { li { (t(key)) } } }
        }
        (sources::of_the_risks(texts))
    };
    let styles: &[&str] = &["css/learn.css"];
    document(shell, texts, Dress { class: "narrow learn", styles, ..Dress::default() }, main)
}

/// A hundred dots, as many filled as treatments in which it happened.
fn risk(per_1000: u32, name: &str, texts: &Texts) -> Markup {
    let of_100 = (per_1000 + 5) / 10;
    let words = texts.with("expect-risk-icons", &[("count", of_100.into())]);
    let dot = |index: u32| format!("M{} {}h0", index % 20 * 9 + 5, index / 20 * 9 + 5);
    let dots = |range: std::ops::Range<u32>| range.map(dot).collect::<String>();
    html! {
        figure.risk {
            svg viewBox="0 0 182 46" role="img" aria-label={ (name) ": " (words) } {
                path.risk-none d=(dots(of_100..100)) {}
                path.risk-some d=(dots(0..of_100)) {}
            }
            figcaption { strong { (name) } " " (words) }
        }
    }
}
