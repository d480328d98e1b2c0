//! The report as Markdown.

use crate::check::basis;
use crate::measure::{ByMuscle, Tally, jaccard, tally, with_interval};
use crate::table::{Cell, Mark, Match, Row, Side, Tables};
use std::fmt::Write as _;

fn names<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> String {
    let name =
        |cell: &Cell| if cell.1 == Side::Contra { format!("{} (contra)", cell.0) } else { cell.0.clone() };
    cells.into_iter().map(name).collect::<Vec<_>>().join(", ")
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".into(), |value| format!("{value:.2}"))
}

/// One line of the table of comparisons.
fn compared(name: &str, tallies: &ByMuscle) -> String {
    let sum = Tally::sum(tallies.values());
    format!(
        "| {name} | {} | {} | {} | {} | {} |\n",
        sum.points,
        with_interval(tallies, Tally::kappa_three),
        with_interval(tallies, Tally::kappa_essential),
        with_interval(tallies, Tally::jaccard_mean),
        sum.identical
    )
}

const INTRO: &str = "\
# Agreement of the two codings of the referral table

Written by `cargo run -p atlas --example coding_agreement`; do not edit. All figures are computed from the
tables in this folder.

`a.csv` and `b.csv` were made from memory of the published patterns without sight of each other. Points are
matched by site (`alignment.csv` where the order differs). A cell is one region on one side (same side as the
muscle, or opposite) for one point, and is essential, spillover or none. Kappa is Cohen's; the Jaccard index
is that of the two sets of essential regions of a point, averaged over points. Intervals are 95 %, by leaving
out one muscle at a time.

Most cells are none in both codings, which kappa allows for and plain agreement would not. Two memories of
the same books can share an error: these figures say how reproducible the coding is, not how true. The region
scheme has no midline cells; fields on the midline are coded on the side of the muscle unless the sources
make a point of the crossing.
";

pub(crate) fn report(tables: &Tables) -> String {
    let cells = 2 * tables.regions.len() as u64;
    let a = |found: &Match| found.of(found.a.as_ref(), &tables.a);
    let b = |found: &Match| found.of(found.b.as_ref(), &tables.b);
    let settled = |found: &Match| found.of(found.settled.as_ref(), &tables.settled);
    let matches = || tables.matches.iter().map(|found| (found.muscle.as_str(), found));
    let by_site = tally(matches().map(|(id, found)| (id, a(found), b(found))), cells);
    let only_a = matches().filter(|(_, found)| found.b.is_none());
    let only_b: Vec<_> = matches().filter(|(_, found)| found.a.is_none()).collect();
    let left: Vec<(&str, &Match, &Match)> = only_a
        .filter_map(|(id, one)| only_b.iter().find(|(other, _)| *other == id).map(|(_, two)| (id, one, *two)))
        .collect();
    let with_left = tally(
        matches()
            .map(|(id, found)| (id, a(found), b(found)))
            .chain(left.iter().map(|(id, one, two)| (*id, a(one), b(two)))),
        cells,
    );
    let by_number =
        tally(tables.a.iter().map(|(key, one)| (key.0.as_str(), Some(one), tables.b.get(key))), cells);
    let a_settled = tally(matches().map(|(id, found)| (id, a(found), settled(found))), cells);
    let b_settled = tally(matches().map(|(id, found)| (id, b(found), settled(found))), cells);

    let mut out = INTRO.to_owned();
    out += "\n## Overall\n\n| compared | points | kappa, three marks | kappa, essential or not | mean Jaccard | \
            same essential set |\n|---|---|---|---|---|---|\n";
    out += &compared("a with b, matched by site", &by_site);
    out += &compared("the same, left-over points taken as a pair", &with_left);
    out += &compared("a with b, by number without matching", &by_number);
    out += &compared("a with the settled table", &a_settled);
    out += &compared("b with the settled table", &b_settled);

    let whole = Tally::sum(by_site.values());
    let _ = write!(
        out,
        "\n{} muscles, {} regions, {cells} cells per point. Cells of the first line:\n\n\
         | a \\ b | none | spillover | essential |\n|---|---|---|---|\n",
        tables.muscles.len(),
        tables.regions.len()
    );
    for (mark, row) in [Mark::None, Mark::Spillover, Mark::Essential].iter().zip(whole.counts) {
        let _ = writeln!(out, "| {} | {} | {} | {} |", mark.name(), row[0], row[1], row[2]);
    }
    out += &differences(tables, &whole, &left);
    out += &groups(tables, &by_site);
    out += &weakest(tables);
    out
}

/// How many differences there were and how they were settled.
fn differences(tables: &Tables, whole: &Tally, left: &[(&str, &Match, &Match)]) -> String {
    let kind = |one: Mark, two: Mark| {
        whole.counts[one as usize][two as usize] + whole.counts[two as usize][one as usize]
    };
    let count = |test: &dyn Fn(&Row) -> bool| tables.settlements.iter().filter(|row| test(row)).count();
    let mut out = format!(
        "\n## Differences and how they were settled\n\n{} cells of matched points differ: {} essential or spillover, \
         {} essential or none, {} spillover or none. ",
        whole.differences(),
        kind(Mark::Essential, Mark::Spillover),
        kind(Mark::Essential, Mark::None),
        kind(Mark::Spillover, Mark::None)
    );
    for (muscle, one, two) in left {
        let _ = write!(
            out,
            "In {muscle} point {} of a and point {} of b are different points and were not compared. ",
            one.a.as_deref().unwrap_or_default(),
            two.b.as_deref().unwrap_or_default()
        );
    }
    let _ = writeln!(
        out,
        "`settlements.csv` has {} rows: {} follow a, {} follow b, {} neither, {} change what both had. \
         {} rest on an abstract that was read (checked), {} on a later summary or legend that was read (secondary), \
         {} on memory of the sources (memory).",
        tables.settlements.len(),
        count(&|row| row["a"] != row["b"] && row["a"] == row["settled"]),
        count(&|row| row["a"] != row["b"] && row["b"] == row["settled"]),
        count(&|row| row["a"] != row["b"] && row["a"] != row["settled"] && row["b"] != row["settled"]),
        count(&|row| row["a"] == row["b"]),
        count(&|row| basis(&row["reason"]) == Some("checked")),
        count(&|row| basis(&row["reason"]) == Some("secondary")),
        count(&|row| basis(&row["reason"]) == Some("memory")),
    );
    let marks = |mark| {
        tables.settled.values().flat_map(|point| point.marks.values()).filter(|found| **found == mark).count()
    };
    let points = tables.settled.len() as f64;
    let _ = writeln!(
        out,
        "\nThe settled table has {} points with {} essential and {} spillover cells ({:.2} and {:.2} per point; \
         {} essential and {} spillover on the opposite side); {} points refer to a remote region. \
         {} sites differed and were settled in `site_settlements.csv`.",
        tables.settled.len(),
        marks(Mark::Essential),
        marks(Mark::Spillover),
        marks(Mark::Essential) as f64 / points,
        marks(Mark::Spillover) as f64 / points,
        opposite(tables, Mark::Essential),
        opposite(tables, Mark::Spillover),
        tables.settled.values().filter(|point| point.remote).count(),
        tables.site_settlements.len()
    );
    out
}

fn opposite(tables: &Tables, mark: Mark) -> usize {
    let cells = tables.settled.values().flat_map(|point| &point.marks);
    cells.filter(|(cell, found)| cell.1 == Side::Contra && **found == mark).count()
}

fn groups(tables: &Tables, by_site: &ByMuscle) -> String {
    let mut order: Vec<&str> = Vec::new();
    for muscle in &tables.muscles {
        if !order.contains(&muscle.group.as_str()) {
            order.push(&muscle.group);
        }
    }
    let mut out = String::from(
        "\n## Per muscle group\n\n| group | points | kappa, three marks | kappa, essential or not | mean Jaccard | \
         differing cells |\n|---|---|---|---|---|---|\n",
    );
    for group in order {
        let members = tables.muscles.iter().filter(|muscle| muscle.group == group);
        let sum = Tally::sum(members.filter_map(|muscle| by_site.get(&muscle.id)));
        let _ = writeln!(
            out,
            "| {group} | {} | {} | {} | {} | {} |",
            sum.points,
            number(sum.kappa_three()),
            number(sum.kappa_essential()),
            number(sum.jaccard_mean()),
            sum.differences()
        );
    }
    out
}

/// The points whose essential sets differ, least alike first.
fn weakest(tables: &Tables) -> String {
    let mut rows: Vec<(f64, String)> = Vec::new();
    for found in &tables.matches {
        let three = (
            found.of(found.a.as_ref(), &tables.a),
            found.of(found.b.as_ref(), &tables.b),
            found.of(found.settled.as_ref(), &tables.settled),
        );
        let (Some(a), Some(b), Some(settled)) = three else { continue };
        let alike = jaccard(a, b);
        if a.essential() != b.essential() {
            let sets = [a, b, settled].map(|point| names(point.essential())).join(" | ");
            rows.push((alike, format!("| {} {} | {alike:.2} | {sets} |\n", found.muscle, found.label())));
        }
    }
    rows.sort_by(|one, two| one.0.total_cmp(&two.0));
    let head = "\n## Points whose essential regions differ\n\n| point | Jaccard | a | b | settled |\n|---|---|---|---|---|\n";
    rows.into_iter().fold(head.to_owned(), |out, (_, row)| out + &row)
}
