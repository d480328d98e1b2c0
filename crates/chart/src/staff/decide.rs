//! The rules of who works here.

use super::{Command, Enrolled, Event, Licence, Role, State, Training};
use crate::context::Context;
use crate::refusal::Refusal;
use crate::text::{LINE_CHARS_MAX, NAME_CHARS_MAX, required_line};

/// A login is short enough to type with gloves off.
const LOGIN_CHARS_MAX: usize = 64;
/// Contact hours of one training: more than a degree's worth of needling.
const HOURS_MAX: i64 = 2_000;

/// Decides what a command makes true. Only a clinic lead changes people, except that the very first person of a new
/// clinic enrols themself: the caller hands in a context whose actor is a clinic lead then.
pub fn decide(state: &State, command: &Command, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    ctx.require_role(&[Role::ClinicLead])?;
    if let Command::Enrol { name, login, roles } = command {
        if state.enrolled.is_some() {
            return Err(Refusal::new("staff.exists"));
        }
        let login = required_line("login", login, LOGIN_CHARS_MAX)?.to_lowercase();
        if login.contains(' ') {
            return Err(Refusal::out_of_range("login", "a–z 0–9 . - @"));
        }
        let name = required_line("name", name, NAME_CHARS_MAX)?;
        return Ok(vec![Event::Enrolled(Enrolled { name, login, roles: roles_given(roles)? })]);
    }
    let Some(enrolled) = &state.enrolled else {
        return Err(Refusal::new("staff.unknown"));
    };
    let event = match command {
        Command::Enrol { .. } => return Err(Refusal::new("staff.exists")),
        Command::ChangeRoles(roles) => {
            let roles = roles_given(roles)?;
            if roles == enrolled.roles {
                return Ok(Vec::new());
            }
            Event::RolesChanged { roles }
        }
        Command::RecordLicence { number, authority, expires_on } => {
            if *expires_on < ctx.today {
                return Err(Refusal::new("licence.expired").on("licence_expires_on"));
            }
            Event::LicenceRecorded(Licence {
                number: required_line("licence_number", number, LINE_CHARS_MAX)?,
                authority: required_line("licence_authority", authority, LINE_CHARS_MAX)?,
                expires_on: *expires_on,
            })
        }
        Command::RecordTraining { title, provider, hours, completed_on, covers } => {
            if *completed_on > ctx.today {
                return Err(Refusal::new("date.in_future").on("training_completed_on"));
            }
            let hours = u16::try_from(*hours)
                .ok()
                .filter(|h| (1..=HOURS_MAX).contains(&i64::from(*h)))
                .ok_or_else(|| Refusal::out_of_range("training_hours", "1–2000"))?;
            Event::TrainingRecorded(Training {
                title: required_line("training_title", title, LINE_CHARS_MAX)?,
                provider: required_line("training_provider", provider, LINE_CHARS_MAX)?,
                hours,
                completed_on: *completed_on,
                covers: covered(covers)?,
            })
        }
        Command::Suspend { reason } => {
            if state.suspended {
                return Ok(Vec::new());
            }
            Event::Suspended { reason: required_line("reason", reason, LINE_CHARS_MAX)? }
        }
        Command::Reinstate => {
            if !state.suspended {
                return Ok(Vec::new());
            }
            Event::Reinstated
        }
    };
    Ok(vec![event])
}

fn covered(covers: &[String]) -> Result<Vec<String>, Refusal> {
    let mut covers = covers.to_vec();
    covers.sort_unstable();
    covers.dedup();
    match covers.iter().find(|word| !Training::COVERS.contains(&word.as_str())) {
        Some(_) => Err(Refusal::out_of_range("covers", &Training::COVERS.join(", "))),
        None => Ok(covers),
    }
}

fn roles_given(roles: &[Role]) -> Result<Vec<Role>, Refusal> {
    let mut roles = roles.to_vec();
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() { Err(Refusal::missing("roles")) } else { Ok(roles) }
}
