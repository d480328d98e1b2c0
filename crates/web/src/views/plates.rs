//! All plates of the map on one page, layer by layer.

use super::shell::{Dress, Shell, document};
use crate::texts::Texts;
use maud::{Markup, html};

/// One plate.
#[derive(Clone, Debug, Default)]
pub struct PlateView {
    /// As a caption.
    pub title: String,
    /// Where it is served.
    pub address: String,
    /// Of the picture, in its own units.
    pub width: f64,
    /// Of the picture, in its own units.
    pub height: f64,
}

/// Layers that can be on top, and the key of their word.
pub const LAYERS: [(&str, &str); 5] = [
    ("skin", "plates-skin"),
    ("superficial", "plates-superficial"),
    ("intermediate", "plates-intermediate"),
    ("deep", "plates-deep"),
    ("bone", "plates-bone"),
];

/// The page.
pub fn page(shell: &Shell, plates: &[PlateView], layer: &str, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title { h1 { (t("plates-title")) } p.lede { (t("plates-lede")) } }
        nav.plate-layers aria-label=(t("plates-layer")) {
            @for (id, key) in LAYERS {
                a.button href={ "/plates?layer=" (id) } aria-current=[(id == layer).then_some("true")] { (t(key)) }
            }
        }
        ul.plate-sheet {
            @for (index, plate) in plates.iter().enumerate() {
                li {
                    figure {
                        a href={ (plate.address) "#" (layer) } {
                            img src={ (plate.address) "#" (layer) } alt=(plate.title) width=(plate.width) height=(plate.height)
                                loading=[(index > 3).then_some("lazy")];
                        }
                        figcaption { (plate.title) }
                    }
                }
            }
        }
        p.soft.small { (t("plates-credit")) }
    };
    let styles: &[&str] = &["css/plates-page.css"];
    document(shell, texts, Dress { class: "wide", styles, ..Dress::default() }, main)
}
