//! A person who works at the clinic: roles, licence, training. Passwords are not part of the record: they live with
//! the sign-ins, so that the journal never holds a secret.

mod decide;

pub use decide::decide;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a person may do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Examines and needles, with a licence.
    Practitioner,
    /// Registers patients; sees no clinical content.
    FrontDesk,
    /// Looks after people, licences and rules.
    ClinicLead,
}

impl Role {
    /// Everybody who works here.
    pub const ALL: [Self; 3] = [Self::Practitioner, Self::FrontDesk, Self::ClinicLead];

    /// The word in forms, JSON and stored rows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Practitioner => "practitioner",
            Self::FrontDesk => "front_desk",
            Self::ClinicLead => "clinic_lead",
        }
    }

    /// The role of that word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == text)
    }
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Add a person.
    Enrol {
        /// As typed.
        name: String,
        /// The name to sign in with, as typed; unique at the clinic, which the caller checks in the same transaction.
        login: String,
        /// At least one.
        roles: Vec<Role>,
    },
    /// Give other roles.
    ChangeRoles(Vec<Role>),
    /// Put a licence on record; a newer one replaces it.
    RecordLicence {
        /// As typed.
        number: String,
        /// Who issued it, as typed.
        authority: String,
        /// Last day on which it is valid.
        expires_on: Date,
    },
    /// Put a training on record.
    RecordTraining {
        /// As typed.
        title: String,
        /// As typed.
        provider: String,
        /// Contact hours.
        hours: i64,
        /// The day it was finished.
        completed_on: Date,
        /// What it covers; see [`Training::COVERS`].
        covers: Vec<String>,
    },
    /// The person may no longer sign in.
    Suspend {
        /// As typed.
        reason: String,
    },
    /// The person may sign in again.
    Reinstate,
}

/// What became true. Stored: see [`crate::stored`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// A person was added.
    Enrolled(Enrolled),
    /// The roles are now these.
    RolesChanged {
        /// All of them.
        roles: Vec<Role>,
    },
    /// A licence is on record.
    LicenceRecorded(Licence),
    /// A training is on record.
    TrainingRecorded(Training),
    /// May no longer sign in.
    Suspended {
        /// Why.
        reason: String,
    },
    /// May sign in again.
    Reinstated,
}

/// A new person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolled {
    /// As it stands on notes.
    pub name: String,
    /// The name to sign in with, lower case.
    pub login: String,
    /// At least one.
    pub roles: Vec<Role>,
}

/// A licence to practise.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// As printed on it.
    pub number: String,
    /// Who issued it.
    pub authority: String,
    /// Last day on which it is valid.
    pub expires_on: Date,
}

/// A training in dry needling.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training {
    /// Name of the course.
    pub title: String,
    /// Who gave it.
    pub provider: String,
    /// Contact hours.
    pub hours: u16,
    /// The day it was finished.
    pub completed_on: Date,
    /// What it covers; empty where nobody said.
    pub covers: Vec<String>,
}

impl Training {
    /// What a training may cover: levels and regions that registers tell apart (`facts/clinical.md` 1.2, our inference).
    pub const COVERS: [&'static str; 6] =
        ["advanced", "specialist", "thorax", "pelvis", "face", "electrical"];
}

/// The folded stream.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// None until enrolled.
    pub enrolled: Option<Enrolled>,
    /// The latest licence.
    pub licence: Option<Licence>,
    /// All trainings.
    pub trainings: Vec<Training>,
    /// Whether sign-in is closed to them.
    pub suspended: bool,
}

impl State {
    /// Folds one event in.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Enrolled(enrolled) => self.enrolled = Some(enrolled.clone()),
            Event::RolesChanged { roles } => {
                if let Some(enrolled) = &mut self.enrolled {
                    enrolled.roles.clone_from(roles);
                }
            }
            Event::LicenceRecorded(licence) => self.licence = Some(licence.clone()),
            Event::TrainingRecorded(training) => self.trainings.push(training.clone()),
            Event::Suspended { .. } => self.suspended = true,
            Event::Reinstated => self.suspended = false,
        }
    }

    /// Whether this person holds a role now.
    pub fn has(&self, role: Role) -> bool {
        !self.suspended && self.enrolled.as_ref().is_some_and(|e| e.roles.contains(&role))
    }
}
