//! Letters: their first text from the record, the page, and the document.

use super::complaint::findings_words;
use super::course::{CoursePage, day_kind, plan_words};
use super::movement::movements_words;
use super::printed::figure_block;
use super::{cells, day, day_of, muscle_name, name, patient_head, place_title, region_words};
use crate::app::App;
use crate::figure::printed::{Pin, printed};
use crate::views::letter::{Body, LetterView};
use ::chart::letter::{Occasion, filled};
use clinic::letter::LetterRecord;
use clinic::open::Practice;
use report::sheet::{Block, Sheet};

/// The occasion in words, as a heading.
pub fn occasion_heading(occasion: Occasion) -> String {
    App::texts().get(match occasion {
        Occasion::Start => "letter-heading-start",
        Occasion::Between => "letter-heading-between",
        Occasion::Discharge => "letter-heading-discharge",
    })
}

/// The text that came with the program.
pub fn shipped_text(occasion: Occasion) -> String {
    App::texts().get(match occasion {
        Occasion::Start => "letter-text-start",
        Occasion::Between => "letter-text-between",
        Occasion::Discharge => "letter-text-discharge",
    })
}

/// A template with what the record says in it.
pub fn letter_text(template: &str, page: &CoursePage<'_>, practitioner: &str, clinic: &str) -> String {
    let texts = App::texts();
    let none = || texts.get("letter-not-recorded");
    let or_none = |text: Option<String>| text.filter(|t| !t.is_empty()).unwrap_or_else(none);
    let complaint = page.patient.complaint(page.complaint);
    let plan = page.course.plan.as_ref().map(|(_, plan)| plan);
    filled(template, |placeholder| match placeholder {
        "patient" => {
            let person = page.patient.person.as_ref();
            or_none(person.map(|p| name(&p.given_name, p.family_name.as_deref())))
        }
        "birth date" => or_none(page.patient.person.as_ref().map(|p| day(p.birth_date).text)),
        "complaint" => or_none(complaint.map(|c| c.told.title.clone())),
        "onset" => or_none(complaint.and_then(|c| c.told.onset.clone())),
        "goal" => or_none(plan.and_then(|p| p.goal.clone())),
        "plan" => or_none(plan.map(plan_words)),
        "sessions" => sessions_words(page),
        "findings" => or_none(complaint.map(|c| [findings_words(c), movements_words(c)].concat().join("; "))),
        "results" => {
            let series = super::course::compared_series(page);
            or_none(Some(series.into_iter().map(|measured| measured.sentence).collect::<Vec<_>>().join(" ")))
        }
        "practitioner" => practitioner.to_owned(),
        "clinic" => clinic.to_owned(),
        other => format!("[{other}]"),
    })
}

fn sessions_words(page: &CoursePage<'_>) -> String {
    let mut of_this: Vec<_> = page.sessions.iter().filter(|s| s.complaint == page.complaint).collect();
    of_this.sort_by_key(|s| s.opened_at);
    let on = |s: Option<&&clinic::store::SessionRow>| {
        s.map_or(String::new(), |s| day_of(s.opened_at, page.zone).text)
    };
    let args = [
        ("count", of_this.len().into()),
        ("first", on(of_this.first()).into()),
        ("last", on(of_this.last()).into()),
    ];
    App::texts().with("letter-sessions-words", &args)
}

/// The letter as it goes out.
pub fn letter_view(record: &LetterRecord, page: &CoursePage<'_>, practice: &Practice) -> LetterView {
    let texts = App::texts();
    let letter = &record.letter;
    let complaint = page.patient.complaint(page.complaint).map_or(String::new(), |c| c.told.title.clone());
    let head = patient_head(page.id, page.patient, page.today, true);
    let plan = record.course.plan.as_ref().map(|(_, plan)| plan);
    let mut facts = Vec::new();
    if let Some(plan) = plan {
        facts.push((texts.get("plan"), plan_words(plan)));
        facts.extend(plan.goal.clone().map(|goal| (texts.get("plan-goal"), goal)));
        let event = plan.event.clone().or(plan.event_kind.map(|kind| texts.get(day_kind(kind))));
        facts.extend(
            event
                .zip(plan.event_on)
                .map(|(event, on)| (texts.get("plan-event-kind"), format!("{event}, {}", day(on).text))),
        );
    }
    let mut sessions: Vec<_> = record.sessions.iter().collect();
    sessions.sort_by_key(|s| s.opened_at);
    let row = |s: &&clinic::store::SessionRow| {
        let score = |score: Option<u8>| score.map_or_else(|| "–".to_owned(), |s| s.to_string());
        let args = [("before", score(s.pain_before).into()), ("after", score(s.pain_after).into())];
        let muscles: Vec<String> = s.muscles.iter().map(|m| muscle_name(m)).collect();
        [day_of(s.opened_at, page.zone).text, muscles.join("; "), texts.with("letter-sequence", &args)]
    };
    let person = record.by.enrolled.as_ref().map_or(String::new(), |e| e.name.clone());
    let licence = record.by.licence.as_ref().map(|l| format!("{} {}", l.authority, l.number));
    LetterView {
        complaint_id: page.complaint.to_string(),
        id: letter.id.to_string(),
        clinic: practice.name.clone(),
        heading: occasion_heading(letter.occasion),
        day: day_of(record.at, page.zone).text,
        to: letter.to.lines().map(str::to_owned).collect(),
        about: format!("{}, {} {}: {complaint}", head.name, texts.get("born"), head.birth_date.text),
        paragraphs: letter
            .text
            .split("\n\n")
            .map(|p| p.trim().to_owned())
            .filter(|p| !p.is_empty())
            .collect(),
        plan: facts,
        body: body(record, page),
        measured: super::course::compared_series(page),
        sessions: sessions.iter().map(row).collect(),
        by: [Some(person), licence].into_iter().flatten().collect::<Vec<_>>().join(", "),
        patient: head,
    }
}

/// What was painted last, and every place that was needled, numbered in the order in which they first were.
fn body(record: &LetterRecord, page: &CoursePage<'_>) -> Body {
    let texts = App::texts();
    let drawing = record.patient.complaint(page.complaint).and_then(|c| c.drawing.as_ref());
    let mut painted: Vec<(atlas::Cell, u8, String)> = drawing.map_or(Vec::new(), |(_, drawing)| {
        let cells = drawing.cells.iter().filter_map(|c| {
            let cell = atlas::Cell::new(c.region.parse().ok()?, c.side);
            let strength = c.intensity.get();
            Some((cell, strength, format!("{} {strength}/10", region_words(&c.region, c.side))))
        });
        cells.collect()
    });
    painted.sort_by_key(|(_, strength, _)| std::cmp::Reverse(*strength));
    let mut places: Vec<(&::chart::values::Place, u32)> = Vec::new();
    for place in &record.needled {
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, sessions)) => *sessions += 1,
            None => places.push((place, 1)),
        }
    }
    let needled = (1..).zip(places).map(|(number, (place, sessions))| {
        let at = super::complaint::point_of(place).map(|at| (at.point, at.side));
        let args = [("place", place_title(place).into()), ("sessions", sessions.into())];
        (Pin { number, at, spot: None }, texts.with("letter-needled-at", &args))
    });
    Body { cells: cells(drawing), painted, needled: needled.collect() }
}

/// The engraved figures, each with what is on it beside it.
fn body_blocks(body: &Body) -> Vec<Block> {
    let texts = App::texts();
    let painted: Vec<(atlas::Cell, u8)> = body.painted.iter().map(|(cell, n, _)| (*cell, *n)).collect();
    let pins: Vec<Pin> = body.needled.iter().map(|(pin, _)| *pin).collect();
    let (figures, left) = printed(&painted, &pins, texts);
    let mut blocks = Vec::new();
    for figure in figures {
        let needled = body.needled.iter().filter(|(pin, _)| figure.numbers.contains(&pin.number));
        let mut lines: Vec<String> = needled.map(|(pin, words)| format!("{}  {words}", pin.number)).collect();
        let pain = body.painted.iter().filter(|(cell, ..)| figure.cells.contains(cell));
        let pain: Vec<&str> = pain.map(|(.., words)| words.as_str()).collect();
        if !pain.is_empty() {
            lines.push(format!("{}: {}", texts.get("pain-drawing"), pain.join("; ")));
        }
        let args = [("figure", figure.name.as_str().into()), ("lines", lines.join("; ").into())];
        let says = texts.with("letter-body-says", &args);
        blocks.push(figure_block(figure, &lines, says));
    }
    let elsewhere = body.needled.iter().filter(|(pin, _)| left.contains(&pin.number));
    let elsewhere: Vec<&str> = elsewhere.map(|(_, words)| words.as_str()).collect();
    if !elsewhere.is_empty() {
        let args = [("places", elsewhere.join("; ").into())];
        blocks.push(Block::Paragraph(texts.with("letter-body-elsewhere", &args)));
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Heading(texts.get("letter-body")));
    }
    blocks
}

/// The same as a document to print and to archive.
pub fn letter_sheet(view: &LetterView, made_at: [u16; 5]) -> Sheet {
    let texts = App::texts();
    let mut blocks = vec![Block::Facts(vec![
        (texts.get("letter-to"), view.to.join("\n")),
        (texts.get("date"), view.day.clone()),
        (texts.get("letter-about"), view.about.clone()),
    ])];
    blocks.extend(view.paragraphs.iter().map(|p| Block::Paragraph(p.clone())));
    blocks.push(Block::Paragraph(view.by.clone()));
    if !view.plan.is_empty() {
        blocks.push(Block::Heading(texts.get("plan")));
        blocks.push(Block::Facts(view.plan.clone()));
    }
    blocks.extend(body_blocks(&view.body));
    if !view.sessions.is_empty() {
        blocks.push(Block::Heading(texts.get("letter-sessions")));
        blocks.push(Block::Table {
            head: vec![texts.get("date"), texts.get("letter-needled"), texts.get("letter-pain-change")],
            rows: view.sessions.iter().map(|row| row.to_vec()).collect(),
            widths: vec![2, 5, 3],
        });
    }
    if !view.measured.is_empty() {
        blocks.push(Block::Heading(texts.get("course-measures")));
        let plots = view.measured.iter().map(|measured| (measured.sentence.clone(), measured.plot.clone()));
        blocks.push(Block::Plots(plots.collect()));
        let rows = view.measured.iter().flat_map(|measured| {
            measured.rows.iter().map(|[day, before, after]| {
                vec![measured.title.clone(), day.clone(), before.clone(), after.clone()]
            })
        });
        blocks.push(Block::Heading(texts.get("letter-values")));
        blocks.push(Block::Table {
            head: ["letter-measure", "date", "measure-before", "measure-after"]
                .map(|key| texts.get(key))
                .to_vec(),
            rows: rows.collect(),
            widths: vec![5, 2, 3, 3],
        });
    }
    Sheet {
        title: format!("{}, {}", view.heading, view.day),
        heading: view.heading.clone(),
        above: view.clinic.clone(),
        foot: texts.with("letter-foot", &[("day", view.day.clone().into())]),
        language: "en".to_owned(),
        made_at,
        id: view.id.clone(),
        blocks,
    }
}
