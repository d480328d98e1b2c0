//! The counting itself. Each figure says in its own words how it is made; pages and documents repeat those words.

use crate::published::{Published, published};
use crate::rate::Rate;
use crate::row::{Change, Grade, Needles, Outcome, Reported, Rows, Treatment};
use crate::{CELL_PATIENTS_MIN, CELL_TREATMENTS_MIN, PRACTITIONER_TREATMENTS_MIN, RELIEF_POINTS};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Everything that the clinic's page shows.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Figures {
    /// Sessions that are closed or signed and in which at least one needle stands.
    pub treatments: u64,
    /// Needles that stand in them.
    pub needles: u64,
    /// People treated.
    pub patients: u64,
    /// Sessions from before these figures came: not in any of them until the projections are made again.
    pub uncounted: u64,
    /// Adverse events, `any` first, then by kind, then by grade.
    pub events: Vec<EventFigure>,
    /// By measure.
    pub responders: Vec<Responders>,
    /// By muscle, technique, twitch and practitioner.
    pub groups: Vec<Group>,
    /// Oldest first, without gaps.
    pub months: Vec<Month>,
    /// How much is followed up.
    pub follow_up: FollowUp,
}

/// Treatments with at least one adverse event of a kind.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EventFigure {
    /// `any`, a kind (`bruise`), or a grade (`mild`, `moderate`, `major`).
    pub what: String,
    /// Events; a treatment may have several.
    pub events: u64,
    /// Treatments with at least one, among all treatments.
    pub rate: Rate,
    /// What others have counted.
    pub published: &'static [Published],
}

/// What a measure came to over the courses in which it was taken twice.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Responders {
    /// Id of the measure.
    pub measure: String,
    /// Importantly better, among those for which an important change is published; none where it is not.
    pub importantly_better: Option<Rate>,
    /// Better by more than measurement error, importantly or not, among those that can be judged.
    pub better: Rate,
    /// Worse by more than measurement error, among those that can be judged.
    pub worse: Rate,
    /// Taken twice, but no published figure says which change counts.
    pub without_figure: u64,
}

/// What treatments are grouped by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A treatment counts for each muscle that was needled in it.
    Muscle,
    /// A treatment counts for each technique that was used in it.
    Technique,
    /// Whether any needle of the treatment twitched.
    Twitch,
    /// Whoever signs the session.
    Practitioner,
}

impl By {
    /// The word in JSON and CSV.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Muscle => "muscle",
            Self::Technique => "technique",
            Self::Twitch => "twitch",
            Self::Practitioner => "practitioner",
        }
    }
}

/// One way of grouping.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Group {
    /// By what.
    pub by: By,
    /// Muscles, techniques and twitches: the most treatments first. Practitioners: in the order of their ids, never by a rate.
    pub rows: Vec<GroupRow>,
}

/// One row of a group.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct GroupRow {
    /// Muscle, technique, `yes` or `no`, or a practitioner's id.
    pub key: String,
    /// None where too few treatments or patients stand behind it.
    pub cell: Option<Cell>,
}

/// What is shown of a row that enough stands behind.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Cell {
    /// Treatments of the row.
    pub treatments: u64,
    /// Needles of the row; of a muscle or technique only its own.
    pub needles: u64,
    /// People of the row.
    pub patients: u64,
    /// Needles with a twitch among the row's needles.
    pub twitched: Rate,
    /// Treatments with any adverse event among the row's treatments.
    pub events: Rate,
    /// Treatments after which pain was at least two points less, among those with at least two before and a score after.
    pub relief: Rate,
}

/// One month.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Month {
    /// Its first day.
    pub month: Date,
    /// Treatments.
    pub treatments: u64,
    /// Needles.
    pub needles: u64,
    /// Treatments with any adverse event.
    pub events: Rate,
    /// As [`Cell::relief`].
    pub relief: Rate,
    /// Treatments with a score before that also have one after.
    pub retested: Rate,
}

/// How much is followed up. What is not asked is not found.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FollowUp {
    /// Treatments with a pain score after, among those with one before.
    pub pain: Rate,
    /// Courses in which any measure was taken at two visits, among those with two treatments or more.
    pub measures: Rate,
    /// Treatments whose patient answered the diary at least once, among all.
    pub diary: Rate,
    /// Treatments after which the patient was sore at all, among those whose patient answered.
    pub sore: Rate,
    /// With a bruise, among the same.
    pub bruise: Rate,
    /// After which the patient was told to call or to see a doctor, among the same.
    pub warned: Rate,
}

/// Counts.
pub fn count(rows: &Rows) -> Figures {
    let all: Vec<&Treatment> = rows.treatments.iter().collect();
    Figures {
        treatments: all.len() as u64,
        needles: all.iter().map(|t| needles(&t.needles)).sum(),
        patients: people(&all),
        uncounted: rows.uncounted,
        events: events(&all),
        responders: responders(&rows.outcomes),
        groups: vec![
            group(By::Muscle, &all, CELL_TREATMENTS_MIN, |t| own(t, |n| n.muscle.clone())),
            group(By::Technique, &all, CELL_TREATMENTS_MIN, |t| own(t, |n| n.technique.clone())),
            group(By::Twitch, &all, CELL_TREATMENTS_MIN, |t| {
                let twitched = t.needles.iter().any(|n| n.twitched);
                BTreeMap::from([(if twitched { "yes" } else { "no" }.to_owned(), t.needles.clone())])
            }),
            group(By::Practitioner, &all, PRACTITIONER_TREATMENTS_MIN, |t| {
                BTreeMap::from([(format!("{:032x}", t.practitioner), t.needles.clone())])
            }),
        ],
        months: months(&all),
        follow_up: FollowUp {
            pain: retested(&all),
            measures: Rate::new(rows.courses_measured_again, rows.courses),
            diary: share(&all, |t| t.diary.is_some()),
            sore: reported(&all, |told| told.soreness > 0),
            bruise: reported(&all, |told| told.bruise),
            warned: reported(&all, |told| told.warned),
        },
    }
}

fn needles(of: &[Needles]) -> u64 {
    of.iter().map(|n| u64::from(n.count)).sum()
}

fn people(of: &[&Treatment]) -> u64 {
    of.iter().map(|t| t.patient).collect::<BTreeSet<_>>().len() as u64
}

fn share(of: &[&Treatment], holds: impl Fn(&Treatment) -> bool) -> Rate {
    Rate::new(of.iter().filter(|t| holds(t)).count() as u64, of.len() as u64)
}

/// Among treatments whose patient answered.
fn reported(of: &[&Treatment], holds: impl Fn(&Reported) -> bool) -> Rate {
    let told: Vec<&Reported> = of.iter().filter_map(|t| t.diary.as_ref()).collect();
    Rate::new(told.iter().filter(|told| holds(told)).count() as u64, told.len() as u64)
}

fn any_event(of: &[&Treatment]) -> Rate {
    share(of, |t| !t.ill_effects.is_empty())
}

fn relief(of: &[&Treatment]) -> Rate {
    let scored = of.iter().filter_map(|t| Some((t.pain_before?, t.pain_after?)));
    let scored: Vec<(u8, u8)> = scored.filter(|(before, _)| *before >= RELIEF_POINTS).collect();
    let relieved = scored.iter().filter(|(before, after)| before.saturating_sub(*after) >= RELIEF_POINTS);
    Rate::new(relieved.count() as u64, scored.len() as u64)
}

fn retested(of: &[&Treatment]) -> Rate {
    let asked: Vec<&&Treatment> = of.iter().filter(|t| t.pain_before.is_some()).collect();
    Rate::new(asked.iter().filter(|t| t.pain_after.is_some()).count() as u64, asked.len() as u64)
}

fn events(all: &[&Treatment]) -> Vec<EventFigure> {
    let figure = |what: &str, is: &dyn Fn(&str, Grade) -> bool| {
        let of = |t: &Treatment| t.ill_effects.iter().filter(|e| is(&e.kind, e.grade)).count() as u64;
        EventFigure {
            what: what.to_owned(),
            events: all.iter().map(|t| of(t)).sum(),
            rate: share(all, |t| of(t) > 0),
            published: published(what),
        }
    };
    let mut figures = vec![figure("any", &|_, _| true)];
    // The kinds that others have counted are shown even where none was seen: a zero is a figure too.
    let seen = all.iter().flat_map(|t| t.ill_effects.iter().map(|e| e.kind.as_str()));
    let kinds: BTreeSet<&str> = seen.filter(|kind| *kind != "other").collect();
    let known = ["bruise", "bleed", "pain", "faint"];
    let kinds = known.into_iter().chain(kinds.into_iter().filter(|k| !known.contains(k))).chain(["other"]);
    figures.extend(kinds.map(|kind| figure(kind, &|k, _| k == kind)));
    for (word, grade) in [("mild", Grade::Mild), ("moderate", Grade::Moderate), ("major", Grade::Major)] {
        figures.push(figure(word, &|_, g| g == grade));
    }
    figures
}

fn responders(outcomes: &[Outcome]) -> Vec<Responders> {
    let mut by_measure: BTreeMap<&str, (Vec<Change>, u64)> = BTreeMap::new();
    for outcome in outcomes {
        let (changes, important) = by_measure.entry(&outcome.measure).or_default();
        changes.push(outcome.change);
        *important += u64::from(outcome.important_known);
    }
    let row = |(measure, (changes, important)): (&str, (Vec<Change>, u64))| {
        let of = |wanted: &[Change]| changes.iter().filter(|c| wanted.contains(c)).count() as u64;
        let without_figure = of(&[Change::NoFigure]);
        let judged = changes.len() as u64 - without_figure;
        Responders {
            measure: measure.to_owned(),
            importantly_better: (important > 0)
                .then(|| Rate::new(of(&[Change::ImportantlyBetter]), important)),
            better: Rate::new(of(&[Change::ImportantlyBetter, Change::Better]), judged),
            worse: Rate::new(of(&[Change::Worse]), judged),
            without_figure,
        }
    };
    by_measure.into_iter().map(row).collect()
}

/// The needles of a treatment by a property of theirs.
fn own(treatment: &Treatment, key: impl Fn(&Needles) -> String) -> BTreeMap<String, Vec<Needles>> {
    let mut groups: BTreeMap<String, Vec<Needles>> = BTreeMap::new();
    for needles in &treatment.needles {
        groups.entry(key(needles)).or_default().push(needles.clone());
    }
    groups
}

fn group(
    by: By,
    all: &[&Treatment],
    treatments_min: u64,
    keys: impl Fn(&Treatment) -> BTreeMap<String, Vec<Needles>>,
) -> Group {
    let mut groups: BTreeMap<String, (Vec<&Treatment>, u64, u64)> = BTreeMap::new();
    for treatment in all {
        for (key, of_key) in keys(treatment) {
            let group = groups.entry(key).or_default();
            group.0.push(treatment);
            group.1 += needles(&of_key);
            group.2 += of_key.iter().filter(|n| n.twitched).map(|n| u64::from(n.count)).sum::<u64>();
        }
    }
    let mut counted: Vec<(usize, GroupRow)> = Vec::new();
    for (key, (treatments, needles, twitched)) in groups {
        let (count, patients) = (treatments.len() as u64, people(&treatments));
        // Whom a patient sees says little about them; few treatments say little about a rate.
        let enough = count >= treatments_min && (by == By::Practitioner || patients >= CELL_PATIENTS_MIN);
        let cell = enough.then(|| Cell {
            treatments: count,
            needles,
            patients,
            twitched: Rate::new(twitched, needles),
            events: any_event(&treatments),
            relief: relief(&treatments),
        });
        counted.push((treatments.len(), GroupRow { key, cell }));
    }
    if by != By::Practitioner {
        counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.key.cmp(&b.1.key)));
    }
    Group { by, rows: counted.into_iter().map(|(_, row)| row).collect() }
}

fn months(all: &[&Treatment]) -> Vec<Month> {
    let mut by_month: BTreeMap<Date, Vec<&Treatment>> = BTreeMap::new();
    for treatment in all {
        by_month.entry(treatment.day.first_of_month()).or_default().push(treatment);
    }
    // A month without a treatment is part of the trend.
    if let (Some(first), Some(last)) = (by_month.keys().next().copied(), by_month.keys().last().copied()) {
        let mut month = first;
        while month < last {
            by_month.entry(month).or_default();
            month = month.saturating_add(jiff::Span::new().months(1));
        }
    }
    let row = |(month, of): (Date, Vec<&Treatment>)| Month {
        month,
        treatments: of.len() as u64,
        needles: of.iter().map(|t| needles(&t.needles)).sum(),
        events: any_event(&of),
        relief: relief(&of),
        retested: retested(&of),
    };
    by_month.into_iter().map(row).collect()
}

impl Figures {
    /// Every figure as a line: section, row, figure, count, among, share, low, high, method. What is too small to be shown is not
    /// in it either. Keys are quoted where they must be.
    pub fn csv(&self) -> String {
        let mut lines = "section,row,figure,count,among,share,low,high,method\n".to_owned();
        let mut plain = |section: &str, row: &str, figure: &str, count: u64| {
            let _ = writeln!(lines, "{section},{row},{figure},{count},,,,,");
        };
        plain("all", "", "treatments", self.treatments);
        plain("all", "", "needles", self.needles);
        plain("all", "", "patients", self.patients);
        let mut rate = |section: &str, row: &str, figure: &str, rate: &Rate| {
            let ends = rate.interval.map_or(",,,".to_owned(), |i| {
                let method = match i.method {
                    crate::rate::Method::Wilson => "wilson",
                    crate::rate::Method::Exact => "exact",
                };
                format!("{:.6},{:.6},{:.6},{method}", i.share, i.low, i.high)
            });
            let (count, among) = (rate.count, rate.among);
            let _ = writeln!(lines, "{section},{},{figure},{count},{among},{ends}", quoted(row));
        };
        for event in &self.events {
            rate("events", &event.what, "treatments_with", &event.rate);
        }
        for row in &self.responders {
            if let Some(important) = &row.importantly_better {
                rate("responders", &row.measure, "importantly_better", important);
            }
            rate("responders", &row.measure, "better", &row.better);
            rate("responders", &row.measure, "worse", &row.worse);
        }
        for group in &self.groups {
            for (row, cell) in group.rows.iter().filter_map(|row| Some((row, row.cell.as_ref()?))) {
                rate(group.by.as_str(), &row.key, "events", &cell.events);
                rate(group.by.as_str(), &row.key, "relief", &cell.relief);
                rate(group.by.as_str(), &row.key, "twitched", &cell.twitched);
            }
        }
        for month in &self.months {
            let name = month.month.to_string();
            rate("months", &name[..7], "events", &month.events);
            rate("months", &name[..7], "relief", &month.relief);
            rate("months", &name[..7], "retested", &month.retested);
        }
        rate("follow_up", "", "pain", &self.follow_up.pain);
        rate("follow_up", "", "measures", &self.follow_up.measures);
        rate("follow_up", "", "diary", &self.follow_up.diary);
        rate("reported", "", "sore", &self.follow_up.sore);
        rate("reported", "", "bruise", &self.follow_up.bruise);
        rate("reported", "", "warned", &self.follow_up.warned);
        lines
    }
}

/// A field of a CSV line; what a spreadsheet would run as a formula is made text.
fn quoted(field: &str) -> String {
    let field = if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{field}")
    } else {
        field.to_owned()
    };
    if field.contains([',', '"', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}
