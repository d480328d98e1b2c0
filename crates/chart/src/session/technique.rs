//! What is done with a needle beyond its name: the current through a pair of them.

use crate::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// A current through a pair of needles (`facts/clinical.md` 7.3, from memory: 2–4 Hz or 80–100 Hz, 10–30 minutes).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Current {
    /// Channel of the device; the needles of a pair share one.
    pub channel: u8,
    /// Pulses per second.
    pub frequency_hz: Option<u16>,
    /// Tenths of a milliampere, so that it is stored exactly.
    pub intensity_ma_x10: Option<u16>,
    /// How long, minutes.
    pub minutes: Option<u16>,
}

impl Current {
    /// Channels that devices have.
    pub const CHANNELS: std::ops::RangeInclusive<i64> = 1..=8;
    /// Pulses per second: what stimulators for needles give, with room.
    pub const FREQUENCY_HZ: std::ops::RangeInclusive<i64> = 1..=1_000;
    /// Tenths of a milliampere: far beyond what is tolerated.
    pub const INTENSITY_MA_X10: std::ops::RangeInclusive<i64> = 0..=1_000;
    /// Minutes.
    pub const MINUTES: std::ops::RangeInclusive<i64> = 1..=120;

    /// Checks the settings of a device.
    pub fn new(
        channel: i64,
        frequency_hz: Option<i64>,
        intensity_ma_x10: Option<i64>,
        minutes: Option<i64>,
    ) -> Result<Self, Refusal> {
        let within = |field, value: Option<i64>, range: std::ops::RangeInclusive<i64>, says: &str| match value
        {
            None => Ok(None),
            Some(value) if range.contains(&value) => Ok(u16::try_from(value).ok()),
            Some(_) => Err(Refusal::out_of_range(field, says)),
        };
        let channel = u8::try_from(channel)
            .ok()
            .filter(|c| Self::CHANNELS.contains(&i64::from(*c)))
            .ok_or_else(|| Refusal::out_of_range("current_channel", "1–8"))?;
        Ok(Self {
            channel,
            frequency_hz: within("current_hz", frequency_hz, Self::FREQUENCY_HZ, "1–1000 Hz")?,
            intensity_ma_x10: within("current_ma", intensity_ma_x10, Self::INTENSITY_MA_X10, "0–100 mA")?,
            minutes: within("current_minutes", minutes, Self::MINUTES, "1–120 min")?,
        })
    }
}
