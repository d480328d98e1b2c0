//! What to examine next: where a finger, or a movement, is expected to tell most.

use atlas::{Atlas, Category, Grip, SidedMotion};
use inference::Test;

use crate::answer::{Ranking, ToPalpate};
use crate::case::{Case, Place, ProbedSign};
use crate::evidence::sign_chances;
use crate::model::PROBABLE;

/// Expected gains that differ by less than this are a tie: no finger is that exact (bits).
const TIE_BITS: f64 = 0.02;
/// Below this a finger is expected to tell nothing (bits).
const WORTH_BITS: f64 = 0.005;
/// Points that movements are to tell apart: as many as a page lists.
const TOLD_APART: usize = 12;
/// A movement that less of what is suspected is known for is not worth asking for.
const SUSPECTED_MIN: f64 = 0.05;

impl Ranking {
    /// The points worth palpating, the most telling first, at most `count`; those where the pain was asked for already are left
    /// out. A tie goes to the easier grip, then to the muscle that asks for less care.
    pub fn next_to_palpate(&self, case: &Case, count: usize) -> Vec<ToPalpate> {
        let asked = |place: Place| {
            case.palpated.iter().any(|p| p.place == place && p.sign == ProbedSign::RecognisedPain)
        };
        let mut worth: Vec<ToPalpate> = self
            .causes
            .iter()
            .filter(|cause| !asked(cause.place) && Atlas::get().palpation(cause.place.point).is_some())
            .map(|cause| ToPalpate { place: cause.place, bits: gain(cause.place, cause.probability) })
            .filter(|one| one.bits >= WORTH_BITS)
            .collect();
        let steps = |one: &ToPalpate| (one.bits / TIE_BITS).floor() as i64;
        worth.sort_by(|a, b| {
            steps(b)
                .cmp(&steps(a))
                .then_with(|| effort(a.place).cmp(&effort(b.place)))
                .then_with(|| b.bits.total_cmp(&a.bits))
                .then_with(|| a.place.cmp(&b.place))
        });
        worth.truncate(count);
        worth
    }

    /// The motions worth examining, at most `count`: those first that divide the suspected points most evenly into muscles that are
    /// known to limit them or to hurt in them and muscles that are not, each point weighed by how well it explains. Motions that
    /// were examined already are left out.
    pub fn next_to_examine(&self, case: &Case, count: usize) -> Vec<SidedMotion> {
        let suspected = self.causes.iter().filter(|cause| !cause.explains.is_empty()).take(TOLD_APART);
        let (mut all, mut known): (f64, Vec<(SidedMotion, f64)>) = (0.0, Vec::new());
        for cause in suspected {
            all += cause.probability;
            let signs = &Atlas::get().muscle(cause.place.point.muscle()).motion;
            let mut of_cause: Vec<SidedMotion> = Vec::new();
            for sign in signs.limited.iter().chain(signs.painful) {
                let motion = sign.on(cause.place.side);
                if !of_cause.contains(&motion) && !case.motions.iter().any(|seen| seen.motion == motion) {
                    of_cause.push(motion);
                }
            }
            for motion in of_cause {
                match known.iter_mut().find(|(other, _)| *other == motion) {
                    Some((_, mass)) => *mass += cause.probability,
                    None => known.push((motion, cause.probability)),
                }
            }
        }
        known.retain(|(_, mass)| *mass >= all * SUSPECTED_MIN);
        let divides = |mass: f64| (mass / all) * (1.0 - mass / all);
        known.sort_by(|(_, a), (_, b)| divides(*b).total_cmp(&divides(*a)).then(b.total_cmp(a)));
        known.into_iter().take(count).map(|(motion, _)| motion).collect()
    }
}

fn gain(place: Place, belief: f64) -> f64 {
    let (if_active, if_not) = sign_chances(place, ProbedSign::RecognisedPain);
    let test = Test::from_positives(if_active, if_not).expect(PROBABLE);
    test.information_gain_bits(belief).expect(PROBABLE)
}

/// How easily and how safely a point is felt; less is better.
fn effort(place: Place) -> (u8, u8) {
    let grip = Atlas::get().palpation(place.point).map_or(u8::MAX, |palpation| match palpation.grip {
        Grip::Flat => 0,
        Grip::FlatOrPincer => 1,
        Grip::Pincer => 2,
        Grip::DeepPressure => 3,
        Grip::InsideTheMouth => 4,
    });
    let care = match Atlas::get().muscle(place.point.muscle()).category {
        Category::Routine => 0,
        Category::WithCare => 1,
        Category::Specialist => 2,
        Category::NotNeedled => 3,
    };
    (grip, care)
}
