//! The clinic's own figures: counts, rates with intervals beside published ones, by group, over time, and how they were counted.

use super::field::{Field, select};
use super::shell::{Dress, Shell, document};
use super::ui;
use crate::form::Form;
use crate::texts::Texts;
use maud::{Markup, html};
use report::Plot;

/// The page.
#[derive(Clone, Debug, Default)]
pub struct DashboardView {
    /// `from`, `to`, `muscle`, `technique`, `twitch`, `practitioner`.
    pub form: Form,
    /// Muscles that were needled: id and name.
    pub muscles: Vec<(String, String)>,
    /// Techniques: word and name.
    pub techniques: Vec<(String, String)>,
    /// People who needle: id and name.
    pub practitioners: Vec<(String, String)>,
    /// Each a number and what it counts.
    pub counts: Vec<(String, String)>,
    /// Sessions that are not counted, in a sentence; may be empty.
    pub uncounted: String,
    /// The same as a file.
    pub csv: String,
    /// The same from the command line.
    pub query: String,
    /// Months as charts: title, sentence, chart.
    pub trends: Vec<(String, String, Plot)>,
    /// The tables, in order.
    pub tables: Vec<FigureTable>,
}

/// One table of figures.
#[derive(Clone, Debug, Default)]
pub struct FigureTable {
    /// Names the section in the address.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// A sentence that must be read with it; may be empty.
    pub caution: String,
    /// How it was counted.
    pub how: Vec<String>,
    /// Heads of the columns; the first names the rows.
    pub head: Vec<FigureHead>,
    /// At least one, or the table says that there is nothing.
    pub rows: Vec<FigureRow>,
}

/// The head of a column.
#[derive(Clone, Debug, Default)]
pub struct FigureHead {
    /// What it says.
    pub words: String,
    /// The axis of its bars, where it has bars.
    pub axis: Option<Plot>,
}

/// One row.
#[derive(Clone, Debug, Default)]
pub struct FigureRow {
    /// What it is of.
    pub label: String,
    /// Others' figure, drawn more quietly under the own one.
    pub quiet: bool,
    /// As many as there are heads but the first.
    pub cells: Vec<FigureCell>,
}

/// One cell.
#[derive(Clone, Debug, Default)]
pub struct FigureCell {
    /// "12 of 80: 15 % (9 to 24)".
    pub text: String,
    /// What must be known of it; may be empty.
    pub note: String,
    /// The same as a bar.
    pub bar: Option<Plot>,
}

/// The page.
pub fn page(shell: &Shell, view: &DashboardView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let main = html! {
        header.title.with-action {
            div { h1 { (t("dashboard-title")) } p.lede { (t("dashboard-lede")) } }
            a.button.quiet href="/clinic" { (t("nav-clinic")) }
        }
        (ui::summary(&view.form, texts))
        (filters(view, texts))
        dl.counts { @for (number, words) in &view.counts { div { dt { (words) } dd { (number) } } } }
        @if !view.uncounted.is_empty() { p.caution { (view.uncounted) } }
        p.read-with { (t("dashboard-under-reported")) }
        (contents(view, texts))
        @for table in &view.tables { (part(table.id, &table.title, OPEN_AT_FIRST.contains(&table.id), &figures(table, texts))) }
        @if !view.trends.is_empty() {
            (part("trends", &t("dashboard-trends"), false, &html! {
                div.trends {
                    @for (title, sentence, plot) in &view.trends {
                        figure.trend { h3 { (title) } (plot.svg(sentence)) figcaption { (sentence) } }
                    }
                }
            }))
        }
        (part("counted", &t("dashboard-counted"), false, &html! {
            ul.how {
                @for key in ["counted-treatment", "counted-interval", "counted-cells", "counted-many", "counted-people"] { li { (t(key)) } }
            }
            p { (t("dashboard-query")) }
            pre.query tabindex="0" { code { (view.query) } }
        }))
    };
    let styles: &[&str] = &["css/dashboard.css"];
    document(shell, texts, Dress { styles, ..Dress::default() }, main)
}

/// What is read first; the rest is a touch, or a link of the contents, away.
const OPEN_AT_FIRST: [&str; 3] = ["events", "reported", "responders"];

/// The parts of the page in a line. A link opens the part that it leads to.
fn contents(view: &DashboardView, texts: &Texts) -> Markup {
    let tables = view.tables.iter().map(|table| (table.id, table.title.clone()));
    let trends = (!view.trends.is_empty()).then(|| ("trends", texts.get("dashboard-trends")));
    let parts = tables.chain(trends).chain([("counted", texts.get("dashboard-counted"))]);
    html! {
        nav.contents aria-label=(texts.get("dashboard-contents")) {
            @for (id, title) in parts { a href={ "#" (id) } { (title) } }
        }
    }
}

/// A part that folds. What a link leads to is inside it: that is what makes a browser open it.
fn part(id: &str, title: &str, open: bool, figures: &Markup) -> Markup {
    let heading = format!("{id}-title");
    html! {
        section.figures aria-labelledby=(heading) {
            details.part open[open] {
                summary { h2 id=(heading) { (title) } }
                div id=(id) { (figures) }
            }
        }
    }
}

fn filters(view: &DashboardView, texts: &Texts) -> Markup {
    let t = |key: &str| texts.get(key);
    let form = &view.form;
    let listed = |first: String, rows: &[(String, String)]| -> Vec<(String, String)> {
        std::iter::once((String::new(), first)).chain(rows.iter().cloned()).collect()
    };
    let muscles = listed(t("dashboard-any-muscle"), &view.muscles);
    let techniques = listed(t("dashboard-any-technique"), &view.techniques);
    let twitch = [("", t("dashboard-any-twitch")), ("yes", t("twitch-seen")), ("no", t("twitch-none"))];
    let people = listed(t("dashboard-anybody"), &view.practitioners);
    html! {
        form.filters method="get" action="/dashboard" novalidate {
            (Field::date("from", t("dashboard-from")).hint(t("dashboard-day-hint")).optional(t("optional")).draw(form))
            (Field::date("to", t("dashboard-to")).hint(t("dashboard-day-hint")).optional(t("optional")).draw(form))
            (select(form, "muscle", &t("muscle"), &options(&muscles), ""))
            (select(form, "technique", &t("technique"), &options(&techniques), ""))
            (select(form, "twitch", &t("dashboard-twitch-filter"), &twitch, ""))
            (select(form, "practitioner", &t("dashboard-practitioner"), &options(&people), ""))
            div.form-foot {
                button.button.primary type="submit" { (t("dashboard-count")) }
                a.button.quiet href=(view.csv) { (t("dashboard-csv")) }
            }
        }
    }
}

fn options(rows: &[(String, String)]) -> Vec<(&str, String)> {
    rows.iter().map(|(id, name)| (id.as_str(), name.clone())).collect()
}

fn figures(table: &FigureTable, texts: &Texts) -> Markup {
    let axes = table.head.iter().any(|head| head.axis.is_some());
    html! {
            @if !table.caution.is_empty() { p.read-with { (table.caution) } }
            @if table.rows.is_empty() { p.soft { (texts.get("dashboard-nothing")) } } @else {
                table {
                    thead { tr { @for head in &table.head { th scope="col" { (head.words) } } } }
                    tbody {
                        @for row in &table.rows {
                            tr.is-quiet[row.quiet] {
                                th scope="row" { (row.label) }
                                @for (cell, head) in row.cells.iter().zip(table.head.iter().skip(1)) {
                                    td data-head=(head.words) {
                                        span.figure { (cell.text) }
                                        @if !cell.note.is_empty() { span.note { (cell.note) } }
                                        @if let Some(bar) = &cell.bar { span.share-bar aria-hidden="true" { (bar.svg(&cell.text)) } }
                                    }
                                }
                            }
                        }
                    }
                    @if axes {
                        tfoot aria-hidden="true" {
                            tr { @for head in &table.head { td { @if let Some(axis) = &head.axis { span.share-bar { (axis.svg(&head.words)) } } } } }
                        }
                    }
                }
            }
            @if !table.how.is_empty() {
                details.how { summary { (texts.get("dashboard-how")) } ul { @for line in &table.how { li { (line) } } } }
            }
    }
}
