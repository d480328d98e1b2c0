//! The search box of the atlas, the list under it, and the results.

use super::super::ui;
use crate::texts::Texts;
use maud::{Markup, html};

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HitKind {
    /// A muscle.
    Muscle,
    /// A region.
    Region,
    /// A motion.
    Motion,
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitLine {
    /// What it is.
    pub kind: HitKind,
    /// Its page.
    pub href: String,
    /// Its name.
    pub label: &'static str,
    /// What matched, if it was not the name.
    pub because: Option<String>,
    /// Its Latin name, or how much is tied to it.
    pub note: String,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct SearchView {
    /// As typed.
    pub query: String,
    /// Best first.
    pub hits: Vec<HitLine>,
}

/// The box: a form that works by itself, and better with `islands/atlas-search.js`.
pub(super) fn box_(query: &str, texts: &Texts) -> Markup {
    html! {
        atlas-search.search.atlas-search {
            form role="search" action="/atlas" method="get" {
                label.visually-hidden for="atlas-q" { (texts.get("atlas-search-label")) }
                (ui::icon_search())
                input #atlas-q type="search" name="q" value=(query) maxlength="100" autocomplete="off" spellcheck="false"
                    placeholder=(texts.get("atlas-search-placeholder"));
                button.visually-hidden type="submit" { (texts.get("atlas-search-go")) }
            }
        }
    }
}

/// The list under the box, without a page around it.
pub fn suggestions(view: &SearchView, texts: &Texts) -> Markup {
    html! {
        ul.hits.compact { @for hit in &view.hits { li { (line(hit, texts)) } } }
        @if view.hits.is_empty() { p.hits-none { (texts.get("atlas-no-results-title")) } }
    }
}

/// The results on the page.
pub(super) fn results(view: &SearchView, texts: &Texts) -> Markup {
    html! {
        section.atlas-results aria-labelledby="results-title" {
            h2 #results-title { (texts.get("atlas-results")) " " q { (view.query) } }
            @if view.hits.is_empty() {
                (ui::empty(&texts.get("atlas-no-results-title"), &texts.get("atlas-no-results-text"), &html! {}))
            } @else {
                p.soft { (texts.with("atlas-results-count", &[("count", view.hits.len().into())])) }
                ul.hits { @for hit in &view.hits { li { (line(hit, texts)) } } }
            }
            p { a href="/atlas" { (texts.get("atlas-all")) } }
        }
    }
}

fn line(hit: &HitLine, texts: &Texts) -> Markup {
    let kind = match hit.kind {
        HitKind::Muscle => texts.get("atlas-kind-muscle"),
        HitKind::Region => texts.get("atlas-kind-region"),
        HitKind::Motion => texts.get("atlas-kind-motion"),
    };
    html! {
        a.hit href=(hit.href) {
            span.hit-name { (hit.label) }
            span.hit-kind { (kind) }
            span.hit-note {
                @if let Some(because) = &hit.because { span.hit-because { (texts.get("atlas-found-by")) " " q { (because) } } " · " }
                (hit.note)
            }
        }
    }
}
