//! The note: what a court, a colleague or an insurer reads (`facts/clinical.md` 1.4).

mod body;
mod record;
mod sheet;

pub use sheet::note_sheet;

use super::complaint::{finding_status, latest_findings};
use super::movement::movements_words;
use super::patient::name;
use super::session::{needle_card, size_form};
use super::{cells, command_id, day, day_of, kind, moment, muscle_name, paragraphs, region_words, time_of};
use crate::app::App;
use crate::form::Form;
use crate::views::note::{Addendum, Amendment, NoteView, Signature};
use crate::views::session::{NeedleCard, technique_words};
use chart::session::{Amended, Event, Needle, PlacedNeedle, Stage};
use chart::values::{PainScore, Sign};
use chart::{Instant, StaffId, course, patient, screening, staff};
use clinic::open::{Practice, SessionRecord};
use clinic::store::StaffRow;

/// What a note is made from: everything as it stood then.
pub struct NotePage<'a> {
    /// The session.
    pub record: &'a SessionRecord,
    /// The patient as known when it was signed.
    pub patient: &'a patient::State,
    /// The patient as known when the last needle went in: the screening and the drawing that the treatment went by. What was
    /// answered or drawn between then and the signature belongs to another day.
    pub treated: &'a patient::State,
    /// The practitioner as known at the signature.
    pub practitioner: &'a staff::State,
    /// The course as known when it was signed: what was measured before and after.
    pub course: &'a course::State,
    /// Those who placed needles, with licence, as known then.
    pub placed_by: &'a [(StaffId, staff::State)],
    /// Everybody, for the names of those who added.
    pub people: &'a [StaffRow],
    /// The clinic.
    pub practice: &'a Practice,
    /// When each addendum was recorded, in order; it may be later than when it happened.
    pub addenda_recorded_at: &'a [Instant],
}

/// The note. `addendum` is the form to add one, for whoever may.
pub fn note_view(page: &NotePage<'_>, addendum: Option<Form>) -> NoteView {
    let (state, zone) = (&page.record.state, &page.practice.zone);
    let texts = App::texts();
    let complaint = state.opened.as_ref().and_then(|o| page.patient.complaint(o.complaint));
    let treated = state.opened.as_ref().and_then(|o| page.treated.complaint(o.complaint));
    let drawing = treated.and_then(|c| c.drawing.as_ref());
    let person = page.patient.person.as_ref();
    let closed = state.closed.as_ref();
    let count = state.count();
    let (screening, screening_yes) = screening_words(page);
    let (consent, consent_risks) = consent_words(page);
    let licence = page.practitioner.licence.as_ref().map_or(String::new(), |l| {
        texts.with(
            "licence-words",
            &[("authority", l.authority.as_str().into()), ("number", l.number.as_str().into())],
        )
    });
    let needles: Vec<NeedleCard> =
        state.needles.iter().enumerate().map(|(at, n)| note_needle(page, at, n)).collect();
    let (figures, not_on_figures) = body::on_page(&needles, texts);
    NoteView {
        session_id: page.record.id.to_string(),
        clinic: page.practice.name.clone(),
        patient_id: page.record.patient.to_string(),
        patient: person.map_or(String::new(), |p| name(&p.given_name, p.family_name.as_deref())),
        birth_date: person.map(|p| day(p.birth_date)).unwrap_or_default(),
        record_no: person.map_or(String::new(), |p| p.record_no.to_string()),
        practitioner: page.practitioner.enrolled.as_ref().map_or(String::new(), |e| e.name.clone()),
        licence,
        date: day_of(state.opened_at, zone),
        started: time_of(state.opened_at, zone),
        // A session that was counted on another day says the day too.
        ended: closed.map(|(at, _)| {
            let same_day = day_of(*at, zone).text == day_of(state.opened_at, zone).text;
            if same_day { time_of(*at, zone) } else { moment(*at, zone) }
        }),
        complaint: complaint.map_or(String::new(), |c| c.told.title.clone()),
        complaint_facts: complaint.map_or(Vec::new(), facts),
        palpation: treated.map_or(Vec::new(), |complaint| palpation(complaint, page)),
        movements: treated.map_or(Vec::new(), movements_words),
        cells: cells(drawing),
        drawing_words: drawing.map_or(String::new(), drawing_words),
        screening,
        screening_yes,
        consent,
        consent_risks,
        needles,
        figures,
        not_on_figures,
        amendments: amendments(page),
        placed: u32::from(count.placed),
        out: u32::from(count.removed),
        in_sharps: closed.map(|(_, c)| u32::from(c.needles_in_sharps)),
        difference: closed.and_then(|(_, c)| c.difference_explained.clone()).unwrap_or_default(),
        muscles: state.muscles().len() as u32,
        pain_before: state.pain_before.map(PainScore::get),
        pain_after: state.pain_after.map(PainScore::get),
        tolerance: state.tolerance.clone().unwrap_or_default(),
        text: state.text.as_deref().map_or(Vec::new(), paragraphs),
        record: record::sections(page),
        signature: state.signed.map(|(at, by)| Signature {
            name: person_name(page, by),
            at: moment(at, zone),
            hash: page.record.signed_hash.iter().take(8).map(|b| format!("{b:02x}")).collect(),
        }),
        addenda: state
            .addenda
            .iter()
            .zip(page.addenda_recorded_at)
            .map(|((at, added), recorded_at)| Addendum {
                text: paragraphs(&added.text),
                reason: added.reason.clone(),
                by: person_name(page, added.by),
                occurred_at: moment(*at, zone),
                recorded_at: moment(*recorded_at, zone),
            })
            .collect(),
        addendum: addendum.filter(|_| state.stage == Stage::Signed),
        command_id: command_id(),
    }
}

/// A needle as the note shows it: with who placed it, where that was not who the note is of.
fn note_needle(page: &NotePage<'_>, at: usize, placed: &PlacedNeedle) -> NeedleCard {
    let opener = page.record.state.opened.as_ref().map(|o| o.practitioner);
    let by = placed.needle.practitioner;
    let colleague = page.placed_by.iter().find(|(id, _)| Some(by) != opener && *id == by);
    let words = colleague.map(|(_, person)| {
        let name = person.enrolled.as_ref().map_or(String::new(), |e| e.name.clone());
        person.licence.as_ref().map_or(name.clone(), |l| format!("{name}, {} {}", l.authority, l.number))
    });
    NeedleCard { by: words.unwrap_or_default(), ..needle_card(at, placed, &page.practice.zone) }
}

fn person_name(page: &NotePage<'_>, id: chart::StaffId) -> String {
    page.people.iter().find(|p| p.id == id).map_or(String::new(), |p| p.name.clone())
}

fn facts(complaint: &patient::Complaint) -> Vec<(String, String)> {
    let texts = App::texts();
    let told = &complaint.told;
    [("onset", &told.onset), ("provoked-by", &told.provoked_by), ("stops-doing", &told.stops_doing)]
        .into_iter()
        .filter_map(|(key, value)| Some((texts.get(key), value.clone()?)))
        .collect()
}

/// What the hands found last at each place, in the order of the examination; another day is named.
fn palpation(complaint: &patient::Complaint, page: &NotePage<'_>) -> Vec<String> {
    let (texts, zone) = (App::texts(), &page.practice.zone);
    let session = day_of(page.record.state.opened_at, zone).text;
    let line = |(at, found): &(Instant, patient::Finding)| {
        let place = &found.place;
        let signs = |wanted: Sign| {
            let named = found.signs.named().into_iter().filter(|(_, sign)| *sign == wanted);
            let words =
                named.map(|(name, _)| texts.get(&format!("sign-{}", name.replace('_', "-"))).to_lowercase());
            words.collect::<Vec<_>>().join(", ")
        };
        let (present, absent) = (signs(Sign::Present), signs(Sign::Absent));
        let absent = (!absent.is_empty()).then(|| texts.with("note-absent", &[("signs", absent.into())]));
        let day = Some(day_of(*at, zone).text).filter(|day| *day != session);
        let said = [Some(present).filter(|signs| !signs.is_empty()), absent, found.note.clone(), day];
        format!(
            "{} {}: {} ({})",
            name(&muscle_name(&place.muscle), place.point.as_deref()),
            place.side,
            finding_status(found.signs.status()).word(texts),
            said.into_iter().flatten().collect::<Vec<_>>().join("; ")
        )
    };
    latest_findings(complaint).into_iter().rev().map(line).collect()
}

fn drawing_words(drawing: &(Instant, patient::Drawing)) -> String {
    let cells = drawing.1.cells.iter();
    cells
        .map(|c| {
            let kind = c.kind.map_or(String::new(), |said| format!(", {}", kind(said).words(App::texts())));
            format!("{} {}/10{kind}", region_words(&c.region, c.side), c.intensity.get())
        })
        .collect::<Vec<_>>()
        .join("; ")
}

/// The screening under which the needles were placed: a sentence, and each "yes" with what was said.
fn screening_words(page: &NotePage<'_>) -> (String, Vec<(String, String)>) {
    let texts = App::texts();
    let Some((at, answered)) = page.treated.screening() else {
        return (texts.get("screening-not-answered"), Vec::new());
    };
    let when = moment(*at, &page.practice.zone).text;
    let sentence = texts.with(
        "screening-answered",
        &[
            ("when", when.into()),
            ("count", answered.answers.len().into()),
            ("version", answered.policy_version.as_str().into()),
        ],
    );
    let yes = answered.answers.iter().filter(|a| a.yes);
    let yes = yes.map(|answer| {
        let question =
            screening::item(&answer.item).map_or(answer.item.clone(), |item| item.question.clone());
        (question, answer.reason.clone().unwrap_or_default())
    });
    (sentence, yes.collect())
}

fn consent_words(page: &NotePage<'_>) -> (String, Vec<String>) {
    let texts = App::texts();
    // The consent the needles went in under; without needles, the latest, unless it was taken back.
    let under = page.record.state.standing().next_back().map(|n| n.needle.consent);
    let consents = &page.patient.consents;
    let given = match under {
        Some(id) => consents.iter().find(|(_, c, _)| c.id == id),
        None => consents.last().filter(|(_, _, withdrawn)| withdrawn.is_none()),
    };
    let Some((at, consent, _)) = given else { return (texts.get("consent-none"), Vec::new()) };
    let sentence = texts.with(
        "consent-words",
        &[
            ("version", consent.text_version.as_str().into()),
            ("by", consent.given_by.as_str().into()),
            ("when", day_of(*at, &page.practice.zone).text.into()),
            ("until", day(consent.valid_until).text.into()),
        ],
    );
    let risks = consent.named_risks.iter().filter_map(|id| id.parse::<atlas::HazardId>().ok());
    let mut named: Vec<String> = risks.map(|id| atlas::Atlas::get().hazard(id).consent.to_owned()).collect();
    named.dedup();
    (sentence, named)
}

fn amendments(page: &NotePage<'_>) -> Vec<Amendment> {
    let needles = page.record.state.needles.iter().enumerate();
    needles
        .flat_map(|(at, placed)| placed.amended_from.iter().map(move |amended| (at, amended)))
        .map(|(at, amended)| Amendment {
            number: at as u32 + 1,
            before: needle_words(&amended.was),
            reason: amended.reason.clone(),
            by: amended_by(page, amended),
            at: moment(amended.at, &page.practice.zone),
        })
        .collect()
}

/// Who put it right.
fn amended_by(page: &NotePage<'_>, amended: &Amended) -> String {
    let entry = page.record.entries.iter().find(|entry| {
        entry.occurred_at == amended.at
            && matches!(&entry.event, Event::NeedleAmended { now, .. } if now.id == amended.was.id)
    });
    entry.map_or(String::new(), |entry| person_name(page, entry.by))
}

fn needle_words(needle: &Needle) -> String {
    let texts = App::texts();
    let point = needle.place.point.as_deref().unwrap_or_default();
    let depth = needle.depth_mm.map_or(String::new(), |mm| format!(", {mm} mm"));
    let technique = technique_words(needle.technique.as_str(), texts);
    let lot = needle.pack.as_ref().map_or(String::new(), |p| format!(", {} {}", texts.get("lot"), p.lot));
    let spot = needle.spot.map_or(String::new(), |_| format!(", {}", texts.get("spot-marked")));
    format!(
        "{} {point} {}, {}{depth}, {technique}{lot}{spot}",
        muscle_name(&needle.place.muscle),
        needle.place.side,
        size_form(needle.size)
    )
}
