//! The first page of the atlas: search, the map with every point, and everything as lists.

use super::super::shell::{Shell, document};
use super::parts::{Link, category, dress};
use super::search::{SearchView, box_, results};
use crate::figure::key::{KeySpot, VIEWS, key_map};
use crate::texts::Texts;
use atlas::Category;
use maud::{Markup, PreEscaped, html};
use std::sync::OnceLock;

/// The page.
#[derive(Clone, Debug)]
pub struct IndexView {
    /// How many muscles there are.
    pub muscles: usize,
    /// How many trigger points.
    pub points: usize,
    /// What was searched for, if anything was.
    pub search: Option<SearchView>,
    /// Every trigger point, asked for once.
    pub spots: fn() -> Vec<KeySpot>,
    /// Head to toe.
    pub groups: Vec<GroupView>,
    /// Of the data.
    pub version: &'static str,
    /// Of the data.
    pub licence: &'static str,
}

/// A group of regions.
#[derive(Clone, Debug)]
pub struct GroupView {
    /// Its id, for links into the page.
    pub id: String,
    /// Its name.
    pub label: &'static str,
    /// Its regions.
    pub regions: Vec<Link>,
    /// Muscles whose first point lies in it, divisions of one muscle together.
    pub muscles: Vec<DivisionsView>,
}

/// A muscle by itself, or the divisions of one.
#[derive(Clone, Debug)]
pub struct DivisionsView {
    /// What they are divisions of; none for a muscle by itself.
    pub label: Option<String>,
    /// At least one.
    pub muscles: Vec<MuscleLine>,
}

/// A muscle in a list.
#[derive(Clone, Debug)]
pub struct MuscleLine {
    /// Its page.
    pub link: Link,
    /// Who may needle it.
    pub category: Category,
    /// How many points it has.
    pub points: usize,
}

/// Searches that show what can be asked.
const EXAMPLES: [&str; 6] =
    ["tooth", "tennis elbow", "front of shoulder", "C6", "swimming", "hand behind back"];

/// The first page.
pub fn page(shell: &Shell, view: &IndexView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let query = view.search.as_ref().map_or("", |search| search.query.as_str());
    let counts = [("muscles", view.muscles.into()), ("points", view.points.into())];
    let main = html! {
        header.atlas-hero {
            h1 { (t("atlas-title")) }
            p.lede { (texts.with("atlas-lede", &counts)) }
            (box_(query, texts))
            p.examples {
                (t("atlas-search-examples")) ": "
                @for (at, example) in EXAMPLES.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href=(format!("/atlas?{}", serde_urlencoded::to_string([("q", example)]).unwrap_or_default())) { (example) }
                }
            }
        }
        @if let Some(search) = &view.search { (results(search, texts)) } @else { (map(view.spots, texts)) }
        @if view.search.is_none() { (lists(view, texts)) }
        footer.atlas-about {
            p { (texts.with("atlas-about", &[("version", view.version.into()), ("licence", view.licence.into())])) " " (t("atlas-wrong")) }
            p { a href="/atlas.json" { (t("atlas-download")) } }
        }
    };
    document(shell, texts, dress("wide atlas-index"), main)
}

/// Whole figures large, close-ups beneath them. It is the same for everybody, and placing the marks takes a while, so it is
/// drawn once.
fn map(spots: impl FnOnce() -> Vec<KeySpot>, texts: &Texts) -> Markup {
    static DRAWN: OnceLock<String> = OnceLock::new();
    let drawn = DRAWN.get_or_init(|| draw_map(&spots(), texts).into_string());
    html! { (PreEscaped(drawn)) }
}

fn draw_map(spots: &[KeySpot], texts: &Texts) -> Markup {
    html! {
        section.plate.key-map aria-labelledby="map-title" {
            h2.visually-hidden #map-title { (texts.get("atlas-map")) }
            div.key-row.whole tabindex="0" role="group" aria-labelledby="map-title" {
                @for id in &VIEWS[..3] { (key_map(id, spots, texts)) }
            }
            p.key-note { (texts.get("atlas-map-note")) }
            div.key-row.close tabindex="0" role="group" aria-label=(texts.get("atlas-close-ups")) {
                @for id in &VIEWS[3..] { (key_map(id, spots, texts)) }
            }
        }
    }
}

fn lists(view: &IndexView, texts: &Texts) -> Markup {
    html! {
        section.atlas-lists aria-labelledby="lists-title" {
            h2 #lists-title { (texts.get("atlas-lists")) }
            div.atlas-groups {
                @for group in &view.groups {
                    section.atlas-group id=(group.id) {
                        h3 { (group.label) }
                        p.group-regions {
                            span.visually-hidden { (texts.get("atlas-where-it-hurts")) ": " }
                            @for (at, region) in group.regions.iter().enumerate() { @if at > 0 { " · " } (region) }
                        }
                        @if !group.muscles.is_empty() {
                            ul.muscle-list aria-label=(texts.get("atlas-muscles-here")) {
                                @for divisions in &group.muscles { (divisions_of(divisions, texts)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn divisions_of(divisions: &DivisionsView, texts: &Texts) -> Markup {
    html! {
        @match &divisions.label {
            Some(label) => {
                li { span.division-of { (label) } ul { @for muscle in &divisions.muscles { li { (line(muscle, texts)) } } } }
            }
            None => { @for muscle in &divisions.muscles { li { (line(muscle, texts)) } } }
        }
    }
}

/// A muscle with what must be known before it is chosen.
pub(super) fn line(muscle: &MuscleLine, texts: &Texts) -> Markup {
    html! {
        a href=(muscle.link.href) { (muscle.link.label) }
        @if muscle.points > 1 { " " span.soft.small { (texts.with("atlas-points-count", &[("count", muscle.points.into())])) } }
        @if muscle.category != Category::Routine { " " (category(muscle.category, texts)) }
    }
}
