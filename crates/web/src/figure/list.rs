//! The same drawing as a list of form fields: the way for keyboards, screen readers and pages without a script.

use super::{BodyMap, INTENSITY_MAX, Kind, Paint, cell_words, field_name};
use crate::texts::Texts;
use atlas::{Atlas, Cell, Region, Side};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Every region by group, a field for its right and one for its left side.
pub(super) fn list(map: &BodyMap<'_>, marks: &BTreeMap<Cell, Paint>, texts: &Texts) -> Markup {
    let atlas = Atlas::get();
    let sides = [(Side::R, texts.get("map-right-short")), (Side::L, texts.get("map-left-short"))];
    let help = format!("{}-help", map.id);
    let kinds: Vec<String> =
        Kind::ALL.map(|kind| format!("{} {}", kind.letter(), kind.words(texts))).to_vec();
    html! {
        details.bm-list open {
            summary { span { (texts.get("map-list")) } b.bm-count {} }
            ul.bm-painted aria-label=(texts.get("map-marked")) data-remove=(texts.get("map-remove")) {}
            div.bm-filter {
                label for=(format!("{}-filter", map.id)) { (texts.get("map-filter")) }
                input #(format!("{}-filter", map.id)) type="search" form=(format!("{}-no-form", map.id)) autocomplete="off" spellcheck="false";
            }
            p.bm-help #(help) { (texts.with("map-list-help", &[("max", INTENSITY_MAX.into())])) " " (texts.with("map-list-kinds", &[("kinds", kinds.join(", ").into())])) }
            p.bm-none hidden { (texts.get("map-filter-none")) }
            div.bm-groups {
                @for group in atlas.groups() {
                    fieldset.bm-group aria-describedby=(help) {
                        legend { (group.label) }
                        @for id in group.regions {
                            (row(map, atlas.region(*id), marks, &sides, texts))
                        }
                    }
                }
            }
        }
    }
}

fn row(
    map: &BodyMap<'_>,
    region: &Region,
    marks: &BTreeMap<Cell, Paint>,
    sides: &[(Side, String); 2],
    texts: &Texts,
) -> Markup {
    let cells = [Cell::new(region.id, Side::R), Cell::new(region.id, Side::L)];
    let refused = map.typed.iter().filter(|t| cells.contains(&t.cell) && t.error.is_some());
    html! {
        div.bm-row data-also=[(!region.aliases.is_empty()).then(|| region.aliases.join(" "))] {
            span.bm-name aria-hidden="true" { (region.label) }
            @for (side, short) in sides {
                (field(map, Cell::new(region.id, *side), short, marks, texts))
            }
            @for typed in refused {
                p.bm-error #(error_id(map, typed.cell)) { (typed.error.as_deref().unwrap_or_default()) }
            }
        }
    }
}

fn field(map: &BodyMap<'_>, cell: Cell, short: &str, marks: &BTreeMap<Cell, Paint>, texts: &Texts) -> Markup {
    let typed = map.typed.iter().find(|t| t.cell == cell);
    let refused = typed.is_some_and(|t| t.error.is_some());
    let value = typed.map_or_else(|| marks.get(&cell).map(Paint::to_string), |t| Some(t.text.clone()));
    html! {
        label.bm-cell {
            span aria-hidden="true" { (short) }
            input name=(field_name(cell)) aria-label=(cell_words(cell, texts)) autocomplete="off" autocapitalize="off"
                maxlength="4" value=[value.filter(|v| !v.is_empty())]
                aria-invalid=[refused.then_some("true")] aria-describedby=[refused.then(|| error_id(map, cell))];
        }
    }
}

fn error_id(map: &BodyMap<'_>, cell: Cell) -> String {
    format!("{}-error-{}-{}", map.id, cell.region, cell.side)
}
