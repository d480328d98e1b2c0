//! A needle as it is placed, put right, or proposed.

use super::super::command::NeedleWanted;
use super::super::event::{Event, Needle, Pack};
use super::super::plan::{Plan, Planned};
use super::super::state::{PlacedNeedle, State};
use super::super::{NEEDLES_MAX, risk};
use super::Around;
use super::gate::{self, Gate};
use crate::context::Context;
use crate::patient;
use crate::policy::Hold;
use crate::refusal::Refusal;
use crate::screening::{self, Class, Item, SiteRule};
use crate::text::{LINE_CHARS_MAX, optional_line};
use crate::values::{NeedleSize, Place, Technique};

/// A new needle, if licence, screening, consent and its place allow it.
pub(super) fn placed(
    state: &State,
    wanted: &NeedleWanted,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Needle, Refusal> {
    let gate = gate::pass(state, &wanted.place, wanted.technique, around, ctx)?;
    let cautions = gate::cautions(state, wanted, around, ctx)?;
    let typed = optional_line("both_sides_reason", &wanted.both_sides_reason, LINE_CHARS_MAX)?;
    let both = risk::other_side_needled(ctx.atlas, &wanted.place, elsewhere(state, around));
    // Asked once in a session: what was said then is said of the next needle too.
    let said = state.standing().filter_map(|placed| placed.needle.both_sides_reason.clone()).next_back();
    let both_sides_reason = typed.or_else(|| said.filter(|_| both.is_some()));
    both_sides(both, both_sides_reason.is_some(), ctx)?;
    let pack = pack(wanted, around, ctx)?;
    Ok(Needle { both_sides_reason, cautions, pack, ..needle(wanted, gate, ctx)? })
}

/// The rule about both sides of the chest on one day, as the policy holds it.
fn both_sides(structure: Option<&'static str>, explained: bool, ctx: &Context<'_>) -> Result<(), Refusal> {
    let rule = &ctx.policy.both_sides;
    match (structure, rule.value) {
        (Some(structure), Hold::Stop) => Err(rule.refuse("needle.both_sides").on("side").with(structure)),
        (Some(structure), Hold::Reason) if !explained => {
            Err(rule.refuse("needle.both_sides_reason_missing").on("both_sides_reason").with(structure))
        }
        _ => Ok(()),
    }
}

/// Where the patient was needled today: in this session and in others.
fn elsewhere<'a>(state: &'a State, around: Around<'a>) -> impl Iterator<Item = &'a Place> {
    state.standing().map(|placed| &placed.needle.place).chain(around.same_day)
}

/// The lot as typed, or the one that was opened today for this size.
fn pack(wanted: &NeedleWanted, around: Around<'_>, ctx: &Context<'_>) -> Result<Option<Pack>, Refusal> {
    let typed = optional_line("lot", &wanted.lot, LINE_CHARS_MAX)?;
    let opened = match &typed {
        Some(lot) => around.practice.lot(lot),
        None => around.practice.lot_of_day(ctx.today, wanted.size),
    };
    let pack = match (typed, opened) {
        (_, Some(opened)) => {
            Some(Pack { lot: opened.lot.clone(), maker: opened.maker.clone(), expires_on: opened.expires_on })
        }
        (Some(lot), None) => Some(Pack { lot, maker: None, expires_on: None }),
        (None, None) => None,
    };
    if let Some(expired) = pack.as_ref().and_then(|p| p.expires_on).filter(|day| *day < ctx.today) {
        return Err(Refusal::new("lot.expired").on("lot").with(expired.to_string()));
    }
    Ok(pack)
}

/// A needle as it should have been recorded. Whatever is put right of it, it went in under the screening and consent of its
/// time; a place that is put right asks again whether its risks were named: in that consent, or since.
pub(super) fn amended(
    state: &State,
    was: &PlacedNeedle,
    now: &NeedleWanted,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Needle, Refusal> {
    let was = &was.needle;
    if was.place != now.place {
        let muscle = patient::place(&now.place)?;
        let named = around.patient.consent(was.consent).map_or(&[][..], |(consent, _)| &consent.named_risks);
        if risk::unnamed(ctx.atlas, muscle, now.place.point.as_deref(), named).is_some() {
            gate::consent(&now.place, around.patient, ctx)?;
        }
    }
    let both_sides_reason = optional_line("both_sides_reason", &now.both_sides_reason, LINE_CHARS_MAX)?;
    let others = state.standing().filter(|other| other.needle.id != was.id).map(|other| &other.needle.place);
    let both = risk::other_side_needled(ctx.atlas, &now.place, others.chain(around.same_day));
    // A record is put right to what was, whatever the rule: with a reason.
    both_sides(
        both.filter(|_| was.place != now.place && ctx.policy.both_sides.value == Hold::Reason),
        both_sides_reason.is_some(),
        ctx,
    )?;
    let gate = Gate { screening: was.screening, consent: was.consent };
    // The pack that is printed for a lot stays with it; another lot has its own.
    let lot = optional_line("lot", &now.lot, LINE_CHARS_MAX)?;
    let pack = match (&was.pack, lot) {
        (Some(pack), Some(lot)) if pack.lot == lot => Some(pack.clone()),
        (_, Some(_)) => pack(now, around, ctx)?,
        (_, None) => None,
    };
    Ok(Needle {
        practitioner: was.practitioner,
        cautions: was.cautions.clone(),
        both_sides_reason: both_sides_reason.or_else(|| was.both_sides_reason.clone()),
        pack,
        ..needle(now, gate, ctx)?
    })
}

fn needle(wanted: &NeedleWanted, gate: Gate, ctx: &Context<'_>) -> Result<Needle, Refusal> {
    let depth_reason = optional_line("depth_reason", &wanted.depth_reason, LINE_CHARS_MAX)?;
    depth(&wanted.place, wanted.size, wanted.depth_mm, depth_reason.is_some(), ctx)?;
    if wanted.spot.is_some_and(|spot| !spot.can_be(wanted.place.side)) {
        return Err(Refusal::new("needle.spot_other_side").on("spot"));
    }
    if wanted.technique != Technique::Electrical && wanted.current.is_some() {
        return Err(Refusal::new("needle.current_without_technique").on("technique"));
    }
    Ok(Needle {
        id: wanted.id,
        place: wanted.place.clone(),
        spot: wanted.spot,
        size: wanted.size,
        depth_mm: wanted.depth_mm,
        depth_reason,
        both_sides_reason: None,
        cautions: Vec::new(),
        approach: optional_line("approach", &wanted.approach, LINE_CHARS_MAX)?,
        technique: wanted.technique,
        current: wanted.current,
        pack: None,
        screening: gate.screening,
        consent: gate.consent,
        practitioner: ctx.actor.staff,
    })
}

/// A depth that can be true, and beyond the published cap only with a reason.
fn depth(
    place: &Place,
    size: NeedleSize,
    depth_mm: Option<u16>,
    explained: bool,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let muscle = patient::place(place)?;
    let Some(depth_mm) = depth_mm else { return Ok(()) };
    if depth_mm == 0 {
        return Err(Refusal::new("needle.depth_zero").on("depth_mm"));
    }
    if depth_mm > size.length_mm {
        return Err(Refusal::new("needle.depth_beyond_needle")
            .on("depth_mm")
            .with(size.length_mm.to_string()));
    }
    match risk::depth_cap_mm(ctx.atlas, muscle, place.point.as_deref()) {
        Some(cap_mm) if depth_mm > cap_mm => {
            let rule = &ctx.policy.depth_cap;
            match rule.value {
                Hold::Stop => {
                    Err(rule.refuse("needle.depth_beyond_cap").on("depth_mm").with(cap_mm.to_string()))
                }
                Hold::Reason if !explained => Err(rule
                    .refuse("needle.depth_reason_missing")
                    .on("depth_reason")
                    .with(cap_mm.to_string())),
                Hold::Reason => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// The last treatment as a whole, or not at all: every part could go in today. Reasons (depth, both sides, cautions) are
/// asked for when each part is confirmed, because they are of today.
pub(super) fn plan(
    state: &State,
    plan: &Plan,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if plan.parts.is_empty() {
        return Err(Refusal::new("plan.empty"));
    }
    if state.needles.len() + plan.parts.len() > NEEDLES_MAX {
        return Err(Refusal::new("needle.limit").with(NEEDLES_MAX.to_string()));
    }
    let known = |part: &Planned| {
        state.needle(part.needle).is_some() || state.planned.iter().any(|p| p.needle == part.needle)
    };
    if plan.parts.iter().all(known) {
        return Ok(Vec::new());
    }
    for part in &plan.parts {
        gate::pass(state, &part.place, part.technique, around, ctx)?;
        if let Some((item, rule)) = stopped(part, around, ctx)? {
            return Err(Refusal::new("screening.site_stop")
                .on("muscle")
                .with(rule.todo.clone())
                .because(item.map_or("For everybody", |item| item.question.as_str()), rule.source(item)));
        }
        depth(&part.place, part.size, part.depth_mm, true, ctx)?;
    }
    Ok(vec![Event::PlanAdopted(plan.clone())])
}

/// The absolute rule of the screening that stands against a part, if one does.
fn stopped(
    part: &Planned,
    around: Around<'_>,
    ctx: &Context<'_>,
) -> Result<Option<(Option<&'static Item>, &'static SiteRule)>, Refusal> {
    let screening = gate::current_screening(around.patient, ctx)?;
    let speaking = screening::speaking(screening, ctx.atlas, &part.place, part.technique, part.depth_mm);
    Ok(speaking.into_iter().find(|(_, rule)| rule.class == Class::Absolute))
}
