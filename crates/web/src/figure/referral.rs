//! The referral chart: where trigger points lie and where their pain is felt, engraved on the plates that show it best.
//!
//! Every layer is in the page; the page's style sheet shows the one whose radio button is chosen, so that it works without a
//! script. What is essential, what is spillover and what is the site differ by their texture, not by colour alone.

use super::choice::{Picture, pictures};
use super::sheet::spread::Standing;
use super::{cell_words, tools};
use crate::texts::Texts;
use atlas::{Cell, LinkClass, PointId, RegionId, Side};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// A trigger point. It stands where the plate has it; where the skin over it is out of sight, in its region.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Which one.
    pub point: PointId,
    /// Regions over the point.
    pub site: &'static [RegionId],
    /// On which side.
    pub side: Side,
    /// What is written beside the cross: a point's number, or nothing.
    pub label: String,
    /// What it is, for a pointer that rests on it.
    pub title: String,
    /// Drawn firmly; otherwise lightly.
    pub firm: bool,
}

/// What is shown together.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// In `data-layer`; the radio button has it as its value.
    pub name: String,
    /// Lit regions; a class of `Site` is not filled.
    pub lights: Vec<(Cell, LinkClass)>,
    /// Crosses.
    pub spots: Vec<Spot>,
}

/// A chart of a page.
#[derive(Clone, Copy, Debug)]
pub struct Chart<'a> {
    /// The element's id; patterns inside begin with it.
    pub id: &'a str,
    /// At least one. The plates are chosen so that the first one is shown whole.
    pub layers: &'a [Layer],
}

/// Size of a cross, and room around it, by the height of the plate.
const ARM: f32 = 0.014;
const GAP: f32 = 0.075;

/// The plates. The page needs `css/body-map.css` and `css/atlas.css`.
pub fn chart(chart: &Chart<'_>, texts: &Texts) -> Markup {
    let mut cells: BTreeSet<Cell> = BTreeSet::new();
    for layer in chart.layers {
        cells.extend(layer.lights.iter().map(|(cell, _)| *cell));
        cells.extend(
            layer.spots.iter().flat_map(|spot| spot.site.iter().map(|region| Cell::new(*region, spot.side))),
        );
    }
    let cells: Vec<Cell> = cells.into_iter().collect();
    let lit: Vec<Cell> =
        chart.layers.first().map_or(Vec::new(), |l| l.lights.iter().map(|(cell, _)| *cell).collect());
    html! {
        div.rc-plates #(chart.id) {
            (patterns(chart.id))
            @for picture in pictures(&cells, &lit) { (draw(chart, picture, texts)) }
        }
    }
}

fn draw(chart: &Chart<'_>, picture: Picture, texts: &Texts) -> Markup {
    let Picture { view, frame } = picture;
    let window = format!("{:.0} {:.0} {:.0} {:.0}", frame.left, frame.top, frame.width(), frame.height());
    let arm = ARM * frame.height();
    let sides = view.side().is_none().then(|| tools::sides_of(view, texts));
    html! {
        figure.rc-plate {
            svg.bm-figure viewBox=(window) width=(format!("{:.0}", frame.width())) height=(format!("{:.0}", frame.height())) role="img" aria-label=(label(chart, picture, texts)) {
                (view.picture())
                @for layer in chart.layers {
                    g.rc-layer data-layer=(layer.name) {
                        @for (cell, class) in &layer.lights {
                            @if let Some(class) = light(*class) {
                                (view.shapes(*cell, &format!(r#"class="bm-light-{class}" fill="url(#{}-{class})""#, chart.id)))
                            }
                        }
                    }
                }
                @for layer in chart.layers {
                    @let standing: Vec<Standing> = layer.spots.iter().map(|s| Standing { point: Some(s.point), regions: s.site, side: s.side }).collect();
                    g.rc-layer data-layer=(layer.name) font-size=(format!("{:.0}", arm * 3.4)) {
                        @for (spot, place) in layer.spots.iter().zip(view.spread(&standing, GAP * frame.height())) {
                            @if let Some(place) = place.filter(|place| frame.holds(*place)) { (cross(spot, place, arm)) }
                        }
                    }
                }
            }
            figcaption {
                @if let Some((first, _)) = &sides { span { (first) } }
                span.rc-view { (tools::view_name(view, texts)) }
                @if let Some((_, second)) = &sides { span { (second) } }
            }
        }
    }
}

fn cross(spot: &Spot, (x, y): (f32, f32), arm: f32) -> Markup {
    let arm = if spot.firm { arm } else { arm * 0.72 };
    let (left, top, both) = (x - arm, y - arm, 2.0 * arm);
    html! {
        g.rc-spot.firm[spot.firm] {
            title { (spot.title) }
            path.rc-halo d=(format!("M{left:.0} {top:.0}l{both:.0} {both:.0}m0-{both:.0}l-{both:.0} {both:.0}")) {}
            path.bm-cross d=(format!("M{left:.0} {top:.0}l{both:.0} {both:.0}m0-{both:.0}l-{both:.0} {both:.0}")) {}
            @if !spot.label.is_empty() {
                text x=(format!("{:.0}", x + 1.5 * arm)) y=(format!("{:.0}", y + 1.2 * arm)) { (spot.label) }
            }
        }
    }
}

fn light(class: LinkClass) -> Option<&'static str> {
    match class {
        LinkClass::Essential => Some("essential"),
        LinkClass::Spillover => Some("spillover"),
        LinkClass::Site | LinkClass::Neighbour => None,
    }
}

/// The plate in words: what of the first layer can be seen on it.
fn label(chart: &Chart<'_>, picture: Picture, texts: &Texts) -> String {
    let mut parts = vec![tools::view_name(picture.view, texts)];
    let Some(layer) = chart.layers.first() else { return parts.remove(0) };
    for (class, key) in [(LinkClass::Essential, "chart-essential"), (LinkClass::Spillover, "chart-spillover")]
    {
        let here: Vec<String> = layer
            .lights
            .iter()
            .filter(|(cell, lit)| {
                *lit == class && picture.view.outlines(*cell).iter().any(|o| picture.frame.holds(o.middle))
            })
            .map(|(cell, _)| cell_words(*cell, texts))
            .collect();
        if !here.is_empty() {
            parts.push(format!("{}: {}", texts.get(key), here.join("; ")));
        }
    }
    parts.join(". ")
}

/// A key to the textures.
pub fn legend(id: &str, texts: &Texts) -> Markup {
    html! {
        ul.rc-legend {
            li { svg.rc-key viewBox="0 0 60 60" aria-hidden="true" { path.bm-cross d="M16 16l28 28m0-28l-28 28" {} } (texts.get("chart-site")) }
            @for (class, key) in [("essential", "chart-essential"), ("spillover", "chart-spillover")] {
                li {
                    svg.rc-key viewBox="0 0 60 60" aria-hidden="true" {
                        rect x="3" y="3" width="54" height="54" class=(format!("bm-light-{class}")) fill=(format!("url(#{id}-{class})")) {}
                    }
                    (texts.get(key))
                }
            }
        }
    }
}

/// Dense stipple on a wash for what most people feel, sparse stipple for what some feel.
fn patterns(id: &str) -> Markup {
    html! {
        svg.bm-patterns aria-hidden="true" focusable="false" {
            defs {
                @for (class, gap, radius) in [("essential", 17, 5), ("spillover", 30, 4)] {
                    pattern id=(format!("{id}-{class}")) width=(gap) height=(gap) patternUnits="userSpaceOnUse" patternTransform="rotate(30)" {
                        rect.bm-veil width=(gap) height=(gap) {}
                        @if class == "essential" { rect.rc-wash width=(gap) height=(gap) {} }
                        circle.bm-dot cx=(gap / 2) cy=(gap / 2) r=(radius) {}
                    }
                }
            }
        }
    }
}
