//! The page of a motion: what limits it, what hurts in it, how far it goes in health.

use super::super::shell::{Shell, document};
use super::index::{MuscleLine, line};
use super::muscle::toward;
use super::parts::{bar, dress, foot};
use super::sources::Bibliography;
use crate::texts::Texts;
use atlas::{Citation, Motion, Reference, Toward, Unit};
use maud::{Markup, html};

/// The page.
#[derive(Clone, Debug)]
pub struct MotionView {
    /// The motion.
    pub motion: &'static Motion,
    /// Muscles that limit it, head to toe.
    pub limited_by: Vec<(MuscleLine, Option<Toward>, Citation)>,
    /// Muscles that hurt in it.
    pub hurts_in: Vec<(MuscleLine, Option<Toward>, Citation)>,
    /// Where it comes from.
    pub bibliography: Bibliography,
    /// Of the data.
    pub version: &'static str,
    /// Of the data.
    pub licence: &'static str,
}

/// The page of a motion.
pub fn page(shell: &Shell, view: &MotionView, texts: &Texts) -> Markup {
    let main = html! {
        (bar(None, texts))
        header.title { h1 { (view.motion.label) } p.lede { (texts.get("motion-lede")) } }
        @if !view.motion.references.is_empty() {
            section.motion-ranges {
                h2 { (texts.get("motion-ranges")) }
                ul.plain-list { @for reference in view.motion.references {
                    li { strong { (range(reference, texts)) } " " span.soft { (reference.note) } " " (view.bibliography.cite(&reference.citation, texts)) }
                } }
            }
        }
        div.referrals {
            @for (key, lines) in [("motion-limited-by", &view.limited_by), ("motion-hurts-in", &view.hurts_in)] {
                section {
                    h2 { (texts.get(key)) }
                    @if lines.is_empty() { p.soft { (texts.get("motion-none")) } }
                    ul.muscle-list {
                        @for (muscle, side, citation) in lines {
                            li { (line(muscle, texts)) (toward(*side, texts)) " " (view.bibliography.cite(citation, texts)) }
                        }
                    }
                }
            }
        }
        (view.bibliography.draw(texts))
        (foot(view.version, view.licence, texts))
    };
    document(shell, texts, dress("wide atlas-motion"), main)
}

fn range(reference: &Reference, texts: &Texts) -> String {
    let unit = match reference.unit {
        Unit::Deg => "°",
        Unit::Mm => " mm",
    };
    if reference.low == reference.high {
        texts.with("motion-about", &[("value", format!("{}{unit}", reference.low).into())])
    } else {
        format!("{} to {}{unit}", reference.low, reference.high)
    }
}
