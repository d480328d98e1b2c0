//! The note as a sheet to be printed and archived: what the page says, in the same order.

use crate::app::App;
use crate::texts::Texts;
use crate::views::note::NoteView;
use crate::views::session::{NeedleCard, SignSeen, technique_words};
use report::sheet::{Block, Sheet};

/// The sheet. `made_at` is of the last entry, so that a signed note is always the same document.
pub fn note_sheet(view: &NoteView, made_at: [u16; 5]) -> Sheet {
    let texts = App::texts();
    let standing = match &view.signature {
        Some(signature) => format!(
            "{} {}, {}  ·  {} {}",
            texts.get("signed"),
            signature.at.text,
            signature.name,
            texts.get("journal-hash"),
            signature.hash
        ),
        None => texts.get("not-signed"),
    };
    let mut blocks = head(view, texts);
    blocks.extend(needles(view, texts));
    blocks.extend(outcome(view, texts));
    for (heading, facts) in &view.record {
        blocks.push(Block::Heading(heading.clone()));
        blocks.push(Block::Facts(facts.clone()));
    }
    blocks.push(Block::Paragraph(standing.clone()));
    blocks.extend(addenda(view, texts));
    Sheet {
        title: format!("{}, {}", texts.get("note-title"), view.date.text),
        heading: texts.get("note-title"),
        above: view.clinic.clone(),
        foot: format!("{}, {}  ·  {standing}", view.patient, view.record_no),
        language: "en".to_owned(),
        made_at,
        id: view.session_id.clone(),
        blocks,
    }
}

fn head(view: &NoteView, texts: &Texts) -> Vec<Block> {
    let ended = view.ended.as_ref().map_or(String::new(), |ended| format!(" – {}", ended.text));
    let (born, number) = (texts.get("born"), texts.get("record-no"));
    let born = format!("{born} {}, {number} {}", view.birth_date.text, view.record_no);
    let mut facts = vec![
        (texts.get("patient"), format!("{}\n{born}", view.patient)),
        (texts.get("practitioner"), format!("{}\n{}", view.practitioner, view.licence)),
        (texts.get("date"), format!("{}, {}{ended}", view.date.text, view.started.text)),
        (texts.get("complaint"), view.complaint.clone()),
    ];
    facts.extend(view.complaint_facts.clone());
    if !view.drawing_words.is_empty() {
        facts.push((texts.get("pain-drawing"), view.drawing_words.clone()));
    }
    if !view.palpation.is_empty() {
        facts.push((texts.get("note-palpation"), view.palpation.join("\n")));
    }
    if !view.movements.is_empty() {
        facts.push((texts.get("movements"), view.movements.join("\n")));
    }
    facts.push((texts.get("screening"), view.screening.clone()));
    facts.extend(view.screening_yes.clone());
    facts.push((texts.get("consent"), view.consent.clone()));
    if !view.consent_risks.is_empty() {
        facts.push((texts.get("risks-named"), view.consent_risks.join(" ")));
    }
    vec![Block::Facts(facts)]
}

fn needles(view: &NoteView, texts: &Texts) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(texts.get("needles"))];
    if view.needles.is_empty() {
        blocks.push(Block::Paragraph(texts.get("no-needles-note")));
    } else {
        let head = [
            texts.get("column-no"),
            texts.get("muscle"),
            texts.get("column-size"),
            texts.get("technique"),
            texts.get("column-twitches"),
            texts.get("column-referred"),
            texts.get("column-recognised"),
            texts.get("column-time"),
            texts.get("lot"),
        ];
        blocks.push(Block::Table {
            head: head.to_vec(),
            rows: view.needles.iter().map(|needle| row(needle, texts)).collect(),
            widths: vec![4, 13, 10, 10, 8, 8, 10, 11, 7],
        });
        blocks.extend(super::body::figures(&view.needles, texts));
    }
    let reason = texts.get("reason");
    let amended = view.amendments.iter().map(|amendment| {
        let what = texts.with("amendment-of", &[("number", amendment.number.into())]);
        let (before, why, by) = (&amendment.before, &amendment.reason, &amendment.by);
        format!("{what} {before}. {reason}: {why}, {by}, {}.", amendment.at.text)
    });
    let amended: Vec<String> = amended.collect();
    if !amended.is_empty() {
        blocks.push(Block::List(amended));
    }
    let mut count = texts.with("count-line", &[("placed", view.placed.into()), ("out", view.out.into())]);
    if let Some(in_sharps) = view.in_sharps {
        count = format!("{count} {}", texts.with("count-sharps", &[("count", in_sharps.into())]));
    }
    let muscles = texts.with("count-muscles", &[("count", view.muscles.into())]);
    blocks.push(Block::Paragraph(format!("{count} {muscles} {}", texts.get("nothing-injected"))));
    if !view.difference.is_empty() {
        blocks.push(Block::Stop(format!("{}: {}", texts.get("difference-explained"), view.difference)));
    }
    blocks
}

fn row(needle: &NeedleCard, texts: &Texts) -> Vec<String> {
    let seen = |sign: SignSeen| match sign {
        SignSeen::Present => texts.get("yes"),
        SignSeen::Absent => texts.get("no"),
        SignSeen::NotTested => "–".to_owned(),
    };
    let star = if needle.amended { " *" } else { "" };
    let mut place = format!("{} {} {}{star}", needle.muscle, needle.point, needle.side);
    if !needle.depth_reason.is_empty() {
        place = format!("{place}\n{}: {}", texts.get("depth-reason"), needle.depth_reason);
    }
    if !needle.by.is_empty() {
        place = format!("{place}\n{} {}", texts.get("placed-by"), needle.by);
    }
    if let Some(reason) = &needle.retracted {
        place = format!("{place}\n{}: {reason}", texts.get("retracted"));
    }
    let depth = needle.depth_mm.map(|mm| texts.with("depth-of", &[("mm", mm.into())])).unwrap_or_default();
    let out = needle.removed_at.as_ref().map_or(String::new(), |out| format!("–{}", out.text));
    vec![
        needle.number.to_string(),
        place,
        format!("{} {depth}", needle.size),
        technique_words(&needle.technique, texts),
        needle.twitches.to_string(),
        seen(needle.referred),
        seen(needle.recognised),
        format!("{}{out}", needle.placed_at.text),
        needle.lot.clone(),
    ]
}

fn outcome(view: &NoteView, texts: &Texts) -> Vec<Block> {
    let score =
        |score: Option<u8>| score.map_or_else(|| texts.get("not-asked"), |score| format!("{score}/10"));
    let mut facts = vec![
        (texts.get("pain-before"), score(view.pain_before)),
        (texts.get("pain-after"), score(view.pain_after)),
    ];
    if !view.tolerance.is_empty() {
        facts.push((texts.get("tolerance"), view.tolerance.clone()));
    }
    let mut blocks = vec![Block::Heading(texts.get("outcome")), Block::Facts(facts)];
    blocks.extend(view.text.iter().cloned().map(Block::Paragraph));
    blocks
}

fn addenda(view: &NoteView, texts: &Texts) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !view.addenda.is_empty() {
        blocks.push(Block::Heading(texts.get("addenda")));
    }
    let (written, about, reason) = (texts.get("written"), texts.get("about"), texts.get("reason"));
    for addendum in &view.addenda {
        let (recorded, occurred) = (&addendum.recorded_at.text, &addendum.occurred_at.text);
        let (by, why) = (&addendum.by, &addendum.reason);
        let head = format!("{by}, {written} {recorded}, {about} {occurred}. {reason}: {why}");
        blocks.push(Block::Paragraph(head));
        blocks.extend(addendum.text.iter().cloned().map(Block::Paragraph));
    }
    blocks
}
