//! The body session by session, with a slider where there is a script; otherwise and on paper all sessions below each other.

use crate::figure::over_time::{Moment, Plates};
use crate::texts::Texts;
use maud::{Markup, html};

/// One session.
#[derive(Clone, Debug, Default)]
pub struct BodyFrame {
    /// "Session 2, 12 March 2026"
    pub label: String,
    /// On the plates.
    pub moment: Moment,
    /// The same in words: heading and what there is under it.
    pub words: Vec<(String, String)>,
}

/// The section; nothing where there is no session with something to show.
pub(super) fn section(frames: &[BodyFrame], texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let moments: Vec<Moment> = frames.iter().map(|frame| frame.moment.clone()).collect();
    let plates = Plates::of(&moments);
    html! {
        @if !frames.is_empty() {
            section.body-course aria-labelledby="body-course-title" {
                h2 #body-course-title { (t("body-course-title")) }
                body-course {
                    div.bc-bar hidden {
                        label for="body-course-at" { (t("body-course-session")) }
                        input #body-course-at type="range" min="1" max=(frames.len()) step="1" value=(frames.len()) autocomplete="off";
                        output for="body-course-at" aria-hidden="true" {}
                    }
                    div.bc-frames {
                        @for frame in frames {
                            figure.bc-frame data-label=(frame.label) {
                                (plates.draw(&frame.moment, texts))
                                figcaption {
                                    h3 { (frame.label) }
                                    dl { @for (name, words) in &frame.words { dt { (name) } dd { (words) } } }
                                }
                            }
                        }
                    }
                }
                p.small.soft.bc-key { (t("body-course-key")) }
            }
        }
    }
}
