//! The rules of a patient's record.

use super::command::{Answers, Command, ConsentGiven, Details, FindingMade, MotionSeen};
use super::event::{
    ComplaintGrouped, ComplaintOpened, Consent, Drawing, Event, Finding, MotionExamined, Person, Screening,
    ScreeningAnswer,
};
use super::state::State;
use super::{CELLS_MAX, COMPLAINTS_MAX, MOTIONS_MAX, POINTS_SHOWN_MAX};
use crate::context::Context;
use crate::ids::{ComplaintId, DrawingId, ScreeningId};
use crate::refusal::Refusal;
use crate::screening::{self, Class, Item};
use crate::signature::Signature;
use crate::staff::Role;
use crate::text::{
    LINE_CHARS_MAX, NAME_CHARS_MAX, NOTE_CHARS_MAX, optional_line, optional_prose, required_line,
};
use crate::values::{PaintedCell, Place, Sign};
use atlas::{Atlas, HazardId, MotionId, MotionKind, MuscleId, PointId, RegionId};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Nobody alive was born earlier; an earlier date is a slip of the keyboard.
const BIRTH_YEAR_MIN: i16 = 1890;

/// Decides what a command makes true.
pub fn decide(state: &State, command: &Command, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        Command::Register { record_no, details } => {
            ctx.require_role(&Role::ALL)?;
            if state.person.is_some() {
                return Err(Refusal::new("patient.exists"));
            }
            Event::Registered(person(*record_no, details, ctx.today)?)
        }
        Command::CorrectDetails(details) => {
            ctx.require_role(&Role::ALL)?;
            let known = known(state)?;
            let now = person(known.record_no, details, ctx.today)?;
            if now == *known {
                return Ok(Vec::new());
            }
            Event::DetailsCorrected(now)
        }
        Command::OpenComplaint { id, title, onset, provoked_by, stops_doing } => {
            clinical(state, ctx)?;
            if state.complaints.len() >= COMPLAINTS_MAX {
                return Err(Refusal::out_of_range("title", "200"));
            }
            Event::ComplaintOpened(ComplaintOpened {
                id: *id,
                title: required_line("title", title, LINE_CHARS_MAX)?,
                onset: optional_line("onset", onset, LINE_CHARS_MAX)?,
                provoked_by: optional_line("provoked_by", provoked_by, LINE_CHARS_MAX)?,
                stops_doing: optional_line("stops_doing", stops_doing, LINE_CHARS_MAX)?,
            })
        }
        Command::DrawPain { id, complaint, cells } => {
            clinical(state, ctx)?;
            Event::PainDrawn(drawing(state, *id, *complaint, cells)?)
        }
        Command::RecordFinding(made) => {
            clinical(state, ctx)?;
            Event::FindingRecorded(finding(state, made)?)
        }
        Command::ExamineMotions { complaint: id, seen } => {
            clinical(state, ctx)?;
            complaint(state, *id)?;
            return motions(state, *id, seen);
        }
        Command::GroupComplaint { complaint: id, group } => {
            clinical(state, ctx)?;
            complaint(state, *id)?;
            if let Some(unknown) = group.as_deref().filter(|g| g.parse::<atlas::ComplaintId>().is_err()) {
                return Err(Refusal::out_of_range("group", &shown(unknown)));
            }
            if state.complaint(*id).is_some_and(|known| known.group.as_ref() == Some(group)) {
                return Ok(Vec::new());
            }
            Event::ComplaintGrouped(ComplaintGrouped { complaint: *id, group: group.clone() })
        }
        Command::KeepRanking(shown) => {
            clinical(state, ctx)?;
            complaint(state, shown.complaint)?;
            if shown.points.len() > POINTS_SHOWN_MAX || shown.also_fits.len() > POINTS_SHOWN_MAX {
                return Err(Refusal::out_of_range("points", "0–40"));
            }
            let last = state.complaint(shown.complaint).and_then(|of| of.rankings.last());
            if last.is_some_and(|(_, known)| known == shown) {
                return Ok(Vec::new());
            }
            Event::RankingShown(shown.clone())
        }
        Command::AnswerScreening { id, answers } => {
            clinical(state, ctx)?;
            Event::ScreeningAnswered(screening(state, *id, answers, ctx)?)
        }
        Command::GiveConsent(given) => {
            clinical(state, ctx)?;
            Event::ConsentGiven(consent(given, ctx)?)
        }
        Command::WithdrawConsent { consent, reason } => {
            known(state)?;
            ctx.require_role(&Role::ALL)?;
            let Some((_, withdrawn)) = state.consent(*consent) else {
                return Err(Refusal::new("consent.missing"));
            };
            if withdrawn.is_some() {
                return Ok(Vec::new());
            }
            Event::ConsentWithdrawn {
                consent: *consent,
                reason: optional_line("reason", reason, LINE_CHARS_MAX)?,
            }
        }
    };
    Ok(vec![event])
}

/// Whatever says something about the body is for practitioners.
fn clinical(state: &State, ctx: &Context<'_>) -> Result<(), Refusal> {
    ctx.require_role(&[Role::Practitioner])?;
    known(state).map(|_| ())
}

fn known(state: &State) -> Result<&Person, Refusal> {
    state.person.as_ref().ok_or(Refusal::new("patient.unknown"))
}

fn person(record_no: u32, details: &Details, today: Date) -> Result<Person, Refusal> {
    let given = optional_line("given_name", &details.given_name, NAME_CHARS_MAX)?;
    let family = optional_line("family_name", &details.family_name, NAME_CHARS_MAX)?;
    // People with one name may have put it into either field.
    let (given_name, family_name) = match (given, family) {
        (Some(given), family) => (given, family),
        (None, Some(only)) => (only, None),
        (None, None) => return Err(Refusal::missing("given_name")),
    };
    if details.birth_date > today {
        return Err(Refusal::new("date.in_future").on("birth_date"));
    }
    if details.birth_date.year() < BIRTH_YEAR_MIN {
        return Err(Refusal::new("date.too_early").on("birth_date").with(BIRTH_YEAR_MIN.to_string()));
    }
    let phone = optional_line("phone", &details.phone, NAME_CHARS_MAX)?;
    Ok(Person { record_no, given_name, family_name, birth_date: details.birth_date, phone })
}

fn complaint(state: &State, id: ComplaintId) -> Result<(), Refusal> {
    state.complaint(id).map(|_| ()).ok_or(Refusal::new("complaint.unknown"))
}

fn drawing(state: &State, id: DrawingId, of: ComplaintId, cells: &[PaintedCell]) -> Result<Drawing, Refusal> {
    complaint(state, of)?;
    if cells.is_empty() {
        return Err(Refusal::new("drawing.empty").on("cells"));
    }
    let mut seen = BTreeSet::new();
    for cell in cells.iter().take(CELLS_MAX + 1) {
        if cell.region.parse::<RegionId>().is_err() {
            return Err(Refusal::new("drawing.region_unknown").on("cells").with(shown(&cell.region)));
        }
        if !seen.insert((&cell.region, cell.side)) {
            return Err(Refusal::new("drawing.cell_twice").on("cells").with(shown(&cell.region)));
        }
    }
    Ok(Drawing { id, complaint: of, cells: cells.to_vec(), atlas_version: Atlas::version().to_owned() })
}

/// An id that somebody sent and that we do not know: short enough to print, never a whole body.
fn shown(id: &str) -> String {
    id.chars().take(40).collect()
}

/// The muscle and the point must be in the atlas.
pub(crate) fn place(place: &Place) -> Result<MuscleId, Refusal> {
    let unknown = || Refusal::new("needle.point_unknown").on("muscle");
    let muscle: MuscleId = place.muscle.parse().map_err(|_| unknown().with(shown(&place.muscle)))?;
    match &place.point {
        Some(point) if PointId::new(muscle, point).is_err() => Err(unknown().on("point").with(shown(point))),
        _ => Ok(muscle),
    }
}

fn finding(state: &State, made: &FindingMade) -> Result<Finding, Refusal> {
    complaint(state, made.complaint)?;
    place(&made.place)?;
    if made.signs.named().iter().all(|(_, sign)| *sign == Sign::NotTested) {
        return Err(Refusal::new("finding.nothing_tested").on("taut_band"));
    }
    Ok(Finding {
        id: made.id,
        complaint: made.complaint,
        place: made.place.clone(),
        signs: made.signs,
        note: optional_prose("note", &made.note, NOTE_CHARS_MAX)?,
    })
}

/// What was examined and is not as it was recorded last.
fn motions(state: &State, of: ComplaintId, seen: &[MotionSeen]) -> Result<Vec<Event>, Refusal> {
    if seen.len() > MOTIONS_MAX {
        return Err(Refusal::out_of_range("motion", "1–200"));
    }
    if seen.is_empty() {
        return Err(Refusal::new("motion.nothing_examined").on("motion"));
    }
    let mut events = Vec::new();
    let mut examined = BTreeSet::new();
    for one in seen {
        let unknown = || Refusal::new("motion.id_unknown").on("motion").with(shown(&one.motion));
        let id: MotionId = one.motion.parse().map_err(|_| unknown())?;
        let sided = Atlas::get().motion(id).kind != MotionKind::Axial;
        if sided != one.side.is_some() {
            return Err(Refusal::new("motion.side").on("side").with(Atlas::get().motion(id).label));
        }
        if one.limited == Sign::NotTested && one.painful == Sign::NotTested {
            return Err(Refusal::new("motion.nothing_examined").on("motion"));
        }
        if !examined.insert((&one.motion, one.side)) {
            return Err(Refusal::new("motion.twice").on("motion").with(Atlas::get().motion(id).label));
        }
        let made = MotionExamined {
            complaint: of,
            motion: one.motion.clone(),
            side: one.side,
            limited: one.limited,
            painful: one.painful,
        };
        let known = state.complaint(of).into_iter().flat_map(|complaint| &complaint.motions);
        if !known.into_iter().any(|(_, known)| *known == made) {
            events.push(Event::MotionExamined(made));
        }
    }
    Ok(events)
}

fn screening(
    state: &State,
    id: ScreeningId,
    answers: &[Answers],
    ctx: &Context<'_>,
) -> Result<Screening, Refusal> {
    if let Some(stranger) = answers.iter().find(|a| screening::item(&a.item).is_none()) {
        return Err(Refusal::new("screening.item_unknown").with(shown(&stranger.item)));
    }
    let answers = screening::items()
        .iter()
        .map(|item| {
            let given = answers.iter().find(|a| a.item == item.id);
            let given = given.ok_or_else(|| Refusal::new("screening.incomplete").with(item.id.clone()))?;
            if given.as_before { answer_as_before(state, item) } else { answer(item, given) }
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Screening { id, policy_version: ctx.policy.version.clone(), answers })
}

/// An answer of today.
fn answer(item: &Item, given: &Answers) -> Result<ScreeningAnswer, Refusal> {
    let about = |code| Refusal::new(code).with(item.id.clone());
    let yes = given.yes.ok_or_else(|| about("screening.incomplete"))?;
    let reason = optional_line("reason", &given.reason, LINE_CHARS_MAX)?;
    if yes && item.class == Class::Relative && reason.is_none() {
        return Err(about("screening.reason_missing"));
    }
    let mut places = given.places.clone();
    places.sort_unstable();
    places.dedup();
    if yes && item.class == Class::Local && places.is_empty() {
        return Err(about("screening.place_missing"));
    }
    if !yes || item.class != Class::Local {
        places.clear();
    }
    Ok(ScreeningAnswer { item: item.id.clone(), class: item.class, yes, reason, places, confirmed: false })
}

/// The answer of last time, confirmed: only of what does not change from visit to visit, and only if there is one that would
/// be accepted today.
fn answer_as_before(state: &State, item: &Item) -> Result<ScreeningAnswer, Refusal> {
    let known =
        proposed(state, item).ok_or_else(|| Refusal::new("screening.not_proposed").with(item.id.clone()))?;
    Ok(ScreeningAnswer { class: item.class, confirmed: true, ..known.clone() })
}

/// What may be proposed for a question: the last answer, unless it is asked anew each time or says too little for today's table.
pub fn proposed<'a>(state: &'a State, item: &Item) -> Option<&'a ScreeningAnswer> {
    let (_, last) = state.screening()?;
    let known = last.answers.iter().find(|answer| answer.item == item.id)?;
    let enough = !known.yes
        || match item.class {
            Class::Relative => known.reason.is_some(),
            Class::Local => !known.places.is_empty(),
            Class::Absolute | Class::Precaution => true,
        };
    (!item.volatile && enough).then_some(known)
}

fn consent(given: &ConsentGiven, ctx: &Context<'_>) -> Result<Consent, Refusal> {
    let given_by = required_line("given_by", &given.given_by, NAME_CHARS_MAX)?;
    let valid_until = ctx
        .today
        .checked_add(jiff::Span::new().days(ctx.policy.consent_valid_days.value))
        .map_err(|_| Refusal::out_of_range("valid_until", "date"))?;
    let named_risks: BTreeSet<String> = given.named_risks.iter().cloned().collect();
    if let Some(unknown) = named_risks.iter().find(|risk| risk.parse::<HazardId>().is_err()) {
        return Err(Refusal::out_of_range("named_risks", &shown(unknown)));
    }
    let signature = match given.signature.trim() {
        "" => None,
        drawn => Some(Signature::parse(drawn)?),
    };
    if signature.is_none() && !given.on_paper {
        return Err(Refusal::new("consent.signature_missing").on("signature"));
    }
    let copy = &ctx.policy.consent_copy_required;
    if copy.value && !given.copy_given {
        return Err(copy.refuse("consent.copy_missing").on("copy_given"));
    }
    Ok(Consent {
        id: given.id,
        text_version: ctx.policy.consent_text_version.value.clone(),
        named_risks: named_risks.into_iter().collect(),
        given_by,
        signature,
        on_paper: given.on_paper,
        copy_given: given.copy_given,
        valid_until,
    })
}
