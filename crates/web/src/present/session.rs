//! The session page: gate, points to needle, needles, count.

mod asks;
pub(super) mod beside;

pub(super) use beside::{adverse_more, conduct_words, grade_words, kind_words};

use super::complaint::{ComplaintPage, finding_status, latest_findings, muscle_options, place, source};
use super::patient::{ask_consent, consent_standing, name, patient_head, screening_standing, stage};
use super::ranking::Reasoned;
use super::{cells, command_id, day, day_of, moment_near, muscle_name, time_of};
use crate::app::App;
use crate::form::Form;
use crate::views::chart::StandingState;
use crate::views::session::{Beneath, CountedRegion, Placing, PlanPart, PlanView, PointButton};
use crate::views::session::{Gate, GateItem, GateKind};
use crate::views::session::{LastSession, NeedleCount, SessionCommands, SessionView};
use crate::views::session::{NeedleCard, NeedleCommands, SignSeen, Usual};
use atlas::{Atlas, MuscleId, PointId, Severity};
use chart::policy::Policy;
use chart::session::PlacedNeedle;
use chart::values::{NeedleSize, Sign, Technique};
use chart::{Instant, StaffId, patient, session, staff};
use clinic::open::SessionRecord;
use clinic::store;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Points that the page offers: ranked, felt for, and those of last time.
const POINTS_OFFERED: usize = 10;

/// What the page is made from.
pub struct SessionPage<'a> {
    /// The session.
    pub record: &'a SessionRecord,
    /// Its patient.
    pub patient: &'a patient::State,
    /// The patient's sessions, newest first.
    pub sessions: &'a [store::SessionRow],
    /// The session before this one.
    pub before: Option<&'a SessionRecord>,
    /// Who has it.
    pub practitioner: &'a staff::State,
    /// Everybody, for whoever may have it next.
    pub people: &'a [store::StaffRow],
    /// Who reads it now.
    pub reader: StaffId,
    /// The reader's licence and training.
    pub reader_state: &'a staff::State,
    /// Whether the reader may sign with a PIN.
    pub reader_has_pin: bool,
    /// Where the patient was needled today in other sessions.
    pub same_day: &'a [chart::values::Place],
    /// Lots of the packs that are open today.
    pub packs: &'a [String],
    /// By muscle of the atlas: what this clinic usually needles it with.
    pub usual: &'a BTreeMap<String, (NeedleSize, Technique)>,
    /// Now.
    pub now: Instant,
    /// Today at the clinic.
    pub today: Date,
    /// The clinic's zone.
    pub zone: &'a TimeZone,
    /// The rules.
    pub policy: &'a Policy,
    /// What the clinic lead has decided about the ranking.
    pub reasoning: chart::practice::Reasoning,
    /// What the clinic has found itself under the complaint.
    pub figures: &'a [clinic::ranking::ClinicFigure],
    /// What explains the complaint's drawing, if it is ranked.
    pub reasoned: Option<Reasoned>,
}

impl<'a> SessionPage<'a> {
    /// The complaint that is treated, as the page that reasons about it; none once the session is signed.
    pub fn complaint(&self) -> Option<ComplaintPage<'a>> {
        let open = self.record.state.stage != session::Stage::Signed;
        let opened = self.record.state.opened.as_ref().filter(|_| open)?;
        Some(ComplaintPage {
            id: self.record.patient,
            state: self.patient,
            complaint: self.patient.complaint(opened.complaint)?,
            sessions: self.sessions,
            now: self.now,
            today: self.today,
            zone: self.zone,
            policy: self.policy,
            reasoning: self.reasoning,
            figures: self.figures,
        })
    }
}

/// The page, with fresh forms; the handler puts refused ones in their place.
pub fn session_view(page: &SessionPage<'_>) -> SessionView {
    let (record, state) = (page.record, &page.record.state);
    let complaint = state.opened.as_ref().and_then(|o| page.patient.complaint(o.complaint));
    let count = state.count();
    let mut needles: Vec<NeedleCard> =
        state.needles.iter().enumerate().map(|(at, n)| needle_card(at, n, page.zone)).collect();
    needles.reverse();
    let usual = usual(page);
    SessionView {
        id: record.id.to_string(),
        version: record.version,
        patient: patient_head(record.patient, page.patient, page.today, true),
        complaint_id: complaint.map_or(String::new(), |c| c.told.id.to_string()),
        complaint: complaint.map_or(String::new(), |c| c.told.title.clone()),
        practitioner: page.practitioner.enrolled.as_ref().map_or(String::new(), |e| e.name.clone()),
        zone: page.zone.iana_name().unwrap_or("UTC").to_owned(),
        coming: None,
        started: moment_near(state.opened_at, page.today, page.zone),
        stage: stage(state.stage),
        can_write: state.stage != session::Stage::Signed,
        gate: gate(page),
        cells: cells(complaint.and_then(|c| c.drawing.as_ref())),
        last: page.before.map(|before| last_session(before, page.zone)),
        placing: Placing {
            points: complaint.map_or(Vec::new(), |c| points(page, c, &usual)),
            muscles: muscle_options(),
            sizes: needle_sizes(state),
            form: next_needle(state, page.before),
            usual,
            packs: page.packs.to_vec(),
            command_id: command_id(),
        },
        needles,
        beside: beside::beside(page),
        signs: state.responsible() == Some(page.reader),
        signs_by_pin: page.reader_has_pin,
        count: NeedleCount {
            placed: u32::from(count.placed),
            out: u32::from(count.removed),
            still_in: u32::from(count.still_in()),
            muscles: state.muscles().len() as u32,
        },
        in_sharps: state.closed.as_ref().map_or(0, |(_, closed)| u32::from(closed.needles_in_sharps)),
        counted_by: counted_by(state),
        plan: plan(page),
        pain_before: state.pain_before.map(chart::values::PainScore::get),
        pain_after: state.pain_after.map(chart::values::PainScore::get),
        note: Form::of([
            ("tolerance", state.tolerance.clone().unwrap_or_default()),
            ("text", state.text.clone().unwrap_or_default()),
        ]),
        closing: Form::default(),
        signature: Form::default(),
        reopening: Form::default(),
        refused: Form::default(),
        commands: SessionCommands {
            pain_before: command_id(),
            pain_after: command_id(),
            removals: command_id(),
            note: command_id(),
            closing: command_id(),
            reopening: command_id(),
            signature: command_id(),
        },
    }
}

/// Licence, screening and consent: what `decide` will ask when a needle is placed.
fn gate(page: &SessionPage<'_>) -> Gate {
    let texts = App::texts();
    let (ok, text) = match &page.reader_state.licence {
        None => (false, texts.get("licence-missing")),
        Some(licence) => {
            let good = licence.expires_on >= page.today;
            let key = if good { "licence-good" } else { "licence-old" };
            (good, texts.with(key, &[("until", day(licence.expires_on).text.into())]))
        }
    };
    let trained = !page.policy.training_required.value || !page.reader_state.trainings.is_empty();
    let text = if ok && !trained { texts.get("training-none") } else { text };
    let screening = screening_standing(page.record.patient, page.patient, page.now, page.policy, page.zone);
    let consent = consent_standing(page.record.patient, page.patient, page.today);
    let confirmed = page.record.state.consent_confirmed.map(|(_, id)| id);
    let ask_again = ask_consent(page.patient, page.now, page.today, page.policy)
        && page.patient.consent_on(page.today).is_some_and(|c| confirmed != Some(c.id));
    let given = page.patient.consents.last().map(|(at, _, _)| day_of(*at, page.zone).text);
    let consent_text = match given {
        Some(given) if ask_again => texts.with("consent-ask-again", &[("day", given.into())]),
        _ => consent.text,
    };
    let back = format!("?next=/sessions/{}", page.record.id);
    Gate {
        items: vec![
            GateItem {
                kind: GateKind::Licence,
                ok: ok && trained,
                text,
                href: format!("/staff/{}", page.reader),
                confirm: None,
            },
            GateItem {
                kind: GateKind::Screening,
                ok: screening.state == StandingState::Good,
                text: screening.text,
                href: screening.href + &back,
                confirm: None,
            },
            GateItem {
                kind: GateKind::Consent,
                ok: consent.state == StandingState::Good && !ask_again,
                text: consent_text,
                href: consent.href + &back,
                confirm: ask_again
                    .then(|| (format!("/sessions/{}/consent-confirmation", page.record.id), command_id())),
            },
        ],
    }
}

/// The points to offer: felt ones first, then by rank, then those of last time.
fn points(
    page: &SessionPage<'_>,
    complaint: &patient::Complaint,
    usual: &BTreeMap<String, Usual>,
) -> Vec<PointButton> {
    let mut places: Vec<chart::values::Place> = Vec::new();
    let mut add = |place: chart::values::Place| {
        if !places.contains(&place) {
            places.push(place);
        }
    };
    for (_, finding) in latest_findings(complaint) {
        add(finding.place.clone());
    }
    if let Some(before) = page.before {
        before.state.standing().for_each(|needle| add(needle.needle.place.clone()));
    }
    let ranked: Vec<chart::values::Place> = page.reasoned.as_ref().map_or(Vec::new(), |reasoned| {
        let offered = reasoned.places().take(POINTS_OFFERED);
        let place = |place: clinic::ranking::Place| chart::values::Place {
            muscle: place.point.muscle().to_string(),
            point: Some(place.point.number().to_owned()),
            side: place.side,
        };
        offered.map(place).collect()
    });
    ranked.iter().cloned().for_each(&mut add);
    let mut buttons: Vec<PointButton> = places
        .iter()
        .filter_map(|place| {
            let rank = ranked.iter().position(|r| r == place).map(|at| at + 1);
            let button = point_button(page, complaint, place, rank)?;
            let usual = usual.get(&place.muscle).cloned();
            let own = needled(page).any(|n| n.needle.place.muscle == place.muscle);
            // What was taken of this patient was chosen; what is merely usual gives way to the published limit.
            let usual = if own { usual } else { fitting(usual, button.depth_cap_mm) };
            Some(PointButton { usual, ..button })
        })
        .collect();
    // What the hands found and know leads; what they looked for and did not find goes last.
    buttons.sort_by_key(|b| match b.found {
        Some(crate::views::finding::FindingStatus::Active) => 0,
        Some(crate::views::finding::FindingStatus::NotFound) => 4,
        Some(_) => 1,
        None if b.last_time => 2,
        None => 3,
    });
    buttons.truncate(POINTS_OFFERED);
    buttons
}

fn point_button(
    page: &SessionPage<'_>,
    complaint: &patient::Complaint,
    at: &chart::values::Place,
    rank: Option<usize>,
) -> Option<PointButton> {
    let atlas = Atlas::get();
    let muscle: MuscleId = at.muscle.parse().ok()?;
    let point = at.point.as_deref().and_then(|number| PointId::new(muscle, number).ok());
    let found = latest_findings(complaint).into_iter().find(|(_, f)| f.place == *at);
    let asked = asks::at(page, at);
    let unnamed = unnamed_risk(page, at, muscle);
    let same = |needle: &&PlacedNeedle| needle.needle.place == *at;
    Some(PointButton {
        place: place(&at.muscle, at.point.as_deref(), at.side),
        muscle: atlas.muscle(muscle).name.to_owned(),
        point: point.map_or(String::new(), |p| p.number().to_owned()),
        side: at.side.to_string(),
        rank,
        found: found.map(|(_, f)| finding_status(f.signs.status())),
        last_time: page.before.is_some_and(|before| before.state.standing().any(|n| same(&n))),
        placed: page.record.state.standing().filter(same).count() as u32,
        beneath: beneath(muscle, at.point.as_deref()),
        cap_basis: cap_basis(muscle, point),
        blocked: if unnamed.is_empty() { asked.stopped } else { unnamed },
        usual: None,
        asks: asked.asks,
        one_side: asked.one_side,
        depth_cap_mm: session::risk::depth_cap_mm(atlas, muscle, at.point.as_deref()),
    })
}

/// What lies beneath, grave things first.
fn beneath(muscle: MuscleId, point: Option<&str>) -> Vec<Beneath> {
    let atlas = Atlas::get();
    let mut hazards: Vec<_> =
        session::risk::beneath(atlas, muscle, point).into_iter().map(|id| atlas.hazard(id)).collect();
    hazards.sort_by_key(|hazard| hazard.severity != Severity::Grave);
    let view = |hazard: &atlas::Hazard| Beneath {
        structure: hazard.structure.to_owned(),
        why: hazard.why.to_owned(),
        safer: hazard.safer.to_owned(),
        source: source(&hazard.citation),
        grave: hazard.severity == Severity::Grave,
    };
    hazards.into_iter().map(view).collect()
}

/// On what the strictest published cap of a place rests.
fn cap_basis(muscle: MuscleId, point: Option<PointId>) -> String {
    let muscle = Atlas::get().muscle(muscle);
    let at = point.and_then(|p| muscle.points.iter().position(|known| known.number == p.number()));
    let caps: Vec<_> = match at {
        Some(at) => muscle.depth_caps_of(at).collect(),
        None => muscle.depth_caps.iter().collect(),
    };
    let strictest = caps.into_iter().min_by_key(|cap| cap.max_depth_mm);
    strictest.map_or(String::new(), |cap| format!("{} ({})", cap.basis, source(&cap.citation)))
}

/// The needles by the part of the body they were in, in the order in which each was first needled.
fn counted_by(state: &session::State) -> Vec<CountedRegion> {
    let atlas = Atlas::get();
    let mut counted: Vec<CountedRegion> = Vec::new();
    for placed in state.standing() {
        let place = &placed.needle.place;
        let Ok(muscle) = place.muscle.parse::<MuscleId>() else { continue };
        let number = place.point.as_deref().and_then(|number| PointId::new(muscle, number).ok());
        let Some(point) = number.or_else(|| atlas.muscle(muscle).point_ids().next()) else { continue };
        let Some(region) = atlas.point(point).site.first() else { continue };
        let group = atlas.region(*region).group;
        let side = place.side;
        let id = format!("{group}-{side}");
        match counted.iter_mut().find(|known| known.id == id) {
            Some(known) => known.needles += 1,
            None => counted.push(CountedRegion {
                label: App::texts().with(
                    if side == chart::values::Side::L { "region-left" } else { "region-right" },
                    &[("region", atlas.group(group).label.into())],
                ),
                id,
                needles: 1,
            }),
        }
    }
    counted
}

/// What was done last time, as an offer; or what is left of it to confirm.
fn plan(page: &SessionPage<'_>) -> PlanView {
    let atlas = Atlas::get();
    let state = &page.record.state;
    let part = |part: &session::Planned| -> PlanPart {
        let point = part.place.point.as_deref().unwrap_or_default();
        let muscle: Option<MuscleId> = part.place.muscle.parse().ok();
        let current = part.current.map_or(Vec::new(), |current| {
            let text = |value: Option<u16>| value.map_or(String::new(), |value| value.to_string());
            vec![
                ("current_channel", current.channel.to_string()),
                ("current_hz", text(current.frequency_hz)),
                (
                    "current_ma",
                    current
                        .intensity_ma_x10
                        .map_or(String::new(), |x10| format!("{}.{}", x10 / 10, x10 % 10)),
                ),
                ("current_minutes", text(current.minutes)),
            ]
        });
        let asked = asks::at(page, &part.place);
        PlanPart {
            asks: asked.asks,
            one_side: asked.one_side,
            needle: part.needle.to_string(),
            place: place(&part.place.muscle, part.place.point.as_deref(), part.place.side),
            words: name(&muscle_name(&part.place.muscle), Some(&format!("{point} {}", part.place.side))),
            size: size_form(part.size),
            depth_mm: part.depth_mm,
            depth_cap_mm: muscle
                .and_then(|muscle| session::risk::depth_cap_mm(atlas, muscle, part.place.point.as_deref())),
            technique: part.technique.as_str().to_owned(),
            approach: page
                .before
                .and_then(|before| before.state.standing().rfind(|n| n.needle.place == part.place))
                .and_then(|placed| placed.needle.approach.clone())
                .unwrap_or_default(),
            current,
            drop_command: command_id(),
        }
    };
    let begun = state.standing().next().is_some();
    let again = page.before.filter(|before| !begun && before.state.standing().next().is_some());
    PlanView {
        from: again.map_or(String::new(), |before| before.id.to_string()),
        needles: again.map_or(0, |before| before.state.standing().count() as u32),
        command_id: command_id(),
        parts: state.planned.iter().map(part).collect(),
    }
}

/// The needles of this patient, last time and today.
fn needled<'a>(page: &'a SessionPage<'_>) -> impl Iterator<Item = &'a PlacedNeedle> {
    let before = page.before.into_iter().flat_map(|before| before.state.standing());
    before.chain(page.record.state.standing())
}

/// A needle no longer than the published limit of depth: with a longer one in the hand the limit is passed by a slip.
fn fitting(usual: Option<Usual>, cap_mm: Option<u16>) -> Option<Usual> {
    let Some(cap) = cap_mm else { return usual };
    let length = |size: &str| chart::values::NeedleSize::parse(size).map_or(0, |size| size.length_mm);
    let proposed = usual.clone().unwrap_or_else(|| Usual {
        size: SIZE_AT_FIRST.to_owned(),
        technique: Technique::FastInFastOut.as_str().to_owned(),
        approach: String::new(),
    });
    if length(&proposed.size) <= cap {
        return usual;
    }
    let fits = USUAL.into_iter().filter(|size| length(size) <= cap).max_by_key(|size| length(size));
    fits.map(|size| Usual { size: size.to_owned(), ..proposed })
}

/// The needle that is proposed in each muscle: as in this session, else as in this patient last time, else as is usual here.
fn usual(page: &SessionPage<'_>) -> BTreeMap<String, Usual> {
    let proposed = |size, technique: Technique, approach: Option<&String>| Usual {
        size: size_form(size),
        technique: technique.as_str().to_owned(),
        approach: approach.cloned().unwrap_or_default(),
    };
    let clinics = page
        .usual
        .iter()
        .map(|(muscle, (size, technique))| (muscle.clone(), proposed(*size, *technique, None)));
    // Later ones take the place of earlier ones.
    let patients = needled(page).map(|PlacedNeedle { needle, .. }| {
        (needle.place.muscle.clone(), proposed(needle.size, needle.technique, needle.approach.as_ref()))
    });
    clinics.chain(patients).collect()
}

/// What keeps a needle from this place while the consent does not name its risk.
fn unnamed_risk(page: &SessionPage<'_>, at: &chart::values::Place, muscle: MuscleId) -> String {
    let Some(consent) = page.patient.consent_on(page.today) else { return String::new() };
    let atlas = Atlas::get();
    session::risk::unnamed(atlas, muscle, at.point.as_deref(), &consent.named_risks)
        .map_or(String::new(), |risk| {
            App::texts().with("point-blocked", &[("risk", atlas.hazard(risk).structure.into())])
        })
}

/// One needle.
pub fn needle_card(at: usize, placed: &PlacedNeedle, zone: &TimeZone) -> NeedleCard {
    let needle = &placed.needle;
    NeedleCard {
        id: needle.id.to_string(),
        number: at as u32 + 1,
        place: place(&needle.place.muscle, needle.place.point.as_deref(), needle.place.side),
        muscle: muscle_name(&needle.place.muscle),
        point: needle.place.point.clone().unwrap_or_default(),
        spot: needle.spot.map(super::printed::body_mm),
        side: needle.place.side.to_string(),
        size: needle.size.to_string(),
        depth_mm: needle.depth_mm,
        depth_reason: needle.depth_reason.clone().unwrap_or_default(),
        by: String::new(),
        technique: needle.technique.as_str().to_owned(),
        lot: needle.pack.as_ref().map_or(String::new(), |p| p.lot.clone()),
        twitches: u32::from(placed.twitches),
        referred: seen(placed.referred_pain),
        recognised: seen(placed.recognised_pain),
        pain: placed.pain.map(chart::values::PainScore::get),
        bled: match placed.bled {
            None => SignSeen::NotTested,
            Some(true) => SignSeen::Present,
            Some(false) => SignSeen::Absent,
        },
        placed_at: time_of(placed.placed_at, zone),
        removed_at: placed.removed_at.map(|at| time_of(at, zone)),
        amended: !placed.amended_from.is_empty(),
        retracted: placed.retracted.clone(),
        commands: NeedleCommands {
            twitch: command_id(),
            referred: command_id(),
            recognised: command_id(),
            bled: command_id(),
            pain: command_id(),
            removal: command_id(),
            retraction: command_id(),
        },
    }
}

fn seen(sign: Sign) -> SignSeen {
    match sign {
        Sign::Present => SignSeen::Present,
        Sign::Absent => SignSeen::Absent,
        Sign::NotTested => SignSeen::NotTested,
    }
}

/// Usual sizes (`facts/clinical.md` 7.2, teaching values from memory).
const USUAL: [&str; 9] =
    ["0.16x15", "0.20x25", "0.20x30", "0.25x25", "0.25x30", "0.25x40", "0.30x50", "0.30x60", "0.30x75"];

/// The size in the form before the first needle, where nothing is known.
const SIZE_AT_FIRST: &str = "0.25x40";

/// Usual sizes, thin and short first.
pub fn usual_sizes() -> Vec<String> {
    USUAL.map(str::to_owned).to_vec()
}

/// The sizes to choose from: those used today first, then what is usual (`facts/clinical.md` 7.2, teaching values from memory).
pub fn needle_sizes(state: &session::State) -> Vec<String> {
    let mut sizes: Vec<String> = Vec::new();
    let used = state.standing().map(|n| size_form(n.needle.size));
    for size in used.chain(USUAL.map(str::to_owned)) {
        if !sizes.contains(&size) {
            sizes.push(size);
        }
    }
    sizes
}

/// A needle's size as it is typed.
pub fn size_form(size: chart::values::NeedleSize) -> String {
    format!("{}.{:02}x{}", size.diameter_mm_x100 / 100, size.diameter_mm_x100 % 100, size.length_mm)
}

/// The needle form as the last needle left it, so that the next one is one tap; first of all as last time.
fn next_needle(state: &session::State, before: Option<&SessionRecord>) -> Form {
    let latest = state.standing().next_back().or_else(|| before.and_then(|b| b.state.standing().next_back()));
    match latest {
        Some(placed) => {
            // A lot is printed on today's pack: last time's may be another.
            let today = state.standing().next_back().is_some();
            let lot = placed.needle.pack.as_ref().filter(|_| today).map_or(String::new(), |p| p.lot.clone());
            Form::of([
                ("needle_size", size_form(placed.needle.size)),
                ("technique", placed.needle.technique.as_str().to_owned()),
                ("lot", lot),
            ])
        }
        None => Form::of([("needle_size", SIZE_AT_FIRST), ("technique", "fast_in_fast_out")]),
    }
}

fn last_session(before: &SessionRecord, zone: &TimeZone) -> LastSession {
    let texts = App::texts();
    let line = |n: &PlacedNeedle| {
        let point = n.needle.place.point.as_deref().unwrap_or_default();
        let place =
            name(&muscle_name(&n.needle.place.muscle), Some(&format!("{point} {}", n.needle.place.side)));
        let args = [("size", n.needle.size.to_string().into()), ("twitches", n.twitches.into())];
        (place, texts.with("needle-line", &args))
    };
    LastSession {
        id: before.id.to_string(),
        date: day_of(before.state.opened_at, zone),
        needles: before.state.standing().map(line).collect(),
        pain_before: before.state.pain_before.map(chart::values::PainScore::get),
        pain_after: before.state.pain_after.map(chart::values::PainScore::get),
        tolerance: before.state.tolerance.clone().unwrap_or_default(),
    }
}
