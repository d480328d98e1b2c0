//! A simulator of the energy-crisis explanation of a trigger point: overused fibres stay contracted, squeeze their own
//! vessels and starve; a needle may tip them back.
//!
//! It is an illustration of a disputed hypothesis. Its parameters were chosen so that it works; most plausible choices
//! give no self-sustaining point. `docs/TISSUE.md` has the equations, the sources with their certainty, where it fails
//! against measurements, and what critics say.
//!
//! Pure: the same input gives the same bits, on one core or two. A [`Point`] is one well-mixed piece of tissue, a [`Section`] a
//! line or a plane of cells in fascicles, a [`Story`] the whole course as frames.
//!
//! ```
//! use tissue::{Parameters, Point, Site};
//!
//! let site = Site::resting(0.35, 1.0);
//! let healthy = Point::healthy(Parameters::default(), site)?;
//! let crisis = Point::crisis(Parameters::default(), site)?;
//! assert!(!healthy.is_in_crisis() && crisis.is_in_crisis(), "two states of the same tissue");
//! # Ok::<(), tissue::Error>(())
//! ```
#![expect(
    clippy::inline_always,
    reason = "a loop over cells becomes vector instructions only if all of it is inlined"
)]
#![allow(clippy::needless_range_loop, reason = "fields and lanes are read across several arrays")]

mod continuation;
mod error;
mod four_fields;
mod grid;
mod hypercube;
mod math;
mod medium;
mod needle;
mod parameters;
mod point;
mod population;
mod rates;
mod scenario;
mod section;
mod story;
mod symptoms;
mod validation;

pub use continuation::{SCurve, Steady};
pub use error::Error;
pub use four_fields::{Begin, FourFields};
pub use grid::Effort;
pub use hypercube::{Census, SAMPLES_MAX};
pub use needle::{Dose, TWITCHES_MAX, reflex_left, release_left, silencing};
pub use parameters::Parameters;
pub use point::{NEAR_CRISIS, NEAR_HEALTH, Point, Reading};
pub use population::{Population, Treatment};
pub use rates::{FIELDS, Flows, Momentary, Site, State, field};
pub use scenario::{
    BUILT_IN, CAVEAT, Fields, MINUTES_MAX, Outcome, STEPS_MAX, Sample, Scenario, Start, Step, Tissue,
};
pub use section::{CELLS_MAX, Influence, KNOT_SHARE, Plan, Section};
pub use story::{Course, Frame, Phase, Picture, Story};
pub use symptoms::{Symptoms, analgesia, nociception, soreness_at_once, soreness_left, stiffness_kpa};
pub use validation::{Certainty, Measured, Row, Set, table as validation_table};
