//! The door: sign in, and unlock after idleness without losing what was typed.

use super::field::{Field, hidden};
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::form::Form;
use crate::http::kept::{PATH, PREFIX};
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
    /// Where an entry was going that was sent after the sign-in had ended.
    pub kept_path: String,
    /// Its fields, in order; empty without one.
    pub kept: Vec<(String, String)>,
}

/// The page after a sign-in that an entry waited for.
#[derive(Clone, Debug, Default)]
pub struct KeptView {
    /// Who is signed in now.
    pub name: String,
    /// Where the entry was going.
    pub path: String,
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
    /// What was typed in words.
    pub typed: Vec<String>,
}

/// The page for an entry that was sent after the lock had closed.
#[derive(Clone, Debug, Default)]
pub struct UnlockView {
    /// Who was signed in.
    pub name: String,
    /// Whether they may unlock with a PIN.
    pub has_pin: bool,
    /// `unlock_password`, `unlock_pin`.
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
            @if !view.kept.is_empty() { p.kept { (ui::mark()) span { (t("entry-kept-door")) } } }
            (ui::summary(&view.form, texts))
            form.stack method="post" novalidate action="/sign-in" {
                (hidden("next", &view.next))
                @if !view.kept.is_empty() {
                    (hidden(PATH, &view.kept_path))
                    @for (name, value) in &view.kept { (hidden(&format!("{PREFIX}{name}"), value)) }
                }
                (Field::text("login", t("login")).autocomplete("username").draw(&view.form))
                (Field::password("password", t("password"), "current-password").draw(&view.form))
                button.button.primary.wide type="submit" { (t("sign-in")) }
            }
            p.soft.small { (t("sign-in-help")) }
        }
    };
    document(shell, texts, DRESS, main)
}

/// Signed in again: the entry as it was typed, to be sent by whoever is here now.
pub fn kept_page(shell: &Shell, view: &KeptView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        div.door-plate {
            h1 { (t("kept-title")) }
            p.lede { (texts.with("kept-text", &[("name", view.name.as_str().into())])) }
            @for typed in &view.typed { blockquote.kept-typed { (typed) } }
            form.stack method="post" novalidate action=(view.path) {
                @for (name, value) in &view.fields { (hidden(name, value)) }
                button.button.primary.wide type="submit" autofocus { (t("kept-send")) }
            }
            p { a.button.quiet.wide href="/" { (t("kept-leave")) } }
        }
    };
    document(shell, texts, DRESS, main)
}

/// The line is gone, and the key to what is kept went with the tablet's sleep: nothing is lost, and nothing can be shown.
pub fn away_page(shell: &Shell, texts: &Texts) -> Markup {
    let shell = Shell { title: texts.get("away-title"), ..shell.clone() };
    let main = html! {
        div.door-plate {
            h1 { (texts.get("away-title")) }
            p.lede { (texts.get("away-text")) }
            p { (texts.get("away-paper")) }
            // The address of the page itself: asked for again.
            p { a.button.primary.wide href="" { (texts.get("away-again")) } }
        }
    };
    document(&shell, texts, DRESS, main)
}

/// The fields that unlock: the PIN where there is one, and always the password.
pub(super) fn unlock_fields(has_pin: bool, form: &Form, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let password = Field::password("unlock_password", t("password"), "current-password");
    html! {
        @if has_pin {
            (Field::password("unlock_pin", t("pin"), "off").inputmode("numeric").draw(form))
            details.instead open[form.error("unlock_password").is_some()] {
                summary { (t("password-instead")) }
                (password.optional(String::new()).draw(form))
            }
        } @else { (password.draw(form)) }
    }
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
                (unlock_fields(view.has_pin, &view.form, texts))
                button.button.primary.wide type="submit" {
                    @if view.kept.is_empty() { (t("unlock")) } @else { (t("unlock-and-send")) }
                }
            }
        }
    };
    document(shell, texts, DRESS, main)
}
