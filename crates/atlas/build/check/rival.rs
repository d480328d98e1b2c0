//! What must hold of the rival explanations.

use super::{citation, motion_signs, slug, text, unique, unknown};
use crate::format::{Data, Rival, Sidedness};
use std::collections::BTreeSet;

/// Fewer tell nothing apart; more are not asked.
const QUESTIONS: std::ops::RangeInclusive<usize> = 2..=5;

pub(super) fn all(data: &Data, found: &mut Vec<String>) {
    let ids: Vec<&String> = data.rivals.iter().map(|(_, rival)| &rival.id).collect();
    unique("rivals/", "id", &ids, found);
    if ids.len() > super::INDEX_MAX {
        found.push(format!("rivals/: expected at most {} rivals", super::INDEX_MAX));
    }
    for (file, rival) in &data.rivals {
        one(file, rival, data, found);
    }
}

fn one(file: &str, rival: &Rival, data: &Data, found: &mut Vec<String>) {
    slug(file, &rival.id, found);
    if file != format!("rivals/{}.toml", rival.id) {
        found.push(format!("{file}: id: expected the file's own name, found {:?}", rival.id));
    }
    if data.muscles.iter().any(|(_, muscle)| muscle.id == rival.id) {
        found.push(format!("{file}: id: {:?} is already a muscle", rival.id));
    }
    text(file, "name", &rival.name, found);
    for alias in &rival.aliases {
        text(file, "aliases", alias, found);
    }
    zone(file, rival, data, found);
    if let Some(motion) = &rival.motion {
        motion_signs(file, motion, data, found);
        if rival.sided == Sidedness::Central
            && motion.limited.iter().chain(&motion.painful).any(|id| id.ends_with("-contra"))
        {
            found.push(format!("{file}: motion: expected no -contra on a central rival"));
        }
    }
    text(file, "prior.reason", &rival.prior.reason, found);
    citation(file, "prior", &rival.prior.sources, &data.sources, found);
    if !QUESTIONS.contains(&rival.telling.questions.len()) {
        found.push(format!("{file}: telling.questions: expected 2 to 5"));
    }
    for question in &rival.telling.questions {
        text(file, "telling.questions.ask", &question.ask, found);
        if !question.ask.ends_with('?') {
            found.push(format!(
                "{file}: telling.questions.ask: expected a question, found {:?}",
                question.ask
            ));
        }
    }
    citation(file, "telling", &rival.telling.sources, &data.sources, found);
    if rival.warning.red_flags.is_empty() {
        found.push(format!("{file}: warning.red_flags: expected at least one"));
    }
    for flag in &rival.warning.red_flags {
        text(file, "warning.red_flags.sign", &flag.sign, found);
        text(file, "warning.red_flags.act", &flag.act, found);
    }
    citation(file, "warning", &rival.warning.sources, &data.sources, found);
}

fn zone(file: &str, rival: &Rival, data: &Data, found: &mut Vec<String>) {
    let zone = &rival.zone;
    if zone.essential.is_empty() {
        found.push(format!("{file}: zone.essential: expected at least one region"));
    }
    if !zone.doubt.is_empty() {
        text(file, "zone.doubt", &zone.doubt, found);
    }
    citation(file, "zone", &zone.sources, &data.sources, found);
    let known: Vec<&String> = data.regions.region.iter().map(|region| &region.id).collect();
    for (side, essential, spillover) in [
        ("", &zone.essential, &zone.spillover),
        ("_contralateral", &zone.essential_contralateral, &zone.spillover_contralateral),
    ] {
        let mut seen = BTreeSet::new();
        for (field, ids) in [("essential", essential), ("spillover", spillover)] {
            for id in ids {
                if !known.contains(&id) {
                    unknown(file, &format!("zone.{field}{side}"), id, "region", &known, found);
                }
                if !seen.insert(id) {
                    found.push(format!("{file}: zone.{field}{side}: {id:?}: expected in one list, once"));
                }
            }
        }
    }
    let crossed = !zone.essential_contralateral.is_empty() || !zone.spillover_contralateral.is_empty();
    if crossed && rival.sided == Sidedness::Central {
        found.push(format!(
            "{file}: zone: a central rival is painted on both halves; expected no contralateral lists"
        ));
    }
}
