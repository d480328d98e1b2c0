//! The atlas itself: one value, always there, and the questions it answers.

use crate::cell::{Cell, halves};
use crate::citation::Source;
use crate::complaint::Priors;
use crate::data;
use crate::hazard::Hazard;
use crate::id::{Error, GroupId, HazardId, MotionId, MuscleId, PointId, RegionId, SourceId};
use crate::link::LinkClass;
use crate::motion::Motion;
use crate::muscle::Muscle;
use crate::needling::{Needling, Palpation};
use crate::point::TriggerPoint;
use crate::region::{Region, RegionGroup};
use crate::rival::Rival;

/// All that is known. Get it with [`Atlas::get`].
#[derive(Debug)]
pub struct Atlas {
    pub(crate) version: &'static str,
    pub(crate) licence: &'static str,
    pub(crate) groups: &'static [RegionGroup],
    pub(crate) regions: &'static [Region],
    pub(crate) motions: &'static [Motion],
    pub(crate) sources: &'static [Source],
    pub(crate) hazards: &'static [Hazard],
    pub(crate) muscles: &'static [Muscle],
    pub(crate) rivals: &'static [Rival],
    pub(crate) priors: &'static Priors,
}

/// A point that refers to a region, as [`Atlas::referring_to`] gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referral {
    /// The point.
    pub point: PointId,
    /// How firmly: essential, spillover, or merely its site.
    pub class: LinkClass,
    /// Whether the pain is felt on the side opposite to the muscle.
    pub crossed: bool,
}

impl Atlas {
    /// The atlas. Costs nothing: it is part of the program.
    pub fn get() -> &'static Atlas {
        &data::ATLAS
    }

    /// Version of the data, such as `2026.11-1`; recorded with each session.
    pub fn version() -> &'static str {
        Atlas::get().version
    }

    /// Licence of the data.
    pub fn licence(&self) -> &'static str {
        self.licence
    }

    /// All regions, in order of the map.
    pub fn regions(&self) -> &'static [Region] {
        self.regions
    }

    /// One region.
    pub fn region(&self, id: RegionId) -> &'static Region {
        &self.regions[id.index()]
    }

    /// All groups of regions, head to toe.
    pub fn groups(&self) -> &'static [RegionGroup] {
        self.groups
    }

    /// One group.
    pub fn group(&self, id: GroupId) -> &'static RegionGroup {
        &self.groups[id.index()]
    }

    /// All motions.
    pub fn motions(&self) -> &'static [Motion] {
        self.motions
    }

    /// One motion.
    pub fn motion(&self, id: MotionId) -> &'static Motion {
        &self.motions[id.index()]
    }

    /// The hazard table, grave entries first.
    pub fn hazards(&self) -> &'static [Hazard] {
        self.hazards
    }

    /// One hazard.
    pub fn hazard(&self, id: HazardId) -> &'static Hazard {
        &self.hazards[id.index()]
    }

    /// All works cited.
    pub fn sources(&self) -> &'static [Source] {
        self.sources
    }

    /// One work.
    pub fn source(&self, id: SourceId) -> &'static Source {
        &self.sources[id.index()]
    }

    /// All muscles, in order of id.
    pub fn muscles(&self) -> &'static [Muscle] {
        self.muscles
    }

    /// One muscle.
    pub fn muscle(&self, id: MuscleId) -> &'static Muscle {
        &self.muscles[id.index()]
    }

    /// All trigger points of all muscles.
    pub fn points(&self) -> impl Iterator<Item = PointId> + use<> {
        self.muscles.iter().flat_map(Muscle::point_ids)
    }

    /// One trigger point.
    pub fn point(&self, id: PointId) -> &'static TriggerPoint {
        &self.muscle(id.muscle).points[id.index()]
    }

    /// How to feel for a point.
    pub fn palpation(&self, id: PointId) -> Option<&'static Palpation> {
        self.muscle(id.muscle).palpation(id.index())
    }

    /// How to needle a point; `None` if its muscle is not needled.
    pub fn needling(&self, id: PointId) -> Option<&'static Needling> {
        self.muscle(id.muscle).needling(id.index())
    }

    /// What lies beneath a point: empty only if its muscle is not needled.
    pub fn hazards_of(&self, id: PointId) -> &'static [HazardId] {
        self.needling(id).map_or(&[], |needling| needling.hazards)
    }

    /// The strictest published limit of depth for a point, millimetres.
    pub fn max_depth_mm(&self, id: PointId) -> Option<u16> {
        self.muscle(id.muscle).max_depth_mm(id.index())
    }

    /// Everything that refers to a region: essential first, then spillover, then points that lie in it; within
    /// each, the muscles most often at fault first.
    pub fn referring_to(&self, region: RegionId) -> Vec<Referral> {
        let links = self.referral_links().into_iter().filter(|link| link.region == region);
        let mut found: Vec<Referral> = links
            .filter(|link| link.class != LinkClass::Neighbour)
            .map(|link| Referral { point: link.point, class: link.class, crossed: link.crossed })
            .collect();
        found.sort_by_key(|referral| {
            (referral.class, referral.crossed, self.muscle(referral.point.muscle).prior_tier, referral.point)
        });
        found
    }

    /// Number of borders to cross on the skin from one region to another; `None` if there is no way.
    pub fn steps_between(&self, from: RegionId, to: RegionId) -> Option<usize> {
        let mut steps: Vec<Option<usize>> = vec![None; self.regions.len()];
        let mut frontier = std::collections::VecDeque::from([from]);
        steps[from.index()] = Some(0);
        while let Some(here) = frontier.pop_front() {
            let next = steps[here.index()].map(|count| count + 1);
            for neighbour in self.region(here).adjacent {
                if steps[neighbour.index()].is_none() {
                    steps[neighbour.index()] = next;
                    frontier.push_back(*neighbour);
                }
            }
        }
        steps[to.index()]
    }

    /// Cells meant by `neck-side:R` (one region) or `hand:R` (a whole group, for a coarse tap).
    pub fn cells_of(&self, text: &str) -> Result<Vec<Cell>, Error> {
        let (name, side) = halves(text)?;
        if let Ok(group) = name.parse::<GroupId>() {
            return Ok(self.group(group).regions.iter().map(|region| Cell::new(*region, side)).collect());
        }
        Ok(vec![Cell::new(name.parse()?, side)])
    }
}
