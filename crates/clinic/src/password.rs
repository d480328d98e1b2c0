//! Passwords: argon2id, as a PHC string that carries its own parameters.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use thiserror::Error;

/// Shortest password: long beats complicated (NIST SP 800-63B, from memory).
pub const PASSWORD_CHARS_MIN: usize = 10;
/// Longest: enough for a sentence, and a bound on what is hashed.
pub const PASSWORD_CHARS_MAX: usize = 200;

/// What is wrong with a new password.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum PasswordError {
    /// Fewer than [`PASSWORD_CHARS_MIN`] characters.
    #[error("password.too_short")]
    TooShort,
    /// More than [`PASSWORD_CHARS_MAX`] characters.
    #[error("password.too_long")]
    TooLong,
    /// The operating system gave no randomness, or no memory.
    #[error("password.unavailable")]
    Unavailable,
}

/// Whether a new password is neither too short nor too long.
pub fn allowed(password: &str) -> Result<(), PasswordError> {
    match password.chars().count() {
        n if n < PASSWORD_CHARS_MIN => Err(PasswordError::TooShort),
        n if n > PASSWORD_CHARS_MAX => Err(PasswordError::TooLong),
        _ => Ok(()),
    }
}

/// Hashes a new password. Takes about 20 MB and tens of milliseconds, by design: never on an async thread.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    allowed(password)?;
    hashed(password)
}

/// Hashes a secret of whatever length.
pub(crate) fn hashed(secret: &str) -> Result<String, PasswordError> {
    Argon2::default()
        .hash_password(secret.as_bytes())
        .map(|h| h.to_string())
        .map_err(|_| PasswordError::Unavailable)
}

/// Whether `password` is the one that was hashed. With `None` (nobody of that name) it takes as long and says no, so that the
/// time of the answer does not tell who works here.
pub fn verify(password: &str, phc: Option<&str>) -> bool {
    /// Made once from a random password that nobody knows.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keS1ubw$Ld7jEfcPhWdNlcOmTO5KkpAlwZQlFA1H0bRl3n0B5iE";
    if password.chars().count() > PASSWORD_CHARS_MAX {
        return false;
    }
    let known = PasswordHash::new(phc.unwrap_or(NOBODY));
    let fits =
        known.is_ok_and(|known| Argon2::default().verify_password(password.as_bytes(), &known).is_ok());
    fits && phc.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_fits() {
        let phc = hash("correct horse").expect("hashes");
        assert!(phc.starts_with("$argon2id$"));
        assert!(verify("correct horse", Some(&phc)));
        assert!(!verify("correct horses", Some(&phc)));
        assert!(!verify("correct horse", None));
        assert!(!verify("correct horse", Some("no phc string")));
    }

    #[test]
    fn a_short_or_endless_password_is_refused() {
        assert_eq!(hash("short"), Err(PasswordError::TooShort));
        assert_eq!(hash(&"x".repeat(201)), Err(PasswordError::TooLong));
    }
}
