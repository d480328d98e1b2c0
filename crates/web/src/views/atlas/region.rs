//! The page of a region: everything that refers there, strongest first.

use super::super::shell::{Shell, document};
use super::parts::{Link, bar, dress, foot, turn};
use super::sources::Bibliography;
use crate::figure::referral::{Chart, Layer, chart};
use crate::texts::Texts;
use atlas::{Citation, Region};
use maud::{Markup, html};

/// The page.
#[derive(Clone, Debug)]
pub struct RegionView {
    /// The region.
    pub region: &'static Region,
    /// Other words for it.
    pub also: Vec<&'static str>,
    /// Its group on the first page.
    pub home: Link,
    /// The region before it on the map.
    pub before: Option<Link>,
    /// The region after it.
    pub after: Option<Link>,
    /// Its neighbours on the skin.
    pub next_to: Vec<Link>,
    /// Points whose essential referral it is, strongest first.
    pub essential: Vec<ReferralLine>,
    /// Points that spill over into it.
    pub spillover: Vec<ReferralLine>,
    /// Points that lie in it and refer elsewhere.
    pub lies: Vec<ReferralLine>,
    /// The region and the points, drawn.
    pub layer: Layer,
    /// Where it comes from.
    pub bibliography: Bibliography,
    /// Of the data.
    pub version: &'static str,
    /// Of the data.
    pub licence: &'static str,
}

/// A point that is tied to the region.
#[derive(Clone, Debug)]
pub struct ReferralLine {
    /// The muscle's page with the point chosen.
    pub link: Link,
    /// Whether it lies on the other side of the body.
    pub crossed: bool,
    /// Where it lies.
    pub site: &'static str,
    /// What its pain is like, where that is typical.
    pub character: Option<&'static str>,
    /// Where this comes from.
    pub citation: Citation,
}

const CHART: &str = "chart";

/// The page of a region.
pub fn page(shell: &Shell, view: &RegionView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let layers = [view.layer.clone()];
    let classes = [
        ("region-essential", "region-essential-why", &view.essential),
        ("region-spillover", "region-spillover-why", &view.spillover),
        ("region-lies", "", &view.lies),
    ];
    let main = html! {
        (bar(Some(&view.home), texts))
        header.muscle-head {
            div {
                h1 { (view.region.label) }
                p.lede { (view.region.description) "." }
                @if !view.also.is_empty() { p.soft.small { (t("region-also")) ": " (view.also.join(", ")) } }
                p.small { (t("region-next-to")) ": " @for (at, near) in view.next_to.iter().enumerate() { @if at > 0 { ", " } (near) } }
            }
            (turn(view.before.as_ref(), view.after.as_ref(), texts))
        }
        div.muscle-body {
            section.muscle-chart.plate aria-label=(t("region-chart")) {
                (chart(&Chart { id: CHART, layers: &layers }, texts))
                p.caption { (t("region-chart-note")) }
            }
            section.referrals aria-label=(t("region-strip")) {
                @for (key, why, lines) in classes {
                    @if !lines.is_empty() {
                        section {
                            h2 { (t(key)) " " span.soft { (lines.len()) } }
                            @if !why.is_empty() { p.soft.small { (t(why)) } }
                            ol.referral-list { @for line in lines { li { (referral(line, view, texts)) } } }
                        }
                    }
                }
                @if view.essential.is_empty() && view.spillover.is_empty() { p.soft { (t("region-none")) } }
                @else { p.soft.small { (t("region-often-first")) } }
            }
        }
        (view.bibliography.draw(texts))
        (foot(view.version, view.licence, texts))
    };
    document(shell, texts, dress("wide atlas-region"), main)
}

fn referral(line: &ReferralLine, view: &RegionView, texts: &Texts) -> Markup {
    html! {
        span.referral-name { (line.link) }
        span.soft.small { (texts.with("region-from", &[("site", line.site.into())])) @if line.crossed { ", " (texts.get("muscle-other-side")) } }
        " " (view.bibliography.cite(&line.citation, texts))
        @if let Some(character) = line.character { span.referral-character { (character) } }
    }
}
