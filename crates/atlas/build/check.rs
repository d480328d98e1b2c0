//! What must hold between the data files. Each problem names the file, the field and what was expected.

#[path = "check/case.rs"]
mod case;
#[path = "check/priors.rs"]
mod priors;
#[path = "check/rival.rs"]
mod rival;

use crate::format::{
    Acupoint, Category, Data, DepthCap, Hazards, MotionKind, MotionSigns, Motions, Muscle, Needling,
    Palpation, Point, Regions, Sources, Variant,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A referral zone may skip one region, not more: beyond that the region must be marked remote, so that a
/// slip of the pen (a foot region in a neck muscle) cannot pass for anatomy.
pub(crate) const HOP_MAX: usize = 2;

/// Needles as they are sold (millimetres); anything else is a wrong unit or a slip.
const DIAMETER_MM: std::ops::RangeInclusive<f64> = 0.12..=0.45;
const LENGTH_MM: std::ops::RangeInclusive<u16> = 10..=125;
const DEPTH_MM: std::ops::RangeInclusive<u16> = 3..=100;

/// Region and muscle indices are stored in one byte.
const INDEX_MAX: usize = 256;

const ROOTS: &[&str] = &[
    "V", "VII", "XI", "XII", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "T1", "T2", "T3", "T4", "T5",
    "T6", "T7", "T8", "T9", "T10", "T11", "T12", "L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4", "S5",
];

/// All problems of the data; empty if it is sound.
pub(crate) fn problems(data: &Data) -> Vec<String> {
    let mut found = Vec::new();
    regions(&data.regions, &mut found);
    motions(&data.motions, &data.sources, &mut found);
    sources(&data.sources, &mut found);
    hazards(&data.hazards, &data.sources, &mut found);
    if data.stamp.version.trim().is_empty() || data.stamp.licence.trim().is_empty() {
        found.push("atlas.toml: version, licence: expected text, found none".into());
    }
    let names: Vec<&String> = data.muscles.iter().map(|(_, muscle)| &muscle.id).collect();
    unique("muscles/", "id", &names, &mut found);
    for (file, muscle) in &data.muscles {
        let mut checker = Checker { data, file, found: &mut found };
        checker.muscle(muscle);
    }
    rival::all(data, &mut found);
    priors::all(data, &mut found);
    case::all(data, &mut found);
    found
}

fn regions(regions: &Regions, found: &mut Vec<String>) {
    const FILE: &str = "regions.toml";
    let groups: Vec<&String> = regions.group.iter().map(|group| &group.id).collect();
    let ids: Vec<&String> = regions.region.iter().map(|region| &region.id).collect();
    unique(FILE, "id", &ids.iter().chain(&groups).copied().collect::<Vec<_>>(), found);
    for region in &regions.region {
        let id = &region.id;
        slug(FILE, id, found);
        text(FILE, &format!("{id}.label"), &region.label, found);
        text(FILE, &format!("{id}.description"), &region.description, found);
        if !groups.contains(&&region.group) {
            unknown(FILE, &format!("{id}.group"), &region.group, "group", &groups, found);
        }
        if region.views.is_empty() || region.choir_right.is_empty() || region.choir_left.is_empty() {
            found
                .push(format!("{FILE}: {id}: expected at least one view, choir_right and choir_left number"));
        }
        for neighbour in &region.adjacent {
            match regions.region.iter().find(|other| &other.id == neighbour) {
                None => unknown(FILE, &format!("{id}.adjacent"), neighbour, "region", &ids, found),
                Some(other) if other.id == *id => {
                    found.push(format!("{FILE}: {id}.adjacent: a region is not its own neighbour"));
                }
                Some(other) if !other.adjacent.contains(id) => {
                    found.push(format!(
                        "{FILE}: {neighbour}.adjacent: expected {id:?} too, since neighbours are mutual"
                    ));
                }
                Some(_) => {}
            }
        }
    }
    for group in &regions.group {
        text(FILE, &format!("{}.label", group.id), &group.label, found);
        if !regions.region.iter().any(|region| region.group == group.id) {
            found.push(format!("{FILE}: group {:?}: expected at least one region in it", group.id));
        }
    }
    if regions.region.len() > INDEX_MAX {
        found.push(format!("{FILE}: expected at most {INDEX_MAX} regions"));
    }
}

fn motions(motions: &Motions, sources: &Sources, found: &mut Vec<String>) {
    const FILE: &str = "motions.toml";
    unique(FILE, "id", &motions.motion.iter().map(|motion| &motion.id).collect::<Vec<_>>(), found);
    for motion in &motions.motion {
        slug(FILE, &motion.id, found);
        text(FILE, &format!("{}.label", motion.id), &motion.label, found);
        for reference in &motion.reference {
            let field = format!("{}.reference", motion.id);
            if reference.low > reference.high || reference.high > 200 {
                found.push(format!("{FILE}: {field}: expected low <= high <= 200, in deg or mm"));
            }
            text(FILE, &format!("{field}.note"), &reference.note, found);
            citation(FILE, &field, &reference.sources, sources, found);
        }
    }
}

fn sources(sources: &Sources, found: &mut Vec<String>) {
    const FILE: &str = "sources.toml";
    unique(FILE, "key", &sources.source.iter().map(|source| &source.key).collect::<Vec<_>>(), found);
    for source in &sources.source {
        slug(FILE, &source.key, found);
        text(FILE, &format!("{}.work", source.key), &source.work, found);
        text(FILE, &format!("{}.edition", source.key), &source.edition, found);
    }
}

fn hazards(hazards: &Hazards, sources: &Sources, found: &mut Vec<String>) {
    const FILE: &str = "hazards.toml";
    unique(FILE, "id", &hazards.hazard.iter().map(|hazard| &hazard.id).collect::<Vec<_>>(), found);
    for pair in hazards.hazard.windows(2) {
        if pair[0].severity as u8 > pair[1].severity as u8 {
            found
                .push(format!("{FILE}: {}.severity: expected grave before serious before usual", pair[1].id));
        }
    }
    for hazard in &hazards.hazard {
        let id = &hazard.id;
        slug(FILE, id, found);
        for (field, value) in [
            ("structure", &hazard.structure),
            ("why", &hazard.why),
            ("safer", &hazard.safer),
            ("consent", &hazard.consent),
        ] {
            text(FILE, &format!("{id}.{field}"), value, found);
        }
        citation(FILE, id, &hazard.sources, sources, found);
        citation(FILE, &format!("{id}.safer_sources"), &hazard.safer_sources, sources, found);
    }
}

/// One muscle file under examination.
struct Checker<'a> {
    data: &'a Data,
    file: &'a str,
    found: &'a mut Vec<String>,
}

impl Checker<'_> {
    fn muscle(&mut self, muscle: &Muscle) {
        slug(self.file, &muscle.id, self.found);
        if self.file != format!("muscles/{}.toml", muscle.id) {
            self.say("id", &format!("expected the file's own name, found {:?}", muscle.id));
        }
        self.text("name", &muscle.name);
        slug(self.file, &muscle.group, self.found);
        self.texts("aliases", &muscle.aliases, 0);
        self.texts("sports", &muscle.sports, 0);
        self.anatomy(muscle);
        self.signs(muscle);
        self.texts("causes.activates", &muscle.causes.activates, 1);
        self.texts("causes.perpetuates", &muscle.causes.perpetuates, 1);
        self.cited("causes", &muscle.causes.sources);
        self.texts("mistaken_for.conditions", &muscle.mistaken_for.conditions, 1);
        self.cited("mistaken_for", &muscle.mistaken_for.sources);
        if muscle.point.is_empty() {
            self.say("point", "expected at least one trigger point");
        }
        for (index, point) in muscle.point.iter().enumerate() {
            if point.number != (index + 1).to_string() {
                self.say("point.number", &format!("expected \"{}\", found {:?}", index + 1, point.number));
            }
            self.point(point);
        }
        self.hands_and_needles(muscle);
    }

    fn anatomy(&mut self, muscle: &Muscle) {
        let anatomy = &muscle.anatomy;
        for (field, value) in [
            ("anatomy.latin", &anatomy.latin),
            ("anatomy.origin", &anatomy.origin),
            ("anatomy.insertion", &anatomy.insertion),
            ("anatomy.action", &anatomy.action),
            ("anatomy.function", &anatomy.function),
            ("anatomy.nerve", &anatomy.nerve),
        ] {
            self.text(field, value);
        }
        if anatomy.roots.is_empty() {
            self.say("anatomy.roots", "expected at least one root, such as \"C5\" or \"XI\"");
        }
        for root in &anatomy.roots {
            if !ROOTS.contains(&root.as_str()) {
                self.say(
                    "anatomy.roots",
                    &format!("unknown root {root:?}; expected a root such as \"C5\" or \"XI\""),
                );
            }
        }
        self.cited("anatomy", &anatomy.sources);
    }

    fn signs(&mut self, muscle: &Muscle) {
        motion_signs(self.file, &muscle.motion, self.data, self.found);
    }

    fn point(&mut self, point: &Point) {
        let at = |field: &str| format!("point {}.{field}", point.number);
        self.text(&at("location"), &point.location);
        if !point.character.is_empty() {
            self.text(&at("character"), &point.character);
        }
        self.cited(&at("sources"), &point.sources);
        let zone = [
            ("site", &point.site, 1),
            ("essential", &point.essential, 1),
            ("spillover", &point.spillover, 0),
            ("essential_contralateral", &point.essential_contralateral, 0),
            ("spillover_contralateral", &point.spillover_contralateral, 0),
            ("remote", &point.remote, 0),
        ];
        let mut sound = true;
        for (field, ids, least) in zone {
            if ids.len() < least {
                self.say(&at(field), "expected at least one region");
            }
            let repeated: BTreeSet<&String> = ids.iter().collect();
            if repeated.len() != ids.len() {
                self.say(&at(field), "expected each region once");
            }
            for id in ids {
                if !self.data.regions.region.iter().any(|region| &region.id == id) {
                    let known: Vec<&String> =
                        self.data.regions.region.iter().map(|region| &region.id).collect();
                    unknown(self.file, &at(field), id, "region", &known, self.found);
                    sound = false;
                }
            }
        }
        for id in &point.spillover {
            if point.essential.contains(id) {
                self.say(
                    &at("spillover"),
                    &format!("{id:?} is already essential; expected it in one list only"),
                );
            }
        }
        if sound {
            self.reach(point);
        }
    }

    /// Essential and spillover regions must hang together with the site, or be marked remote.
    fn reach(&mut self, point: &Point) {
        let zone: BTreeSet<&str> =
            point.essential.iter().chain(&point.spillover).map(String::as_str).collect();
        let mut reached: BTreeSet<&str> = point.site.iter().map(String::as_str).collect();
        let mut frontier: VecDeque<&str> = reached.iter().copied().collect();
        while let Some(from) = frontier.pop_front() {
            for region in within(&self.data.regions, from, HOP_MAX) {
                if zone.contains(region) && reached.insert(region) {
                    frontier.push_back(region);
                }
            }
        }
        let field = format!("point {}.remote", point.number);
        for region in &zone {
            let marked = point.remote.iter().any(|id| id == region);
            match (reached.contains(region), marked) {
                (false, false) => self.say(
                    &field,
                    &format!("{region:?} is more than {HOP_MAX} steps from the rest of the zone; expected it here or the regions between"),
                ),
                (true, true) => {
                    self.say(&field, &format!("{region:?} hangs together with the site; expected it not to be marked"));
                }
                _ => {}
            }
        }
        for region in &point.remote {
            if !zone.contains(region.as_str()) {
                self.say(&field, &format!("{region:?}: expected a region that is essential or spillover"));
            }
        }
    }

    fn hands_and_needles(&mut self, muscle: &Muscle) {
        let needled = muscle.category != Category::NotNeedled;
        let palpations: Vec<&[String]> =
            muscle.palpation.iter().map(|block| block.points.as_slice()).collect();
        self.cover(muscle, "palpation", &palpations);
        for block in &muscle.palpation {
            self.palpation(block);
        }
        if needled {
            let needlings: Vec<&[String]> =
                muscle.needling.iter().map(|block| block.points.as_slice()).collect();
            self.cover(muscle, "needling", &needlings);
            if !muscle.not_needled_because.is_empty() {
                self.say("not_needled_because", "expected only with category = \"not-needled\"");
            }
        } else {
            self.text("not_needled_because", &muscle.not_needled_because);
            if !muscle.needling.is_empty() || !muscle.depth_cap.is_empty() {
                self.say("needling", "expected none with category = \"not-needled\"");
            }
        }
        for block in &muscle.needling {
            self.needling(block);
        }
        for DepthCap { points, max_depth_mm, basis, sources, .. } in &muscle.depth_cap {
            self.known_points(muscle, "depth_cap.points", points);
            self.text("depth_cap.basis", basis);
            self.cited("depth_cap", sources);
            if !DEPTH_MM.contains(max_depth_mm) {
                self.say("depth_cap.max_depth_mm", &format!("expected 3 to 100 mm, found {max_depth_mm}"));
            }
        }
        for Variant { points, says, sources, .. } in &muscle.variant {
            self.known_points(muscle, "variant.points", points);
            self.text("variant.says", says);
            self.cited("variant", sources);
        }
        for Acupoint { points, name, sources, .. } in &muscle.acupoint {
            self.known_points(muscle, "acupoint.points", points);
            self.text("acupoint.name", name);
            self.cited("acupoint", sources);
        }
    }

    fn palpation(&mut self, block: &Palpation) {
        self.text("palpation.how", &block.how);
        self.text("palpation.fibres", &block.fibres);
        self.text("palpation.twitch", &block.twitch);
        self.cited("palpation", &block.sources);
    }

    fn needling(&mut self, block: &Needling) {
        self.text("needling.entry", &block.entry);
        self.text("needling.direction", &block.direction);
        self.text("needling.depth", &block.depth);
        self.cited("needling", &block.sources);
        let [thin, thick] = block.diameter_mm;
        if !(DIAMETER_MM.contains(&thin) && DIAMETER_MM.contains(&thick) && thin <= thick) {
            self.say(
                "needling.diameter_mm",
                &format!("expected [thinnest, thickest] within 0.12 to 0.45 mm, found [{thin}, {thick}]"),
            );
        }
        let [short, long] = block.length_mm;
        if !(LENGTH_MM.contains(&short) && LENGTH_MM.contains(&long) && short <= long) {
            self.say(
                "needling.length_mm",
                &format!("expected [shortest, longest] within 10 to 125 mm, found [{short}, {long}]"),
            );
        }
        if block.hazards.is_empty() {
            self.say("needling.hazards", "expected at least one hazard id (\"none-beyond-the-usual\" if so)");
        }
        let known: Vec<&String> = self.data.hazards.hazard.iter().map(|hazard| &hazard.id).collect();
        for id in &block.hazards {
            if !known.contains(&id) {
                unknown(self.file, "needling.hazards", id, "hazard", &known, self.found);
            }
        }
        unique(self.file, "needling.hazards", &block.hazards.iter().collect::<Vec<_>>(), self.found);
    }

    /// Each point belongs to exactly one block; a block without `points` is for all of them.
    fn cover(&mut self, muscle: &Muscle, kind: &str, blocks: &[&[String]]) {
        let mut count: BTreeMap<&str, usize> =
            muscle.point.iter().map(|point| (point.number.as_str(), 0)).collect();
        for points in blocks {
            self.known_points(muscle, &format!("{kind}.points"), points);
            for (number, times) in &mut count {
                *times += usize::from(points.is_empty() || points.iter().any(|point| point == number));
            }
        }
        for (number, times) in count {
            if times != 1 {
                self.say(
                    &format!("{kind}.points"),
                    &format!("expected exactly one block for point {number}, found {times}"),
                );
            }
        }
    }

    fn known_points(&mut self, muscle: &Muscle, field: &str, points: &[String]) {
        for number in points {
            if !muscle.point.iter().any(|point| &point.number == number) {
                self.say(
                    field,
                    &format!("unknown point {number:?}; expected one of the {} points", muscle.point.len()),
                );
            }
        }
    }

    fn say(&mut self, field: &str, what: &str) {
        self.found.push(format!("{}: {field}: {what}", self.file));
    }

    fn text(&mut self, field: &str, value: &str) {
        text(self.file, field, value, self.found);
    }

    fn texts(&mut self, field: &str, values: &[String], least: usize) {
        if values.len() < least {
            self.say(field, "expected at least one entry");
        }
        for value in values {
            self.text(field, value);
        }
    }

    fn cited(&mut self, field: &str, keys: &[String]) {
        citation(self.file, field, keys, &self.data.sources, self.found);
    }
}

/// Motions that exist, with a direction exactly where they need one.
fn motion_signs(file: &str, signs: &MotionSigns, data: &Data, found: &mut Vec<String>) {
    for (field, ids) in [("motion.limited", &signs.limited), ("motion.painful", &signs.painful)] {
        for id in ids {
            let base = id.strip_suffix("-ipsi").or_else(|| id.strip_suffix("-contra"));
            let motions = &data.motions.motion;
            match (motions.iter().find(|motion| motion.id == base.unwrap_or(id)), base.is_some()) {
                (None, _) => {
                    let known: Vec<&String> = motions.iter().map(|motion| &motion.id).collect();
                    unknown(file, field, id, "motion", &known, found);
                }
                (Some(motion), sided) if sided != (motion.kind == MotionKind::Directed) => {
                    found.push(format!(
                        "{file}: {field}: {id:?}: expected -ipsi or -contra on a directed motion, and only there"
                    ));
                }
                (Some(_), _) => {}
            }
        }
    }
    citation(file, "motion", &signs.sources, &data.sources, found);
}

/// Regions within `steps` of `from`, without it.
pub(crate) fn within<'a>(regions: &'a Regions, from: &'a str, steps: usize) -> BTreeSet<&'a str> {
    let mut near: BTreeSet<&str> = BTreeSet::from([from]);
    for _ in 0..steps {
        let next: Vec<&str> = regions
            .region
            .iter()
            .filter(|region| near.contains(region.id.as_str()))
            .flat_map(|region| region.adjacent.iter().map(String::as_str))
            .collect();
        near.extend(next);
    }
    near.remove(from);
    near
}

fn text(file: &str, field: &str, value: &str, found: &mut Vec<String>) {
    if value.trim().is_empty() {
        found.push(format!("{file}: {field}: expected text, found none"));
    } else if value.trim() != value {
        found.push(format!("{file}: {field}: expected text without blanks at its ends"));
    }
}

fn slug(file: &str, id: &str, found: &mut Vec<String>) {
    let fine = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if id.is_empty() || !id.chars().all(fine) {
        found.push(format!("{file}: id: expected small letters, digits and hyphens, found {id:?}"));
    }
}

fn unique(file: &str, field: &str, ids: &[&String], found: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            found.push(format!("{file}: {field}: expected each once, found {id:?} twice"));
        }
    }
}

fn citation(file: &str, field: &str, keys: &[String], sources: &Sources, found: &mut Vec<String>) {
    if keys.is_empty() {
        found.push(format!("{file}: {field}: missing source; expected at least one key of sources.toml"));
    }
    let known: Vec<&String> = sources.source.iter().map(|source| &source.key).collect();
    for key in keys {
        let bare = key.split_whitespace().next().unwrap_or_default().to_owned();
        if !known.contains(&&bare) {
            unknown(file, &format!("{field}.sources"), &bare, "source", &known, found);
        }
    }
}

fn unknown(file: &str, field: &str, id: &str, kind: &str, known: &[&String], found: &mut Vec<String>) {
    let alike = known.iter().max_by_key(|candidate| common_letters(candidate, id));
    let hint = alike.map(|name| format!(" (nearest: {name:?})")).unwrap_or_default();
    found.push(format!(
        "{file}: {field}: unknown {kind} {id:?}; expected one of the {} {kind} ids{hint}",
        known.len()
    ));
}

/// Length of the shared beginning and end: enough to suggest what was meant.
fn common_letters(left: &str, right: &str) -> usize {
    let ahead = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
    let behind = left.chars().rev().zip(right.chars().rev()).take_while(|(a, b)| a == b).count();
    ahead + behind
}
