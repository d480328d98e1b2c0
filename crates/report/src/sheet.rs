//! A document of headed paragraphs, facts and tables, as a PDF that can be archived and read aloud (tagged, PDF/A-2a).
//!
//! Pure: the same sheet gives the same bytes; the time and the id come in with it.

mod figure;
mod hatch;
mod numeral;
mod page;
mod picture;
mod plate;
mod type_setting;

pub use picture::{Ink, Mark, Pen, Picture, Step};
pub use plate::{Numbered, Overlay, Painted, crosses, engraved};

use crate::plot::Plot;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::error::KrillaError;
use krilla::metadata::{DateTime, Metadata};
use krilla::{Document, SerializeSettings};
use thiserror::Error;

/// A document, ready to be set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Title of the document, in its properties.
    pub title: String,
    /// The largest line on the first page.
    pub heading: String,
    /// A quiet line above the heading.
    pub above: String,
    /// At the foot of every page, before the number of the page.
    pub foot: String,
    /// Language tag, such as `en`.
    pub language: String,
    /// When it was made: year, month, day, hour, minute.
    pub made_at: [u16; 5],
    /// Names the document; the same for the same content.
    pub id: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Begins a section.
    Heading(String),
    /// Running text.
    Paragraph(String),
    /// What must not be overlooked.
    Stop(String),
    /// Names with values.
    Facts(Vec<(String, String)>),
    /// Items, each a line or more.
    List(Vec<String>),
    /// Pictures under each other, each with what it says beside it.
    Pictures {
        /// Width of each picture, points.
        width: u16,
        /// The pictures with their words.
        rows: Vec<(Picture, String)>,
    },
    /// Rows under headings; `widths` are parts of the whole line, one for each column.
    Table {
        /// Headings of the columns.
        head: Vec<String>,
        /// Rows, each as long as `head`.
        rows: Vec<Vec<String>>,
        /// Relative widths.
        widths: Vec<u16>,
    },
    /// Charts, two beside each other, each with the sentence it comes to: also its name when it is read aloud.
    Plots(Vec<(String, Plot)>),
}

/// Why a document could not be set.
#[derive(Debug, Error)]
pub enum ReportError {
    /// The font that comes with this program cannot be read: the program is damaged.
    #[error("the font of the printed note cannot be read")]
    Font,
    /// A plate is not what the engraver writes.
    #[error("the plate cannot be printed: {0}")]
    Plate(&'static str),
    /// The engine refused: a document that cannot be archived is not handed out.
    #[error("the document cannot be made: {0}")]
    Engine(String),
}

/// Sets a document.
pub fn pdf(sheet: &Sheet) -> Result<Vec<u8>, ReportError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .finish()
        .map_err(|error| ReportError::Engine(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let [year, month, day, hour, minute] = sheet.made_at;
    let small = |number: u16| u8::try_from(number).unwrap_or(1);
    let made_at =
        DateTime::new(year).month(small(month)).day(small(day)).hour(small(hour)).minute(small(minute));
    document.set_metadata(
        Metadata::new()
            .title(sheet.title.clone())
            .language(sheet.language.clone())
            .creator("Drypoint".to_owned())
            .creation_date(made_at)
            .document_id(sheet.id.clone()),
    );
    page::set(&mut document, sheet)?;
    document.finish().map_err(|error| match error {
        // It would name the font, and thereby all of its bytes.
        KrillaError::Font(_, reason) => ReportError::Engine(reason),
        other => ReportError::Engine(format!("{other:?}")),
    })
}
