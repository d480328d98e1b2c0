//! The clinic itself: its name, its time zone, its telephone, and the packs of needles that were opened. (The folder is called `practice` because
//! `clinic` is the crate of use cases.)

use crate::context::Context;
use crate::letter::{self, Occasion, Template};
use crate::refusal::Refusal;
use crate::staff::Role;
use crate::text::{LINE_CHARS_MAX, NAME_CHARS_MAX, optional_line, required_line};
use crate::values::NeedleSize;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Packs that the state keeps: more than a clinic opens in a week. The record has all of them.
const LOTS_KEPT: usize = 64;

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Command {
    /// Begin a clinic.
    Found {
        /// As typed.
        name: String,
        /// IANA time zone id, checked by the caller, who knows the zones.
        time_zone: String,
    },
    /// A pack of needles is opened: today's needles of its size come from it.
    OpenLot {
        /// As typed, or read by a camera.
        lot: String,
        /// As typed.
        maker: String,
        /// Last day of use, where it is printed.
        expires_on: Option<Date>,
        /// The size it holds; none: all sizes.
        size: Option<NeedleSize>,
    },
    /// Say whether the ranking is shown, and whether it learns from the clinic's own findings.
    SetReasoning(Reasoning),
    /// Say whom patients call.
    SetContact {
        /// As typed.
        phone: String,
        /// As typed; whom to call when nobody answers there.
        out_of_hours: String,
        /// As typed: the number of the ambulance here.
        emergency: String,
    },
    /// Say what letters of an occasion begin with.
    WriteTemplate {
        /// Which letters.
        occasion: Occasion,
        /// As typed; empty returns to the text that came with the program.
        text: String,
    },
}

/// What became true. Stored: see [`crate::stored`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The clinic exists.
    Founded(Founded),
    /// A pack was opened.
    LotOpened(LotOpened),
    /// Whether the ranking is shown, and what it may learn from, was decided.
    ReasoningSet(Reasoning),
    /// Whom patients call.
    ContactSet(Contact),
    /// What letters of an occasion begin with.
    TemplateWritten(Template),
}

/// Whom patients call, as it stands on leaflets.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The clinic's telephone.
    pub phone: String,
    /// Whom to call when nobody answers there.
    pub out_of_hours: Option<String>,
    /// The number of the ambulance here.
    pub emergency: String,
}

/// What the clinic lead has decided about the ranking.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasoning {
    /// Whether points are ranked at all; in some countries a ranking counts as a device.
    pub shown: bool,
    /// Whether the clinic's own findings move its starting chances.
    pub own_findings: bool,
}

impl Default for Reasoning {
    /// Shown, from the literature alone.
    fn default() -> Self {
        Self { shown: true, own_findings: false }
    }
}

/// A new clinic.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Founded {
    /// As it stands on notes.
    pub name: String,
    /// IANA time zone id: days begin and end there.
    pub time_zone: String,
}

/// A pack of needles that is in use.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotOpened {
    /// As printed.
    pub lot: String,
    /// Who made it.
    pub maker: Option<String>,
    /// Last day of use.
    pub expires_on: Option<Date>,
    /// The size it holds; none: all sizes.
    pub size: Option<NeedleSize>,
    /// The day it was opened for.
    pub day: Date,
}

/// The folded stream.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// None until founded.
    pub founded: Option<Founded>,
    /// The packs that were opened last, oldest first.
    pub lots: Vec<LotOpened>,
    /// What holds for the ranking.
    pub reasoning: Reasoning,
    /// Whom patients call; none until somebody said so.
    pub contact: Option<Contact>,
    /// The clinic's own texts that letters begin with.
    pub templates: BTreeMap<Occasion, String>,
}

impl State {
    /// Folds one event in.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Founded(founded) => self.founded = Some(founded.clone()),
            Event::LotOpened(opened) => {
                if self.lots.len() >= LOTS_KEPT {
                    self.lots.remove(0);
                }
                self.lots.push(opened.clone());
            }
            Event::ReasoningSet(reasoning) => self.reasoning = *reasoning,
            Event::ContactSet(contact) => self.contact = Some(contact.clone()),
            Event::TemplateWritten(Template { occasion, text: Some(text) }) => {
                self.templates.insert(*occasion, text.clone());
            }
            Event::TemplateWritten(Template { occasion, text: None }) => {
                self.templates.remove(occasion);
            }
        }
    }

    /// The pack that a needle of a size comes from on a day: the one opened last for the size, else for all sizes.
    pub fn lot_of_day(&self, day: Date, size: NeedleSize) -> Option<&LotOpened> {
        let of = |wanted: Option<NeedleSize>| {
            self.lots.iter().rev().find(move |lot| lot.day == day && lot.size == wanted)
        };
        of(Some(size)).or_else(|| of(None))
    }

    /// The packs in use on a day, the latest first.
    pub fn lots_on(&self, day: Date) -> impl Iterator<Item = &LotOpened> {
        self.lots.iter().rev().filter(move |lot| lot.day == day)
    }

    /// What is known of a lot.
    pub fn lot(&self, lot: &str) -> Option<&LotOpened> {
        self.lots.iter().rev().find(|known| known.lot == lot)
    }
}

/// Decides what a command makes true.
pub fn decide(state: &State, command: &Command, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Found { name, time_zone } => {
            if state.founded.is_some() {
                return Err(Refusal::new("clinic.exists"));
            }
            Ok(vec![Event::Founded(Founded {
                name: required_line("clinic_name", name, NAME_CHARS_MAX)?,
                time_zone: required_line("time_zone", time_zone, NAME_CHARS_MAX)?,
            })])
        }
        Command::OpenLot { lot, maker, expires_on, size } => {
            ctx.require_role(&[Role::Practitioner])?;
            if state.founded.is_none() {
                return Err(Refusal::new("clinic.unknown"));
            }
            if let Some(day) = expires_on.filter(|day| *day < ctx.today) {
                return Err(Refusal::new("lot.expired").on("lot_expires_on").with(day.to_string()));
            }
            let opened = LotOpened {
                lot: required_line("lot", lot, LINE_CHARS_MAX)?,
                maker: optional_line("lot_maker", maker, NAME_CHARS_MAX)?,
                expires_on: *expires_on,
                size: *size,
                day: ctx.today,
            };
            let known = state.lots_on(ctx.today).find(|lot| lot.size == *size) == Some(&opened);
            Ok(if known { Vec::new() } else { vec![Event::LotOpened(opened)] })
        }
        Command::SetReasoning(wanted) => {
            ctx.require_role(&[Role::ClinicLead])?;
            if state.founded.is_none() {
                return Err(Refusal::new("clinic.unknown"));
            }
            Ok(if state.reasoning == *wanted { Vec::new() } else { vec![Event::ReasoningSet(*wanted)] })
        }
        Command::SetContact { phone, out_of_hours, emergency } => {
            ctx.require_role(&[Role::ClinicLead])?;
            if state.founded.is_none() {
                return Err(Refusal::new("clinic.unknown"));
            }
            let contact = Contact {
                phone: required_line("phone", phone, NAME_CHARS_MAX)?,
                out_of_hours: optional_line("out_of_hours", out_of_hours, NAME_CHARS_MAX)?,
                emergency: required_line("emergency", emergency, NAME_CHARS_MAX)?,
            };
            let known = state.contact.as_ref() == Some(&contact);
            Ok(if known { Vec::new() } else { vec![Event::ContactSet(contact)] })
        }
        Command::WriteTemplate { occasion, text } => {
            ctx.require_role(&[Role::ClinicLead])?;
            if state.founded.is_none() {
                return Err(Refusal::new("clinic.unknown"));
            }
            let text = match text.trim() {
                "" => None,
                text => Some(letter::template("text", text)?),
            };
            let known = state.templates.get(occasion) == text.as_ref();
            let written = Template { occasion: *occasion, text };
            Ok(if known { Vec::new() } else { vec![Event::TemplateWritten(written)] })
        }
    }
}
