//! The tables as read: codings, the matching of their points, what was settled.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Columns of `a.csv`, `b.csv` and `settled.csv`.
pub(crate) const CODING: &[&str] = &[
    "muscle",
    "point",
    "site",
    "essential",
    "spillover",
    "essential_contralateral",
    "spillover_contralateral",
    "character",
    "remote",
    "note",
];
pub(crate) const ALIGNMENT: &[&str] = &["muscle", "point_a", "point_b", "point_settled", "why"];
pub(crate) const SETTLEMENTS: &[&str] = &["muscle", "point", "region", "side", "a", "b", "settled", "reason"];
pub(crate) const SITE_SETTLEMENTS: &[&str] = &["muscle", "point", "a", "b", "settled", "reason"];
pub(crate) const POINTS: &[&str] = &["muscle", "group", "points"];

pub(crate) type Row = BTreeMap<String, String>;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Ipsi,
    Contra,
}

impl Side {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Side::Ipsi => "ipsi",
            Side::Contra => "contra",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    None,
    Spillover,
    Essential,
}

impl Mark {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Mark::None => "none",
            Mark::Spillover => "spillover",
            Mark::Essential => "essential",
        }
    }
}

pub(crate) type Cell = (String, Side);

/// One row of a coding.
#[derive(Default)]
pub(crate) struct Point {
    pub(crate) site: BTreeSet<String>,
    pub(crate) marks: BTreeMap<Cell, Mark>,
    pub(crate) remote: bool,
}

impl Point {
    pub(crate) fn mark(&self, cell: &Cell) -> Mark {
        self.marks.get(cell).copied().unwrap_or(Mark::None)
    }

    pub(crate) fn essential(&self) -> BTreeSet<&Cell> {
        self.marks.iter().filter(|(_, mark)| **mark == Mark::Essential).map(|(cell, _)| cell).collect()
    }
}

/// Muscle and point label.
pub(crate) type Key = (String, String);
pub(crate) type Coding = BTreeMap<Key, Point>;

/// The same anatomical point in the three tables; `None` where a table has no row for it.
pub(crate) struct Match {
    pub(crate) muscle: String,
    pub(crate) a: Option<String>,
    pub(crate) b: Option<String>,
    pub(crate) settled: Option<String>,
}

impl Match {
    pub(crate) fn of<'a>(&self, label: Option<&String>, coding: &'a Coding) -> Option<&'a Point> {
        label.and_then(|label| coding.get(&(self.muscle.clone(), label.clone())))
    }

    /// How settlements name it: by settled number, or by the coding that alone has it.
    pub(crate) fn label(&self) -> String {
        match (&self.settled, &self.a, &self.b) {
            (Some(settled), _, _) => settled.clone(),
            (None, Some(a), _) => format!("a:{a}"),
            (None, None, b) => format!("b:{}", b.as_deref().unwrap_or_default()),
        }
    }
}

pub(crate) struct Muscle {
    pub(crate) id: String,
    pub(crate) group: String,
    pub(crate) points: usize,
}

/// Region id to the ids of its neighbours.
pub(crate) type Regions = BTreeMap<String, Vec<String>>;

pub(crate) struct Tables {
    pub(crate) muscles: Vec<Muscle>,
    pub(crate) regions: Regions,
    pub(crate) a: Coding,
    pub(crate) b: Coding,
    pub(crate) settled: Coding,
    pub(crate) matches: Vec<Match>,
    pub(crate) settlements: Vec<Row>,
    pub(crate) site_settlements: Vec<Row>,
}

/// Records of RFC 4180 text: quoted fields may hold commas, line ends and doubled quotes.
pub(crate) fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            _ => field.push(c),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

pub(crate) fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

pub(crate) fn table(path: &Path, columns: &[&str]) -> Result<Vec<Row>, String> {
    let name = path.display();
    let mut records = records(&text(path)?).into_iter();
    let head = records.next().unwrap_or_default();
    if head != columns {
        return Err(format!("{name}: expected the columns {columns:?}, found {head:?}"));
    }
    let row = |(number, record): (usize, Vec<String>)| {
        if record.len() == head.len() {
            Ok(head.iter().cloned().zip(record).collect())
        } else {
            Err(format!(
                "{name}: record {}: expected {} fields, found {}",
                number + 2,
                head.len(),
                record.len()
            ))
        }
    };
    records.enumerate().map(row).collect()
}

pub(crate) fn coding(path: &Path, problems: &mut Vec<String>) -> Result<Coding, String> {
    const MARKS: [(&str, Side, Mark); 4] = [
        ("essential", Side::Ipsi, Mark::Essential),
        ("spillover", Side::Ipsi, Mark::Spillover),
        ("essential_contralateral", Side::Contra, Mark::Essential),
        ("spillover_contralateral", Side::Contra, Mark::Spillover),
    ];
    let mut coding = Coding::new();
    for row in table(path, CODING)? {
        let key = (row["muscle"].clone(), row["point"].clone());
        let place = format!("{}: {} {}", path.display(), key.0, key.1);
        let mut point = Point {
            site: row["site"].split_whitespace().map(str::to_owned).collect(),
            remote: row["remote"] == "yes",
            ..Point::default()
        };
        if !["yes", "no"].contains(&row["remote"].as_str()) {
            problems.push(format!("{place}: remote: expected yes or no, found {:?}", row["remote"]));
        }
        for (column, side, mark) in MARKS {
            for region in row[column].split_whitespace() {
                if point.marks.insert((region.to_owned(), side), mark).is_some() {
                    problems.push(format!("{place}: {region} ({}) is listed twice", side.name()));
                }
            }
        }
        if coding.insert(key, point).is_some() {
            problems.push(format!("{place}: the row occurs twice"));
        }
    }
    Ok(coding)
}

/// Ids and neighbours from the atlas's region file; only these two keys of it are read.
pub(crate) fn regions(path: &Path) -> Result<Regions, String> {
    let text = text(path)?;
    let quoted =
        |part: &str| -> Vec<String> { part.split('"').skip(1).step_by(2).map(str::to_owned).collect() };
    let mut regions = Regions::new();
    for block in text.split("[[region]]").skip(1) {
        let id = block.lines().find_map(|line| line.strip_prefix("id = ")).map(quoted);
        let adjacent = block.split_once("adjacent = [").and_then(|(_, rest)| rest.split_once(']'));
        match (id.and_then(|ids| ids.into_iter().next()), adjacent) {
            (Some(id), Some((list, _))) => regions.insert(id, quoted(list)),
            _ => return Err(format!("{}: a region without id or adjacent", path.display())),
        };
    }
    Ok(regions)
}

/// Rows named by the alignment go by it, all others by their number.
pub(crate) fn matches(
    rows: &[Row],
    a: &Coding,
    b: &Coding,
    settled: &Coding,
    problems: &mut Vec<String>,
) -> Vec<Match> {
    let label = |row: &Row, column: &str| Some(row[column].clone()).filter(|label| !label.is_empty());
    let mut matches: Vec<Match> = rows
        .iter()
        .map(|row| Match {
            muscle: row["muscle"].clone(),
            a: label(row, "point_a"),
            b: label(row, "point_b"),
            settled: label(row, "point_settled"),
        })
        .collect();
    for row in rows.iter().filter(|row| row["why"].trim().is_empty()) {
        problems.push(format!("alignment.csv: {}: expected a reason", row["muscle"]));
    }
    let aligned = matches.len();
    let taken = |matches: &[Match], pick: fn(&Match) -> &Option<String>, key: &Key| {
        matches[..aligned].iter().any(|m| m.muscle == key.0 && pick(m).as_ref() == Some(&key.1))
    };
    let keys: BTreeSet<&Key> = a.keys().chain(b.keys()).chain(settled.keys()).collect();
    for key in keys {
        let free = |pick, coding: &Coding| {
            (coding.contains_key(key) && !taken(&matches, pick, key)).then(|| key.1.clone())
        };
        let next = Match {
            muscle: key.0.clone(),
            a: free(|m| &m.a, a),
            b: free(|m| &m.b, b),
            settled: free(|m| &m.settled, settled),
        };
        if next.a.is_some() || next.b.is_some() || next.settled.is_some() {
            matches.push(next);
        }
    }
    for (name, coding, pick) in [
        ("a", a, (|m| &m.a) as fn(&Match) -> &Option<String>),
        ("b", b, |m| &m.b),
        ("settled", settled, |m| &m.settled),
    ] {
        let mut seen = BTreeSet::new();
        for found in &matches {
            let Some(label) = pick(found) else { continue };
            let key = (found.muscle.clone(), label.clone());
            if !coding.contains_key(&key) {
                problems.push(format!("alignment.csv: {} {}: no such row in {name}", key.0, key.1));
            }
            if !seen.insert(key) {
                problems.push(format!("alignment.csv: {} {label}: matched twice in {name}", found.muscle));
            }
        }
    }
    matches
}

pub(crate) fn read(room: &Path, problems: &mut Vec<String>) -> Result<Tables, String> {
    let codings = room.join("codings");
    let muscle = |row: Row| {
        let points =
            row["points"].parse().map_err(|_| format!("points.csv: {}: not a count", row["muscle"]))?;
        Ok(Muscle { id: row["muscle"].clone(), group: row["group"].clone(), points })
    };
    let a = coding(&codings.join("a.csv"), problems)?;
    let b = coding(&codings.join("b.csv"), problems)?;
    let settled = coding(&codings.join("settled.csv"), problems)?;
    let alignment = table(&codings.join("alignment.csv"), ALIGNMENT)?;
    let matches = matches(&alignment, &a, &b, &settled, problems);
    Ok(Tables {
        muscles: table(&codings.join("points.csv"), POINTS)?
            .into_iter()
            .map(muscle)
            .collect::<Result<_, String>>()?,
        regions: regions(&room.join("data/regions.toml"))?,
        settlements: table(&codings.join("settlements.csv"), SETTLEMENTS)?,
        site_settlements: table(&codings.join("site_settlements.csv"), SITE_SETTLEMENTS)?,
        a,
        b,
        settled,
        matches,
    })
}
