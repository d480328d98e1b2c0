//! Packs of needles: opened once a day, and called back by their lot.

use super::field::{Field, hidden, select};
use super::shell::{Dress, Shell, document};
use super::time::When;
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};
use std::fmt::Write as _;

/// The page of packs.
#[derive(Clone, Debug, Default)]
pub struct PacksView {
    /// Packs opened today, the latest first.
    pub open: Vec<PackRow>,
    /// `lot`, `lot_maker`, `lot_expires_on`, `needle_size`.
    pub form: Form,
    /// `lot` of the recall, where it was refused.
    pub recall: Form,
    /// Usual sizes: `0.25x40`.
    pub sizes: Vec<String>,
    /// Makers that were typed before.
    pub makers: Vec<String>,
    /// Lots that were used: as recorded, needles, sessions.
    pub used: Vec<(String, u32, u32)>,
    /// A path within the site to go back to.
    pub next: String,
    /// For the form.
    pub command_id: String,
}

/// A pack that is in use.
#[derive(Clone, Debug, Default)]
pub struct PackRow {
    /// As printed.
    pub lot: String,
    /// May be empty.
    pub maker: String,
    /// `0.25 × 40 mm`; empty: all sizes.
    pub size: String,
    /// Last day of use; may be empty.
    pub until: String,
}

/// Who was needled from a lot.
#[derive(Clone, Debug, Default)]
pub struct RecallView {
    /// As it was asked for.
    pub lot: String,
    /// What was compared: its letters and digits, in capitals.
    pub matched: String,
    /// One per session, newest first.
    pub rows: Vec<RecallRow>,
    /// Needles in all.
    pub needles: u32,
    /// Patients in all.
    pub patients: u32,
}

/// A session that used needles of a lot.
#[derive(Clone, Debug, Default)]
pub struct RecallRow {
    /// In URLs.
    pub patient_id: String,
    /// Given and family name.
    pub patient: String,
    /// The clinic's number.
    pub record_no: String,
    /// In URLs.
    pub session_id: String,
    /// When.
    pub day: When,
    /// Who needled.
    pub practitioner: String,
    /// Needles of the lot.
    pub needles: Vec<RecallNeedle>,
}

/// A needle of a lot.
#[derive(Clone, Debug, Default)]
pub struct RecallNeedle {
    /// In its session.
    pub number: u32,
    /// Where, and its size.
    pub place: String,
    /// The lot as it was recorded.
    pub lot: String,
}

/// The page of packs.
pub fn page(shell: &Shell, view: &PacksView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title { h1 { (t("packs-title")) } p.lede { (t("packs-lede")) } }
        @if !view.open.is_empty() {
            section.block {
                h2 { (t("packs-today")) }
                ul.rows { @for pack in &view.open { li.pack {
                    strong { (pack.lot) }
                    span { @if pack.size.is_empty() { (t("all-sizes")) } @else { (pack.size) } }
                    span.soft { (pack.maker) }
                    @if !pack.until.is_empty() { span.soft { (texts.with("pack-until", &[("day", pack.until.as_str().into())])) } }
                } } }
            }
        }
        (ui::summary(&view.form, texts))
        form.sheet #open-pack method="post" novalidate action="/packs" {
            h2 { (t("open-pack")) }
            (ui::command(&view.command_id))
            (hidden("next", &view.next))
            pack-camera hidden data-unread=(t("pack-unread")) {
                button.button type="button" { (t("pack-camera")) }
                p.soft.small role="status" {}
                video muted playsinline hidden aria-label=(t("pack-camera")) {}
            }
            div.pair {
                (Field::text("lot", t("lot")).hint(t("lot-hint")).draw(&view.form))
                (Field::date("lot_expires_on", t("lot-until")).hint(t("lot-until-hint")).optional(t("optional")).draw(&view.form))
            }
            div.pair {
                (Field::text("lot_maker", t("lot-maker")).list("makers").optional(t("optional")).draw(&view.form))
                @let all = std::iter::once(("", t("all-sizes")));
                @let sizes: Vec<(&str, String)> = all.chain(view.sizes.iter().map(|size| (size.as_str(), size.replace('x', " × ")))).collect();
                (select(&view.form, "needle_size", &t("needle-size"), &sizes, ""))
            }
            datalist #makers { @for maker in &view.makers { option value=(maker) {} } }
            div.form-foot {
                button.button.primary type="submit" { (t("open-pack")) }
                @if !view.next.is_empty() { a.button.quiet href=(view.next) { (t("cancel")) } }
            }
        }
        section.block {
            h2 { (t("recall-title")) }
            p.soft { (t("recall-lede")) }
            form.recall-form method="get" action="/packs/recall" {
                (Field::text("lot", t("lot")).within("-recall").draw(&view.recall))
                button.button type="submit" { (t("recall")) }
            }
            @if !view.used.is_empty() {
                ul.rows.used-lots { @for (lot, needles, sessions) in &view.used {
                    li { a.row href={ "/packs/recall?lot=" (urlencoded(lot)) } { strong { (lot) } span.soft { (texts.with("lot-used", &[("needles", (*needles).into()), ("sessions", (*sessions).into())])) } } }
                } }
            }
        }
    };
    let dress =
        Dress { class: "narrow packs", styles: &["css/packs.css"], islands: &["islands/pack-camera.js"] };
    document(shell, texts, dress, main)
}

/// The page of a recall.
pub fn recall_page(shell: &Shell, view: &RecallView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title {
            p.overline { (t("recall-title")) }
            h1 { (t("lot")) " " (view.lot) }
            @if view.matched != view.lot { p.soft { (texts.with("recall-matched", &[("key", view.matched.as_str().into())])) } }
            p.lede { (texts.with("recall-count", &[("needles", view.needles.into()), ("patients", view.patients.into())])) }
        }
        @if !view.rows.is_empty() {
            div.table-scroll tabindex="0" role="region" aria-label=(t("recall-title")) {
                table.recall {
                    thead { tr { th scope="col" { (t("patient")) } th scope="col" { (t("date")) } th scope="col" { (t("practitioner")) } th scope="col" { (t("needles")) } } }
                    tbody {
                        @for row in &view.rows {
                            tr {
                                th scope="row" { a href={ "/patients/" (row.patient_id) } { (row.patient) } " " span.soft.small { (t("record-no")) " " (row.record_no) } }
                                td { a href={ "/sessions/" (row.session_id) } { (row.day) } }
                                td { (row.practitioner) }
                                td { ul { @for needle in &row.needles { li { (needle.number) ". " (needle.place) } } } }
                            }
                        }
                    }
                }
            }
        }
        div.form-foot {
            @if !view.rows.is_empty() { a.button href={ "/packs/recall.csv?lot=" (urlencoded(&view.lot)) } { (t("recall-csv")) } }
            a.button.quiet href="/packs" { (t("packs-title")) }
        }
    };
    document(shell, texts, Dress { class: "packs", styles: &["css/packs.css"], islands: &[] }, main)
}

/// A lot in an address.
fn urlencoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
