//! The clinic's own figures: what was done and what came of it, counted. Rows in, rates with intervals out.
//!
//! Pure: no clock, no file, no record. A [`Treatment`] is a session that is closed or signed and in which at least one needle
//! stands; [`count`] says how each figure is made from them. Every rate carries its numerator and denominator.

mod count;
mod published;
mod rate;
mod row;

pub use count::{By, Cell, EventFigure, Figures, FollowUp, Group, GroupRow, Month, Responders, count};
pub use published::{Published, published};
pub use rate::{Interval, Method, Rate};
pub use row::{Change, Grade, IllEffect, Needles, Outcome, Reported, Rows, Treatment};

/// A cell with fewer treatments is not shown: its rate would say more about chance, or about one person, than about care.
pub const CELL_TREATMENTS_MIN: u64 = 10;
/// A cell with fewer patients is not shown, for the same reason.
pub const CELL_PATIENTS_MIN: u64 = 3;
/// A practitioner's rates are shown from this many treatments on. Even then nobody is ranked.
pub const PRACTITIONER_TREATMENTS_MIN: u64 = 50;
/// Relief within the session: at least so many points of ten less pain (the important change of chronic pain, facts/clinical.md
/// 8.3, checked).
pub const RELIEF_POINTS: u8 = 2;
