//! What handlers read first: the ids of the address, and the things they name. What is not there, or is another
//! clinic's, is 404.

use crate::app::App;
use crate::form::Form;
use crate::http::access::Caller;
use crate::http::trouble::Trouble;
use crate::present::near;
use chart::practice::Reasoning;

use chart::{ComplaintId, Instant, PatientId, Refusal, SessionId, patient};
use clinic::open::SessionRecord;
use clinic::ranking::ClinicFigure;
use clinic::store::SessionRow;
use jiff::civil::Date;
use std::str::FromStr;

/// An id from an address. What is no id is not there.
pub(super) fn id<T: FromStr>(text: &str) -> Result<T, Trouble> {
    text.parse().map_err(|_| Trouble::NotFound)
}

/// An id from a form field.
pub(super) fn id_field<T: FromStr>(form: &Form, field: &'static str) -> Result<T, Refusal> {
    form.value(field).parse().map_err(|_| Refusal::missing(field))
}

/// A day from a form field: `2026-03-12`, or as people type it: `12.3.2026`.
pub(super) fn date_field(form: &Form, field: &'static str) -> Result<Date, Refusal> {
    let text = form.value(field).trim();
    if text.is_empty() {
        return Err(Refusal::missing(field));
    }
    let bad = || Refusal::new("date.unreadable").on(field);
    if let Ok(date) = text.parse::<Date>() {
        return Ok(date);
    }
    let parts: Vec<i16> =
        text.split(['.', '/', '-', ' ']).map(str::parse).collect::<Result<_, _>>().map_err(|_| bad())?;
    // With points the day comes first; with slashes it could be either, so only what cannot be the other way round is taken.
    let (day, month, year) = match (parts.as_slice(), text.contains('.')) {
        ([day, month, year], true) if *year > 999 => (*day, *month, *year),
        ([year, month, day], _) if *year > 999 => (*day, *month, *year),
        ([a, b, year], _) if *year > 999 && *a > 12 => (*a, *b, *year),
        ([a, b, year], _) if *year > 999 && *b > 12 => (*b, *a, *year),
        // 03/03/1985 is the same day either way.
        ([a, b, year], _) if *year > 999 && a == b => (*a, *b, *year),
        _ => return Err(bad()),
    };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return Err(bad()) };
    Date::new(year, month, day).map_err(|_| bad())
}

/// A whole number from a form field; none if it is empty.
pub(super) fn number_field(form: &Form, field: &'static str, range: &str) -> Result<Option<i64>, Refusal> {
    let text = form.value(field).trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Refusal::out_of_range(field, range))
}

/// Now, and today at the caller's clinic.
pub(super) fn now(caller: &Caller) -> (Instant, Date) {
    let now = App::now();
    (now, clinic::open::today(&caller.practice, now))
}

/// A patient's record and sessions.
pub(super) fn chart(
    app: &App,
    caller: &Caller,
    id: PatientId,
) -> Result<(patient::State, Vec<SessionRow>), Trouble> {
    app.read(|clinic| clinic.chart(caller.practice.id, id))?.ok_or(Trouble::NotFound)
}

/// A session.
pub(super) fn session(app: &App, caller: &Caller, id: SessionId) -> Result<SessionRecord, Trouble> {
    app.read(|clinic| clinic.session(caller.practice.id, id))?.ok_or(Trouble::NotFound)
}

/// What the clinic lead has decided about the ranking, and what the clinic has found itself under a complaint, if that is to count.
pub(super) fn reasoning(
    app: &App,
    caller: &Caller,
    complaint: Option<&patient::Complaint>,
) -> Result<(Reasoning, Vec<ClinicFigure>), Trouble> {
    let clinic_id = caller.practice.id;
    let reasoning = app.read(|clinic| clinic.practice_state(clinic_id))?.reasoning;
    let group = complaint.and_then(clinic::ranking::group_of);
    let figures = match group.filter(|_| reasoning.own_findings) {
        Some(group) => app.read(|clinic| clinic.own_findings(clinic_id, group))?,
        None => Vec::new(),
    };
    Ok((reasoning, figures))
}

/// A day to come in the complaint's plan that needling is weighed against today: what it is, and what is advised.
pub(super) fn coming(
    app: &App,
    caller: &Caller,
    complaint: ComplaintId,
) -> Result<Option<(String, String)>, Trouble> {
    let course = app.read(|clinic| clinic.course(caller.practice.id, complaint))?;
    Ok(course.plan.and_then(|(_, plan)| near(&plan, now(caller).1)))
}

/// Whose session it is.
pub(super) fn patient_of(app: &App, caller: &Caller, id: SessionId) -> Result<PatientId, Trouble> {
    app.read(|clinic| clinic.patient_of_session(caller.practice.id, id))?.ok_or(Trouble::NotFound)
}

/// The time of a document at the clinic: year, month, day, hour, minute.
pub(super) fn made_at(at: Instant, caller: &Caller) -> [u16; 5] {
    let at = clinic::zone::stamp(at).to_zoned(caller.practice.zone.clone());
    let number = |part: i8| u16::try_from(part).unwrap_or_default();
    [
        u16::try_from(at.year()).unwrap_or_default(),
        number(at.month()),
        number(at.day()),
        number(at.hour()),
        number(at.minute()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_read_as_people_type_it_unless_it_could_be_another() {
        let read = |text: &str| date_field(&Form::of([("d", text)]), "d").ok();
        let day = Some(date(1985, 3, 27));
        for text in ["1985-03-27", "27.3.1985", "27.03.1985", "27/03/1985", "03/27/1985", "1985/3/27"] {
            assert_eq!(read(text), day, "{text}");
        }
        for text in ["03/04/1985", "1985", "31.2.1985", "27.3.85", "", "x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
