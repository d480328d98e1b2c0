//! A clinic under load: a folder that is filled through the same commands as real work, the real server in a process of
//! its own, and clients that keep a connection open and wait for each answer. Used by the bench and by the kill test.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "shared by a bench and a test, each using its part"
)]

use chart::ids::{ConsentId, DrawingId, ScreeningId};
use chart::patient::{self, Answers, ConsentGiven, Details};
use chart::session::{self, NeedleWanted};
use chart::staff::{self, Role};
use chart::values::{Intensity, NeedleSize, PainScore, PaintedCell, Place, Side, Technique};
use chart::{ClinicId, ComplaintId, NeedleId, PatientId, SessionId, StaffId, practice};
use clinic::demo::GIVEN_NAMES;
use clinic::{Ask, Clinic};
use jiff::civil::{Date, date};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// A filled folder and what a client needs to work in it.
pub struct Filled {
    pub folder: PathBuf,
    pub clinic: ClinicId,
    pub practitioner: StaffId,
    pub cookie: String,
    /// Patients with a chart worth reading: a complaint, a drawing, ten sessions.
    pub charts: Vec<PatientId>,
    /// Open sessions with a needle in.
    pub needles: Vec<(SessionId, NeedleId)>,
}

const SYLLABLES: [&str; 24] = [
    "an", "der", "mül", "ler", "kow", "al", "berg", "son", "ber", "nar", "di", "lin", "qvist", "ta", "na",
    "ka", "mo", "reau", "gar", "cía", "hol", "stein", "fer", "rei",
];

/// A made-up name; thousands of different family names, as in a real register.
pub fn name(n: usize) -> (String, String) {
    let part = |at: usize| SYLLABLES[at % SYLLABLES.len()];
    let family = format!("{}{}{}", part(n), part(n / 24), part(n / 576 + n));
    let mut letters = family.chars();
    let family =
        letters.next().map_or(String::new(), |c| c.to_uppercase().collect::<String>() + letters.as_str());
    (GIVEN_NAMES[(n / 7) % GIVEN_NAMES.len()].to_owned(), family)
}

/// Founds a clinic in `folder`, registers `patients`, gives the first `charts` of them a course of ten sessions, and opens `needles`
/// sessions with one needle in each.
pub fn fill(folder: &Path, patients: usize, charts: usize, needles: usize) -> Filled {
    let open = Clinic::open(folder).expect("the folder opens");
    let (clinic, lead) = (ClinicId(Uuid::from_u128(1)), StaffId(Uuid::from_u128(2)));
    let staff = vec![
        staff::Command::Enrol {
            name: "Ines Falk".into(),
            login: "ines".into(),
            roles: vec![Role::Practitioner, Role::ClinicLead],
        },
        staff::Command::RecordLicence {
            number: "PT-1".into(),
            authority: "Register".into(),
            expires_on: date(2099, 1, 1),
        },
        staff::Command::RecordTraining {
            title: "Foundation".into(),
            provider: "School".into(),
            hours: 80,
            completed_on: date(2020, 1, 1),
            covers: Vec::new(),
        },
    ];
    let practice = practice::Command::Found { name: "Load".into(), time_zone: "UTC".into() };
    let ask = |id: Uuid, ask: Ask| {
        open.submit_blocking(clinic, lead, id, ask).expect("a sound clinic");
    };
    ask(Uuid::now_v7(), Ask::SetUp { practice: vec![practice], first: lead, staff });

    // Many hands, so that many registrations share a commit.
    let ids: Vec<PatientId> =
        (0..patients).map(|n| PatientId(Uuid::from_u128(0x1000_0000 + n as u128))).collect();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..64.min(patients) {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let Some(id) = ids.get(n) else { break };
                    let (given_name, family_name) = name(n);
                    let birth_date =
                        Date::new(1930 + (n % 80) as i16, 1 + (n % 12) as i8, 1 + (n % 28) as i8)
                            .expect("a day");
                    let details = Details { given_name, family_name, birth_date, phone: String::new() };
                    ask(
                        Uuid::now_v7(),
                        Ask::Patient(*id, patient::Command::Register { record_no: 0, details }),
                    );
                }
            });
        }
    });
    for id in ids.iter().take(charts) {
        course(&ask, *id, 10);
    }
    let mut placed = Vec::new();
    for id in ids.iter().rev().take(needles.min(patients)) {
        let complaint = ready(&ask, *id);
        let (session, needle) = (SessionId(Uuid::now_v7()), NeedleId(Uuid::now_v7()));
        ask(Uuid::now_v7(), Ask::Session(session, *id, open_session(*id, complaint)));
        ask(Uuid::now_v7(), Ask::Session(session, *id, session::Command::PlaceNeedle(needle_in(needle))));
        placed.push((session, needle));
    }
    let token = open.sign_ins.begin(clinic, lead, web::App::now()).expect("begins");
    Filled {
        folder: folder.to_owned(),
        clinic,
        practitioner: lead,
        cookie: format!("drypoint={}", token.as_str()),
        charts: ids.into_iter().take(charts).collect(),
        needles: placed,
    }
}

fn open_session(patient: PatientId, complaint: ComplaintId) -> session::Command {
    session::Command::Open {
        patient,
        complaint,
        pain_before: PainScore::new("pain", 6).ok(),
        consent_confirmed: true,
    }
}

fn needle_in(id: NeedleId) -> NeedleWanted {
    NeedleWanted {
        id,
        place: Place { muscle: "infraspinatus".into(), point: Some("1".into()), side: Side::R },
        spot: None,
        size: NeedleSize { diameter_mm_x100: 25, length_mm: 40 },
        depth_mm: Some(20),
        depth_reason: String::new(),
        both_sides_reason: String::new(),
        caution_reason: String::new(),
        caution_reasons: Vec::new(),
        approach: String::new(),
        current: None,
        technique: Technique::FastInFastOut,
        lot: "L1".into(),
    }
}

/// A complaint with a drawing, screened, with consent.
fn ready(ask: &impl Fn(Uuid, Ask), id: PatientId) -> ComplaintId {
    let complaint = ComplaintId(Uuid::now_v7());
    let answers = chart::screening::items()
        .iter()
        .map(|i| Answers { item: i.id.clone(), yes: Some(false), ..Answers::default() })
        .collect();
    let named_risks = atlas::Atlas::get().hazards().iter().map(|h| h.id.to_string()).collect();
    let cell = |region: &str| PaintedCell {
        region: region.into(),
        side: Side::R,
        intensity: Intensity::new("cells", 6).expect("1 to 10"),
        kind: None,
    };
    for command in [
        patient::Command::OpenComplaint {
            id: complaint,
            title: "Shoulder, right".into(),
            onset: "Six weeks".into(),
            provoked_by: String::new(),
            stops_doing: "Swimming".into(),
        },
        patient::Command::DrawPain {
            id: DrawingId(Uuid::now_v7()),
            complaint,
            cells: vec![cell("deltoid-front"), cell("deltoid-side"), cell("arm-outer")],
        },
        patient::Command::AnswerScreening { id: ScreeningId(Uuid::now_v7()), answers },
        patient::Command::GiveConsent(ConsentGiven {
            id: ConsentId(Uuid::now_v7()),
            named_risks,
            given_by: "The patient".into(),
            signature: "M10 200l40 -60 40 60 80 -5 60 20".into(),
            on_paper: false,
            copy_given: true,
        }),
    ] {
        ask(Uuid::now_v7(), Ask::Patient(id, command));
    }
    complaint
}

fn course(ask: &impl Fn(Uuid, Ask), id: PatientId, sessions: usize) {
    let complaint = ready(ask, id);
    for _ in 0..sessions {
        let session = SessionId(Uuid::now_v7());
        let needle = NeedleId(Uuid::now_v7());
        for command in [
            open_session(id, complaint),
            session::Command::PlaceNeedle(needle_in(needle)),
            session::Command::RemoveAll,
            session::Command::RecordPain {
                moment: session::Moment::After,
                score: PainScore::new("pain", 4).expect("0 to 10"),
            },
            session::Command::Close { needles_in_sharps: 1, difference_explained: String::new() },
            session::Command::Sign,
        ] {
            ask(Uuid::now_v7(), Ask::Session(session, id, command));
        }
    }
}

/// The real server in a process of its own, killed when dropped.
pub struct Server {
    pub child: Child,
    pub address: String,
}

impl Server {
    /// Starts it on a free port and waits until it says where it is.
    pub fn start(binary: &str, folder: &Path) -> Self {
        let mut child = Command::new(binary)
            .args(["serve", "--port", "0", "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let address = loop {
            let line = lines.next().expect("the server says where it is").expect("its output is text");
            if let Some((_, address)) = line.split_once("http://") {
                break address.trim().to_owned();
            }
        };
        // What it says later is read and dropped, so that it never waits for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Memory that the process holds now, in MB.
    pub fn resident_mb(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or("0 kB");
        line.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap_or(0.0) / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One browser: a connection that stays open, one request at a time.
pub struct Client {
    stream: BufReader<TcpStream>,
    address: String,
    cookie: String,
    request: Vec<u8>,
    body: Vec<u8>,
}

impl Client {
    pub fn new(address: &str, cookie: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self {
            stream: BufReader::with_capacity(1 << 16, stream),
            address: address.to_owned(),
            cookie: cookie.to_owned(),
            request: Vec::new(),
            body: Vec::new(),
        })
    }

    pub fn get(&mut self, path: &str) -> std::io::Result<u16> {
        self.send("GET", path, "", b"")
    }

    /// Posts JSON and asks for JSON, as the outbox of a tablet does.
    pub fn post_json(&mut self, path: &str, body: &str) -> std::io::Result<u16> {
        self.send(
            "POST",
            path,
            "content-type: application/json\r\naccept: application/json\r\n",
            body.as_bytes(),
        )
    }

    /// Posts a form, as a page does.
    pub fn post_form(&mut self, path: &str, body: &str) -> std::io::Result<u16> {
        self.send("POST", path, "content-type: application/x-www-form-urlencoded\r\n", body.as_bytes())
    }

    /// The last answer's body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    fn send(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> std::io::Result<u16> {
        self.request.clear();
        write!(
            self.request,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\n{headers}content-length: {}\r\n\r\n",
            self.address,
            self.cookie,
            body.len()
        )?;
        self.request.extend_from_slice(body);
        self.stream.get_mut().write_all(&self.request)?;
        self.read()
    }

    fn read(&mut self) -> std::io::Result<u16> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let status =
            line.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or(std::io::ErrorKind::InvalidData)?;
        let (mut length, mut chunked) = (0usize, false);
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let header = line.trim_end().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse().map_err(|_| std::io::ErrorKind::InvalidData)?;
            }
            chunked |= header == "transfer-encoding: chunked";
        }
        assert!(!chunked, "answers of this server have a length");
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body)?;
        Ok(status)
    }
}
