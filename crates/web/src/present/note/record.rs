//! What a note says beside its needles: remarks on single ones, adverse events, who had the session, what came late.

use super::{NotePage, person_name};
use crate::app::App;
use crate::present::course::measured;
use crate::present::session::{adverse_more, conduct_words, grade_words, kind_words};
use crate::present::{day, day_of, moment};
use crate::texts::Texts;
use chart::screening;
use chart::session::{Event, Needle, PlacedNeedle, billing};

/// Entered later than this after it was true, an entry shows both times, seconds.
const LATE_SECONDS: i64 = 10 * 60;

type Facts = Vec<(String, String)>;

/// The sections, without those that have nothing to say.
pub(super) fn sections(page: &NotePage<'_>) -> Vec<(String, Facts)> {
    let texts = App::texts();
    let mut sections = vec![
        (texts.get("note-needle-remarks"), remarks(page, texts)),
        (texts.get("conduct-title"), conduct_words(&page.record.state.conduct, texts)),
        (texts.get("note-measured"), measured(page.course, page.record.id)),
        (texts.get("note-adverse"), adverse(page, texts)),
        (texts.get("note-course"), course(page, texts)),
        (texts.get("note-late"), late(page, texts)),
    ];
    sections.retain(|(_, facts)| !facts.is_empty());
    sections
}

fn numbered(at: usize, texts: &Texts) -> String {
    texts.with("note-needle", &[("number", (at + 1).into())])
}

fn remarks(page: &NotePage<'_>, texts: &Texts) -> Facts {
    let needles = page.record.state.needles.iter().enumerate();
    needles
        .map(|(at, placed)| (numbered(at, texts), remark(page, placed, texts).join("; ")))
        .filter(|(_, said)| !said.is_empty())
        .collect()
}

fn remark(page: &NotePage<'_>, placed: &PlacedNeedle, texts: &Texts) -> Vec<String> {
    let zone = &page.practice.zone;
    let needle = &placed.needle;
    let mut said = Vec::new();
    let placed_on = day_of(placed.placed_at, zone).text;
    if placed_on != day_of(page.record.state.opened_at, zone).text {
        said.push(texts.with("placed-on", &[("day", placed_on.clone().into())]));
    }
    if let Some(out) = placed.removed_at.map(|at| day_of(at, zone).text).filter(|out| *out != placed_on) {
        said.push(texts.with("removed-on", &[("day", out.into())]));
    }
    for (at, reason) in &placed.removals_retracted {
        let when = moment(*at, zone).text;
        said.push(
            texts.with("removal-retracted", &[("when", when.into()), ("reason", reason.as_str().into())]),
        );
    }
    said.extend(needle.spot.map(|_| texts.get("spot-marked")));
    said.extend(needle.approach.as_ref().map(|way| format!("{}: {way}", texts.get("approach"))));
    said.extend(current(needle, texts));
    if let Some(pack) = &needle.pack {
        said.extend(pack.maker.clone());
        said.extend(
            pack.expires_on.map(|until| texts.with("pack-until", &[("day", day(until).text.into())])),
        );
    }
    said.extend(placed.pain.map(|pain| texts.with("note-pain-at-needle", &[("score", pain.get().into())])));
    said.extend(
        placed.bled.map(|bled| if bled { texts.get("note-bled") } else { texts.get("note-did-not-bleed") }),
    );
    said.extend(needle.both_sides_reason.as_ref().map(|why| format!("{}: {why}", texts.get("both-sides"))));
    for caution in &needle.cautions {
        let rule = screening::site_rule(&caution.rule).map_or(caution.rule.as_str(), |(_, rule)| &rule.todo);
        said.push(format!("{} – {}", rule.trim_end_matches('.'), caution.reason));
    }
    said
}

fn current(needle: &Needle, texts: &Texts) -> Option<String> {
    let current = needle.current?;
    let mut words = vec![texts.with("current-channel", &[("channel", current.channel.into())])];
    words.extend(current.frequency_hz.map(|hz| format!("{hz} Hz")));
    words.extend(current.intensity_ma_x10.map(|ma| format!("{}.{} mA", ma / 10, ma % 10)));
    words.extend(current.minutes.map(|minutes| format!("{minutes} min")));
    Some(words.join(", "))
}

fn adverse(page: &NotePage<'_>, texts: &Texts) -> Facts {
    let state = &page.record.state;
    let events = state.adverse_events.iter().map(|(at, event, retracted)| {
        let mut words = vec![grade_words(event.grade, texts), moment(*at, &page.practice.zone).text];
        words.extend(adverse_more(state, event, texts));
        words.extend(retracted.as_ref().map(|why| format!("{}: {why}", texts.get("retracted"))));
        (kind_words(event.kind, texts), words.join("; "))
    });
    let incident = state.closed.as_ref().and_then(|(_, closed)| closed.difference_explained.clone());
    incident.map(|told| (texts.get("note-incident"), told)).into_iter().chain(events).collect()
}

/// Consent asked again, who had the session, what was opened again, the number for the bill.
fn course(page: &NotePage<'_>, texts: &Texts) -> Facts {
    let (state, zone) = (&page.record.state, &page.practice.zone);
    let mut facts = Vec::new();
    if let Some((at, _)) = state.consent_confirmed {
        facts.push((texts.get("consent-confirmed"), moment(at, zone).text));
    }
    for handed in &state.hand_overs {
        let (from, to) = (person_name(page, handed.by), person_name(page, handed.to));
        let when = moment(handed.at, zone).text;
        facts.push((texts.get("note-handed-over"), format!("{from} → {to}; {when}; {}", handed.reason)));
    }
    for again in &state.reopenings {
        let counted = again.was.as_ref().map(|(at, closed)| {
            texts.with(
                "reopened-count",
                &[
                    ("when", moment(*at, zone).text.into()),
                    ("placed", closed.needles_in.into()),
                    ("sharps", closed.needles_in_sharps.into()),
                ],
            )
        });
        let mut words = vec![moment(again.at, zone).text, again.reason.clone()];
        words.extend(counted);
        facts.push((texts.get("note-reopened"), words.join("; ")));
    }
    if let Some(code) = billing::code(state) {
        facts.push((texts.get("billing-number"), code.to_owned()));
    }
    facts
}

/// What was entered well after it happened, with both times and who entered it.
fn late(page: &NotePage<'_>, texts: &Texts) -> Facts {
    let zone = &page.practice.zone;
    let entries = page.record.entries.iter();
    let late = entries.filter(|entry| entry.recorded_at.seconds_since(entry.occurred_at) > LATE_SECONDS);
    late.filter_map(|entry| {
        let what = what(page, &entry.event, texts)?;
        let words = [
            ("occurred", moment(entry.occurred_at, zone).text.into()),
            ("recorded", moment(entry.recorded_at, zone).text.into()),
            ("by", person_name(page, entry.by).into()),
        ];
        Some((what, texts.with("late-words", &words)))
    })
    .collect()
}

/// What an entry is called; none of one that has its times elsewhere in the note.
fn what(page: &NotePage<'_>, event: &Event, texts: &Texts) -> Option<String> {
    let needle = |id: chart::NeedleId, key: String| {
        let at = page.record.state.needles.iter().position(|n| n.needle.id == id)?;
        Some(format!("{}, {key}", numbered(at, texts)))
    };
    match event {
        Event::NeedlePlaced(placed) => needle(placed.id, texts.get("late-placed")),
        Event::NeedleRemoved { needle: id } => needle(*id, texts.get("late-removed")),
        Event::Closed(_) => Some(texts.get("late-counted")),
        _ => None,
    }
}
