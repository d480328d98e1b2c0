//! How letters to patients leave: settings of the mail server.

use anyhow::{Context, Result, bail};
use clinic::outbox::{Address, MailSettings, Security};
use std::path::PathBuf;

/// Letters to patients; without a mail server they wait as files in the folder `outbox` of the data folder
#[derive(clap::Args)]
#[command(next_help_heading = "Letters to patients")]
pub(crate) struct Letters {
    /// Mail server that takes letters to patients, as its certificate names it; without one, letters wait as files in the
    /// folder `outbox` of the data folder. Certificates are judged by this machine's own list; a clinic's own authority is named
    /// to it by the variable SSL_CERT_FILE
    #[arg(long, env = "DRYPOINT_SMTP_HOST", value_name = "HOST", requires = "mail_from")]
    smtp_host: Option<String>,
    /// Its port; the default is 465 with tls, 587 with starttls, 25 with none
    #[arg(long, env = "DRYPOINT_SMTP_PORT", value_name = "PORT")]
    smtp_port: Option<u16>,
    /// How the line to it is protected; none only for a relay on this machine
    #[arg(long, env = "DRYPOINT_SMTP_SECURITY", value_enum, default_value_t = Line::Tls)]
    smtp_security: Line,
    /// Name to sign in with there
    #[arg(long, env = "DRYPOINT_SMTP_USER", value_name = "NAME", requires = "smtp_password_file")]
    smtp_user: Option<String>,
    /// File that holds the password, and nothing else: a password on the command line would be seen by every program
    #[arg(long, env = "DRYPOINT_SMTP_PASSWORD_FILE", value_name = "FILE", requires = "smtp_user")]
    smtp_password_file: Option<PathBuf>,
    /// Whom letters are from
    #[arg(long, env = "DRYPOINT_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Line {
    /// TLS from the first byte
    Tls,
    /// TLS asked for on a plain line, and nothing sent without it
    Starttls,
    /// In the clear
    None,
}

impl Letters {
    /// The settings; none without a mail server.
    pub(crate) fn settings(&self) -> Result<Option<MailSettings>> {
        let Some(host) = self.smtp_host.clone() else { return Ok(None) };
        let from = self.mail_from.as_deref().unwrap_or_default();
        let Some(from) = Address::parse(from) else { bail!("--mail-from {from:?} is not a mail address") };
        let (security, port) = match self.smtp_security {
            Line::Tls => (Security::Tls, 465),
            Line::Starttls => (Security::StartTls, 587),
            Line::None => (Security::None, 25),
        };
        let sign_in = match (&self.smtp_user, &self.smtp_password_file) {
            (Some(user), Some(file)) => {
                let password = std::fs::read_to_string(file)
                    .with_context(|| format!("the password file {} cannot be read", file.display()))?;
                Some((user.clone(), password.trim_end_matches(['\r', '\n']).to_owned()))
            }
            _ => None,
        };
        Ok(Some(MailSettings { host, port: self.smtp_port.unwrap_or(port), security, sign_in, from }))
    }
}
