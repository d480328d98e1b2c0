//! Letters by SMTP: to the clinic's mail provider over TLS, or in the clear to a relay on this machine.
//!
//! What went out leaves an empty mark in the outbox folder, so that a form sent twice is one letter; the letter itself is kept nowhere.

use super::{Address, Folder, Letter, Outbox, OutboxError, message};
use lettre::address::Envelope;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{SmtpTransport, Transport};
use std::net::IpAddr;
use std::time::Duration;
use uuid::Uuid;

/// How long the mail server may take for an answer: somebody waits at the screen.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// How the line to the mail server is protected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Security {
    /// TLS from the first byte (usually port 465).
    Tls,
    /// TLS is asked for on a plain line, and nothing is said without it (usually port 587).
    StartTls,
    /// None: only for a relay on this machine.
    None,
}

/// How the mail server is reached.
pub struct MailSettings {
    /// Its name, as in its certificate.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is protected.
    pub security: Security,
    /// Name and password; none for a relay that asks for neither. Never logged.
    pub sign_in: Option<(String, String)>,
    /// Whom letters are from.
    pub from: Address,
}

/// Hands letters to a mail server.
pub struct MailServer {
    line: SmtpTransport,
    from: Address,
    marks: Folder,
}

impl MailServer {
    /// `marks` is where sent letters leave their marks. Nothing is connected yet: the clinic works while its mail does not.
    pub fn new(settings: MailSettings, marks: Folder) -> Result<Self, OutboxError> {
        let MailSettings { host, port, security, sign_in, from } = settings;
        let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        if security == Security::None && !here {
            return Err(OutboxError::Settings(
                "a mail server on another machine is reached with --smtp-security tls or starttls: letters hold private links",
            ));
        }
        let parameters = || {
            TlsParameters::new(host.clone()).map_err(|_| {
                OutboxError::Settings("the name of the mail server is not one that a certificate holds")
            })
        };
        let tls = match security {
            Security::Tls => Tls::Wrapper(parameters()?),
            Security::StartTls => Tls::Required(parameters()?),
            Security::None => Tls::None,
        };
        // "Dangerous" without TLS, which is settled above.
        let mut line =
            SmtpTransport::builder_dangerous(host).port(port).tls(tls).timeout(Some(ANSWER_WITHIN));
        if let Some((name, password)) = sign_in {
            line = line.credentials(Credentials::new(name, password));
        }
        Ok(Self { line: line.build(), from, marks })
    }
}

impl Outbox for MailServer {
    fn send(&self, id: Uuid, letter: &Letter) -> Result<(), OutboxError> {
        if self.marks.has(id, "sent") {
            return Ok(());
        }
        let parsed = |address: &Address| {
            let parsed = address.as_str().parse();
            parsed.map_err(|_| OutboxError::Settings("the mail server's library does not take this address"))
        };
        let envelope = Envelope::new(Some(parsed(&self.from)?), vec![parsed(&letter.to)?]);
        let envelope = envelope.map_err(|_| OutboxError::Settings("a letter has nobody to go to"))?;
        let message = message(letter, id, Some(&self.from));
        self.line.send_raw(&envelope, message.as_bytes()).map_err(|error| told(&error))?;
        self.marks.keep(id, "sent", "")
    }

    fn waits(&self) -> bool {
        false
    }
}

/// What may be told of an error: servers repeat addresses in their answers, and errors reach logs.
fn told(error: &lettre::transport::smtp::Error) -> OutboxError {
    if error.is_permanent() {
        return OutboxError::Refused(error.status().map_or(500, u16::from));
    }
    OutboxError::Unreachable(if of_certificate(error) {
        "its certificate is not one that this machine trusts"
    } else if error.is_timeout() {
        "it did not answer in time"
    } else if error.is_tls() {
        "the line could not be protected"
    } else if error.is_transient() {
        "it asks to be asked later"
    } else {
        "it cannot be reached"
    })
}

/// Whether the line was given up because of a certificate: the library tells it only in the words of what lies beneath.
fn of_certificate(error: &lettre::transport::smtp::Error) -> bool {
    let mut beneath = std::iter::successors(std::error::Error::source(error), |error| error.source());
    beneath.any(|error| error.to_string().contains("certificate"))
}
