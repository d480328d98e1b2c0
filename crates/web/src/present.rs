//! From the record to what pages show: the only place where domain values become words, dates and view structs.

mod adverse;
pub mod atlas_pages;
mod body;
mod complaint;
mod course;
mod dashboard;
mod diary;
mod leaflet;
mod letter;
mod movement;
mod note;
mod patient;
mod printed;
mod ranking;
mod session;
mod staff;
mod tissue;

pub use adverse::{from_answer, incident_sheet, list_view, session_adverse_view};
pub use body::{part_words, place_words};
pub use complaint::{ComplaintPage, complaint_view, finding_status, muscle_options};
pub use course::{CoursePage, body_frames, course_view, measure_view, near, plan_form};
pub use dashboard::dashboard_view;
pub use diary::{
    SORENESS_EXPECTED, advice, diary_day, regions_needled, sore_places, soreness_expected, soreness_view,
    told,
};
pub use leaflet::{LeafletPage, contact_words, leaflet_sheet, leaflet_view, screened};
pub use letter::{letter_sheet, letter_text, letter_view, occasion_heading, shipped_text};
pub use movement::{all_movements, movement_of};
pub use note::{NotePage, note_sheet, note_view};
pub use patient::{
    ChartPage, age, chart_view, consent_standing, name, patient_head, patient_row, screening_standing, stage,
};
pub use printed::body_mm;
pub use ranking::Reasoned;
pub use session::{SessionPage, needle_card, needle_sizes, session_view, size_form, usual_sizes};
pub use staff::{licence_standing, person_row};
pub use tissue::stills;

use crate::app::App;
use crate::figure::{Kind, Paint};
use crate::views::drawing::Cell;
use crate::views::time::When;
use ::chart::Instant;
use atlas::{MuscleId, RegionId};
use chart::patient::Drawing;
use chart::values::{PainKind, PaintedCell};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

/// A fresh id for a form's command.
pub fn command_id() -> String {
    Uuid::now_v7().to_string()
}

/// A day: `12 March 2026`.
pub fn day(date: Date) -> When {
    When::new(date.strftime("%-d %B %Y").to_string(), date.to_string())
}

/// A day as people write birth dates in forms.
pub fn day_form(date: Date) -> String {
    date.to_string()
}

/// The day of an instant at the clinic.
pub fn day_of(at: Instant, zone: &TimeZone) -> When {
    let zoned = clinic::zone::stamp(at).to_zoned(zone.clone());
    When::new(zoned.strftime("%-d %b %Y").to_string(), zoned.date().to_string())
}

/// The time of an instant at the clinic: `10:42`.
pub fn time_of(at: Instant, zone: &TimeZone) -> When {
    let zoned = clinic::zone::stamp(at).to_zoned(zone.clone());
    When::new(zoned.strftime("%H:%M").to_string(), zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// Day and time: `12 March 2026, 10:42`.
pub fn moment(at: Instant, zone: &TimeZone) -> When {
    let zoned = clinic::zone::stamp(at).to_zoned(zone.clone());
    When::new(
        zoned.strftime("%-d %b %Y, %H:%M").to_string(),
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
    )
}

/// As [`moment`], but today's by the time alone: `today, 10:42`.
pub fn moment_near(at: Instant, today: Date, zone: &TimeZone) -> When {
    if clinic::zone::day(at, zone) != today {
        return moment(at, zone);
    }
    let When { text, machine } = time_of(at, zone);
    When::new(crate::app::App::texts().with("today-at", &[("time", text.into())]), machine)
}

/// A muscle's name; the id itself where this atlas does not know it any more.
pub fn muscle_name(id: &str) -> String {
    id.parse::<MuscleId>().map_or_else(|_| id.to_owned(), |id| atlas::Atlas::get().muscle(id).name.to_owned())
}

/// A place in words: `Upper trapezius 1, right`.
pub fn place_title(place: &chart::values::Place) -> String {
    let texts = App::texts();
    let side = texts.get(if place.side == atlas::Side::L { "left" } else { "right" });
    let point = place.point.as_ref().map_or(String::new(), |point| format!(" {point}"));
    format!("{}{point}, {side}", muscle_name(&place.muscle))
}

/// A region in words with its side: `Side of neck, right`.
pub fn region_words(id: &str, side: atlas::Side) -> String {
    let label = id
        .parse::<RegionId>()
        .map_or_else(|_| id.to_owned(), |id| atlas::Atlas::get().region(id).label.to_owned());
    let side = match side {
        atlas::Side::L => crate::app::App::texts().get("side-left"),
        atlas::Side::R => crate::app::App::texts().get("side-right"),
    };
    format!("{label}, {}", side.to_lowercase())
}

/// The painted cells of a drawing.
pub fn cells(drawing: Option<&(Instant, Drawing)>) -> Vec<Cell> {
    drawing.map_or(Vec::new(), |(_, drawing)| {
        drawing
            .cells
            .iter()
            .map(|c| Cell {
                region: c.region.clone(),
                side: c.side.to_string(),
                intensity: c.intensity.get(),
                kind: c.kind.map(kind),
            })
            .collect()
    })
}

/// A kind of pain as the figure draws it.
pub fn kind(kind: PainKind) -> Kind {
    match kind {
        PainKind::Ache => Kind::Ache,
        PainKind::Burning => Kind::Burning,
        PainKind::Stabbing => Kind::Stabbing,
        PainKind::Tingling => Kind::Tingling,
        PainKind::Other => Kind::Other,
    }
}

/// A painted cell as it was drawn: strength and kind.
pub fn paint(cell: &PaintedCell) -> Paint {
    Paint { intensity: cell.intensity.get(), kind: cell.kind.map(kind) }
}

/// Prose in paragraphs.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect()
}
