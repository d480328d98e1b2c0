//! A patient's head, rows and chart.

use super::{cells, command_id, day, day_of, moment, moment_near, muscle_name};
use crate::app::App;
use crate::views::chart::{ChartView, ClinicalView, ComplaintCard, SessionRow, Standing, StandingState};
use crate::views::patient::{Caution, PatientHead};
use crate::views::patients::{NamePart, PatientRow};
use crate::views::today::Stage;
use chart::policy::Policy;
use chart::screening::{self, Class};
use chart::{Instant, PatientId, patient};
use clinic::store;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use report::PainPoint;

/// Who it is, with the cautions of the latest screening if the reader may see them.
pub fn patient_head(id: PatientId, state: &patient::State, today: Date, clinical: bool) -> PatientHead {
    let Some(person) = &state.person else { return PatientHead::default() };
    PatientHead {
        id: id.to_string(),
        name: name(&person.given_name, person.family_name.as_deref()),
        birth_date: day(person.birth_date),
        age_years: age(person.birth_date, today),
        record_no: person.record_no.to_string(),
        phone: person.phone.clone().unwrap_or_default(),
        cautions: if clinical { cautions(state) } else { Vec::new() },
    }
}

fn cautions(state: &patient::State) -> Vec<Caution> {
    let answers = state.screening().into_iter().flat_map(|(_, s)| &s.answers).filter(|a| a.yes);
    answers
        .filter_map(|answer| {
            let item = screening::item(&answer.item)?;
            let detail = answer.reason.clone().unwrap_or_else(|| item.todo.clone());
            Some(Caution { label: item.question.clone(), detail, stop: answer.class == Class::Absolute })
        })
        .collect()
}

/// Given and family name in one.
pub fn name(given: &str, family: Option<&str>) -> String {
    family.map_or_else(|| given.to_owned(), |family| format!("{given} {family}"))
}

/// Full years.
pub fn age(birth: Date, today: Date) -> u16 {
    let before_birthday = (today.month(), today.day()) < (birth.month(), birth.day());
    u16::try_from(today.year() - birth.year() - i16::from(before_birthday)).unwrap_or(0)
}

/// A patient in a list, with the part of the name marked that the query found.
pub fn patient_row(row: &store::PatientRow, query: &str, today: Date, zone: &TimeZone) -> PatientRow {
    PatientRow {
        id: row.id.to_string(),
        name: marked(&name(&row.given_name, row.family_name.as_deref()), query),
        birth_date: day(row.birth_date),
        age_years: age(row.birth_date, today),
        record_no: row.record_no.to_string(),
        last_seen: Some(if clinic::zone::day(row.last_seen_at, zone) == today {
            moment_near(row.last_seen_at, today, zone)
        } else {
            day_of(row.last_seen_at, zone)
        }),
    }
}

/// Cuts a name where words of the query begin and end in it. Folding may change lengths (ß), so letters are compared one by one.
fn marked(name: &str, query: &str) -> Vec<NamePart> {
    let letters: Vec<(char, String)> =
        name.chars().map(|c| (c, clinic::search::fold(&c.to_string()))).collect();
    let mut hit = vec![false; letters.len()];
    for word in clinic::search::fold(query).split_whitespace() {
        for start in 0..letters.len() {
            let mut text = String::new();
            for end in start..letters.len() {
                text.push_str(&letters[end].1);
                if text == word {
                    hit[start..=end].fill(true);
                } else if !word.starts_with(&text) {
                    break;
                }
            }
        }
    }
    let mut parts: Vec<NamePart> = Vec::new();
    for ((letter, _), marked) in letters.into_iter().zip(hit) {
        match parts.last_mut() {
            Some(part) if part.marked == marked => part.text.push(letter),
            _ => parts.push(NamePart { text: letter.to_string(), marked }),
        }
    }
    parts
}

/// Whether the screening is current.
pub fn screening_standing(
    id: PatientId,
    state: &patient::State,
    now: Instant,
    policy: &Policy,
    zone: &TimeZone,
) -> Standing {
    let texts = App::texts();
    let href = format!("/patients/{id}/screenings/new");
    let Some((answered_at, answered)) = state.screening() else {
        return Standing { state: StandingState::Due, text: texts.get("screening-missing"), href };
    };
    let when = moment(*answered_at, zone).text;
    let (state, key) = if answered_at.plus_hours(policy.screening_valid_hours.value) < now {
        (StandingState::Due, "screening-old")
    } else if answered.answers.iter().any(|a| a.yes && a.class == Class::Absolute) {
        (StandingState::Stop, "screening-stop")
    } else {
        (StandingState::Good, "screening-good")
    };
    Standing { state, text: texts.with(key, &[("when", when.into())]), href }
}

/// Whether a consent counts today.
pub fn consent_standing(id: PatientId, state: &patient::State, today: Date) -> Standing {
    let texts = App::texts();
    let href = format!("/patients/{id}/consents/new");
    match state.consent_on(today) {
        Some(consent) => Standing {
            state: StandingState::Good,
            text: texts.with("consent-good", &[("until", day(consent.valid_until).text.into())]),
            href,
        },
        None => {
            let key = match state.consents.last() {
                None => "consent-missing",
                Some((_, _, Some(_))) => "consent-withdrawn",
                Some(_) => "consent-old",
            };
            Standing { state: StandingState::Due, text: texts.get(key), href }
        }
    }
}

/// Whether there is a consent that is to be confirmed before the first needle: it counts, and is older than a screening may be.
pub(super) fn ask_consent(state: &patient::State, now: Instant, today: Date, policy: &Policy) -> bool {
    policy.consent_confirmed_each_session.value
        && state
            .consent_at(now, today)
            .is_some_and(|(given_at, _)| given_at.plus_hours(policy.screening_valid_hours.value) < now)
}

/// What a chart is made from.
pub struct ChartPage<'a> {
    /// Whose.
    pub id: PatientId,
    /// Their record.
    pub state: &'a patient::State,
    /// Their sessions, newest first.
    pub sessions: &'a [store::SessionRow],
    /// Whether the reader may see what says something about the body.
    pub clinical: bool,
    /// Now.
    pub now: Instant,
    /// Today at the clinic.
    pub today: Date,
    /// The clinic's zone.
    pub zone: &'a TimeZone,
    /// The rules.
    pub policy: &'a Policy,
}

/// The chart. The front desk gets the head only.
pub fn chart_view(page: &ChartPage<'_>) -> ChartView {
    let &ChartPage { id, state, sessions, clinical, now, today, zone, policy } = page;
    let head = patient_head(id, state, today, clinical);
    if !clinical {
        let holds = state.consent_on(today).map(|consent| (consent.id.to_string(), command_id()));
        return ChartView { patient: head, clinical: None, withdrawal: holds };
    }
    let complaint_title = |row: &store::SessionRow| {
        state.complaint(row.complaint).map_or(String::new(), |c| c.told.title.clone())
    };
    let view = ClinicalView {
        screening: screening_standing(id, state, now, policy, zone),
        consent: consent_standing(id, state, today),
        complaints: state
            .complaints
            .iter()
            .rev()
            .map(|complaint| ComplaintCard {
                ask_consent: ask_consent(state, now, today, policy),
                ..card(complaint, sessions)
            })
            .collect(),
        sessions: sessions
            .iter()
            .map(|row| SessionRow {
                id: row.id.to_string(),
                date: day_of(row.opened_at, zone),
                practitioner: row.practitioner_name.clone(),
                complaint: complaint_title(row),
                muscles: row.muscles.iter().map(|m| muscle_name(m)).collect(),
                needles: u32::from(row.needles_placed),
                pain_before: row.pain_before,
                pain_after: row.pain_after,
                stage: stage(row.stage),
            })
            .collect(),
        pain: sessions
            .iter()
            .rev()
            .filter(|row| row.pain_before.is_some() || row.pain_after.is_some())
            .map(|row| PainPoint {
                label: day_of(row.opened_at, zone).text,
                before: row.pain_before,
                after: row.pain_after,
            })
            .collect(),
    };
    ChartView { patient: head, clinical: Some(view), withdrawal: None }
}

fn card(complaint: &patient::Complaint, sessions: &[store::SessionRow]) -> ComplaintCard {
    let open = sessions
        .iter()
        .find(|s| s.complaint == complaint.told.id && s.stage != chart::session::Stage::Signed);
    ComplaintCard {
        id: complaint.told.id.to_string(),
        title: complaint.told.title.clone(),
        onset: complaint.told.onset.clone().unwrap_or_default(),
        stops_doing: complaint.told.stops_doing.clone().unwrap_or_default(),
        cells: cells(complaint.drawing.as_ref()),
        open_session: open.map(|s| s.id.to_string()),
        command_id: command_id(),
        ask_consent: false,
    }
}

/// How far a session is, in the views' words.
pub fn stage(stage: chart::session::Stage) -> Stage {
    match stage {
        chart::session::Stage::Signed => Stage::Signed,
        chart::session::Stage::Closed => Stage::WaitingForSignature,
        chart::session::Stage::Open | chart::session::Stage::Unknown => Stage::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_year_is_full_on_the_birthday() {
        assert_eq!(age(date(1985, 3, 7), date(2026, 3, 6)), 40);
        assert_eq!(age(date(1985, 3, 7), date(2026, 3, 7)), 41);
        assert_eq!(age(date(2026, 3, 7), date(2026, 3, 7)), 0);
    }

    #[test]
    fn the_found_part_of_a_name_is_marked_as_it_is_written() {
        let parts = |name, query| {
            marked(name, query)
                .into_iter()
                .map(|p| if p.marked { format!("[{}]", p.text) } else { p.text })
                .collect::<String>()
        };
        assert_eq!(parts("Élodie Müller", "elod mull"), "[Élod]ie [Müll]er");
        assert_eq!(parts("Straßer", "strass"), "[Straß]er");
        assert_eq!(parts("Anna", "1985"), "Anna");
    }
}
