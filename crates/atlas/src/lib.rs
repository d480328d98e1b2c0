//! What is known: regions, muscles, trigger points, referral, hazards, needling guidance, rival explanations,
//! published figures and cases, sources.
//!
//! The knowledge lives in `data/` as files that a clinician can read and correct. `build.rs` proves them sound
//! and turns them into constants, so that [`Atlas::get`] costs nothing: no file is read, nothing is parsed and
//! nothing is allocated at run time. Only [`Atlas::search`] builds a small index, on its first use.
//!
//! Everything is `&'static`. Ids ([`RegionId`], [`MuscleId`], ...) are small indices whose text never changes;
//! they are written and stored as that text. Nothing here knows a patient.

mod atlas;
mod case;
mod cell;
mod citation;
mod complaint;
mod export;
mod fact;
mod hazard;
mod id;
mod link;
mod motion;
mod muscle;
mod needling;
mod point;
mod region;
mod rival;
mod search;
mod wiring;

/// The constants that `build.rs` made out of `data/`.
mod data {
    #[allow(clippy::wildcard_imports)]
    use crate::{
        atlas::*, case::*, cell::*, citation::*, complaint::*, hazard::*, id::*, motion::*, muscle::*,
        needling::*, point::*, region::*, rival::*,
    };
    include!(concat!(env!("OUT_DIR"), "/atlas.rs"));
}

pub use atlas::{Atlas, Referral};
pub use case::{PublishedCase, Responsible, ShownBy, Split, Suspect, published_cases};
pub use cell::{Cell, Side};
pub use citation::{Certainty, Citation, Cited, Source};
pub use complaint::{
    Average, ComplaintGroup, Counted, Leak, PalpationSign, PalpationWeight, PointCount, PointState, Priors,
    Remark, Share, TierWeight,
};
pub use export::export_json;
pub use fact::{Fact, certainty_table};
pub use hazard::{Hazard, Severity};
pub use id::{
    ComplaintId, Error, GroupId, HazardId, MotionId, MuscleId, PointId, RegionId, RivalId, SourceId,
};
pub use link::{LinkClass, ReferralLink};
pub use motion::{Motion, MotionKind, MotionSign, Reference, SidedMotion, Toward, Unit};
pub use muscle::{Anatomy, Category, Causes, MistakenFor, MotionSigns, Muscle, Tier};
pub use needling::{Acupoint, DepthCap, Grip, Needling, Palpation, Position, Topic, Variant};
pub use point::TriggerPoint;
pub use region::{Region, RegionGroup, View};
pub use rival::{
    Favours, Question, RedFlag, Rival, RivalKind, RivalLink, RivalPlace, RivalPrior, RivalZone, Sidedness,
    Urgency,
};
pub use search::{Hit, Target};
pub use wiring::{
    CauseKey, FindingKey, MotionFault, Strengths, Wire, WiredCause, WiredFinding, Wiring, chance_of_point,
};
