//! Letters: their first text from the record, the page, and the document.

use super::complaint::findings_words;
use super::course::{CoursePage, plan_words};
use super::{day, day_of, muscle_name, name, patient_head};
use crate::app::App;
use crate::views::letter::LetterView;
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
        "findings" => or_none(complaint.map(|c| findings_words(c).join("; "))),
        "results" => {
            let series = super::course::compared_series(page);
            or_none(Some(series.into_iter().map(|(_, sentence, _)| sentence).collect::<Vec<_>>().join(" ")))
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
        facts.extend(
            plan.event
                .clone()
                .zip(plan.event_on)
                .map(|(event, on)| (texts.get("plan-event"), format!("{event}, {}", day(on).text))),
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
        measured: super::course::compared_series(page),
        sessions: sessions.iter().map(row).collect(),
        by: [Some(person), licence].into_iter().flatten().collect::<Vec<_>>().join(", "),
        patient: head,
    }
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
    if !view.measured.is_empty() {
        blocks.push(Block::Heading(texts.get("course-measures")));
        let plots = view.measured.iter().map(|(_, sentence, plot)| (sentence.clone(), plot.clone()));
        blocks.push(Block::Plots(plots.collect()));
    }
    if !view.sessions.is_empty() {
        blocks.push(Block::Heading(texts.get("letter-sessions")));
        blocks.push(Block::Table {
            head: vec![texts.get("date"), texts.get("letter-needled"), texts.get("letter-pain-change")],
            rows: view.sessions.iter().map(|row| row.to_vec()).collect(),
            widths: vec![2, 5, 3],
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
