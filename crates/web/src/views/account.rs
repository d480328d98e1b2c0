//! A person's own sign-in.

use super::field::Field;
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};

/// The page.
#[derive(Clone, Debug, Default)]
pub struct AccountView {
    /// Whether there is a PIN.
    pub has_pin: bool,
    /// Whether it is refused until the password is given.
    pub pin_spent: bool,
    /// Fewest and most digits.
    pub digits: (usize, usize),
    /// Wrong tries after which the password is asked for.
    pub tries: u32,
    /// `password`, `pin`, `pin_again`.
    pub pin: Form,
    /// `password`, `new_password`, `new_password_again`.
    pub password: Form,
}

/// PIN first: it is why most people come here.
pub fn page(shell: &Shell, view: &AccountView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let digits = format!("{}–{}", view.digits.0, view.digits.1);
    let digit = |name, label: &str| Field::password(name, t(label), "off").inputmode("numeric");
    let main = html! {
        header.title { h1 { (t("account-title")) } p.lede { (t("account-lede")) } }
        section.block #pin-part {
            h2 { (t("pin")) }
            p { (texts.with("pin-what", &[("tries", view.tries.into())])) }
            @if view.pin_spent { p.still-in-note { (ui::mark()) (t("pin-is-spent")) } }
            @else if view.has_pin { p.soft { (t("pin-is-set")) } }
            (ui::summary(&view.pin, texts))
            form.sheet method="post" novalidate action="/account/pin" {
                div.pair {
                    (digit("pin", "pin-new").hint(texts.with("pin-hint", &[("digits", digits.as_str().into())])).draw(&view.pin))
                    (digit("pin_again", "pin-again").draw(&view.pin))
                }
                (Field::password("password", t("password-now"), "current-password").within("-pin").draw(&view.pin))
                div.form-foot { button.button.primary type="submit" { (t("pin-set")) } }
            }
            @if view.has_pin {
                form method="post" novalidate action="/account/pin/removal" { button.button.quiet type="submit" { (t("pin-remove")) } }
            }
        }
        section.block #password-part {
            h2 { (t("password")) }
            p { (t("account-password-what")) }
            (ui::summary(&view.password, texts))
            form.sheet method="post" novalidate action="/account/password" {
                (Field::password("password", t("password-now"), "current-password").within("-old").draw(&view.password))
                div.pair {
                    (Field::password("new_password", t("new-password"), "new-password").hint(t("password-hint")).draw(&view.password))
                    (Field::password("new_password_again", t("new-password-again"), "new-password").draw(&view.password))
                }
                div.form-foot { button.button.primary type="submit" { (t("set-password")) } }
            }
        }
    };
    document(shell, texts, Dress { class: "narrow", ..Dress::default() }, main)
}
