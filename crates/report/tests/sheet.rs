//! A sheet becomes a document that can be archived: the same bytes each time, over as many pages as it needs, in any letters.

#![allow(missing_docs, reason = "tests")]

use report::sheet::{Block, Ink, Mark, Pen, Picture, Sheet, Step, pdf};
use report::{MeasurePlot, Plot, Visit};

fn sheet(blocks: Vec<Block>) -> Sheet {
    Sheet {
        title: "Dry needling, 22 November 2026".into(),
        heading: "Élodie Müller".into(),
        above: "Lindenhof Practice".into(),
        foot: "Signed 22 Nov 2026, 3f9a01c2".into(),
        language: "en".into(),
        made_at: [2026, 11, 22, 14, 2],
        id: "01a2044c".into(),
        blocks,
    }
}

fn plot(n: u8) -> (String, Plot) {
    let on = |day: f64, value: f64| Visit {
        day,
        label: format!("day {day}"),
        before: Some(value),
        after: Some(value - 2.0),
        ..Visit::default()
    };
    let plot = MeasurePlot {
        visits: vec![on(0.0, 8.0), on(9.0, 5.0 - f64::from(n) / 2.0)],
        sessions: vec![0.0, 9.0],
        full_scale: Some((0.0, 10.0)),
        error: Some(1.0),
        important: Some(6.0),
    };
    (format!("Measure {n}: better by three"), plot.drawn())
}

fn everything() -> Vec<Block> {
    let row = |n: usize| vec![n.to_string(), "Upper trapezius 1 R".into(), "0.25 × 40 mm, 18 mm deep".into()];
    vec![
        Block::Heading("Needles".into()),
        Block::Facts(vec![
            ("Screening".into(), "Answered on the day. ".repeat(12)),
            ("Empty".into(), String::new()),
        ]),
        Block::Table {
            head: vec!["No.".into(), "Place".into(), "Needle".into()],
            rows: (1..=60).map(row).collect(),
            widths: vec![1, 5, 5],
        },
        Block::Plots((1..=5).map(plot).collect()),
        Block::Stop("The count differed: one needle was found under the table.".into()),
        Block::List(vec!["Nothing was injected.".into(), "A very long word: ".to_owned() + &"x".repeat(400)]),
        Block::Paragraph("Two lines\nof one paragraph. ".repeat(40)),
    ]
}

#[test]
fn a_document_begins_and_ends_as_one_and_says_that_it_can_be_archived() {
    let bytes = pdf(&sheet(everything())).expect("is set");
    assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
    let text = String::from_utf8_lossy(&bytes);
    assert!(
        text.contains("<pdfaid:part>2</pdfaid:part>")
            && text.contains("<pdfaid:conformance>A</pdfaid:conformance>")
    );
    assert!(text.contains("/MarkInfo") && text.contains("/StructTreeRoot"));
}

#[test]
fn the_same_sheet_gives_the_same_bytes_and_another_one_others() {
    let once = pdf(&sheet(everything())).expect("is set");
    assert_eq!(once, pdf(&sheet(everything())).expect("is set"));
    assert_ne!(once, pdf(&sheet(vec![])).expect("is set"));
}

#[test]
fn letters_that_the_font_does_not_have_stop_nobody() {
    let names = "山田 花子, Ɂ, عمر, Zieliński, Ωμέγα, Жуков, 🙂, \u{0}\u{7}\t";
    let blocks = vec![Block::Paragraph(names.into()), Block::Facts(vec![(names.into(), names.into())])];
    assert!(
        pdf(&Sheet { heading: names.into(), foot: names.into(), title: names.into(), ..sheet(blocks) })
            .is_ok()
    );
}

#[test]
fn a_picture_is_somewhat_smaller_rather_than_leave_a_page_half_white() {
    let pages = |lines: usize| {
        let picture = Picture { width: 1_000, height: 1_000, says: "A neck".into(), marks: Vec::new() };
        let text = Block::Paragraph("A line\n".repeat(lines));
        let blocks = vec![
            text,
            Block::Heading("Figures".into()),
            Block::Pictures { width: 240, rows: vec![(picture, String::new())] },
        ];
        let bytes = pdf(&sheet(blocks)).expect("is set");
        String::from_utf8_lossy(&bytes).matches("/Type/Page/").count()
    };
    // Of some 45 lines a page has, the picture takes 17 as it is asked for, and at least 10.
    assert_eq!([pages(20), pages(30), pages(42)], [1, 1, 2]);
}

#[test]
fn a_picture_stands_beside_its_words_and_says_what_it_shows() {
    let mark = |pen, ink| Mark {
        steps: vec![
            Step::Move(100, 100),
            Step::Line(300, 100),
            Step::Bend(400, 200, 500, 900),
            Step::Circle(600, 500, 90),
        ],
        pen,
        ink,
    };
    let marks = vec![
        mark(Pen::Line(80), Ink::Full),
        mark(Pen::Line(60), Ink::Paper),
        mark(Pen::Broken(10), Ink::Pale),
        mark(Pen::Fill, Ink::Red),
    ];
    let picture = Picture { width: 1_200, height: 1_100, says: "An arm goes up".into(), marks };
    // More than one page holds.
    let rows = (0..12).map(|_| (picture.clone(), "Lift the arm. ".repeat(20))).collect();
    let bytes = pdf(&sheet(vec![Block::Pictures { width: 96, rows }])).expect("is set");
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("/Figure") && text.contains("An arm goes up"));
}
