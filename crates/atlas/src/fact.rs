//! The facts one by one, so that they can be counted by how well they are known.

use crate::atlas::Atlas;
use crate::citation::{Certainty, Citation};
use crate::id::{HazardId, MuscleId};
use crate::muscle::Muscle;
use std::fmt::Write;

/// One statement of the atlas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Id of the muscle, hazard or motion it is about.
    pub about: &'static str,
    /// The field it stands in.
    pub field: &'static str,
    /// Where it comes from and how well it is known.
    pub citation: Citation,
}

impl Atlas {
    /// All facts: of the muscles, then of the hazard table, then the reference values of motions.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts: Vec<Fact> = self.muscles.iter().flat_map(of_muscle).collect();
        for hazard in self.hazards {
            for field in ["structure", "why", "both_sides_same_day"] {
                facts.push(Fact { about: hazard.key, field, citation: hazard.citation });
            }
            for field in ["safer", "consent"] {
                facts.push(Fact { about: hazard.key, field, citation: hazard.safer_citation });
            }
        }
        for motion in self.motions {
            for reference in motion.references {
                facts.push(Fact { about: motion.key, field: "reference", citation: reference.citation });
            }
        }
        facts
    }

    /// How many facts are known how well, best first.
    pub fn facts_by_certainty(&self) -> [(Certainty, usize); 3] {
        let facts = self.facts();
        Certainty::ALL.map(|certainty| {
            (certainty, facts.iter().filter(|fact| fact.citation.certainty == certainty).count())
        })
    }
}

/// The facts counted by part and certainty, as the Markdown table in docs/ATLAS.md.
pub fn certainty_table() -> String {
    let atlas = Atlas::get();
    let facts = atlas.facts();
    let muscle = |fact: &Fact| fact.about.parse::<MuscleId>().is_ok();
    let hazard = |fact: &Fact| fact.about.parse::<HazardId>().is_ok();
    let part = |belongs: &dyn Fn(&Fact) -> bool| {
        facts.iter().filter(|fact| belongs(fact)).copied().collect::<Vec<_>>()
    };
    let points = atlas.points().count();
    let rows = [
        (format!("{} muscles, {points} trigger points", atlas.muscles.len()), part(&muscle)),
        (format!("{} hazards", atlas.hazards.len()), part(&hazard)),
        ("Ranges of motion".to_owned(), part(&|fact| !muscle(fact) && !hazard(fact))),
        ("All".to_owned(), part(&|_| true)),
    ];
    let mut table =
        String::from("| Part | checked | secondary | memory | all |\n|---|---:|---:|---:|---:|\n");
    for (name, facts) in rows {
        let known =
            |certainty| facts.iter().filter(|fact| fact.citation.certainty == certainty).count().to_string();
        let columns = Certainty::ALL.map(known).join(" | ");
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {name} | {columns} | {} |", facts.len());
    }
    table
}

fn of_muscle(muscle: &'static Muscle) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut state = |citation: Citation, fields: &[&'static str]| {
        facts.extend(fields.iter().map(|field| Fact { about: muscle.key, field, citation }));
    };
    let anatomy = ["latin", "origin", "insertion", "action", "function", "nerve", "roots"];
    state(muscle.anatomy.citation, &anatomy);
    state(muscle.motion.citation, &["motion.limited", "motion.painful"]);
    state(muscle.causes.citation, &["causes.activates", "causes.perpetuates"]);
    state(muscle.mistaken_for.citation, &["mistaken_for"]);
    for point in muscle.points {
        state(point.citation, &["point.location", "point.site", "point.referral"]);
        if point.character.is_some() {
            state(point.citation, &["point.character"]);
        }
    }
    for block in muscle.palpations {
        state(block.citation, &["palpation.how", "palpation.fibres", "palpation.twitch"]);
    }
    for block in muscle.needlings {
        state(
            block.citation,
            &[
                "needling.entry",
                "needling.direction",
                "needling.needle",
                "needling.depth",
                "needling.hazards",
            ],
        );
    }
    muscle.depth_caps.iter().for_each(|cap| state(cap.citation, &["depth_cap"]));
    muscle.variants.iter().for_each(|variant| state(variant.citation, &["variant"]));
    muscle.acupoints.iter().for_each(|acupoint| state(acupoint.citation, &["acupoint"]));
    facts
}
