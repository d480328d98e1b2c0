//! Letters to patients on their way out of the house. What carries them is exchangeable: a folder takes them as files that a mail
//! program opens as drafts ([`Folder`]), or a mail server takes them ([`MailServer`]).
//!
//! A letter says nothing clinical: who writes, and where the private page is.

mod folder;
mod mail_server;

pub use folder::Folder;
pub use mail_server::{MailServer, MailSettings, Security};

use chart::Instant;
use thiserror::Error;
use uuid::Uuid;

/// Longest address, as mail servers take it (RFC 5321, 4.5.3.1.3: 256 with its brackets).
pub const ADDRESS_CHARS_MAX: usize = 254;

/// A letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// To whom.
    pub to: Address,
    /// The line above.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// Language tag.
    pub language: String,
    /// When it was written.
    pub at: Instant,
}

/// A mail address that cannot break out of its line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address(String);

impl Address {
    /// Parses what was typed: a name, an at, a host with a point; nothing that a header could be made from.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, host) = text.rsplit_once('@')?;
        let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let named =
            !name.is_empty() && name.chars().all(plain) && !name.starts_with('.') && !name.ends_with('.');
        let part = |part: &str| {
            !part.is_empty()
                && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
                && !part.starts_with('-')
        };
        let hosted = host.contains('.') && host.split('.').all(part);
        (named && hosted && text.len() <= ADDRESS_CHARS_MAX).then(|| Self(text.to_owned()))
    }

    /// As typed, without blanks around.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn host(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, host)| host)
    }
}

/// Why a letter did not go out. Never the letter itself: errors reach logs.
#[derive(Debug, Error)]
pub enum OutboxError {
    /// The folder or its disk.
    #[error("the outbox folder cannot be written: {0}")]
    Folder(#[from] std::io::Error),
    /// The mail server answered that it will not take this letter: mostly an address that it does not know.
    #[error("the mail server refuses the letter (SMTP {0})")]
    Refused(u16),
    /// The mail server cannot be reached, or not safely, or it asks to be asked later.
    #[error("the mail server cannot take the letter now: {0}")]
    Unreachable(&'static str),
    /// How the mail server is reached cannot be right.
    #[error("{0}")]
    Settings(&'static str),
}

/// What carries letters.
pub trait Outbox: Send + Sync {
    /// Takes a letter; when it answers, the letter is safe with the carrier. The same id again is the same letter, and goes out once.
    fn send(&self, id: Uuid, letter: &Letter) -> Result<(), OutboxError>;

    /// Whether letters wait in a folder until somebody sends them.
    fn waits(&self) -> bool;
}

/// The letter as a message (RFC 5322): its text base64 in lines of 76, so that any letters arrive whole.
/// Without a sender it is a draft, to which a mail program adds one.
fn message(letter: &Letter, id: Uuid, from: Option<&Address>) -> String {
    let zoned = crate::zone::stamp(letter.at).to_zoned(jiff::tz::TimeZone::UTC);
    let date = zoned.strftime("%a, %d %b %Y %H:%M:%S +0000");
    let body = base64(letter.text.replace('\n', "\r\n").as_bytes());
    let lines: Vec<&str> =
        body.as_bytes().chunks(76).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    let sender = from.map_or("X-Unsent: 1\r\n".to_owned(), |from| format!("From: <{}>\r\n", from.as_str()));
    let host = from.map_or("drypoint.invalid", Address::host);
    format!(
        "Date: {date}\r\n{sender}To: <{}>\r\nSubject: {}\r\nMessage-ID: <{id}@{host}>\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Language: {}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
        letter.to.as_str(),
        words(&letter.subject),
        letter.language,
        lines.join("\r\n")
    )
}

/// A header's text in encoded words of at most 75 characters (RFC 2047), none of which tears a letter apart.
fn words(text: &str) -> String {
    let mut words = vec![String::new()];
    for c in text.chars().filter(|c| !c.is_control()) {
        if words.last().is_some_and(|word| word.len() + c.len_utf8() > 42) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    let coded = words.iter().map(|word| format!("=?UTF-8?B?{}?=", base64(word.as_bytes())));
    coded.collect::<Vec<_>>().join("\r\n ")
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let number = chunk.iter().fold(0_u32, |n, byte| n << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place) & 63) as usize];
            text.push(if place > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_break_out_of_its_line() {
        for fine in ["hana@example.org", " o.k+x@mail.example-clinic.de "] {
            assert!(Address::parse(fine).is_some(), "{fine}");
        }
        let long = format!("{}@example.org", "a".repeat(ADDRESS_CHARS_MAX));
        for bad in [
            "",
            "hana",
            "@x.de",
            "a@b",
            "a@b.",
            "a b@c.de",
            "a@c.de\r\nBcc: x@y.de",
            "a@c.de>",
            "a,b@c.de",
            &long,
        ] {
            assert_eq!(Address::parse(bad), None, "{bad}");
        }
    }
}
