//! The facts one by one, so that they can be counted by how well they are known.

use crate::atlas::Atlas;
use crate::citation::{Certainty, Citation};
use crate::complaint::Priors;
use crate::hazard::Hazard;
use crate::muscle::Muscle;
use crate::rival::Rival;
use std::fmt::Write;

/// One statement of the atlas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Id of the muscle, hazard, motion, rival or complaint group it is about; `priors` for a figure that is about
    /// none of them.
    pub about: &'static str,
    /// The field it stands in.
    pub field: &'static str,
    /// Where it comes from and how well it is known.
    pub citation: Citation,
}

impl Atlas {
    /// All facts: of the muscles, of the hazard table, the reference values of motions, of the rivals, and the figures
    /// of frequency.
    pub fn facts(&self) -> Vec<Fact> {
        self.parts().into_iter().flat_map(|(_, facts)| facts).collect()
    }

    /// How many facts are known how well, best first.
    pub fn facts_by_certainty(&self) -> [(Certainty, usize); 3] {
        let facts = self.facts();
        Certainty::ALL.map(|certainty| {
            (certainty, facts.iter().filter(|fact| fact.citation.certainty == certainty).count())
        })
    }

    /// The facts by part of the atlas, with the part's name.
    fn parts(&self) -> [(String, Vec<Fact>); 5] {
        let points = self.points().count();
        let complaints = self.complaint_groups().len();
        [
            (
                format!("{} muscles, {points} trigger points", self.muscles.len()),
                self.muscles.iter().flat_map(of_muscle).collect(),
            ),
            (format!("{} hazards", self.hazards.len()), self.hazards.iter().flat_map(of_hazard).collect()),
            (
                "Ranges of motion".to_owned(),
                self.motions
                    .iter()
                    .flat_map(|motion| {
                        stated(motion.key, motion.references.iter().map(|one| ("reference", one.citation)))
                    })
                    .collect(),
            ),
            (format!("{} rivals", self.rivals.len()), self.rivals.iter().flat_map(of_rival).collect()),
            (format!("Frequency, {complaints} complaint groups"), of_priors(self.priors)),
        ]
    }
}

/// The facts counted by part and certainty, as the Markdown table in docs/ATLAS.md.
pub fn certainty_table() -> String {
    let atlas = Atlas::get();
    let mut table =
        String::from("| Part | checked | secondary | memory | all |\n|---|---:|---:|---:|---:|\n");
    for (name, facts) in atlas.parts().into_iter().chain([("All".to_owned(), atlas.facts())]) {
        let known =
            |certainty| facts.iter().filter(|fact| fact.citation.certainty == certainty).count().to_string();
        let columns = Certainty::ALL.map(known).join(" | ");
        // Writing to a string cannot fail.
        let _ = writeln!(table, "| {name} | {columns} | {} |", facts.len());
    }
    table
}

fn stated(about: &'static str, fields: impl IntoIterator<Item = (&'static str, Citation)>) -> Vec<Fact> {
    fields.into_iter().map(|(field, citation)| Fact { about, field, citation }).collect()
}

fn of_hazard(hazard: &'static Hazard) -> Vec<Fact> {
    let grounds = ["structure", "why", "both_sides_same_day"].map(|field| (field, hazard.citation));
    let advice = ["safer", "consent"].map(|field| (field, hazard.safer_citation));
    stated(hazard.key, grounds.into_iter().chain(advice))
}

fn of_rival(rival: &'static Rival) -> Vec<Fact> {
    let mut facts = stated(rival.key, [("zone", rival.zone.citation), ("prior", rival.prior.citation)]);
    facts.extend(stated(rival.key, rival.motion.iter().map(|motion| ("motion", motion.citation))));
    facts.extend(stated(rival.key, rival.questions.iter().map(|_| ("question", rival.questions_citation))));
    facts.extend(stated(rival.key, rival.red_flags.iter().map(|_| ("red_flag", rival.red_flags_citation))));
    facts
}

fn of_priors(priors: &'static Priors) -> Vec<Fact> {
    let mut facts = stated("priors", priors.cautions.iter().map(|one| ("caution", one.citation)));
    facts.extend(stated("priors", priors.tiers.iter().map(|one| ("tier", one.citation))));
    facts.extend(stated("priors", priors.palpation.iter().map(|one| ("palpation", one.citation))));
    facts.extend(stated("priors", priors.leaks.iter().map(|one| ("leak", one.citation))));
    for complaint in priors.complaints {
        facts.extend(stated(complaint.key, complaint.shares.iter().map(|one| ("share", one.citation))));
        facts.extend(stated(complaint.key, complaint.counts.iter().map(|one| ("count", one.citation))));
        facts.extend(stated(complaint.key, complaint.remarks.iter().map(|one| ("remark", one.citation))));
    }
    facts.extend(stated("priors", priors.healthy.iter().map(|one| ("healthy", one.citation))));
    facts
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
