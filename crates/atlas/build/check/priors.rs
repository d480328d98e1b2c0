//! What must hold of `priors.toml`.

use super::{citation, slug, text, unique, unknown};
use crate::format::{Complaint, Data, PointState, Share};

const FILE: &str = "priors.toml";

pub(super) fn all(data: &Data, found: &mut Vec<String>) {
    let priors = &data.priors;
    for remark in &priors.caution {
        text(FILE, "caution.says", &remark.says, found);
        citation(FILE, "caution", &remark.sources, &data.sources, found);
    }
    let letters: Vec<String> = priors.tier.iter().map(|entry| format!("{:?}", entry.tier)).collect();
    if letters != ["A", "B", "C", "D"] {
        found.push(format!("{FILE}: tier: expected A, B, C, D in this order, found {letters:?}"));
    }
    for entry in &priors.tier {
        chance(&format!("tier {:?}.muscle", entry.tier), entry.muscle, found);
        chance(&format!("tier {:?}.rival", entry.tier), entry.rival, found);
        citation(FILE, "tier", &entry.sources, &data.sources, found);
    }
    palpation(data, found);
    leaks(data, found);
    unique(FILE, "complaint.id", &priors.complaint.iter().map(|entry| &entry.id).collect::<Vec<_>>(), found);
    for entry in &priors.complaint {
        complaint(entry, data, found);
    }
    for entry in &priors.healthy {
        share("healthy", entry, data, found);
        if entry.state == PointState::Active {
            found.push(format!("{FILE}: healthy: expected no active points without pain"));
        }
    }
}

fn palpation(data: &Data, found: &mut Vec<String>) {
    for entry in &data.priors.palpation {
        let field = format!("palpation {:?}", entry.sign);
        chance(&format!("{field}.if_active"), entry.if_active, found);
        chance(&format!("{field}.if_not"), entry.if_not, found);
        if entry.if_active <= entry.if_not {
            found.push(format!("{FILE}: {field}: expected if_active above if_not"));
        }
        muscles(&field, &entry.muscles, data, found);
        citation(FILE, &field, &entry.sources, &data.sources, found);
    }
    for sign in ["TenderNodule", "RecognisedPain"] {
        let of_sign = data.priors.palpation.iter().filter(|entry| format!("{:?}", entry.sign) == sign);
        if of_sign.filter(|entry| entry.muscles.is_empty()).count() != 1 {
            found.push(format!("{FILE}: palpation {sign}: expected one entry without muscles"));
        }
    }
}

fn leaks(data: &Data, found: &mut Vec<String>) {
    let known: Vec<&String> = data.regions.region.iter().map(|region| &region.id).collect();
    for entry in &data.priors.leak {
        chance("leak.chance", entry.chance, found);
        citation(FILE, "leak", &entry.sources, &data.sources, found);
        for id in &entry.regions {
            if !known.contains(&id) {
                unknown(FILE, "leak.regions", id, "region", &known, found);
            }
        }
    }
    if data.priors.leak.iter().filter(|entry| entry.regions.is_empty()).count() != 1 {
        found.push(format!("{FILE}: leak: expected one entry without regions"));
    }
    let named: Vec<&String> = data.priors.leak.iter().flat_map(|entry| &entry.regions).collect();
    unique(FILE, "leak.regions", &named, found);
}

fn complaint(entry: &Complaint, data: &Data, found: &mut Vec<String>) {
    let id = &entry.id;
    slug(FILE, id, found);
    text(FILE, &format!("{id}.name"), &entry.name, found);
    for alias in &entry.aliases {
        text(FILE, &format!("{id}.aliases"), alias, found);
    }
    let known: Vec<&String> = data.rivals.iter().map(|(_, rival)| &rival.id).collect();
    for rival in &entry.rivals {
        if !known.contains(&rival) {
            unknown(FILE, &format!("{id}.rivals"), rival, "rival", &known, found);
        }
    }
    if entry.share.is_empty() && entry.count.is_empty() && entry.remark.is_empty() {
        found.push(format!(
            "{FILE}: {id}: expected a share, a count or a remark (at least that none is known)"
        ));
    }
    for figure in &entry.share {
        share(id, figure, data, found);
    }
    for count in &entry.count {
        let field = format!("{id}.count");
        text(FILE, &format!("{field}.sample"), &count.sample, found);
        if !(count.value > 0.0 && count.value < 100.0) {
            found.push(format!("{FILE}: {field}.value: expected above 0 and below 100"));
        }
        people(&field, count.people, found);
        citation(FILE, &field, &count.sources, &data.sources, found);
    }
    for remark in &entry.remark {
        text(FILE, &format!("{id}.remark.says"), &remark.says, found);
        citation(FILE, &format!("{id}.remark"), &remark.sources, &data.sources, found);
    }
}

fn share(of: &str, share: &Share, data: &Data, found: &mut Vec<String>) {
    let field = format!("{of}.share");
    if share.muscles.is_empty() {
        found.push(format!("{FILE}: {field}.muscles: expected at least one muscle"));
    }
    muscles(&field, &share.muscles, data, found);
    if !share.points.is_empty() {
        let muscle = data.muscles.iter().find(|(_, muscle)| share.muscles == [muscle.id.clone()]);
        let has = |number: &String| {
            muscle.is_some_and(|(_, muscle)| muscle.point.iter().any(|point| &point.number == number))
        };
        if !share.points.iter().all(has) {
            found.push(format!("{FILE}: {field}.points: expected points of the one muscle that is named"));
        }
    }
    let [low, high] = share.percent;
    if !(0.0 <= low && low <= high && high <= 100.0) {
        found.push(format!("{FILE}: {field}.percent: expected [lowest, highest] within 0 to 100"));
    }
    if let Some(count) = share.people {
        people(&field, count, found);
    }
    text(FILE, &format!("{field}.sample"), &share.sample, found);
    citation(FILE, &field, &share.sources, &data.sources, found);
}

fn muscles(field: &str, ids: &[String], data: &Data, found: &mut Vec<String>) {
    let known: Vec<&String> = data.muscles.iter().map(|(_, muscle)| &muscle.id).collect();
    for id in ids {
        if !known.contains(&id) {
            unknown(FILE, &format!("{field}.muscles"), id, "muscle", &known, found);
        }
    }
}

fn people(field: &str, count: u16, found: &mut Vec<String>) {
    if count == 0 {
        found.push(format!("{FILE}: {field}.people: expected how many were looked at"));
    }
}

fn chance(field: &str, value: f64, found: &mut Vec<String>) {
    if !(value > 0.0 && value < 1.0) {
        found.push(format!("{FILE}: {field}: expected a chance above 0 and below 1, found {value}"));
    }
}
