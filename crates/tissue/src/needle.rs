//! What a needle does to the tissue around its tip.

/// Twitches that count; more change nothing.
pub const TWITCHES_MAX: u8 = 3;

/// Half life of the axon reflex, s: that of CGRP in the human forearm, 18 min (checked, abstract).
const REFLEX_HALF_LIFE_S: f64 = 18.0 * 60.0;
/// How long a twitch keeps the fibres released, s (assumed).
const RELEASE_S: f64 = 120.0;
/// How fast injured endplates fall silent, s (assumed).
const SILENCING_S: f64 = 6.0 * 3600.0;
/// When they are reinnervated, s: complete by day three in the mouse (checked).
const REINNERVATION_S: f64 = 3.0 * 86_400.0;
/// Distance at which the axon reflex has fallen to 1/e, mm: flow rises at the site, hardly 30 mm away (checked).
const REFLEX_MM: f64 = 10.0;

/// One insertion: what it does where the tip is, before distance weakens it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dose {
    /// Share of the endplate drive silenced at once.
    pub silenced: f64,
    /// Share of the contracture released at once.
    pub released: f64,
    /// Dilatation by the axon reflex, times rest.
    pub reflex_dilatation: f64,
    /// Share of the endplates that fall silent over the next hours and are reinnervated in three days: the slow route,
    /// which needs no twitch.
    pub silenced_slowly: f64,
    /// Distance at which all but the reflex have fallen to 1/e, mm.
    pub reach_mm: f64,
}

impl Dose {
    /// The dose of a needle with some local twitch responses. That twitches do more is the leaflet's story; the sizes are
    /// assumed, except the fall of endplate noise (calibrated) and the reflex (checked).
    pub fn of_needle(twitches: u8) -> Self {
        match twitches {
            0 => Self {
                silenced: 0.15,
                released: 0.10,
                reflex_dilatation: 1.0,
                silenced_slowly: 0.85,
                reach_mm: 1.8,
            },
            1 => Self {
                silenced: 0.45,
                released: 0.45,
                reflex_dilatation: 1.0,
                silenced_slowly: 0.85,
                reach_mm: 2.5,
            },
            _ => Self {
                silenced: 0.6,
                released: 0.6,
                reflex_dilatation: 1.0,
                silenced_slowly: 0.85,
                reach_mm: 4.0,
            },
        }
    }

    /// What is left of the dose at a distance from the tip.
    #[must_use]
    pub fn at_mm(&self, distance_mm: f64) -> Self {
        let near = (-(distance_mm / self.reach_mm).powi(2)).exp();
        Self {
            silenced: self.silenced * near,
            released: self.released * near,
            reflex_dilatation: self.reflex_dilatation * (-(distance_mm / REFLEX_MM).powi(2)).exp(),
            silenced_slowly: self.silenced_slowly * near,
            reach_mm: self.reach_mm,
        }
    }
}

/// What is left of the axon reflex some seconds after the needle.
pub fn reflex_left(seconds: f64) -> f64 {
    (-seconds / REFLEX_HALF_LIFE_S * std::f64::consts::LN_2).exp()
}

/// What is left of the release.
pub fn release_left(seconds: f64) -> f64 {
    (-(seconds / RELEASE_S).powi(2)).exp()
}

/// How much of the slow silencing is there: none at first, most after a day, none again after a few days.
pub fn silencing(seconds: f64) -> f64 {
    (1.0 - (-seconds / SILENCING_S).exp()) * (-(seconds / REINNERVATION_S).powi(4)).exp()
}
