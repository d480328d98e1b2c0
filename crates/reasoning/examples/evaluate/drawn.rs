//! Drawings as hands make them: zones of the atlas with cells forgotten, missed by a little and painted too much, of one point or of
//! two; and zones as each of the two codings had them before they were settled. The numbers of the model were set on these and on
//! the `tune` cases.

use crate::dice::Dice;
use crate::published::{TOPS, muscles};
use atlas::{Atlas, Cell, LinkClass, MuscleId, PointId, Side, Tier, View};
use reasoning::{Case, Model, rank_in, rank_single};
use std::collections::BTreeSet;

/// The codings of the referral table, each made without sight of the other.
const CODINGS: [&str; 2] =
    [include_str!("../../../atlas/codings/a.csv"), include_str!("../../../atlas/codings/b.csv")];
/// Where every run begins.
const SEED: u64 = 77;

type Muscle = (MuscleId, Side);

/// Chances that a hand paints a cell.
#[derive(Clone, Copy)]
struct Hand {
    essential: f64,
    spillover: f64,
    site: f64,
    beside: f64,
    stray: f64,
}

const AS_FELT: Hand = Hand { essential: 0.85, spillover: 0.4, site: 0.25, beside: 0.05, stray: 0.002 };
const FORGETFUL: Hand = Hand { essential: 0.6, spillover: 0.25, site: 0.25, beside: 0.08, stray: 0.002 };
const WIDE: Hand = Hand { essential: 0.9, spillover: 0.6, site: 0.5, beside: 0.2, stray: 0.003 };
const COARSE: Hand = Hand { essential: 0.9, spillover: 0.3, site: 0.2, beside: 0.0, stray: 0.0 };

/// A drawing, the muscles that are behind it.
struct Drawing {
    cells: Vec<Cell>,
    behind: Vec<Muscle>,
}

pub(crate) fn run(model: &Model) {
    println!(
        "Drawings as hands make them: share of the muscles behind them that stand among the first 1, 3, 5, 10 (others behind the same drawing not counted before it).\n"
    );
    println!(
        "| painted | flat single cause | model, by strongest point | model, by muscle |\n|---|---|---|---|"
    );
    let mut dice = Dice(SEED);
    let hands = [("as felt", AS_FELT), ("forgetful", FORGETFUL), ("wide", WIDE)];
    let mut kinds: Vec<(&str, Vec<Drawing>)> =
        hands.map(|(name, hand)| (name, of_points(|p, dice| one(p, hand, dice), &mut dice))).into();
    kinds.push(("by whole groups of regions", of_points(coarse, &mut dice)));
    kinds.push(("two points", of_points(two, &mut dice)));
    kinds.push(("by the other coding", CODINGS.into_iter().flat_map(coded).collect()));
    for (name, drawings) in &kinds {
        let flat = |case: &Case| {
            let single = rank_single(&case.cells().collect::<Vec<_>>());
            muscles(&single.iter().map(|one| one.place).collect::<Vec<_>>())
        };
        let by_point = |case: &Case| {
            let ranking = rank_in(model, case).expect("it can be ranked");
            muscles(&ranking.causes.iter().map(|cause| cause.place).collect::<Vec<_>>())
        };
        let by_muscle = |case: &Case| {
            let most = TOPS[TOPS.len() - 1] + 1;
            let ranked = case.muscles_in(model, most).expect("it can be ranked");
            ranked.iter().map(|one| (one.muscle, one.side)).collect()
        };
        let columns = [shares(drawings, &flat), shares(drawings, &by_point), shares(drawings, &by_muscle)];
        println!("| {name} | {} |", columns.join(" | "));
    }
    println!();
}

fn shares(drawings: &[Drawing], order: &dyn Fn(&Case) -> Vec<Muscle>) -> String {
    let (mut hits, mut all) = ([0_usize; TOPS.len()], 0_usize);
    for drawing in drawings {
        let order = order(&Case::of_cells(drawing.cells.iter().copied()));
        for muscle in &drawing.behind {
            let others = |other: &&Muscle| *other == muscle || !drawing.behind.contains(other);
            let rank =
                order.iter().filter(others).position(|other| other == muscle).map_or(usize::MAX, |at| at + 1);
            all += 1;
            for (hit, top) in hits.iter_mut().zip(TOPS) {
                *hit += usize::from(rank <= top);
            }
        }
    }
    hits.map(|hit| format!("{:.0}", 100.0 * hit as f64 / all as f64)).join(" ") + " %"
}

fn of_points(
    draw: impl Fn(PointId, &mut Dice) -> (BTreeSet<Cell>, Vec<PointId>),
    dice: &mut Dice,
) -> Vec<Drawing> {
    let drawing = |point: PointId| {
        let (cells, points) = draw(point, dice);
        let behind = points.into_iter().map(|point| (point.muscle(), Side::R)).collect();
        Drawing { cells: cells.into_iter().collect(), behind }
    };
    Atlas::get().points().map(drawing).collect()
}

fn one(point: PointId, hand: Hand, dice: &mut Dice) -> (BTreeSet<Cell>, Vec<PointId>) {
    let known = Atlas::get().point(point);
    let links = Atlas::get().links_of(point);
    loop {
        let mut cells = BTreeSet::new();
        for link in &links {
            let beside = || {
                Atlas::get().region(link.region).adjacent.iter().any(|near| known.essential.contains(near))
            };
            let chance = match link.class {
                LinkClass::Essential => hand.essential,
                LinkClass::Spillover => hand.spillover,
                LinkClass::Neighbour if beside() => hand.beside,
                LinkClass::Neighbour | LinkClass::Site => 0.0,
            };
            if dice.happens(chance) {
                cells.insert(link.cell(Side::R));
            }
        }
        cells.extend(
            known.site.iter().map(|site| Cell::new(*site, Side::R)).filter(|_| dice.happens(hand.site)),
        );
        if !cells.is_empty() {
            cells.extend(Cell::all().filter(|_| dice.happens(hand.stray)));
            return (cells, vec![point]);
        }
    }
}

/// Some of the regions widened to all of their group: "the arm", "the neck".
fn coarse(point: PointId, dice: &mut Dice) -> (BTreeSet<Cell>, Vec<PointId>) {
    let (mut cells, behind) = one(point, COARSE, dice);
    for cell in cells.clone() {
        if dice.happens(0.4) {
            let group = Atlas::get().region(cell.region).group;
            let on_the_figure =
                |views: &[View]| views.iter().any(|v| [View::Front, View::Side, View::Back].contains(v));
            let regions =
                Atlas::get().regions().iter().filter(|r| r.group == group && on_the_figure(r.views));
            cells.extend(regions.map(|region| Cell::new(region.id, cell.side)));
        }
    }
    (cells, behind)
}

/// The point and one of another muscle over the same part of the body, commoner ones more often.
fn two(point: PointId, dice: &mut Dice) -> (BTreeSet<Cell>, Vec<PointId>) {
    let atlas = Atlas::get();
    let groups = |of: PointId| -> BTreeSet<_> {
        atlas.point(of).site.iter().map(|r| atlas.region(*r).group).collect()
    };
    let near =
        |other: &PointId| other.muscle() != point.muscle() && !groups(*other).is_disjoint(&groups(point));
    let weight = |of: &PointId| match atlas.muscle(of.muscle()).prior_tier {
        Tier::A => 4.0,
        Tier::B => 2.0,
        Tier::C => 1.0,
        Tier::D => 0.4,
    };
    let candidates: Vec<PointId> = atlas.points().filter(near).collect();
    let (mut cells, mut behind) = one(point, AS_FELT, dice);
    let mut left = dice.throw() * candidates.iter().map(weight).sum::<f64>();
    let chosen = candidates.iter().find(|other| {
        left -= weight(other);
        left <= 0.0
    });
    if let Some(other) = chosen {
        cells.extend(one(*other, AS_FELT, dice).0);
        behind.push(*other);
    }
    (cells, behind)
}

/// The zones of a coding, once its essential regions and once with its spillover.
fn coded(table: &str) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    for row in table.lines().skip(1) {
        // The columns wanted here stand before the first that may hold a comma.
        let columns: Vec<&str> = row.split(',').collect();
        let Ok(muscle) = columns[0].parse::<MuscleId>() else { continue };
        let cells = |column: usize, side: Side| {
            columns[column].split_whitespace().filter_map(move |r| Some(Cell::new(r.parse().ok()?, side)))
        };
        let essential: BTreeSet<Cell> = cells(3, Side::R).chain(cells(5, Side::L)).collect();
        let both: BTreeSet<Cell> = essential.iter().copied().chain(cells(4, Side::R)).collect();
        for zone in [essential, both] {
            if !zone.is_empty() {
                drawings.push(Drawing { cells: zone.into_iter().collect(), behind: vec![(muscle, Side::R)] });
            }
        }
    }
    drawings
}
