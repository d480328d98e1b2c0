//! What is around every page: head, skip link, wordmark, the one search box, navigation, who is signed in, the lock.

use super::sign_in::unlock_fields;
use super::ui;
use crate::assets::Assets;
use crate::form::Form;
use crate::texts::Texts;
use maud::{DOCTYPE, Markup, html};

/// What every page needs besides its own view.
#[derive(Clone)]
pub struct Shell {
    /// The page's own name, first in the window's title.
    pub title: String,
    /// The clinic's name; empty before the first start is done.
    pub clinic_name: String,
    /// Who is signed in, if anyone is.
    pub signed_in: Option<SignedIn>,
    /// What is in the search box.
    pub search: String,
    /// Which item of the navigation this page belongs to.
    pub nav: Nav,
    /// Sessions with needles in, or not signed yet.
    pub open_sessions: usize,
    /// Answers of patients that nobody has taken on.
    pub ringing: usize,
    /// One sentence about what was just done.
    pub flash: Option<String>,
    /// Minutes without input after which the page is covered; 0 never covers it.
    pub idle_minutes: u32,
    /// Where style sheets and islands are served.
    pub assets: &'static Assets,
}

/// The person at the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// As it stands on notes.
    pub name: String,
    /// May see and write the record.
    pub practitioner: bool,
    /// Sees the staff pages.
    pub clinic_lead: bool,
    /// May sign and unlock with a PIN.
    pub has_pin: bool,
}

/// An item of the navigation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nav {
    /// None of them.
    #[default]
    None,
    /// The day.
    Today,
    /// Patients and everything in their charts.
    Patients,
    /// The clinic: its people and what holds for everybody.
    Clinic,
    /// The atlas, open to everybody.
    Atlas,
}

/// What a page wears besides the common style sheets and islands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dress {
    /// A class on `<body>`, for layout.
    pub class: &'static str,
    /// More style sheets, by asset name.
    pub styles: &'static [&'static str],
    /// More islands, by asset name.
    pub islands: &'static [&'static str],
}

/// The whole document around `main`.
pub(super) fn document(shell: &Shell, texts: &Texts, dress: Dress, main: Markup) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="theme-color" content="#f7f2e7" media="(prefers-color-scheme: light)";
                meta name="theme-color" content="#171512" media="(prefers-color-scheme: dark)";
                title { (shell.title) " · " (t("brand")) }
                link rel="icon" type="image/svg+xml" href=(shell.assets.url("mark.svg"));
                @for style in ["css/base.css", "css/ui.css", "css/pages.css", "css/outbox.css"].iter().chain(dress.styles) {
                    link rel="stylesheet" href=(shell.assets.url(style));
                }
                link rel="stylesheet" media="print" href=(shell.assets.url("css/print.css"));
                @if shell.signed_in.is_some() {
                    @for island in ["islands/patient-search.js", "islands/idle-lock.js", "islands/keep-place.js"] {
                        script type="module" src=(shell.assets.url(island)) {}
                    }
                    @if shell.signed_in.as_ref().is_some_and(|person| person.practitioner) {
                        script type="module" src=(shell.assets.url("islands/outbox-state.js")) {}
                        script type="module" src=(shell.assets.url("islands/ringing-bell.js")) {}
                    }
                }
                @for island in dress.islands {
                    script type="module" src=(shell.assets.url(island)) {}
                }
            }
            body class=(dress.class) {
                a.skip href="#main" { (t("skip-to-content")) }
                div.page {
                    (header(shell, dress, texts))
                    @if shell.signed_in.as_ref().is_some_and(|person| person.practitioner) { (outbox(texts)) }
                    main #main tabindex="-1" {
                        @if let Some(flash) = &shell.flash {
                            p.flash role="status" { (ui::mark()) span { (flash) } }
                        }
                        (main)
                    }
                    footer.colophon {
                        @if !shell.clinic_name.is_empty() { span { (shell.clinic_name) } }
                        span { (t("colophon")) }
                    }
                }
                @if let Some(person) = &shell.signed_in {
                    @if shell.idle_minutes > 0 { (lock(shell.idle_minutes, person, texts)) }
                }
            }
        }
    }
}

/// What is kept on this tablet and not sent yet, and what was sent and not taken. Empty and hidden while there is neither.
fn outbox(texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let told = [("count", "{count}".into()), ("time", "{time}".into())];
    html! {
        outbox-state hidden data-waiting=(texts.with("outbox-waiting", &told)) data-sent=(texts.with("outbox-sent", &told))
            data-locked=(t("outbox-locked")) data-signed-out=(t("outbox-signed-out")) {
            p.outbox-waiting role="status" {}
            section.outbox-refused hidden aria-labelledby="outbox-refused-title" {
                h2 #outbox-refused-title { (ui::mark()) (t("outbox-refused")) }
                ul {}
                button.button.again type="button" { (t("outbox-again")) }
            }
            template.outbox-entry {
                li {
                    p.outbox-what { strong {} " " time {} }
                    p.outbox-why data-unknown=(t("outbox-why-unknown")) {}
                    form.outbox-reason {
                        input type="text" autocomplete="off" required aria-label=(t("reason"));
                        button.button type="submit" { (t("outbox-with-reason")) }
                    }
                    details {
                        summary { (t("outbox-leave-out")) }
                        p.small { (t("outbox-leave-out-text")) }
                        button.button.leave-out type="button" { (t("outbox-leave-out-sure")) }
                    }
                }
            }
            dialog.outbox-leaving aria-labelledby="outbox-leaving-title" {
                h2 #outbox-leaving-title { (t("outbox-leaving")) }
                p data-text=(texts.with("outbox-leaving-text", &told)) {}
                div.button-row {
                    button.button.primary.stay type="button" { (t("outbox-stay")) }
                    button.button.quiet.leave type="button" { (t("sign-out")) }
                }
            }
        }
    }
}

/// Wordmark, search, navigation and person.
/// How much waits; in fewer words where two of them share a narrow line.
fn badge(words: &str, short: &str) -> Markup {
    html! {
        (ui::mark())
        span.long { (words) }
        span.short aria-hidden="true" { (short) }
    }
}

/// The patients' answers that ring; nothing where none does. `islands/ringing-bell.js` asks for it again.
pub fn bell(ringing: usize, texts: &Texts) -> Markup {
    let count = [("count", ringing.into())];
    html! {
        @if ringing > 0 {
            a.open-badge.rings href="/#ringing" title=(texts.get("ringing-hint")) {
                (badge(&texts.with("ringing-count", &count), &texts.with("ringing-short", &count)))
            }
        }
    }
}

fn header(shell: &Shell, dress: Dress, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        header.masthead {
            a.wordmark href="/" { (ui::mark()) (t("brand")) }
            @if let Some(person) = &shell.signed_in {
                patient-search.search {
                    form #search-form role="search" action="/patients/search" method="post" {
                        label.visually-hidden for="search" { (t("search-label")) }
                        (ui::icon_search())
                        input #search type="search" name="q" value=(shell.search) autocomplete="off" spellcheck="false"
                            placeholder=(t("search-placeholder"));
                        button.visually-hidden type="submit" { (t("search-go")) }
                    }
                }
                nav.nav aria-label=(t("nav-label")) {
                    (nav_link("/", &t("nav-today"), shell.nav == Nav::Today))
                    (nav_link("/patients", &t("nav-patients"), shell.nav == Nav::Patients))
                    (nav_link("/atlas", &t("nav-atlas"), shell.nav == Nav::Atlas))
                    @if person.clinic_lead { (nav_link("/clinic", &t("nav-clinic"), shell.nav == Nav::Clinic)) }
                }
                @if shell.open_sessions > 0 {
                    @let count = [("count", shell.open_sessions.into())];
                    a.open-badge href="/" title=(t("open-sessions-hint")) {
                        (badge(&texts.with("open-sessions", &count), &texts.with("open-sessions-short", &count)))
                    }
                }
                @if person.practitioner { ringing-bell { (bell(shell.ringing, texts)) } }
                details.person {
                    summary {
                        span.visually-hidden { (texts.with("person-menu", &[("name", person.name.as_str().into())])) }
                        span.initials aria-hidden="true" { (initials(&person.name)) }
                    }
                    div.person-menu {
                        p { strong { (person.name) } br; span.soft { (shell.clinic_name) } }
                        @if person.practitioner { p { a.button.wide href="/packs" { (t("packs-title")) } } }
                        p { a.button.wide href="/learn" { (t("nav-learn")) } }
                        @if shell.open_sessions > 0 {
                            p { a.button.wide.keeps-asking href="/" { (ui::mark()) (texts.with("open-sessions-leave", &[("count", shell.open_sessions.into())])) } }
                        }
                        p { a.button.wide href="/account" { (t("account-title")) } }
                        form method="post" novalidate action="/sign-in/lock" { button.button.wide type="submit" { (t("lock-now")) } }
                        form method="post" novalidate action="/sign-out" { button.button.wide type="submit" { (t("sign-out")) } }
                    }
                }
            } @else {
                nav.nav aria-label=(t("nav-label")) {
                    (nav_link("/atlas", &t("nav-atlas"), shell.nav == Nav::Atlas))
                    (nav_link("/learn", &t("nav-learn"), false))
                    @if dress.class != "door" { (nav_link("/sign-in", &t("nav-sign-in"), false)) }
                }
            }
        }
    }
}

fn nav_link(href: &str, label: &str, current: bool) -> Markup {
    html! { a href=(href) aria-current=[current.then_some("page")] { (label) } }
}

/// First letters of the first and the last name.
fn initials(name: &str) -> String {
    let mut words =
        name.split_whitespace().filter(|word| word.chars().next().is_some_and(char::is_alphabetic));
    let first = words.next();
    first
        .into_iter()
        .chain(words.next_back())
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The cover that `islands/idle-lock.js` shows after idleness: what was typed stays underneath.
fn lock(idle_minutes: u32, person: &SignedIn, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    html! {
        idle-lock minutes=(idle_minutes) {
            dialog.lock aria-labelledby="lock-title" {
                form.lock-form method="post" novalidate action="/sign-in/unlock" {
                    p.wordmark aria-hidden="true" { (ui::mark()) (t("brand")) }
                    h2 #lock-title { (t("lock-title")) }
                    p.soft { (texts.with("lock-text", &[("name", person.name.as_str().into())])) }
                    (unlock_fields(person.has_pin, &Form::default(), texts))
                    p.error role="alert" data-wrong=(t("lock-wrong")) data-wrong-pin=(t("lock-wrong-pin")) data-pin-spent=(t("lock-pin-spent"))
                        data-too-many=(t("lock-too-many")) data-unreachable=(t("lock-unreachable")) {}
                    button.button.primary.wide type="submit" { (t("unlock")) }
                }
                form method="post" novalidate action="/sign-out" { button.button.quiet.wide type="submit" { (t("sign-out-instead")) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(super::initials("Ines Maria Falk"), "IF");
        assert_eq!(super::initials("Åse"), "Å");
        assert_eq!(super::initials(""), "");
    }
}
