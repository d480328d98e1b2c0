//! The clinic's own figures in words, rows and bars.

use super::muscle_name;
use super::session::beside::{grade_words, kind_words};
use crate::app::App;
use crate::form::Form;
use crate::views::dashboard::{DashboardView, FigureCell, FigureHead, FigureRow, FigureTable};
use ::chart::StaffId;
use ::chart::measure;
use ::chart::session::{AdverseKind, Grade};
use ::chart::values::Technique;
use audit::{By, Cell, Figures, Group, Published, Rate};
use clinic::figures::Selection;
use clinic::store::StaffRow;
use report::{Share, axis_end, share_axis, share_bar, share_trend};
use std::fmt::Write;

/// The page from what was counted.
pub fn dashboard_view(
    figures: &Figures,
    selection: &Selection,
    muscles: Vec<(String, String)>,
    people: &[StaffRow],
    form: Form,
) -> DashboardView {
    let texts = App::texts();
    let number = |count: u64| count.to_string();
    let uncounted = match figures.uncounted {
        0 => String::new(),
        count => texts.with("dashboard-uncounted", &[("count", count.into())]),
    };
    let name = |id: &str| {
        let known = people.iter().find(|p| format!("{:032x}", p.id.0.as_u128()) == id);
        known.map_or_else(|| texts.get("dashboard-left"), |p| p.name.clone())
    };
    let mut tables = vec![events(figures), reported(figures), responders(figures)];
    tables.extend(figures.groups.iter().map(|group| groups(group, &name)));
    tables.push(follow_up(figures));
    tables.push(months(figures));
    DashboardView {
        form,
        muscles,
        techniques: Technique::ALL
            .map(|technique| (technique.as_str().to_owned(), technique_name(technique.as_str())))
            .to_vec(),
        practitioners: people.iter().map(|p| (p.id.to_string(), p.name.clone())).collect(),
        counts: vec![
            (number(figures.treatments), texts.get("dashboard-treatments")),
            (number(figures.needles), texts.get("dashboard-needles")),
            (number(figures.patients), texts.get("dashboard-patients")),
        ],
        uncounted,
        csv: format!("/dashboard.csv{}", query(selection)),
        query: command(selection),
        trends: trends(figures),
        tables,
    }
}

fn fields(selection: &Selection) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    fields.extend(selection.from.map(|day| ("from", day.to_string())));
    fields.extend(selection.to.map(|day| ("to", day.to_string())));
    fields.extend(selection.muscle.clone().map(|muscle| ("muscle", muscle)));
    fields.extend(selection.technique.map(|technique| ("technique", technique.as_str().to_owned())));
    let twitch = selection.twitch.map(|seen| if seen { "yes" } else { "no" });
    fields.extend(twitch.map(|word| ("twitch", word.to_owned())));
    fields.extend(selection.practitioner.map(|StaffId(id)| ("practitioner", id.to_string())));
    fields
}

fn query(selection: &Selection) -> String {
    match serde_urlencoded::to_string(fields(selection)) {
        Ok(query) if !query.is_empty() => format!("?{query}"),
        _ => String::new(),
    }
}

fn command(selection: &Selection) -> String {
    let mut command = "drypoint report dashboard --data DIR".to_owned();
    for (name, value) in fields(selection) {
        let _ = write!(command, " --{name} {value}");
    }
    command + " --json"
}

/// A share in per cent: one decimal, two below one per cent.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let text = if percent > 0.0 && percent < 1.0 { format!("{percent:.2}") } else { format!("{percent:.1}") };
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn share(rate: &Rate) -> Option<Share> {
    let found = rate.interval?;
    let interval = Some((found.low * 100.0, found.high * 100.0));
    Some(Share { percent: found.share * 100.0, interval, own: true })
}

fn rate_text(rate: &Rate) -> String {
    let texts = App::texts();
    let (count, among) = (rate.count.to_string(), rate.among.to_string());
    let Some(found) = rate.interval else { return texts.get("dashboard-none") };
    let args = [
        ("count", count.into()),
        ("among", among.into()),
        ("share", percent(found.share).into()),
        ("low", percent(found.low).into()),
        ("high", percent(found.high).into()),
    ];
    texts.with("dashboard-rate", &args)
}

fn cell(rate: &Rate, end: f64) -> FigureCell {
    let bar = share(rate).map(|share| share_bar(share, end));
    FigureCell { text: rate_text(rate), note: String::new(), bar }
}

fn plain(text: impl Into<String>) -> FigureCell {
    FigureCell { text: text.into(), ..FigureCell::default() }
}

fn head(key: &str, end: Option<f64>) -> FigureHead {
    FigureHead { words: App::texts().get(key), axis: end.map(share_axis) }
}

/// What went wrong, or how bad it was, in the session's words.
fn event_words(what: &str) -> String {
    let texts = App::texts();
    let words = match (AdverseKind::parse(what), Grade::parse(what)) {
        (Ok(kind), _) => kind_words(kind, texts),
        (_, Ok(grade)) => grade_words(grade, texts),
        _ => texts.get("event-any"),
    };
    // The session says a grade within a line; here it begins one.
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn events(figures: &Figures) -> FigureTable {
    let texts = App::texts();
    let theirs = |p: &Published| Share {
        percent: p.share * 100.0,
        interval: p.interval.map(|(low, high)| (low * 100.0, high * 100.0)),
        own: false,
    };
    let all = figures.events.iter();
    let end = axis_end(all.flat_map(|e| share(&e.rate).into_iter().chain(e.published.iter().map(theirs))));
    let mut rows = Vec::new();
    for event in &figures.events {
        rows.push(FigureRow {
            label: event_words(&event.what),
            quiet: false,
            cells: vec![plain(event.events.to_string()), cell(&event.rate, end)],
        });
        rows.extend(event.published.iter().map(|p| {
            let share = percent(p.share);
            let range = p.interval.map_or(String::new(), |(low, high)| {
                let args = [("low", percent(low).into()), ("high", percent(high).into())];
                texts.with("dashboard-range", &args)
            });
            let args = [
                ("share", share.into()),
                ("range", range.into()),
                ("among", p.treatments.to_string().into()),
            ];
            let certainty = match p.certainty {
                "checked" => texts.get("certainty-checked"),
                "secondary" => texts.get("certainty-secondary"),
                _ => texts.get("certainty-memory"),
            };
            let bar = Some(share_bar(theirs(p), end));
            let note = format!("{}; {certainty}", p.note);
            let figure = FigureCell { text: texts.with("dashboard-published", &args), note, bar };
            FigureRow { label: p.study.to_owned(), quiet: true, cells: vec![plain(""), figure] }
        }));
    }
    FigureTable {
        id: "events",
        title: texts.get("dashboard-events"),
        caution: String::new(),
        how: vec![texts.get("counted-events"), texts.get("counted-published")],
        head: vec![head("event", None), head("event-count", None), head("event-rate", Some(end))],
        rows: if figures.treatments == 0 { Vec::new() } else { rows },
    }
}

fn responders(figures: &Figures) -> FigureTable {
    let texts = App::texts();
    let end = 100.0;
    let rows = figures.responders.iter().map(|row| {
        let name = measure::measure(&row.measure).map_or_else(|| row.measure.clone(), |m| m.name.clone());
        let importantly = match &row.importantly_better {
            Some(rate) => cell(rate, end),
            None => plain(texts.get("dashboard-no-important")),
        };
        let without = match row.without_figure {
            0 => String::new(),
            count => texts.with("dashboard-without-figure", &[("count", count.into())]),
        };
        let better = FigureCell { note: without, ..cell(&row.better, end) };
        FigureRow { label: name, quiet: false, cells: vec![importantly, better, cell(&row.worse, end)] }
    });
    FigureTable {
        id: "responders",
        title: texts.get("dashboard-responders"),
        caution: texts.get("dashboard-responders-caution"),
        how: vec![texts.get("counted-responders"), texts.get("counted-judged")],
        head: vec![
            head("dashboard-measure", None),
            head("responders-important", Some(end)),
            head("responders-better", Some(end)),
            head("responders-worse", Some(end)),
        ],
        rows: rows.collect(),
    }
}

fn technique_name(word: &str) -> String {
    App::texts().get(&format!("technique-{}", word.replace('_', "-")))
}

fn groups(group: &Group, name: &impl Fn(&str) -> String) -> FigureTable {
    let texts = App::texts();
    let label = |key: &str| match group.by {
        By::Muscle => muscle_name(key),
        By::Technique => technique_name(key),
        By::Twitch if key == "yes" => texts.get("twitch-seen"),
        By::Twitch => texts.get("twitch-none"),
        By::Practitioner => name(key),
    };
    let (id, title, caution, how) = match group.by {
        By::Muscle => ("muscles", "dashboard-muscles", "", "counted-muscles"),
        By::Technique => ("techniques", "dashboard-techniques", "", "counted-techniques"),
        By::Twitch => ("twitch", "dashboard-twitch", "dashboard-twitch-caution", "counted-twitch"),
        By::Practitioner => {
            ("practitioners", "dashboard-practitioners", "dashboard-no-ranking", "counted-practitioners")
        }
    };
    let shown: Vec<&Cell> = group.rows.iter().filter_map(|row| row.cell.as_ref()).collect();
    let events_end = axis_end(shown.iter().filter_map(|cell| share(&cell.events)));
    let minimum = match group.by {
        By::Practitioner => audit::PRACTITIONER_TREATMENTS_MIN,
        _ => audit::CELL_TREATMENTS_MIN,
    };
    let few = texts.with("dashboard-few", &[("count", minimum.into())]);
    let mut rows: Vec<FigureRow> = group
        .rows
        .iter()
        .map(|row| {
            let cells = match &row.cell {
                None => vec![plain(few.clone()), plain("–"), plain("–"), plain("–")],
                Some(cell_of) => {
                    let counts = [
                        ("treatments", cell_of.treatments.into()),
                        ("needles", cell_of.needles.into()),
                        ("patients", cell_of.patients.into()),
                    ];
                    vec![
                        plain(texts.with("dashboard-cell-counts", &counts)),
                        plain(rate_text(&cell_of.twitched)),
                        cell(&cell_of.events, events_end),
                        cell(&cell_of.relief, 100.0),
                    ]
                }
            };
            FigureRow { label: label(&row.key), quiet: row.cell.is_none(), cells }
        })
        .collect();
    if group.by == By::Practitioner {
        rows.sort_by(|a, b| a.label.cmp(&b.label));
    }
    FigureTable {
        id,
        title: texts.get(title),
        caution: if caution.is_empty() { String::new() } else { texts.get(caution) },
        how: vec![texts.get(how), texts.get("counted-relief")],
        head: vec![
            head("dashboard-group", None),
            head("dashboard-counts", None),
            head("dashboard-twitched", None),
            head("event-rate", Some(events_end)),
            head("dashboard-relief", Some(100.0)),
        ],
        rows,
    }
}

fn reported(figures: &Figures) -> FigureTable {
    let texts = App::texts();
    let row = |key: &str, rate: &Rate| FigureRow {
        label: texts.get(key),
        quiet: false,
        cells: vec![cell(rate, 100.0)],
    };
    FigureTable {
        id: "reported",
        title: texts.get("dashboard-reported"),
        caution: texts.get("dashboard-reported-caution"),
        how: vec![texts.get("counted-reported")],
        head: vec![head("dashboard-told", None), head("dashboard-share", Some(100.0))],
        rows: vec![
            row("reported-sore", &figures.follow_up.sore),
            row("reported-bruise", &figures.follow_up.bruise),
            row("reported-warned", &figures.follow_up.warned),
        ],
    }
}

fn follow_up(figures: &Figures) -> FigureTable {
    let texts = App::texts();
    let row = |key: &str, rate: &Rate| FigureRow {
        label: texts.get(key),
        quiet: false,
        cells: vec![cell(rate, 100.0)],
    };
    FigureTable {
        id: "follow-up",
        title: texts.get("dashboard-follow-up"),
        caution: texts.get("dashboard-follow-up-caution"),
        how: vec![texts.get("counted-follow-up")],
        head: vec![head("dashboard-asked", None), head("dashboard-share", Some(100.0))],
        rows: vec![
            row("follow-up-pain", &figures.follow_up.pain),
            row("follow-up-measures", &figures.follow_up.measures),
            row("follow-up-diary", &figures.follow_up.diary),
        ],
    }
}

fn months(figures: &Figures) -> FigureTable {
    let texts = App::texts();
    let rows = figures.months.iter().map(|month| FigureRow {
        label: month.month.strftime("%B %Y").to_string(),
        quiet: false,
        cells: vec![
            plain(month.treatments.to_string()),
            plain(month.needles.to_string()),
            plain(rate_text(&month.events)),
            plain(rate_text(&month.relief)),
            plain(rate_text(&month.retested)),
        ],
    });
    let heads = [
        "dashboard-month",
        "dashboard-treatments",
        "dashboard-needles",
        "event-rate",
        "dashboard-relief",
        "follow-up-pain",
    ];
    FigureTable {
        id: "months",
        title: texts.get("dashboard-months"),
        caution: String::new(),
        how: vec![texts.get("counted-months")],
        head: heads.map(|key| head(key, None)).to_vec(),
        rows: rows.collect(),
    }
}

fn trends(figures: &Figures) -> Vec<(String, String, report::Plot)> {
    let texts = App::texts();
    if figures.months.len() < 2 {
        return Vec::new();
    }
    let trend = |key: &str, of: &dyn Fn(&audit::Month) -> Rate| {
        let rated: Vec<(&audit::Month, Rate)> = figures.months.iter().map(|m| (m, of(m))).collect();
        let points: Vec<(String, Option<Share>)> =
            rated.iter().map(|(m, rate)| (m.month.strftime("%b %Y").to_string(), share(rate))).collect();
        let mut ends = rated.iter().filter(|(_, rate)| rate.interval.is_some());
        let (first, last) = (ends.next(), ends.next_back());
        let said = |end: Option<&(&audit::Month, Rate)>| {
            end.map_or(String::new(), |(m, rate)| {
                format!("{}: {}", m.month.strftime("%B %Y"), rate_text(rate))
            })
        };
        let args = [("first", said(first).into()), ("last", said(last.or(first)).into())];
        (texts.get(key), texts.with("dashboard-trend", &args), share_trend(&points))
    };
    vec![
        trend("event-rate", &|m| m.events),
        trend("dashboard-relief", &|m| m.relief),
        trend("follow-up-pain", &|m| m.retested),
    ]
}
