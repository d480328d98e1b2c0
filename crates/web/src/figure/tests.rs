use super::*;
use std::collections::BTreeSet;

fn cell(text: &str) -> Cell {
    let (region, side) = text.split_once(':').expect("region:side");
    Cell::new(region.parse().expect("a region"), side.parse().expect("a side"))
}

fn mark(text: &str, intensity: u8) -> Mark {
    Mark { cell: cell(text), paint: Paint { intensity, kind: None } }
}

fn page(mode: Mode, marks: &[Mark], typed: &[Typed]) -> String {
    let map = BodyMap { id: "map", mode, marks, typed };
    body_map(&map, Texts::english()).into_string()
}

#[test]
fn every_cell_is_drawn_in_some_view_and_large_enough_to_be_hit() {
    /// Across the smaller side of a tablet's stage, pixels.
    const STAGE: f32 = 500.0;
    /// As wide as a fingertip's middle.
    const LEAST: f32 = 26.0;
    for cell in Cell::all() {
        let across = |view: &View| {
            let scale = (STAGE / view.frame().width()).min(STAGE / view.frame().height());
            view.area(cell).sqrt() * view.per_mm() * scale
        };
        let best = Sheet::get().views().iter().map(across).fold(0.0, f32::max);
        assert!(best >= LEAST, "{cell}: {best} px across where it is largest");
    }
}

#[test]
fn one_comes_to_a_view_that_shows_a_cell_well() {
    for cell in Cell::all() {
        let name = format!("{}.{}", cell.region, cell.side);
        let shown = Sheet::get()
            .views()
            .iter()
            .filter_map(own_cells)
            .any(|own| own.split(' ').any(|one| one == name));
        assert!(shown, "{cell}");
    }
}

#[test]
fn left_and_right_mirror_each_other() {
    for view in Sheet::get().views().iter().filter(|view| view.side().is_none()) {
        for region in Atlas::get().regions() {
            let shown = Side::ALL.map(|side| view.shows(Cell::new(region.id, side)));
            assert_eq!(shown[0], shown[1], "{} in {}", region.id, view.id());
        }
    }
    for right in Sheet::get().views().iter().filter(|view| view.side() == Some(Side::R) && !view.is_whole()) {
        let left = Sheet::get().view(&right.id().replace("-right", "-left")).expect("its other side");
        for cell in Cell::all() {
            let other = Cell::new(cell.region, cell.side.opposite());
            assert_eq!(right.shows(cell), left.shows(other), "{cell} in {}", right.id());
        }
    }
}

#[test]
fn in_the_front_view_the_persons_right_is_on_the_left_of_the_page() {
    let middle = |view: &str, name: &str| {
        let view = Sheet::get().view(view).expect("a view");
        view.outlines(cell(name)).first().expect("a shape").middle.0
    };
    assert!(middle("front", "deltoid-side:R") < middle("front", "deltoid-side:L"));
    assert!(middle("back", "deltoid-side:R") > middle("back", "deltoid-side:L"));
}

#[test]
fn every_cell_has_one_form_field_named_after_it() {
    let page = page(Mode::Paint, &[], &[]);
    let names: Vec<&str> =
        page.split("name=\"cell.").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(names.len(), Cell::count());
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), Cell::count());
    for cell in Cell::all() {
        assert_eq!(field_cell(&field_name(cell)), Some(cell));
    }
}

#[test]
fn names_that_are_no_cell_are_told_apart() {
    for name in
        ["cell.nowhere.R", "cell.neck-side.X", "cell.neck-side", "cell", "", "cell..", "pain.neck-side.R"]
    {
        assert_eq!(field_cell(name), None, "{name}");
    }
}

#[test]
fn a_mark_is_painted_on_the_figure_and_stands_in_its_field() {
    let page = page(Mode::Paint, &[mark("neck-side:R", 6)], &[]);
    assert!(page.contains(r#"data-intensity="6" fill="url(#map-6)""#), "without a script too");
    let field = page
        .split("name=\"cell.neck-side.R\"")
        .nth(1)
        .and_then(|rest| rest.split('>').next())
        .expect("its field");
    assert!(field.contains("value=\"6\""), "{field}");
}

#[test]
fn the_kind_of_a_pain_has_a_hatching_of_its_own_and_is_said() {
    let burning = Mark { cell: cell("neck-side:R"), paint: "6b".parse().expect("a paint") };
    for mode in [Mode::Paint, Mode::Find] {
        let page = page(mode, &[burning], &[]);
        assert!(
            page.contains(r#"data-kind="b" fill="url(#map-6b)""#) && page.contains(r#"<pattern id="map-6b""#)
        );
        assert!(page.contains("6, burning"), "{mode:?}");
    }
    assert!(page(Mode::Paint, &[burning], &[]).contains(r#"value="6b""#));
}

#[test]
fn a_refused_field_comes_back_as_it_was_typed_with_its_message() {
    let typed =
        [Typed { cell: cell("temple:L"), text: "12 <b>".into(), error: Some("From 0 to 10.".into()) }];
    let page = page(Mode::Paint, &[], &typed);
    assert!(page.contains("value=\"12 &lt;b&gt;\""));
    assert!(page.contains("aria-invalid=\"true\" aria-describedby=\"map-error-temple-L\""));
    assert!(page.contains("id=\"map-error-temple-L\">From 0 to 10."));
}

#[test]
fn only_the_pictures_in_sight_are_fetched_at_first() {
    for mode in [Mode::Paint, Mode::Find] {
        let page = page(mode, &[], &[]);
        assert_eq!(page.matches("<img").count(), page.matches("data-plate=").count());
        assert_eq!(page.matches(" src=").count(), 2, "front and back");
    }
}

#[test]
fn a_small_figure_shows_hidden_cells_at_their_neighbour() {
    for cell in Cell::all() {
        let small =
            small_figure(&[Mark { cell, paint: Paint { intensity: 4, kind: None } }], &[], Texts::english())
                .into_string();
        assert!(small.contains("data-intensity=\"4\""), "{cell:?}");
        assert!(small.contains(&cell_words(cell, Texts::english())), "{cell:?}");
    }
}

#[test]
fn nothing_needs_an_inline_style_or_script() {
    for mode in [Mode::Paint, Mode::Find] {
        let page = page(mode, &[mark("sacrum:L", 9)], &[]);
        for bad in ["style=", "<style", "<script", "onclick"] {
            assert!(!page.contains(bad), "{bad} in {mode:?}");
        }
    }
}
