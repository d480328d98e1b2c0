//! The page of a muscle: the chart, what lies beneath, and everything that is known, on one sheet.

mod facts;
mod needle;

use super::super::shell::{Shell, document};
use super::parts::{Link, bar, category, category_why, dress, foot, turn};
use super::sources::Bibliography;
use crate::figure::referral::{Chart, Layer, chart, legend};
use crate::texts::Texts;
use atlas::{Category, Hazard, Muscle, Severity, Side, Toward, TriggerPoint};
use maud::{Markup, html};

pub(super) use facts::toward;

/// The page.
#[derive(Clone, Debug)]
pub struct MuscleView {
    /// The muscle.
    pub muscle: &'static Muscle,
    /// Its group on the first page.
    pub home: Option<Link>,
    /// The muscle before it, in the order of the body.
    pub before: Option<Link>,
    /// The muscle after it.
    pub after: Option<Link>,
    /// The point that is shown first; none shows all.
    pub shown: Option<&'static str>,
    /// The side that the chart is drawn for.
    pub side: Side,
    /// Its points, in order.
    pub points: Vec<PointView>,
    /// What the chart shows: all points, then each.
    pub layers: Vec<Layer>,
    /// What lies beneath, grave first.
    pub hazards: Vec<&'static Hazard>,
    /// Motions that are limited.
    pub limited: Vec<MotionLine>,
    /// Motions that hurt.
    pub painful: Vec<MotionLine>,
    /// Where it comes from.
    pub bibliography: Bibliography,
    /// Of the data.
    pub version: &'static str,
    /// Of the data.
    pub licence: &'static str,
}

/// A trigger point.
#[derive(Clone, Debug)]
pub struct PointView {
    /// The point.
    pub point: &'static TriggerPoint,
    /// Regions over it.
    pub site: Vec<RegionLine>,
    /// Where most people feel it.
    pub essential: Vec<RegionLine>,
    /// Where some feel it too.
    pub spillover: Vec<RegionLine>,
}

/// A region that pain is felt in.
#[derive(Clone, Debug)]
pub struct RegionLine {
    /// Its page.
    pub link: Link,
    /// Whether on the side opposite to the muscle.
    pub crossed: bool,
}

/// A motion that tells on the muscle.
#[derive(Clone, Debug)]
pub struct MotionLine {
    /// Its page.
    pub link: Link,
    /// Which way, for motions that go to a side.
    pub toward: Option<Toward>,
}

const CHART: &str = "chart";

/// Letters of the facts that fit on a printed sheet at each size of type, largest type first. Measured:
/// `e2e/tests/atlas.test.mjs` prints them all.
const LETTERS_PRINTED: [(usize, &str); 4] =
    [(2400, "airy"), (3300, "roomy"), (4300, "close"), (5300, "closer")];

/// The page of a muscle.
pub fn page(shell: &Shell, view: &MuscleView, texts: &Texts) -> Markup {
    let facts = html! {
        (facts::points(view, texts))
        (facts::palpation(view, texts))
        (needle::hazards(view, texts))
        (needle::needling(view, texts))
        (facts::variants(view, texts))
        (facts::signs(view, texts))
        (facts::anatomy(view, texts))
    };
    let letters = letters(&facts.0);
    let density =
        LETTERS_PRINTED.iter().find(|(most, _)| letters <= *most).map_or("closest", |(_, name)| name);
    let main = html! {
        (bar(view.home.as_ref(), texts))
        (head(view, texts))
        (strip(view, texts))
        div class=(format!("muscle-body print-{density}")) {
            (plates(view, texts))
            div.muscle-facts { (facts) }
        }
        (view.bibliography.draw(texts))
        (foot(view.version, view.licence, texts))
    };
    document(shell, texts, dress("wide atlas-muscle"), main)
}

/// Letters between the tags.
fn letters(html: &str) -> usize {
    html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text.chars().count()).sum()
}

fn head(view: &MuscleView, texts: &Texts) -> Markup {
    let muscle = view.muscle;
    html! {
        header.muscle-head {
            div {
                h1 { (muscle.name) }
                p.latin lang="la" { (muscle.anatomy.latin) }
                p.muscle-category { (category(muscle.category, texts)) " " span.soft.small { (category_why(muscle.category, texts)) } }
                p.small { a.learn-way href={ "/learn?muscle=" (muscle.id) } { (texts.get("muscle-learn")) } }
                @if !muscle.aliases.is_empty() { p.soft.small { (texts.get("muscle-also")) ": " (muscle.aliases.join(", ")) } }
            }
            (turn(view.before.as_ref(), view.after.as_ref(), texts))
        }
    }
}

/// What lies beneath, by name, before anything else; each leads to the whole of it.
fn strip(view: &MuscleView, texts: &Texts) -> Markup {
    let grave = view.hazards.iter().any(|hazard| hazard.severity == Severity::Grave);
    html! {
        @if let Some(because) = view.muscle.not_needled_because {
            section.beneath.grave { strong { (texts.get("muscle-not-needled")) } p { (because) } }
        } @else if view.muscle.category != Category::NotNeedled {
            section.beneath.grave[grave] aria-labelledby="beneath-title" {
                h2 #beneath-title { (texts.get("muscle-beneath-strip")) }
                ul {
                    @for hazard in &view.hazards {
                        li { a class=(needle::severity_class(hazard.severity)) href=(format!("#hazard-{}", hazard.id)) { (hazard.structure) } }
                    }
                }
            }
        }
    }
}

/// The chart with its choice of points. The choice is of radio buttons, and `css/atlas.css` shows what is chosen.
fn plates(view: &MuscleView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let (side, other, show) = match view.side {
        Side::R => (t("muscle-side-right"), Side::L, t("muscle-chart-left")),
        Side::L => (t("muscle-side-left"), Side::R, t("muscle-chart-right")),
    };
    let point = view.shown.map_or(String::new(), |number| format!("&point={number}"));
    let chart_of = Chart { id: CHART, layers: &view.layers };
    html! {
        section.muscle-chart.plate aria-label=(t("muscle-chart")) {
            @if view.points.len() > 1 {
                fieldset.rc-pick {
                    legend.visually-hidden { (t("muscle-show")) }
                    label { input type="radio" name="shown" value="all" checked[view.shown.is_none()]; span { (t("muscle-show-all")) } }
                    @for point in &view.points {
                        @let number = point.point.number;
                        label {
                            input type="radio" name="shown" value=(number) id=(format!("show-{number}")) checked[view.shown == Some(number)]
                                aria-label=(texts.with("muscle-point", &[("number", number.into())]));
                            span { (number) }
                        }
                    }
                }
            }
            (chart(&chart_of, texts))
            (legend(CHART, texts))
            p.caption {
                (texts.with("muscle-chart-note", &[("side", side.into())])) " "
                a.screen-only href=(format!("?side={other}{point}")) { (show) }
            }
        }
    }
}
