use super::*;
use std::collections::BTreeSet;

fn cell(text: &str) -> Cell {
    let (region, side) = text.split_once(':').expect("region:side");
    Cell::new(region.parse().expect("a region"), side.parse().expect("a side"))
}

fn mark(text: &str, intensity: u8) -> Mark {
    Mark { cell: cell(text), intensity }
}

fn page(mode: Mode, marks: &[Mark], typed: &[Typed]) -> String {
    let map = BodyMap { id: "map", mode, marks, typed, shade: "/shade.svg" };
    body_map(&map, Texts::english()).into_string()
}

#[test]
fn every_cell_can_be_tapped_in_some_view() {
    for cell in Cell::all() {
        assert!(Sheet::get().views().iter().any(|view| view.shows(cell)), "{cell:?} is in no view");
    }
}

#[test]
fn every_view_of_the_vocabulary_shows_its_regions() {
    for region in Atlas::get().regions() {
        for wanted in region.views {
            for side in Side::ALL {
                let cell = Cell::new(region.id, side);
                let id = sheet::id_of(*wanted, side);
                assert!(
                    Sheet::get().view(id).is_some_and(|view| view.shows(cell)),
                    "{cell:?} is not in view {id}"
                );
            }
        }
    }
}

#[test]
fn left_and_right_mirror_each_other() {
    let sheet = Sheet::get();
    for view in sheet.views().iter().filter(|view| view.id() != "left" && view.id() != "right") {
        for region in Atlas::get().regions() {
            let shown = Side::ALL.map(|side| view.shows(Cell::new(region.id, side)));
            assert_eq!(shown[0], shown[1], "{} in {}", region.id, view.id());
        }
    }
    for region in Atlas::get().regions() {
        let left = sheet.view("left").is_some_and(|view| view.shows(Cell::new(region.id, Side::L)));
        let right = sheet.view("right").is_some_and(|view| view.shows(Cell::new(region.id, Side::R)));
        assert_eq!(left, right, "{}", region.id);
    }
}

#[test]
fn in_the_front_view_the_persons_right_is_on_the_left_of_the_page() {
    let front = Sheet::get().view("front").expect("a front");
    let right = front.shapes(cell("deltoid-side:R"), "").into_string();
    assert!(right.contains("matrix(-1 0 0 1"), "the drawn half of the front is the left side: {right}");
    let back = Sheet::get().view("back").expect("a back");
    assert!(!back.shapes(cell("deltoid-side:R"), "").into_string().contains("matrix"));
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
    assert!(page.contains(r#"data-intensity="6" fill="url(#map-6)""#));
    let field = page
        .split("name=\"cell.neck-side.R\"")
        .nth(1)
        .and_then(|rest| rest.split('>').next())
        .expect("its field");
    assert!(field.contains("value=\"6\""), "{field}");
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
fn reading_shows_front_and_back_and_an_inset_only_where_it_is_needed() {
    let plain = page(Mode::Read, &[mark("neck-side:R", 6)], &[]);
    assert!(plain.contains("data-view=\"front\"") && plain.contains("data-view=\"back\""));
    assert!(!plain.contains("data-view=\"mouth\"") && !plain.contains("<input"));
    let throat = page(Mode::Read, &[mark("mouth-throat:L", 3)], &[]);
    assert!(throat.contains("data-view=\"mouth\""));
    let sole = page(Mode::Read, &[mark("heel-plantar:L", 3)], &[]);
    assert!(sole.contains("data-view=\"foot\"") && !sole.contains("data-view=\"left\""));
}

#[test]
fn a_small_figure_shows_hidden_cells_at_their_neighbour() {
    for cell in Cell::all() {
        let small = small_figure(&[Mark { cell, intensity: 4 }], &[], Texts::english()).into_string();
        assert!(small.contains("data-intensity=\"4\""), "{cell:?}");
        assert!(small.contains(&cell_words(cell, Texts::english())), "{cell:?}");
    }
}

#[test]
fn nothing_needs_an_inline_style_or_script() {
    for mode in [Mode::Paint, Mode::Read, Mode::Find] {
        let page = page(mode, &[mark("sacrum:L", 9)], &[]);
        for bad in ["style=", "<style", "<script", "onclick"] {
            assert!(!page.contains(bad), "{bad} in {mode:?}");
        }
    }
}
