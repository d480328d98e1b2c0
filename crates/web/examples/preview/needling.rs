//! Complaint, screening, consent, session and note.

use crate::people::{cells, drawn, head};
use crate::{Page, shell};
use web::form::Form;
use web::texts::Texts;
use web::views::chart::{Standing, StandingState};
use web::views::complaint::{Cause, ComplaintView, FindingRow, NewComplaintView};
use web::views::consent::{ConsentView, CurrentConsent, RiskView};
use web::views::drawing::{Drawing, DrawingView};
use web::views::finding::{FindingStatus, FindingView, MuscleOption};
use web::views::needle::AmendView;
use web::views::note::{Addendum, Amendment, NoteView, Signature};
use web::views::screening::{ItemClass, LastAnswer, ScreeningItem, ScreeningView};
use web::views::session::{
    Gate, GateItem, GateKind, LastSession, NeedleCard, NeedleCount, Placing, PointButton, SessionView,
    SignSeen,
};
use web::views::shell::Nav;
use web::views::time::When;
use web::views::today::Stage;
use web::views::{complaint, consent, drawing, finding, needle, note, screening, session};

fn at(clock: &str) -> When {
    When::new(clock, format!("2026-03-16T{clock:0>5}:00+01:00"))
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn cause(
    rank: usize,
    (id, muscle, point): (&str, &str, &str),
    tenths: u8,
    [speaks, not_painted]: [&[&str]; 2],
    found: Option<FindingStatus>,
) -> Cause {
    Cause {
        rank,
        muscle_id: id.into(),
        muscle: muscle.into(),
        point: point.into(),
        side: "R".into(),
        tenths,
        speaks_for: words(speaks),
        not_painted: words(not_painted),
        site: words(&["shoulder-top:R"]),
        essential: words(&["neck-side:R", "temple:R"]),
        spillover: words(&["jaw-angle:R"]),
        source: "Pattern after Simons and Travell, from memory.".into(),
        found: found.map(|status| (status, When::new("today, 9:20", "2026-03-16T09:20:00+01:00"))),
        command_id: format!("k{rank}"),
    }
}

fn reasoning() -> ComplaintView {
    ComplaintView {
        patient: head(),
        id: "c1".into(),
        title: "Neck pain with headache on the right".into(),
        onset: "three months, after moving house".into(),
        provoked_by: "long reading, telephone under the chin".into(),
        stops_doing: "cycling to work".into(),
        drawing: Some(Drawing { cells: cells(), at: When::new("today, 9:05", "2026-03-16T09:05:00+01:00") }),
        causes: vec![
            cause(
                1,
                ("trapezius-upper", "Trapezius, upper", "1"),
                7,
                [&["side of the neck", "temple"], &["back of the neck"]],
                Some(FindingStatus::Active),
            ),
            cause(
                2,
                ("splenius-cervicis", "Splenius cervicis", "1"),
                4,
                [&["back of the neck", "temple"], &["top of the shoulder"]],
                None,
            ),
            cause(
                3,
                ("levator-scapulae", "Levator scapulae", "1"),
                3,
                [&["back of the neck", "top of the shoulder"], &["temple"]],
                Some(FindingStatus::Latent),
            ),
            cause(
                4,
                ("scm-sternal", "Sternocleidomastoid, sternal division", "2"),
                2,
                [&["temple"], &["side of the neck", "top of the shoulder"]],
                None,
            ),
            cause(
                5,
                ("suboccipitals", "Suboccipital muscles (recti and obliqui)", "1"),
                1,
                [&["temple"], &["side of the neck", "top of the shoulder"]],
                Some(FindingStatus::NotFound),
            ),
        ],
        unexplained: words(&["back of the hand, right"]),
        findings: vec![
            FindingRow {
                muscle: "Trapezius, upper".into(),
                point: Some("1".into()),
                side: "R".into(),
                status: FindingStatus::Active,
                present: words(&["taut band", "tender spot", "referred pain", "patient knows this pain"]),
                absent: words(&["jump sign"]),
                note: "that is my headache".into(),
                at: When::new("today, 9:20", "2026-03-16T09:20:00+01:00"),
            },
            FindingRow {
                muscle: "Levator scapulae".into(),
                point: Some("1".into()),
                side: "R".into(),
                status: FindingStatus::Latent,
                present: words(&["taut band", "tender spot"]),
                absent: vec![],
                note: String::new(),
                at: When::new("2 March", "2026-03-02"),
            },
        ],
        screening: Standing {
            state: StandingState::Due,
            text: "not answered today".into(),
            href: "/patients/p1/screenings/new".into(),
        },
        consent: Standing { state: StandingState::Good, text: "given".into(), href: "#".into() },
        open_session: None,
        command_id: "k".into(),
        atlas_version: "2026.1".into(),
    }
}

fn muscles() -> Vec<MuscleOption> {
    [
        ("trapezius-upper", "Trapezius, upper", "1 2"),
        ("levator-scapulae", "Levator scapulae", "1 2"),
        ("infraspinatus", "Infraspinatus", "1 2 3"),
        ("gluteus-medius", "Gluteus medius", "1 2 3"),
    ]
    .map(|(id, name, points)| MuscleOption {
        id: id.into(),
        name: name.into(),
        points: points.split(' ').map(str::to_owned).collect(),
    })
    .into()
}

fn items() -> Vec<ScreeningItem> {
    chart::screening::items()
        .iter()
        .map(|item| ScreeningItem {
            id: item.id.clone(),
            question: item.question.clone(),
            class: match item.class {
                chart::screening::Class::Absolute => ItemClass::Absolute,
                chart::screening::Class::Relative => ItemClass::Relative,
            },
            todo: item.todo.clone(),
            source: item.source.clone(),
            last_answer: match item.id.as_str() {
                "bleeding" => {
                    Some(LastAnswer { yes: true, reason: "apixaban; superficial, press longer".into() })
                }
                "travel" => None,
                _ => Some(LastAnswer::default()),
            },
        })
        .collect()
}

fn risks() -> Vec<RiskView> {
    [
        (
            "pneumothorax",
            "Air beside the lung (pneumothorax)",
            "Trapezius, upper: the top of the lung lies beneath.",
        ),
        (
            "vessel",
            "Bleeding from a larger vessel",
            "Suboccipital muscles: the vertebral artery lies beneath.",
        ),
        ("nerve", "Injury of a nerve", ""),
    ]
    .map(|(id, label, why)| RiskView { id: id.into(), label: label.into(), why: why.into() })
    .into()
}

fn card(
    number: u32,
    muscle: &str,
    point: &str,
    side: &str,
    twitches: u32,
    placed: &str,
    removed: Option<&str>,
) -> NeedleCard {
    NeedleCard {
        id: format!("n{number}"),
        number,
        place: format!("trapezius-upper/{point}/{side}"),
        muscle: muscle.into(),
        point: point.into(),
        side: side.into(),
        size: "0.25 × 40 mm".into(),
        depth_mm: Some(15),
        technique: "fast_in_fast_out".into(),
        lot: "S23-0417".into(),
        twitches,
        referred: if twitches > 1 { SignSeen::Present } else { SignSeen::NotTested },
        recognised: if twitches > 2 { SignSeen::Present } else { SignSeen::Absent },
        placed_at: at(placed),
        removed_at: removed.map(at),
        ..NeedleCard::default()
    }
}

fn needles() -> Vec<NeedleCard> {
    vec![
        card(5, "Levator scapulae", "1", "R", 1, "9:31", None),
        card(4, "Trapezius, upper", "2", "R", 0, "9:29", None),
        NeedleCard {
            retracted: Some("Tapped the wrong side".into()),
            ..card(3, "Trapezius, upper", "1", "L", 0, "9:27", None)
        },
        card(2, "Trapezius, upper", "1", "R", 3, "9:24", Some("9:26")),
        NeedleCard { amended: true, ..card(1, "Splenius cervicis", "1", "R", 2, "9:21", Some("9:23")) },
    ]
}

fn points() -> Vec<PointButton> {
    let point =
        |muscle: &str, point: &str, side: &str, rank, found, last_time, placed, hazard: &str| PointButton {
            place: format!("x/{point}/{side}"),
            muscle: muscle.into(),
            point: point.into(),
            side: side.into(),
            rank,
            found,
            last_time,
            placed,
            hazard: hazard.into(),
            depth_cap_mm: None,
        };
    vec![
        point("Trapezius, upper", "1", "R", Some(1), Some(FindingStatus::Active), true, 1, "lung beneath"),
        point("Splenius cervicis", "1", "R", Some(2), None, false, 1, ""),
        PointButton {
            depth_cap_mm: Some(20),
            ..point(
                "Levator scapulae",
                "1",
                "R",
                Some(3),
                Some(FindingStatus::Latent),
                true,
                1,
                "lung beneath",
            )
        },
        point("Sternocleidomastoid, sternal division", "2", "R", Some(4), None, false, 0, "pincer grip"),
        point(
            "Suboccipital muscles (recti and obliqui)",
            "1",
            "R",
            Some(5),
            Some(FindingStatus::NotFound),
            false,
            0,
            "vertebral artery",
        ),
        point("Trapezius, upper", "2", "R", None, Some(FindingStatus::Suspected), true, 1, ""),
    ]
}

fn gate(open: bool) -> Gate {
    let item = |kind, ok, text: &str| GateItem { kind, ok, text: text.into(), href: "#".into() };
    Gate {
        items: vec![
            item(GateKind::Licence, true, "valid until 31 Dec 2027"),
            item(
                GateKind::Screening,
                open,
                if open { "answered today, 9:12" } else { "answer it for today" },
            ),
            item(GateKind::Consent, true, "given 3 Nov 2025"),
        ],
    }
}

fn needling() -> SessionView {
    SessionView {
        id: "s7".into(),
        patient: head(),
        complaint_id: "c1".into(),
        complaint: "Neck pain with headache on the right".into(),
        practitioner: "Ines Falk".into(),
        started: at("9:14"),
        stage: Stage::Open,
        can_write: true,
        gate: gate(true),
        cells: cells(),
        last: Some(LastSession {
            id: "s6".into(),
            date: When::new("2 March", "2026-03-02"),
            needles: vec![
                ("Trapezius, upper 1 R".into(), "0.25 × 40, 3 twitches".into()),
                ("Splenius capitis 1 R".into(), "0.25 × 40, 1 twitch".into()),
                ("Suboccipitals 1 R".into(), "0.20 × 25".into()),
            ],
            pain_before: Some(4),
            pain_after: Some(2),
            tolerance: "Well, sore".into(),
        }),
        placing: Placing {
            points: points(),
            muscles: muscles(),
            sizes: words(&["0.20x25", "0.25x30", "0.25x40", "0.30x50"]),
            form: Form::of([
                ("needle_size", "0.25x40"),
                ("technique", "fast_in_fast_out"),
                ("depth_mm", "15"),
                ("lot", "S23-0417"),
            ]),
            command_id: "k".into(),
        },
        needles: needles(),
        count: NeedleCount { placed: 4, out: 2, still_in: 2, muscles: 3 },
        pain_before: Some(5),
        ..SessionView::default()
    }
}

fn signed_note() -> NoteView {
    let mut needles = needles();
    needles.reverse();
    for needle in &mut needles {
        if needle.removed_at.is_none() && needle.retracted.is_none() {
            needle.removed_at = Some(at("9:36"));
        }
    }
    NoteView {
        session_id: "s7".into(),
        clinic: "Praxis am Kanal".into(),
        patient_id: "p1".into(),
        patient: "Marguerite Okonkwo-Lindqvist".into(),
        birth_date: When::new("12 March 1984", "1984-03-12"),
        record_no: "1047".into(),
        practitioner: "Ines Falk".into(),
        licence: "PT 20931, Chamber of Therapists".into(),
        date: When::new("16 March 2026", "2026-03-16"),
        started: at("9:14"),
        ended: Some(at("9:41")),
        complaint: "Neck pain with headache on the right".into(),
        complaint_facts: vec![
            ("Since".into(), "three months, after moving house".into()),
            ("Worse with".into(), "long reading".into()),
            ("Keeps from".into(), "cycling to work".into()),
        ],
        cells: cells(),
        drawing_words: "side of the neck right 6, temple right 8, back of the neck right 5".into(),
        screening: "Answered 16 March 2026, 9:12: 21 questions, one yes.".into(),
        screening_yes: vec![("Blood thinner".into(), "apixaban; superficial, press longer".into())],
        consent:
            "Text 2026.1, given by Marguerite Okonkwo-Lindqvist on 3 November 2025; a copy was handed over."
                .into(),
        consent_risks: words(&["air beside the lung (pneumothorax)", "bleeding from a larger vessel"]),
        needles,
        amendments: vec![Amendment {
            number: 1,
            before: "Splenius capitis 1 R, 0.25 × 40 mm".into(),
            reason: "wrong muscle tapped".into(),
            at: at("9:33"),
        }],
        placed: 4,
        out: 4,
        in_sharps: Some(4),
        difference: String::new(),
        muscles: 3,
        pain_before: Some(5),
        pain_after: Some(2),
        tolerance: "Well, sore".into(),
        text: words(&[
            "Rotation to the right freer after the second needle. Advised to keep moving in the new range, three to five times a day.",
            "Next session in a week if the soreness has gone.",
        ]),
        signature: Some(Signature {
            name: "Ines Falk".into(),
            at: When::new("16 March 2026, 9:44", "2026-03-16T09:44:00+01:00"),
            hash: "9f2c 41ab 7d03".into(),
        }),
        addenda: vec![Addendum {
            text: words(&[
                "Patient called: bruise of two centimetres over the right shoulder, no other complaint.",
            ]),
            reason: "Known only in the evening".into(),
            by: "Ines Falk".into(),
            occurred_at: When::new("16 March, 18:20", "2026-03-16T18:20:00+01:00"),
            recorded_at: When::new("17 March, 8:02", "2026-03-17T08:02:00+01:00"),
        }],
        addendum: Some(Form::default()),
        command_id: "k".into(),
    }
}

pub(crate) fn pages() -> Vec<Page> {
    let texts = Texts::english();
    let shell = shell("Marguerite Okonkwo-Lindqvist", Nav::Patients);
    let mut where_refused = drawn(&[("onset", "three months")]);
    where_refused.refuse(Some("title"), "Please fill this in.");
    let mut finding_refused = Form::of([("muscle", "trapezius-upper"), ("point", "1")]);
    finding_refused.refuse(Some("side"), "Please fill this in.");
    finding_refused.refuse(None, "No sign was tested. Record at least one as felt or not felt.");
    let mut answers = Form::of([
        ("answer.refuses", "no"),
        ("answer.acute-illness", "yes"),
        ("answer.bleeding", "yes"),
        ("answer.pregnancy", "no"),
    ]);
    answers.refuse(Some("reason.bleeding"), "Say how you will go on, or answer no.");
    let mut consent_refused = Form::of([("risk", "pneumothorax")]);
    consent_refused.refuse(Some("given_by"), "Please fill this in.");
    let current = CurrentConsent {
        id: "k1".into(),
        given_at: When::new("3 November 2025", "2025-11-03"),
        given_by: "Marguerite Okonkwo-Lindqvist".into(),
        risks: words(&["air beside the lung"]),
        ..CurrentConsent::default()
    };
    let mut placing_refused = needling();
    placing_refused.placing.form.refuse(
        Some("depth_reason"),
        "This is deeper than the published limit of 20 mm here. Give a reason, or go less deep.",
    );
    let closed_gate = SessionView {
        gate: gate(false),
        needles: vec![],
        count: NeedleCount::default(),
        pain_before: None,
        last: None,
        ..needling()
    };
    let mut out = needles();
    for needle in &mut out {
        needle.removed_at.get_or_insert_with(|| at("9:36"));
    }
    let mut closing = Form::of([("needles_in_sharps", "3")]);
    closing.refuse(
        Some("needles_in_sharps"),
        "The counts differ. Recorded as placed: 4. Count again, or explain the difference.",
    );
    let all_out = SessionView {
        needles: out.clone(),
        count: NeedleCount { placed: 4, out: 4, still_in: 0, muscles: 3 },
        closing,
        ..needling()
    };
    let unsigned = SessionView {
        stage: Stage::WaitingForSignature,
        pain_after: Some(2),
        note: Form::of([("tolerance", "Well, sore")]),
        closing: Form::default(),
        ..all_out.clone()
    };
    let signed = SessionView { stage: Stage::Signed, ..unsigned.clone() };
    let draft = NoteView {
        signature: None,
        addenda: vec![],
        addendum: None,
        ended: None,
        in_sharps: None,
        ..signed_note()
    };
    let mut amend = Form::of([
        ("muscle", "Trapezius, upper"),
        ("point", "1"),
        ("side", "R"),
        ("needle_size", "0.25x40"),
        ("depth_mm", "15"),
        ("technique", "static"),
        ("lot", "S23-0417"),
    ]);
    amend.refuse(Some("reason"), "Please fill this in.");
    vec![
        (
            "complaint-new",
            complaint::new_page(
                &shell,
                &NewComplaintView { patient: head(), form: Form::default(), command_id: "k".into() },
                texts,
            ),
        ),
        (
            "complaint-new-refused",
            complaint::new_page(
                &shell,
                &NewComplaintView { patient: head(), form: where_refused, command_id: "k".into() },
                texts,
            ),
        ),
        ("complaint", complaint::page(&shell, &reasoning(), texts)),
        (
            "complaint-empty",
            complaint::page(
                &shell,
                &ComplaintView {
                    drawing: None,
                    causes: vec![],
                    unexplained: vec![],
                    findings: vec![],
                    ..reasoning()
                },
                texts,
            ),
        ),
        (
            "drawing",
            drawing::page(
                &shell,
                &DrawingView {
                    patient: head(),
                    complaint_id: "c1".into(),
                    complaint: "Neck pain with headache on the right".into(),
                    form: drawn(&[]),
                    command_id: "k".into(),
                },
                texts,
            ),
        ),
        (
            "finding",
            finding::page(
                &shell,
                &FindingView {
                    patient: head(),
                    complaint_id: "c1".into(),
                    complaint: "Neck pain with headache on the right".into(),
                    muscles: muscles(),
                    form: Form::of([
                        ("muscle", "infraspinatus"),
                        ("point", "1"),
                        ("side", "R"),
                        ("taut_band", "present"),
                        ("twitch", "absent"),
                    ]),
                    command_id: "k".into(),
                },
                texts,
            ),
        ),
        (
            "finding-refused",
            finding::page(
                &shell,
                &FindingView {
                    patient: head(),
                    complaint_id: "c1".into(),
                    complaint: "Neck pain".into(),
                    muscles: muscles(),
                    form: finding_refused,
                    command_id: "k".into(),
                },
                texts,
            ),
        ),
        (
            "screening",
            screening::page(
                &shell,
                &ScreeningView {
                    patient: head(),
                    items: items(),
                    form: Form::default(),
                    command_id: "k".into(),
                    next: String::new(),
                    last_answered: Some(When::new("2 March 2026", "2026-03-02")),
                },
                texts,
            ),
        ),
        (
            "screening-refused",
            screening::page(
                &shell,
                &ScreeningView {
                    patient: head(),
                    items: items(),
                    form: answers,
                    command_id: "k".into(),
                    next: String::new(),
                    last_answered: None,
                },
                texts,
            ),
        ),
        (
            "consent",
            consent::page(
                &shell,
                &ConsentView {
                    patient: head(),
                    risks: risks(),
                    form: Form::of([("risk", "pneumothorax"), ("given_by", "Marguerite Okonkwo-Lindqvist")]),
                    command_id: "k".into(),
                    next: String::new(),
                    text_version: "2026.1".into(),
                    current: None,
                },
                texts,
            ),
        ),
        (
            "consent-refused",
            consent::page(
                &shell,
                &ConsentView {
                    patient: head(),
                    risks: risks(),
                    form: consent_refused,
                    command_id: "k".into(),
                    next: String::new(),
                    text_version: "2026.1".into(),
                    current: Some(current),
                },
                texts,
            ),
        ),
        ("session", session::page(&shell, &needling(), texts)),
        ("session-gate", session::page(&shell, &closed_gate, texts)),
        ("session-refused", session::page(&shell, &placing_refused, texts)),
        ("session-closing", session::page(&shell, &all_out, texts)),
        ("session-unsigned", session::page(&shell, &unsigned, texts)),
        ("session-signed", session::page(&shell, &signed, texts)),
        (
            "needle-amend",
            needle::page(
                &shell,
                &AmendView {
                    patient: head(),
                    session_id: "s7".into(),
                    needle: card(2, "Trapezius, upper", "1", "R", 3, "9:24", None),
                    muscles: muscles(),
                    sizes: words(&["0.25x40"]),
                    form: amend,
                    command_id: "k".into(),
                },
                texts,
            ),
        ),
        ("note", note::page(&shell, &signed_note(), texts)),
        ("note-draft", note::page(&shell, &draft, texts)),
    ]
}
