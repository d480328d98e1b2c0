//! Series of values as plots, sentences and thresholds.

use super::{CoursePage, with_unit};
use crate::app::App;
use crate::present::{command_id, moment, muscle_name};
use crate::views::course::{SeriesView, ValueView};
use ::chart::Instant;
use ::chart::course::{Measurement, Series, State, Subject, When, compared};
use ::chart::measure::{self, ChangeKind, Judgement, Measure, PressureUnit, Scale};
use atlas::{Atlas, Certainty, MotionId, Side};
use jiff::civil::Date;
use report::{MeasurePlot, MeasureWords, Visit};

/// A value on its way into a plot.
struct Value {
    at: Instant,
    when: When,
    reading_x100: i32,
    view: ValueView,
}

pub(super) fn all_series(page: &CoursePage<'_>) -> Vec<(SeriesView, Option<Judgement>)> {
    let mut grouped = page.course.series();
    let pain = measure::measure("pain-now");
    let is_pain = |s: &Series<'_>| s.measure == "pain-now" && *s.subject == Subject::Person;
    let own_pain = grouped.iter().position(is_pain).map(|index| grouped.remove(index));
    let mut pain_values: Vec<Value> = session_pain(page);
    pain_values.extend(own_pain.iter().flat_map(|s| &s.values).map(|m| value(page, m)));
    pain_values.sort_by_key(|v| v.at);
    let mut views = Vec::new();
    if let (Some(pain), false) = (pain, pain_values.is_empty()) {
        views.extend(series_view(page, pain, &Subject::Person, pain_values));
    }
    for series in grouped {
        // A measure that this version no longer knows has no scale to be drawn on.
        let Some(measure) = measure::measure(series.measure) else { continue };
        let values = series.values.iter().map(|m| value(page, m)).collect();
        views.extend(series_view(page, measure, series.subject, values));
    }
    views
}

/// Pain before and after the needles, from the sessions of this complaint.
fn session_pain(page: &CoursePage<'_>) -> Vec<Value> {
    let of_this = page.sessions.iter().filter(|s| s.complaint == page.complaint);
    of_this
        .flat_map(|s| [(When::Before, s.pain_before), (When::After, s.pain_after)].map(|p| (s, p)))
        .filter_map(|(session, (when, score))| {
            let value_x100 = i32::from(score?) * measure::SCALE;
            let view = ValueView {
                id: String::new(),
                text: measure::shown(value_x100),
                at: moment(session.opened_at, page.zone),
                command_id: String::new(),
            };
            Some(Value { at: session.opened_at, when, reading_x100: value_x100, view })
        })
        .collect()
}

fn value(page: &CoursePage<'_>, measurement: &Measurement) -> Value {
    let taken = &measurement.taken;
    let unit = measure::measure(&taken.measure)
        .and_then(|m| m.scale(taken.subject.motion(), taken.subject.muscle()))
        .map_or(String::new(), |s| with_unit(taken.value_x100, &s));
    let readings =
        if taken.readings_x100.len() > 1 || taken.pressure_unit.unwrap_or_default() != PressureUnit::Kpa {
            let each: Vec<String> = taken.readings_x100.iter().map(|r| measure::shown(*r)).collect();
            let symbol = taken.pressure_unit.map_or(String::new(), |u| format!(" {}", u.symbol()));
            format!(" ({}{symbol})", each.join(", "))
        } else {
            String::new()
        };
    let said = [taken.form_version.as_deref(), taken.how.as_deref()];
    let said: String = said.into_iter().flatten().map(|words| format!(", {words}")).collect();
    Value {
        at: measurement.at,
        when: taken.when,
        reading_x100: taken.value_x100,
        view: ValueView {
            id: taken.id.to_string(),
            text: format!("{unit}{readings}{said}"),
            at: moment(measurement.at, page.zone),
            command_id: command_id(),
        },
    }
}

fn series_view(
    page: &CoursePage<'_>,
    measure: &'static Measure,
    subject: &Subject,
    values: Vec<Value>,
) -> Option<(SeriesView, Option<Judgement>)> {
    let scale = measure.scale(subject.motion(), subject.muscle())?;
    let title = title(page.course, measure, subject);
    let (first, last) = compared(values.iter().map(|v| (v.at, v.when, v.reading_x100)))?;
    let judgement = (values.len() > 1).then(|| measure::judge(first, last, &scale));
    let sentence = sentence(&title, first, last, judgement, &scale, subject);
    let texts = App::texts();
    let verdict = match judgement {
        Some(Judgement::ImportantlyBetter) => "verdict-importantly-better",
        Some(Judgement::Better) => "verdict-better",
        Some(Judgement::Worse) => "verdict-worse",
        Some(Judgement::ImportantlyWorse) => "verdict-importantly-worse",
        _ => "",
    };
    let view = SeriesView {
        verdict: if verdict.is_empty() { String::new() } else { texts.get(verdict) },
        good: matches!(judgement, Some(Judgement::ImportantlyBetter | Judgement::Better)),
        plot: plot(page, &values, &scale, first),
        words: MeasureWords {
            sentence,
            caption: title.clone(),
            day: texts.get("session"),
            before: texts.get("measure-before"),
            after: texts.get("measure-after"),
            none: texts.get("not-asked"),
        },
        thresholds: thresholds(measure, subject, &scale),
        again: again(measure, subject),
        values: values.into_iter().rev().map(|v| v.view).collect(),
        // The axis has bare numbers.
        title: if scale.unit == "kPa" { format!("{title} (kPa)") } else { title },
    };
    Some((view, judgement))
}

pub(super) fn title(course: &State, measure: &Measure, subject: &Subject) -> String {
    let texts = App::texts();
    let side =
        |side: Side| texts.get(if side == Side::L { "side-left" } else { "side-right" }).to_lowercase();
    let beside = |name: &str, words: String| {
        texts.with("measure-subject-side", &[("name", name.to_owned().into()), ("side", words.into())])
    };
    match subject {
        Subject::Person => measure.name.clone(),
        Subject::Side { side: of } => beside(&measure.name, side(*of)),
        Subject::Place { place } => {
            let point = place.point.as_ref().map_or(String::new(), |p| format!(" {p}"));
            // What was measured first: a muscle's name alone does not say that it is pressure.
            let place = beside(&format!("{}{point}", muscle_name(&place.muscle)), side(place.side));
            format!("{}: {place}", measure.name)
        }
        Subject::Activity { activity } => {
            course.activity(*activity).map_or_else(|| measure.name.clone(), |a| a.words.clone())
        }
        Subject::Motion { motion, side: of, active } => {
            let label = motion
                .parse::<MotionId>()
                .map_or_else(|_| motion.clone(), |id| Atlas::get().motion(id).label.to_owned());
            let label = of.map_or(label.clone(), |of| beside(&label, side(of)));
            let key = if *active { "measure-subject-active" } else { "measure-subject-passive" };
            texts.with(key, &[("motion", label.into())])
        }
    }
}

fn sentence(
    what: &str,
    from: i32,
    to: i32,
    judgement: Option<Judgement>,
    scale: &Scale,
    of: &Subject,
) -> String {
    let key = match judgement {
        None => "sentence-one",
        Some(Judgement::Same) => "sentence-same",
        Some(Judgement::Within) if scale.detectable_x100.is_some() => "sentence-within-error",
        Some(Judgement::Within) => "sentence-within",
        Some(Judgement::Better) => "sentence-better",
        Some(Judgement::Worse) => "sentence-worse",
        Some(Judgement::ImportantlyBetter) => "sentence-importantly-better",
        Some(Judgement::ImportantlyWorse) => "sentence-importantly-worse",
        Some(Judgement::Unknown) if of.muscle().is_some() => "sentence-unknown-muscle",
        Some(Judgement::Unknown) => "sentence-unknown",
    };
    let amount = |x100: Option<i32>| x100.map_or(String::new(), |v| with_unit(v, scale));
    let args = [
        ("what", what.to_owned().into()),
        ("from", with_unit(from, scale).into()),
        ("to", with_unit(to, scale).into()),
        ("error", amount(scale.detectable_x100).into()),
        ("important", amount(scale.important_x100).into()),
    ];
    App::texts().with(key, &args)
}

fn plot(page: &CoursePage<'_>, values: &[Value], scale: &Scale, first: i32) -> MeasurePlot {
    let unit = |x100: i32| f64::from(x100) / f64::from(measure::SCALE);
    let date = |at: Instant| clinic::zone::day(at, page.zone);
    let start = values.first().map_or(0, |v| v.at.0);
    let days = |at: Instant| (at.0 - start) as f64 / MICROS_OF_A_DAY;
    let mut visits: Vec<(Date, Visit)> = Vec::new();
    for value in values {
        let on = date(value.at);
        let shown = Some(with_unit(value.reading_x100, scale));
        // A value after the needles stands with the last one before them on that day; any other stands by itself.
        let beside = visits.last_mut().filter(|(day, _)| value.when == When::After && *day == on);
        if let Some((_, visit)) = beside {
            (visit.after, visit.shown[1]) = (Some(unit(value.reading_x100)), shown);
            continue;
        }
        let label = on.strftime("%-d %b").to_string();
        let mut visit = Visit { day: days(value.at), label, ..Visit::default() };
        if value.when == When::After {
            (visit.after, visit.shown[1]) = (Some(unit(value.reading_x100)), shown);
        } else {
            (visit.before, visit.shown[0]) = (Some(unit(value.reading_x100)), shown);
        }
        visits.push((on, visit));
    }
    let better = match scale.better {
        measure::Better::Lower => -1,
        measure::Better::Higher => 1,
    };
    let (low, high) = (unit(scale.low_x100), unit(scale.high_x100));
    let sessions = page.sessions.iter().filter(|s| s.complaint == page.complaint);
    MeasurePlot {
        visits: visits.into_iter().map(|(_, visit)| visit).collect(),
        sessions: sessions.map(|s| days(s.opened_at)).collect(),
        full_scale: (high - low <= FULL_SCALE_MAX).then_some((low, high)),
        error: scale.detectable_x100.map(unit),
        important: scale
            .important_x100
            .map(|amount| first + better * amount)
            .filter(|line| (scale.low_x100..=scale.high_x100).contains(line))
            .map(unit),
    }
}

const MICROS_OF_A_DAY: f64 = 86_400e6;

/// Scales up to this long are drawn whole; of a longer one the part that the values use.
const FULL_SCALE_MAX: f64 = 24.0;

/// How sure a figure is, in a word.
fn certainty(word: &str) -> String {
    let texts = App::texts();
    match word {
        "checked" => texts.get("certainty-checked"),
        "secondary" => texts.get("certainty-secondary"),
        _ => texts.get("certainty-memory"),
    }
}

fn thresholds(measure: &Measure, subject: &Subject, scale: &Scale) -> Vec<String> {
    let texts = App::texts();
    let amount = |value: f64| with_unit((value * f64::from(measure::SCALE)).round() as i32, scale);
    let mut lines: Vec<String> = measure
        .change
        .iter()
        .map(|change| {
            let key = match change.kind {
                ChangeKind::Important => "change-important",
                ChangeKind::Detectable => "change-detectable",
            };
            let args = [
                ("amount", amount(change.amount).into()),
                ("whom", change.whom.clone().into()),
                ("source", change.source.clone().into()),
                ("certainty", certainty(&change.certainty).into()),
            ];
            texts.with(key, &args)
        })
        .collect();
    let Some(motion) = subject.motion() else { return lines };
    if let Some(range) = measure::range(motion)
        && let (Some(error), Some(source), Some(word)) = (range.error, &range.error_source, &range.certainty)
    {
        let args = [
            ("amount", amount(error).into()),
            ("source", source.clone().into()),
            ("certainty", certainty(word).into()),
        ];
        lines.push(texts.with("change-error", &args));
    }
    for reference in Atlas::get().motion(motion).references {
        let range = if reference.low == reference.high {
            amount(f64::from(reference.low))
        } else {
            format!("{}–{}", reference.low, amount(f64::from(reference.high)))
        };
        let word = match reference.citation.certainty {
            Certainty::Checked => "checked",
            Certainty::Secondary => "secondary",
            Certainty::Memory => "memory",
        };
        let args =
            [("range", range.into()), ("note", reference.note.into()), ("certainty", certainty(word).into())];
        lines.push(texts.with("change-reference", &args));
    }
    lines
}

/// The form for the same again, as a query.
fn again(measure: &Measure, subject: &Subject) -> String {
    let mut fields = vec![("measure", measure.id.clone())];
    match subject {
        Subject::Person => {}
        Subject::Side { side } => fields.push(("side", side.to_string())),
        Subject::Activity { activity } => fields.push(("activity", activity.to_string())),
        Subject::Place { place } => {
            fields.extend([("muscle", place.muscle.clone()), ("side", place.side.to_string())]);
            fields.extend(place.point.clone().map(|p| ("point", p)));
        }
        Subject::Motion { motion, side, active } => {
            fields.push(("motion", motion.clone()));
            fields.extend(side.map(|s| ("side", s.to_string())));
            fields.push(("active", if *active { "active" } else { "passive" }.to_owned()));
        }
    }
    serde_urlencoded::to_string(fields).unwrap_or_default()
}
