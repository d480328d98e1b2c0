//! The published cases: on which rank does the muscle stand that was found to be behind the pain?

use atlas::{MotionFault, PublishedCase, Responsible, Side, SidedMotion, Split, published_cases};
use reasoning::{Case, Model, MotionFound, MotionSeen, Place, rank_in, rank_single};

pub(crate) const TOPS: [usize; 4] = [1, 3, 5, 10];
/// Muscles that are ranked as wholes; one further down counts as not found.
const MUSCLES: usize = 20;

/// Ranks of one case, by way of ranking: of the main muscle, and of the best of all that were responsible.
#[derive(Clone, Copy)]
struct Ranks {
    main: usize,
    best: usize,
}

const WAYS: [&str; 4] = [
    "flat single cause",
    "model, drawing alone",
    "model, with complaint and motions",
    "the same, by muscle instead of strongest point",
];

pub(crate) fn run(model: &Model) {
    let cases: Vec<(&PublishedCase, [Ranks; 4])> =
        published_cases().iter().map(|case| (case, ranks(model, case))).collect();
    println!(
        "Published cases: rank of the muscle, on its side, among the muscles in the order of their strongest point."
    );
    println!(
        "Numbers were set with the cases marked `tune` in sight; those marked `evaluate` were not looked at (crates/atlas/cases/README.md).\n"
    );
    for split in [Split::Tune, Split::Evaluate] {
        let of_split: Vec<&[Ranks; 4]> =
            cases.iter().filter(|(case, _)| case.split == split).map(|(_, ranks)| ranks).collect();
        println!(
            "| {split:?}, {} cases | main: top 1 | 3 | 5 | 10 | any responsible: top 1 | 3 | 5 | 10 |",
            of_split.len()
        );
        println!("|---|---|---|---|---|---|---|---|---|");
        for (way, name) in WAYS.iter().enumerate() {
            let share = |rank: &dyn Fn(&Ranks) -> usize, top: usize| {
                let hits = of_split.iter().filter(|ranks| rank(&ranks[way]) <= top).count();
                format!("{:.0} %", 100.0 * hits as f64 / of_split.len() as f64)
            };
            let main = TOPS.map(|top| share(&|ranks| ranks.main, top));
            let best = TOPS.map(|top| share(&|ranks| ranks.best, top));
            println!("| {name} | {} | {} |", main.join(" | "), best.join(" | "));
        }
        println!();
    }
    println!(
        "| case | split | main: flat | model | with complaint | by muscle | any: flat | model | with complaint | by muscle |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for (case, ranks) in &cases {
        let [main, best] = [ranks.map(|r| told(r.main)), ranks.map(|r| told(r.best))];
        println!("| {} | {:?} | {} | {} |", case.id, case.split, main.join(" | "), best.join(" | "));
    }
}

fn told(rank: usize) -> String {
    if rank == usize::MAX { "beyond".to_owned() } else { rank.to_string() }
}

fn ranks(model: &Model, case: &PublishedCase) -> [Ranks; 4] {
    let drawing = Case::of_cells(case.painted.iter().copied());
    let seen = |motions: &'static [SidedMotion], fault| {
        motions.iter().map(move |motion| MotionSeen { motion: *motion, found: MotionFound::Fault(fault) })
    };
    let motions =
        seen(case.limited, MotionFault::Limited).chain(seen(case.painful, MotionFault::Painful)).collect();
    let whole = Case { complaint: Some(case.complaint), motions, ..drawing.clone() };
    let flat: Vec<Place> = rank_single(case.painted).iter().map(|single| single.place).collect();
    let of = |known: &Case| -> Vec<Place> {
        let ranking = rank_in(model, known).expect("a published case can be ranked");
        ranking.causes.iter().map(|cause| cause.place).collect()
    };
    let by_muscle = whole.muscles_in(model, MUSCLES).expect("a published case can be ranked");
    let by_muscle = by_muscle.iter().map(|one| (one.muscle, one.side)).collect();
    let orders = [muscles(&flat), muscles(&of(&drawing)), muscles(&of(&whole)), by_muscle];
    orders.map(|muscles| {
        let all: Vec<usize> = case.responsible.iter().map(|one| rank_of(&muscles, one)).collect();
        Ranks { main: all[0], best: all.iter().copied().min().unwrap_or(usize::MAX) }
    })
}

/// Muscles with their side, in the order of their strongest point.
pub(crate) fn muscles(order: &[Place]) -> Vec<(atlas::MuscleId, Side)> {
    let mut muscles = Vec::new();
    for place in order {
        let muscle = (place.point.muscle(), place.side);
        if !muscles.contains(&muscle) {
            muscles.push(muscle);
        }
    }
    muscles
}

fn rank_of(muscles: &[(atlas::MuscleId, Side)], responsible: &Responsible) -> usize {
    let is = |(muscle, side): &(atlas::MuscleId, Side)| {
        *side == responsible.side && responsible.any_of.iter().any(|suspect| suspect.muscle == *muscle)
    };
    muscles.iter().position(is).map_or(usize::MAX, |at| at + 1)
}
