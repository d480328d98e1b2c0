//! Writes the maps that the browser tests of the figure work on: `cargo run -p web --example figure_page -- DIR`.

use atlas::Cell;
use maud::Markup;
use std::path::PathBuf;
use web::figure::{BodyMap, Mark, Mode, Typed, body_map, field_cell, small_figure};
use web::texts::Texts;

const SHADE: &str = "/assets/figure/shade.svg";

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "e2e/fixtures/markup".into()));
    std::fs::create_dir_all(&folder)?;
    let marks = marks();
    let refused = [Typed {
        cell: cell("temple", "L"),
        text: "12".into(),
        error: Some("A strength is a whole number from 0 to 10.".into()),
    }];
    let write =
        |name: &str, page: Markup| std::fs::write(folder.join(format!("{name}.html")), page.into_string());
    write("paint", map("map", Mode::Paint, &[], &[]))?;
    write("refused", map("map", Mode::Paint, &marks, &refused))?;
    write("read", map("read", Mode::Read, &marks, &[]))?;
    write("find", map("find", Mode::Find, &marks[..4], &[]))?;
    write("small", small_figure(&marks, &[cell("deltoid-side", "L")], Texts::english()))
}

fn map(id: &str, mode: Mode, marks: &[Mark], typed: &[Typed]) -> Markup {
    body_map(&BodyMap { id, mode, marks, typed, shade: SHADE }, Texts::english())
}

fn cell(region: &str, side: &str) -> Cell {
    field_cell(&format!("cell.{region}.{side}"))
        .unwrap_or_else(|| panic!("{region} is no region of the atlas"))
}

/// A headache from the neck, a sore back, and two regions that only a close-up shows.
fn marks() -> Vec<Mark> {
    [
        ("neck-side", "R", 6),
        ("temple", "R", 4),
        ("shoulder-top", "R", 8),
        ("suboccipital", "R", 3),
        ("lumbar-lower", "L", 9),
        ("lumbar-lower", "R", 7),
        ("buttock-mid", "L", 5),
        ("mouth-throat", "L", 2),
        ("heel-plantar", "L", 10),
    ]
    .map(|(region, side, intensity)| Mark { cell: cell(region, side), intensity })
    .to_vec()
}
