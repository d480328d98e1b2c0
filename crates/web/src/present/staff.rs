//! People who work here.

use super::day;
use crate::views::staff::{LicenceStanding, PersonRow};
use chart::staff::Role;
use clinic::store::StaffRow;
use jiff::civil::Date;

/// Where a licence stands today.
pub fn licence_standing(expires_on: Option<Date>, today: Date) -> LicenceStanding {
    let days_left =
        expires_on.and_then(|on| today.until(on).ok()).map_or(0, |span| i64::from(span.get_days()));
    LicenceStanding { expires_on: expires_on.map(day), days_left }
}

/// A person in the list.
pub fn person_row(row: &StaffRow, today: Date) -> PersonRow {
    PersonRow {
        id: row.id.to_string(),
        name: row.name.clone(),
        roles: row.roles.iter().map(|r| r.as_str().to_owned()).collect(),
        licence: row
            .roles
            .contains(&Role::Practitioner)
            .then(|| licence_standing(row.licence_expires_on, today)),
        suspended: row.suspended,
    }
}
