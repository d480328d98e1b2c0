//! The door: sign in, and unlock after idleness without losing what was typed.

use super::field::{Field, hidden};
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

const DRESS: Dress = Dress { class: "door", styles: &[], islands: &[] };

/// The sign-in page.
#[derive(Clone, Debug, Default)]
pub struct SignInView {
    /// `login`, `password`.
    pub form: Form,
    /// The path to go to afterwards.
    pub next: String,
}

/// The page for an entry that was sent after the lock had closed.
#[derive(Clone, Debug, Default)]
pub struct UnlockView {
    /// Who was signed in.
    pub name: String,
    /// `unlock_password`.
    pub form: Form,
    /// Where the kept entry was going.
    pub unlock_path: String,
    /// The kept entry: every field of the form that was being sent, in order.
    pub kept: Vec<(String, String)>,
}

/// Sign in.
pub fn page(shell: &Shell, view: &SignInView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        div.door-plate {
            h1 { @if shell.clinic_name.is_empty() { (t("sign-in-title")) } @else { (shell.clinic_name) } }
            p.lede { (t("sign-in-lede")) }
            (ui::summary(&view.form, texts))
            form.stack method="post" novalidate action="/sign-in" {
                (hidden("next", &view.next))
                (Field::text("login", t("login")).autocomplete("username").draw(&view.form))
                (Field::password("password", t("password"), "current-password").draw(&view.form))
                button.button.primary.wide type="submit" { (t("sign-in")) }
            }
            p.soft.small { (t("sign-in-help")) }
        }
    };
    document(shell, texts, DRESS, main)
}

/// Unlock, with the entry that was being sent kept in hidden fields.
pub fn unlock_page(shell: &Shell, view: &UnlockView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        div.door-plate {
            h1 { (t("lock-title")) }
            p.lede { (texts.with("lock-text", &[("name", view.name.as_str().into())])) }
            @if !view.kept.is_empty() { p.kept { (ui::mark()) span { (t("entry-kept")) } } }
            (ui::summary(&view.form, texts))
            form.stack method="post" novalidate action="/sign-in/unlock" {
                (hidden("unlock_path", &view.unlock_path))
                @for (name, value) in &view.kept { (hidden(name, value)) }
                (Field::password("unlock_password", t("password"), "current-password").draw(&view.form))
                button.button.primary.wide type="submit" {
                    @if view.kept.is_empty() { (t("unlock")) } @else { (t("unlock-and-send")) }
                }
            }
        }
    };
    document(shell, texts, DRESS, main)
}
