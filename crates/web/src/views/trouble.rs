//! When a page cannot be shown: what happened, what is safe, what to do next.

use super::shell::{Dress, Shell, document};
use super::ui;
use crate::texts::Texts;
use maud::{Markup, html};

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TroubleView {
    /// 400 or 422: what was sent cannot be taken, and there is no form to show it in.
    Unreadable {
        /// What is wrong with it.
        message: String,
    },
    /// 403: not this person's to see or do.
    NotAllowed,
    /// 404: no such thing in this clinic.
    NotFound,
    /// 409: somebody else changed it meanwhile.
    Changed {
        /// Where the present state can be read.
        href: String,
    },
    /// 413: more was sent than is accepted.
    TooLarge,
    /// 429: too many tries.
    TooMany {
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// 500: a fault of ours.
    Fault {
        /// To find it in the log.
        reference: String,
    },
    /// 503: busy, or being restarted.
    Unavailable,
}

/// The page.
pub fn page(shell: &Shell, view: &TroubleView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let (status, title, text) = match view {
        TroubleView::Unreadable { message } => (400, t("unreadable-title"), message.clone()),
        TroubleView::NotAllowed => (403, t("not-allowed-title"), t("not-allowed-text")),
        TroubleView::NotFound => (404, t("not-found-title"), t("not-found-text")),
        TroubleView::Changed { .. } => (409, t("changed-title"), t("changed-text")),
        TroubleView::TooLarge => (413, t("too-large-title"), t("too-large-text")),
        TroubleView::TooMany { retry_after_s } => {
            (429, t("too-many-title"), texts.with("too-many-text", &[("seconds", (*retry_after_s).into())]))
        }
        TroubleView::Fault { reference } => {
            (500, t("fault-title"), texts.with("fault-text", &[("reference", reference.as_str().into())]))
        }
        TroubleView::Unavailable => (503, t("unavailable-title"), t("unavailable-text")),
    };
    let main = html! {
        div.trouble {
            p.trouble-status aria-hidden="true" { (ui::mark()) (status) }
            h1 { (title) }
            p.lede { (text) }
            p {
                @match view {
                    TroubleView::Changed { href } => { a.button.primary href=(href) { (t("see-present-state")) } }
                    _ => { a.button.primary href="/" { (t("go-to-today")) } }
                }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}
