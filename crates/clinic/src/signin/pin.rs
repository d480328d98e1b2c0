//! A short PIN that a person sets for themselves: it signs and unlocks where they are signed in already, and never signs in.

use super::SignIns;
use crate::password;
use chart::StaffId;
use rusqlite::{OptionalExtension, params};
use std::ops::RangeInclusive;
use thiserror::Error;

/// Digits of a PIN: few enough for a gloved hand, and only of use to whoever holds a tablet that is signed in.
pub const PIN_DIGITS: RangeInclusive<usize> = 4..=8;
/// Wrong tries after which only the password will do: one in two thousand guesses of four digits gets in.
pub const PIN_TRIES_MAX: u32 = 5;

/// What is wrong with a new PIN.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum PinError {
    /// Not [`PIN_DIGITS`] digits and nothing else.
    #[error("pin.not_digits")]
    NotDigits,
    /// One digit again and again, or digits counted up or down: what is tried first.
    #[error("pin.too_plain")]
    TooPlain,
    /// It could not be hashed or kept.
    #[error("pin.unavailable")]
    Unavailable,
}

/// How a person's PIN stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PinStanding {
    /// They have none.
    None,
    /// It can be used.
    Good,
    /// Too many wrong tries: the password first.
    Spent,
}

/// Whether a secret fits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PinFits {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It was not looked at, or was the last wrong one: the password first.
    Spent,
}

impl SignIns {
    /// Gives a person a PIN in place of the one before. Slow by design: never on an async thread.
    pub fn set_pin(&self, staff: StaffId, pin: &str) -> Result<(), PinError> {
        check(pin)?;
        let phc = password::hashed(pin).map_err(|_| PinError::Unavailable)?;
        self.inner()
            .file
            .execute(
                "INSERT INTO pin (staff, phc, wrong) VALUES (?1, ?2, 0)
                 ON CONFLICT DO UPDATE SET phc = excluded.phc, wrong = 0",
                params![staff.0, phc],
            )
            .map(|_| ())
            .map_err(|_| PinError::Unavailable)
    }

    /// Takes a person's PIN away.
    pub fn remove_pin(&self, staff: StaffId) -> rusqlite::Result<()> {
        self.inner().file.execute("DELETE FROM pin WHERE staff = ?1", [staff.0]).map(|_| ())
    }

    /// How a person's PIN stands.
    pub fn pin(&self, staff: StaffId) -> rusqlite::Result<PinStanding> {
        let wrong: Option<u32> = self
            .inner()
            .file
            .query_row("SELECT wrong FROM pin WHERE staff = ?1", [staff.0], |r| r.get(0))
            .optional()?;
        Ok(match wrong {
            None => PinStanding::None,
            Some(wrong) if wrong < PIN_TRIES_MAX => PinStanding::Good,
            Some(_) => PinStanding::Spent,
        })
    }

    /// Whether this is the person's PIN. A try is counted before it is looked at, so that many at once are no more than many in a row.
    pub fn pin_fits(&self, staff: StaffId, pin: &str) -> rusqlite::Result<PinFits> {
        let tried: Option<(String, u32)> = self
            .inner()
            .file
            .query_row(
                "UPDATE pin SET wrong = wrong + 1 WHERE staff = ?1 AND wrong < ?2 RETURNING phc, wrong",
                params![staff.0, PIN_TRIES_MAX],
                |r| Ok((r.get(0)?, r.get(1)?)),
            )
            .optional()?;
        let Some((phc, wrong)) = tried else {
            return Ok(if self.pin(staff)? == PinStanding::None { PinFits::No } else { PinFits::Spent });
        };
        if password::verify(pin, Some(&phc)) {
            self.forgive_pin(staff)?;
            return Ok(PinFits::Yes);
        }
        Ok(if wrong < PIN_TRIES_MAX { PinFits::No } else { PinFits::Spent })
    }

    /// The password was given: wrong PINs before it count no more.
    pub(super) fn forgive_pin(&self, staff: StaffId) -> rusqlite::Result<()> {
        self.inner()
            .file
            .execute("UPDATE pin SET wrong = 0 WHERE staff = ?1 AND wrong > 0", [staff.0])
            .map(|_| ())
    }
}

fn check(pin: &str) -> Result<(), PinError> {
    let digits: Vec<i16> = pin.bytes().map(i16::from).collect();
    if !PIN_DIGITS.contains(&digits.len()) || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PinError::NotDigits);
    }
    let step = digits[1] - digits[0];
    let even = digits.windows(2).all(|pair| pair[1] - pair[0] == step);
    if even && step.abs() <= 1 { Err(PinError::TooPlain) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chart::ClinicId;
    use chart::Instant;
    use uuid::Uuid;

    fn open() -> (tempfile::TempDir, SignIns, StaffId) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let sign_ins = SignIns::open(&dir.path().join("sign-ins.sqlite")).expect("opens");
        let staff = StaffId(Uuid::from_u128(2));
        sign_ins.set_password(staff, "a long enough password").expect("sets");
        (dir, sign_ins, staff)
    }

    #[test]
    fn a_pin_is_a_few_digits_and_none_that_is_tried_first() {
        for pin in ["", "123", "123456789", "12a4", "１２３４", " 2580"] {
            assert_eq!(check(pin), Err(PinError::NotDigits), "{pin}");
        }
        for pin in ["0000", "1234", "87654321"] {
            assert_eq!(check(pin), Err(PinError::TooPlain), "{pin}");
        }
        for pin in ["2580", "1357", "12345679"] {
            assert_eq!(check(pin), Ok(()), "{pin}");
        }
    }

    #[test]
    fn after_five_wrong_tries_the_right_pin_is_refused_until_the_password_is_given() {
        let (dir, sign_ins, staff) = open();
        assert_eq!(sign_ins.pin_fits(staff, "2580").expect("reads"), PinFits::No, "there is none yet");
        sign_ins.set_pin(staff, "2580").expect("sets");
        assert_eq!(sign_ins.pin_fits(staff, "2581").expect("reads"), PinFits::No);
        assert_eq!(
            sign_ins.pin_fits(staff, "2580").expect("reads"),
            PinFits::Yes,
            "and the slip is forgiven"
        );
        for _ in 1..PIN_TRIES_MAX {
            assert_eq!(sign_ins.pin_fits(staff, "0852").expect("reads"), PinFits::No);
        }
        assert_eq!(sign_ins.pin_fits(staff, "0852").expect("reads"), PinFits::Spent);
        drop(sign_ins);
        let sign_ins = SignIns::open(&dir.path().join("sign-ins.sqlite")).expect("opens again");
        assert_eq!(
            sign_ins.pin_fits(staff, "2580").expect("reads"),
            PinFits::Spent,
            "a restart forgives nothing"
        );
        assert!(!sign_ins.password_fits(Some(staff), "a wrong password").expect("reads"));
        assert_eq!(sign_ins.pin(staff).expect("reads"), PinStanding::Spent);
        assert!(sign_ins.password_fits(Some(staff), "a long enough password").expect("reads"));
        assert_eq!(sign_ins.pin_fits(staff, "2580").expect("reads"), PinFits::Yes);
    }

    #[test]
    fn a_pin_is_no_password_and_goes_with_the_old_one() {
        let (_dir, sign_ins, staff) = open();
        sign_ins.set_pin(staff, "2580").expect("sets");
        assert!(!sign_ins.password_fits(Some(staff), "2580").expect("reads"));
        let token = sign_ins.begin(ClinicId(Uuid::from_u128(1)), staff, Instant(0)).expect("begins");
        sign_ins.set_password(staff, "another long password").expect("sets");
        assert_eq!(sign_ins.pin(staff).expect("reads"), PinStanding::None);
        assert_eq!(sign_ins.find(token.as_str(), Instant(1)).expect("reads"), None);
    }
}
