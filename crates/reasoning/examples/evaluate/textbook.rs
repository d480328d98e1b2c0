//! Drawings of the textbook's zones: of each point what the atlas calls essential, and that with what it calls spillover. They say
//! whether points can be told apart, not whether patients paint like the book.

use crate::published::{TOPS, muscles};
use atlas::{Atlas, Cell, LinkClass, PointId, Side};
use reasoning::{Case, Model, Place, rank_in, rank_single};

pub(crate) fn run(model: &Model) {
    println!("Each point's own zone painted: rank of its muscle, on its side, among the muscles.\n");
    println!("| painted | way | top 1 | 3 | 5 | 10 |\n|---|---|---|---|---|---|");
    for (painted, classes) in [
        ("essential", [LinkClass::Essential].as_slice()),
        ("essential and spillover", &[LinkClass::Essential, LinkClass::Spillover]),
    ] {
        let drawings: Vec<(PointId, Case)> =
            Atlas::get().points().map(|id| (id, zone(id, classes))).collect();
        let flat = |case: &Case| -> Vec<Place> {
            rank_single(&case.cells().collect::<Vec<_>>()).iter().map(|single| single.place).collect()
        };
        let of_model = |case: &Case| -> Vec<Place> {
            let ranking = rank_in(model, case).expect("a zone can be ranked");
            ranking.causes.iter().map(|cause| cause.place).collect()
        };
        for (way, order) in [("flat single cause", &flat as &dyn Fn(&Case) -> _), ("model", &of_model)] {
            let rank = |(id, case): &(PointId, Case)| {
                let of_order = muscles(&order(case));
                of_order
                    .iter()
                    .position(|muscle| *muscle == (id.muscle(), Side::R))
                    .map_or(usize::MAX, |at| at + 1)
            };
            let ranks: Vec<usize> = drawings.iter().map(rank).collect();
            let shares = TOPS.map(|top| {
                let hits = ranks.iter().filter(|rank| **rank <= top).count();
                format!("{:.0} %", 100.0 * hits as f64 / ranks.len() as f64)
            });
            println!("| {painted} | {way} | {} |", shares.join(" | "));
        }
    }
    println!();
}

fn zone(id: PointId, classes: &[LinkClass]) -> Case {
    let links = Atlas::get().links_of(id).into_iter().filter(|link| classes.contains(&link.class));
    Case::of_cells(links.map(|link| link.cell(Side::R)).collect::<Vec<Cell>>())
}
