//! From tissue to what a person feels and an examiner measures. Kept apart from the physiology: it can be left out.

use crate::rates::field;
use crate::section::Section;

/// Radius of what a finger presses, mm.
const FINGER_MM: f64 = 4.0;
/// Pain of a point with full nociceptor drive, 0 to 10.
const PAIN_FULL: f64 = 5.5;
/// Pressure pain threshold of healthy trapezius, kPa (Rosendal 2004; checked).
pub(crate) const THRESHOLD_KPA: f64 = 269.0;
/// Share of the threshold that full nociceptor drive takes away.
const THRESHOLD_LOSS: f64 = 0.35;
/// Shear modulus of resting muscle beside a band, kPa (MRE; checked).
const STIFFNESS_KPA: f64 = 5.8;
/// Rise of the modulus with full tension, times rest. +55 % from rest to 30 degrees of abduction (checked), which is taken as
/// 15 % of maximal tension (assumed).
const STIFFENING: f64 = 3.7;
/// Segmental inhibition at its peak: the share of pain it takes away.
const SEGMENTAL: f64 = 0.10;
/// The same for what opioids may do.
const OPIOID: f64 = 0.10;

/// What a person feels and an examiner measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Symptoms {
    /// Pain, 0 to 10, soreness included.
    pub pain: f64,
    /// Soreness after needling, 0 to 10.
    pub soreness: f64,
    /// Pressure pain threshold, kPa.
    pub threshold_kpa: f64,
    /// Shear modulus where the finger presses, kPa.
    pub stiffness_kpa: f64,
    /// Nociceptor drive, 0 to about 1.
    pub nociception: f64,
    /// Share of pain held back by inhibition from the cord and, perhaps, opioids.
    pub analgesia: f64,
}

/// Nociceptor drive of a sensitiser level (times healthy) and a pH.
pub fn nociception(sensitiser: f64, ph: f64) -> f64 {
    0.7 * (sensitiser - 1.2).max(0.0) / 2.3 + 0.3 * (7.0 - ph).max(0.0) / 0.3
}

/// Share of pain held back some seconds after a needle: segmental, at its peak after 4 minutes and gone by 15; opioid, for hours
/// (thin evidence).
pub fn analgesia(seconds: f64) -> f64 {
    let minutes = seconds.max(0.0) / 60.0;
    let segmental = SEGMENTAL * minutes / 4.0 * (1.0 - minutes / 4.0).exp();
    segmental + OPIOID * (1.0 - (-minutes / 20.0).exp()) * (-minutes / 360.0).exp()
}

/// Share of the first soreness that is left some seconds after needling.
pub fn soreness_left(seconds: f64) -> f64 {
    let minutes = seconds.max(0.0) / 60.0;
    0.33 * (-minutes / 10.0).exp() + 0.67 * (-minutes / (19.0 * 60.0)).exp()
}

/// Soreness right after a needle, 0 to 10; more insertions and twitches make more (its size is assumed).
pub fn soreness_at_once(twitches: u8) -> f64 {
    2.0 + 0.5 * f64::from(twitches.min(crate::needle::TWITCHES_MAX))
}

/// Shear modulus of tissue with a tension (share of maximum, of all fibres), kPa.
pub fn stiffness_kpa(tension: f64) -> f64 {
    STIFFNESS_KPA * (1.0 + STIFFENING * tension)
}

impl Symptoms {
    /// What a nociceptor drive, a tension and the course after a needle make.
    pub fn of(nociception: f64, tension: f64, soreness: f64, soreness_first: f64, analgesia: f64) -> Self {
        let sore = if soreness_first > 0.0 { soreness / soreness_first } else { 0.0 };
        let lost = THRESHOLD_LOSS * nociception + 0.15 * sore;
        Self {
            pain: (PAIN_FULL * nociception * (1.0 - analgesia) + soreness).clamp(0.0, 10.0),
            soreness,
            threshold_kpa: THRESHOLD_KPA * (1.0 - lost).max(0.1) * (1.0 + analgesia),
            stiffness_kpa: stiffness_kpa(tension),
            nociception,
            analgesia,
        }
    }

    /// Those of a section that was needled some seconds ago with a first soreness (0 where it was not).
    pub fn of_section(section: &Section, since_needle_s: f64, soreness_first: f64) -> Self {
        let middle = [0.0, 0.0];
        let mean = |of: &dyn Fn(usize, usize) -> f64| section.mean_within(middle, FINGER_MM, of);
        let sensitiser = mean(&|x, y| section.row(field::SENSITISER, y)[x]);
        let ph = mean(&|x, y| section.ph(x, y));
        let tension = mean(&|x, y| {
            let now = section.momentary(x, y);
            section.knot_share(x, y) * now.contracture + now.voluntary
        });
        let needled = soreness_first > 0.0;
        let soreness = if needled { soreness_first * soreness_left(since_needle_s) } else { 0.0 };
        let held = if needled { analgesia(since_needle_s) } else { 0.0 };
        Self::of(nociception(sensitiser, ph), tension, soreness, soreness_first, held)
    }
}
