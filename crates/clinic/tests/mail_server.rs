//! Letters by SMTP, against a small server that speaks the protocol (RFC 5321) on a real line.

#![allow(missing_docs, reason = "tests")]

use chart::Instant;
use clinic::outbox::{Address, Folder, Letter, MailServer, MailSettings, Outbox, OutboxError, Security};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use uuid::Uuid;

/// A mail server of one thread: what it was told, line by line. It refuses who is called `nobody`.
struct Server {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let lines = Arc::clone(&heard);
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let _ = talk(line, &lines);
            }
        });
        Self { port, heard }
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("is whole").clone()
    }
}

fn talk(mut line: TcpStream, heard: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(line.try_clone()?);
    let mut in_letter = false;
    line.write_all(b"220 relay.example ESMTP\r\n")?;
    loop {
        let mut said = String::new();
        if reader.read_line(&mut said)? == 0 {
            return Ok(());
        }
        let said = said.trim_end().to_owned();
        heard.lock().expect("is whole").push(said.clone());
        let answer = match said.split([' ', ':']).next().unwrap_or_default() {
            "." if in_letter => {
                in_letter = false;
                "250 taken"
            }
            _ if in_letter => continue,
            "EHLO" => "250-relay.example\r\n250 AUTH PLAIN",
            "AUTH" => "235 welcome",
            "RCPT" if said.contains("nobody@") => "550 5.1.1 nobody@example.org: no such person here",
            "DATA" => {
                in_letter = true;
                "354 go on"
            }
            "QUIT" => "221 good bye",
            _ => "250 fine",
        };
        line.write_all(format!("{answer}\r\n").as_bytes())?;
    }
}

fn outbox(server: &Server, security: Security, folder: &Path) -> MailServer {
    let settings = MailSettings {
        host: "localhost".into(),
        port: server.port,
        security,
        sign_in: Some(("clinic".into(), "a password for tests".into())),
        from: Address::parse("front-desk@clinic.example").expect("an address"),
    };
    MailServer::new(settings, Folder::new(folder)).expect("can be reached so")
}

fn letter(to: &str) -> Letter {
    Letter {
        to: Address::parse(to).expect("an address"),
        subject: "A message".into(),
        text: "https://clinic.example/d/x".into(),
        language: "en".into(),
        at: Instant(1_795_348_800_000_000),
    }
}

#[test]
fn a_letter_goes_out_once_however_often_it_is_sent_and_nothing_of_it_stays() {
    let (server, folder) = (Server::start(), tempfile::tempdir().expect("a temporary folder"));
    let outbox = outbox(&server, Security::None, folder.path());
    let id = Uuid::from_u128(7);
    for _ in 0..2 {
        outbox.send(id, &letter("hana@example.org")).expect("goes out");
    }
    let heard = server.heard();
    for said in [
        "MAIL FROM:<front-desk@clinic.example>",
        "RCPT TO:<hana@example.org>",
        "From: <front-desk@clinic.example>",
        "Message-ID: <00000000-0000-0000-0000-000000000007@clinic.example>",
    ] {
        assert_eq!(heard.iter().filter(|line| line.starts_with(said)).count(), 1, "{said}: {heard:?}");
    }
    assert!(heard.iter().any(|line| line.starts_with("AUTH PLAIN")), "{heard:?}");
    let kept = std::fs::read_dir(folder.path()).expect("is there").flatten();
    assert_eq!(kept.map(|file| file.metadata().expect("is a file").len()).collect::<Vec<_>>(), [0]);
}

#[test]
fn who_is_not_known_there_is_said_without_the_address() {
    let (server, folder) = (Server::start(), tempfile::tempdir().expect("a temporary folder"));
    let sent = outbox(&server, Security::None, folder.path())
        .send(Uuid::from_u128(1), &letter("nobody@example.org"));
    let Err(OutboxError::Refused(550)) = &sent else { panic!("{sent:?}") };
    assert!(!sent.expect_err("is refused").to_string().contains("nobody"));
}

#[test]
fn a_server_that_cannot_protect_the_line_hears_neither_letter_nor_password() {
    let (server, folder) = (Server::start(), tempfile::tempdir().expect("a temporary folder"));
    let sent = outbox(&server, Security::StartTls, folder.path())
        .send(Uuid::from_u128(1), &letter("hana@example.org"));
    assert!(matches!(sent, Err(OutboxError::Unreachable(_))), "{sent:?}");
    let said = server.heard();
    assert!(!said.iter().any(|line| line.starts_with("AUTH") || line.starts_with("MAIL")), "{said:?}");
}

#[test]
fn another_machine_is_not_written_to_in_the_clear() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let settings = MailSettings {
        host: "mail.example.org".into(),
        port: 25,
        security: Security::None,
        sign_in: None,
        from: Address::parse("front-desk@clinic.example").expect("an address"),
    };
    assert!(matches!(MailServer::new(settings, Folder::new(folder.path())), Err(OutboxError::Settings(_))));
}
