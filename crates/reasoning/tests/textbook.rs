//! A drawing of the textbook zone finds its point.
//!
//! The atlas's own zones say nothing about patients; what they test is whether the reckoning can tell its points apart. Where
//! several muscles have nearly the same zone nothing can: they must then stand beside each other at the top.

#![allow(missing_docs, reason = "tests")]

use atlas::{Atlas, Cell, LinkClass, MuscleId, PointId, Side};
use reasoning::{Case, rank};

/// The rank of each point's muscle, among muscles in the order of their strongest point, when the cells of these classes are
/// painted for it.
fn ranks(classes: &[LinkClass]) -> Vec<(PointId, usize)> {
    let of = |(at, point): (usize, PointId)| {
        let side = Side::ALL[at % 2];
        let links = Atlas::get().links_of(point).into_iter().filter(|link| classes.contains(&link.class));
        let drawing = Case::of_cells(links.map(|link| link.cell(side)).collect::<Vec<Cell>>());
        let ranking = rank(&drawing).expect("a zone can be ranked");
        let mut muscles: Vec<(MuscleId, Side)> = Vec::new();
        for cause in &ranking.causes {
            let muscle = (cause.place.point.muscle(), cause.place.side);
            if !muscles.contains(&muscle) {
                muscles.push(muscle);
            }
        }
        let own = muscles.iter().position(|muscle| *muscle == (point.muscle(), side));
        (point, own.expect("every muscle is ranked") + 1)
    };
    Atlas::get().points().enumerate().map(of).collect()
}

fn percent(ranks: &[(PointId, usize)], top: usize) -> usize {
    100 * ranks.iter().filter(|(_, rank)| *rank <= top).count() / ranks.len()
}

#[test]
fn a_drawing_of_the_whole_textbook_zone_finds_its_point() {
    let found = ranks(&[LinkClass::Essential, LinkClass::Spillover]);
    let missed: Vec<_> = found.iter().filter(|(_, rank)| *rank > 5).collect();
    let tops = [1, 3, 5].map(|top| percent(&found, top));
    println!("essential and spillover: top 1, 3, 5: {tops:?} %; beyond 5: {missed:?}");
    assert!(tops[0] >= 80 && tops[1] >= 99 && missed.is_empty(), "{tops:?} {missed:?}");
}

#[test]
fn a_drawing_of_the_essential_zone_alone_finds_its_point() {
    let found = ranks(&[LinkClass::Essential]);
    let missed: Vec<_> = found.iter().filter(|(_, rank)| *rank > 10).collect();
    let tops = [1, 3, 5].map(|top| percent(&found, top));
    println!("essential: top 1, 3, 5: {tops:?} %; beyond 10: {missed:?}");
    assert!(tops[0] >= 74 && tops[1] >= 96 && tops[2] >= 98 && missed.is_empty(), "{tops:?} {missed:?}");
}
