//! What the pages of the atlas share: the bar with the way back and the search, marks of category, the page's foot.

use super::super::shell::Dress;
use super::super::ui::{self, Tone};
use super::search::box_;
use crate::texts::Texts;
use atlas::Category;
use maud::{Markup, html};

/// A link to a page of the atlas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// What it says.
    pub label: String,
}

impl maud::Render for Link {
    fn render(&self) -> Markup {
        html! { a href=(self.href) { (self.label) } }
    }
}

/// What every page of the atlas wears.
pub(super) const fn dress(class: &'static str) -> Dress {
    Dress {
        class,
        styles: &["css/body-map.css", "css/atlas.css"],
        islands: &["islands/atlas-search.js", "islands/print-page.js"],
    }
}

/// The way back, and the search.
pub(super) fn bar(home: Option<&Link>, texts: &Texts) -> Markup {
    html! {
        div.atlas-bar {
            nav.way aria-label=(texts.get("atlas-way")) {
                a href="/atlas" { (texts.get("nav-atlas")) }
                @if let Some(home) = home { span aria-hidden="true" { "›" } (home) }
            }
            (box_("", texts))
        }
    }
}

/// To the neighbours in the order of the body.
pub(super) fn turn(before: Option<&Link>, after: Option<&Link>, texts: &Texts) -> Markup {
    html! {
        nav.turn aria-label=(format!("{}, {}", texts.get("atlas-before"), texts.get("atlas-after"))) {
            @if let Some(before) = before {
                a.before rel="prev" href=(before.href) { span.turn-word { (texts.get("atlas-before")) } span { (before.label) } }
            }
            @if let Some(after) = after {
                a.after rel="next" href=(after.href) { span.turn-word { (texts.get("atlas-after")) } span { (after.label) } }
            }
        }
    }
}

/// Who may needle it.
pub(super) fn category(category: Category, texts: &Texts) -> Markup {
    let (key, tone) = match category {
        Category::Routine => ("category-routine", Tone::Plain),
        Category::WithCare => ("category-with-care", Tone::Caution),
        Category::Specialist => ("category-specialist", Tone::Caution),
        Category::NotNeedled => ("category-not-needled", Tone::Stop),
    };
    ui::chip(&texts.get(key), tone)
}

/// What that means.
pub(super) fn category_why(category: Category, texts: &Texts) -> String {
    texts.get(match category {
        Category::Routine => "category-routine-why",
        Category::WithCare => "category-with-care-why",
        Category::Specialist => "category-specialist-why",
        Category::NotNeedled => "category-not-needled-why",
    })
}

/// Which edition, and who decides.
pub(super) fn foot(version: &str, licence: &str, texts: &Texts) -> Markup {
    html! { p.atlas-foot { (texts.with("muscle-foot", &[("version", version.into()), ("licence", licence.into())])) } }
}
