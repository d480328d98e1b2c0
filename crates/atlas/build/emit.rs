//! Checked data -> Rust constants. The binary then holds the atlas ready made: nothing is parsed, nothing is
//! allocated when the program starts.

#[path = "emit/case.rs"]
mod case;
#[path = "emit/priors.rs"]
mod priors;
#[path = "emit/rival.rs"]
mod rival;

use crate::format::{
    Category, Certainty, Data, Hazard, Motion, MotionSigns, Muscle, Needling, Point, Region,
};

/// The text of a Rust module with two items, `pub(crate) static ATLAS` and `CASES`.
pub(crate) fn rust(data: &Data) -> String {
    let emitter = Emitter { data };
    format!(
        "pub(crate) static ATLAS: Atlas = Atlas {{\n version: {:?}, licence: {:?},\n groups: {}, regions: {}, motions: {},\n \
         sources: {}, hazards: {},\n muscles: {},\n rivals: {},\n priors: {} }};\n\
         pub(crate) static CASES: &[PublishedCase] = {};\n",
        data.stamp.version,
        data.stamp.licence,
        list(data.regions.group.iter().enumerate().map(|(index, group)| {
            let members =
                data.regions.region.iter().enumerate().filter(|(_, region)| region.group == group.id);
            format!(
                "RegionGroup {{ id: GroupId({index}), key: {:?}, label: {:?}, regions: {} }}",
                group.id,
                group.label,
                list(members.map(|(index, _)| format!("RegionId({index})")))
            )
        })),
        list(data.regions.region.iter().enumerate().map(|(index, region)| emitter.region(index, region))),
        list(data.motions.motion.iter().enumerate().map(|(index, motion)| emitter.motion(index, motion))),
        list(data.sources.source.iter().enumerate().map(|(index, source)| format!(
            "Source {{ id: SourceId({index}), key: {:?}, work: {:?}, edition: {:?} }}",
            source.key, source.work, source.edition
        ))),
        list(data.hazards.hazard.iter().enumerate().map(|(index, hazard)| emitter.hazard(index, hazard))),
        list(data.muscles.iter().enumerate().map(|(index, (_, muscle))| emitter.muscle(index, muscle))),
        list(data.rivals.iter().enumerate().map(|(index, (_, rival))| emitter.rival(index, rival))),
        emitter.priors(),
        list(data.cases.iter().map(|(_, case)| emitter.case(case))),
    )
}

struct Emitter<'a> {
    data: &'a Data,
}

impl Emitter<'_> {
    fn region(&self, index: usize, region: &Region) -> String {
        format!(
            "Region {{ id: RegionId({index}), key: {:?}, label: {:?}, description: {:?}, group: GroupId({}), views: {}, \
             choir_right: &{:?}, choir_left: &{:?}, adjacent: {}, aliases: &{:?} }}",
            region.id,
            region.label,
            region.description,
            place(&region.group, self.data.regions.group.iter().map(|group| &group.id)),
            list(region.views.iter().map(|view| format!("View::{view:?}"))),
            region.choir_right,
            region.choir_left,
            self.regions(&region.adjacent),
            region.aliases
        )
    }

    fn motion(&self, index: usize, motion: &Motion) -> String {
        format!(
            "Motion {{ id: MotionId({index}), key: {:?}, label: {:?}, kind: MotionKind::{:?}, references: {} }}",
            motion.id,
            motion.label,
            motion.kind,
            list(motion.reference.iter().map(|reference| format!(
                "Reference {{ low: {}, high: {}, unit: Unit::{:?}, note: {:?}, citation: {} }}",
                reference.low,
                reference.high,
                reference.unit,
                reference.note,
                self.citation(&reference.sources, reference.certainty)
            )))
        )
    }

    fn hazard(&self, index: usize, hazard: &Hazard) -> String {
        format!(
            "Hazard {{ id: HazardId({index}), key: {:?}, structure: {:?}, severity: Severity::{:?}, why: {:?}, safer: {:?}, \
             consent: {:?}, both_sides_same_day: {}, citation: {}, safer_citation: {} }}",
            hazard.id,
            hazard.structure,
            hazard.severity,
            hazard.why,
            hazard.safer,
            hazard.consent,
            hazard.both_sides_same_day,
            self.citation(&hazard.sources, hazard.certainty),
            self.citation(&hazard.safer_sources, hazard.safer_certainty)
        )
    }

    fn muscle(&self, index: usize, muscle: &Muscle) -> String {
        let anatomy = &muscle.anatomy;
        let because = (muscle.category == Category::NotNeedled).then_some(&muscle.not_needled_because);
        let head = format!(
            "\nMuscle {{ id: MuscleId({index}), key: {:?}, name: {:?}, group: {:?}, category: Category::{:?}, \
             not_needled_because: {because:?}, prior_tier: Tier::{:?}, aliases: &{:?}, sports: &{:?},\n",
            muscle.id,
            muscle.name,
            muscle.group,
            muscle.category,
            muscle.prior_tier,
            muscle.aliases,
            muscle.sports
        );
        let body = format!(
            " anatomy: Anatomy {{ latin: {:?}, origin: {:?}, insertion: {:?}, action: {:?}, function: {:?}, nerve: {:?}, \
             roots: &{:?}, citation: {} }},\n",
            anatomy.latin,
            anatomy.origin,
            anatomy.insertion,
            anatomy.action,
            anatomy.function,
            anatomy.nerve,
            anatomy.roots,
            self.citation(&anatomy.sources, anatomy.certainty)
        );
        let signs = format!(
            " motion: {},\n causes: Causes {{ activates: &{:?}, \
             perpetuates: &{:?}, citation: {} }},\n mistaken_for: MistakenFor {{ conditions: &{:?}, citation: {} }},\n",
            self.motion_signs(&muscle.motion),
            muscle.causes.activates,
            muscle.causes.perpetuates,
            self.citation(&muscle.causes.sources, muscle.causes.certainty),
            muscle.mistaken_for.conditions,
            self.citation(&muscle.mistaken_for.sources, muscle.mistaken_for.certainty)
        );
        let points = list(muscle.point.iter().map(|point| self.point(point)));
        format!("{head}{body}{signs} points: {points},\n{}{}}}", self.hands(muscle), self.remarks(muscle))
    }

    fn point(&self, point: &Point) -> String {
        let character = (!point.character.is_empty()).then_some(&point.character);
        format!(
            "TriggerPoint {{ number: {:?}, location: {:?}, site: {}, essential: {}, essential_contralateral: {}, \
             spillover: {}, spillover_contralateral: {}, remote: {}, character: {character:?}, citation: {} }}",
            point.number,
            point.location,
            self.regions(&point.site),
            self.regions(&point.essential),
            self.regions(&point.essential_contralateral),
            self.regions(&point.spillover),
            self.regions(&point.spillover_contralateral),
            self.regions(&point.remote),
            self.citation(&point.sources, point.certainty)
        )
    }

    fn hands(&self, muscle: &Muscle) -> String {
        let palpations = list(muscle.palpation.iter().map(|block| {
            format!(
                "Palpation {{ points: {}, position: Position::{:?}, grip: Grip::{:?}, how: {:?}, fibres: {:?}, twitch: {:?}, citation: {} }}",
                numbers(&block.points),
                block.position,
                block.grip,
                block.how,
                block.fibres,
                block.twitch,
                self.citation(&block.sources, block.certainty)
            )
        }));
        let needlings = list(muscle.needling.iter().map(|block| self.needling(block)));
        let caps = list(muscle.depth_cap.iter().map(|cap| {
            format!(
                "DepthCap {{ points: {}, max_depth_mm: {}, basis: {:?}, citation: {} }}",
                numbers(&cap.points),
                cap.max_depth_mm,
                cap.basis,
                self.citation(&cap.sources, cap.certainty)
            )
        }));
        format!(" palpations: {palpations},\n needlings: {needlings},\n depth_caps: {caps},\n")
    }

    fn needling(&self, block: &Needling) -> String {
        // In the table's order, which puts grave ones first.
        let table = self.data.hazards.hazard.iter().enumerate();
        let hazards = table
            .filter(|(_, hazard)| block.hazards.contains(&hazard.id))
            .map(|(index, _)| format!("HazardId({index})"));
        format!(
            "Needling {{ points: {}, position: Position::{:?}, entry: {:?}, direction: {:?}, diameter_mm: {:?}, length_mm: {:?}, \
             depth: {:?}, hazards: {}, citation: {} }}",
            numbers(&block.points),
            block.position,
            block.entry,
            block.direction,
            block.diameter_mm,
            block.length_mm,
            block.depth,
            list(hazards),
            self.citation(&block.sources, block.certainty)
        )
    }

    fn remarks(&self, muscle: &Muscle) -> String {
        let variants = list(muscle.variant.iter().map(|variant| {
            format!(
                "Variant {{ points: {}, topic: Topic::{:?}, says: {:?}, citation: {} }}",
                numbers(&variant.points),
                variant.topic,
                variant.says,
                self.citation(&variant.sources, variant.certainty)
            )
        }));
        let acupoints = list(muscle.acupoint.iter().map(|acupoint| {
            format!(
                "Acupoint {{ points: {}, name: {:?}, citation: {} }}",
                numbers(&acupoint.points),
                acupoint.name,
                self.citation(&acupoint.sources, acupoint.certainty)
            )
        }));
        format!(" variants: {variants},\n acupoints: {acupoints} ")
    }

    fn motion_signs(&self, signs: &MotionSigns) -> String {
        format!(
            "MotionSigns {{ limited: {}, painful: {}, citation: {} }}",
            self.signs(&signs.limited),
            self.signs(&signs.painful),
            self.citation(&signs.sources, signs.certainty)
        )
    }

    fn muscle_ids<'a>(&self, ids: impl Iterator<Item = &'a String>) -> String {
        let all = &self.data.muscles;
        list(ids.map(|id| format!("MuscleId({})", place(id, all.iter().map(|(_, muscle)| &muscle.id)))))
    }

    fn regions(&self, ids: &[String]) -> String {
        let all = &self.data.regions.region;
        list(ids.iter().map(|id| format!("RegionId({})", place(id, all.iter().map(|region| &region.id)))))
    }

    fn signs(&self, ids: &[String]) -> String {
        let all = &self.data.motions.motion;
        list(ids.iter().map(|id| {
            let (base, toward) = match (id.strip_suffix("-ipsi"), id.strip_suffix("-contra")) {
                (Some(base), _) => (base, "Some(Toward::Ipsi)"),
                (_, Some(base)) => (base, "Some(Toward::Contra)"),
                _ => (id.as_str(), "None"),
            };
            let motion = place(base, all.iter().map(|motion| &motion.id));
            format!("MotionSign {{ motion: MotionId({motion}), toward: {toward} }}")
        }))
    }

    fn citation(&self, keys: &[String], certainty: Certainty) -> String {
        let cited = keys.iter().map(|key| {
            let (bare, locator) = key.split_once(' ').unwrap_or((key, ""));
            let source = place(bare, self.data.sources.source.iter().map(|source| &source.key));
            format!("Cited {{ source: SourceId({source}), locator: {:?} }}", locator.trim())
        });
        format!("Citation {{ sources: {}, certainty: Certainty::{certainty:?} }}", list(cited))
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("&[{}]", items.collect::<Vec<_>>().join(", "))
}

/// Point numbers as indices from 0; none means every point.
fn numbers(points: &[String]) -> String {
    let indices: Vec<usize> =
        points.iter().filter_map(|point| Some(point.parse::<usize>().ok()? - 1)).collect();
    format!("&{indices:?}")
}

/// Place of an id in its table. `check` has proved that it is there.
fn place<'a>(id: &str, mut table: impl Iterator<Item = &'a String>) -> usize {
    table.position(|known| known == id).expect("checked before")
}
