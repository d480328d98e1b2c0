//! The whole atlas as JSON, for `/atlas.json` and the command line. The schema is described in docs/ATLAS.md.

use crate::atlas::Atlas;
use crate::citation::Source;
use crate::complaint::Priors;
use crate::hazard::Hazard;
use crate::motion::Motion;
use crate::muscle::Muscle;
use crate::region::{Region, RegionGroup};
use crate::rival::Rival;
use serde::Serialize;

/// The document; the order of fields is the order in the file.
#[derive(Serialize)]
struct Export {
    version: &'static str,
    licence: &'static str,
    acupoint_note: &'static str,
    muscles: &'static [Muscle],
    rivals: &'static [Rival],
    priors: &'static Priors,
    hazards: &'static [Hazard],
    regions: &'static [Region],
    groups: &'static [RegionGroup],
    motions: &'static [Motion],
    sources: &'static [Source],
}

/// The whole atlas as one JSON document: version, muscles with their `trigger_points`, and the tables that
/// their ids point into.
pub fn export_json() -> serde_json::Result<String> {
    let atlas = Atlas::get();
    serde_json::to_string_pretty(&Export {
        version: Atlas::version(),
        licence: atlas.licence,
        acupoint_note: crate::needling::Acupoint::LABEL,
        muscles: atlas.muscles,
        rivals: atlas.rivals,
        priors: atlas.priors,
        hazards: atlas.hazards,
        regions: atlas.regions,
        groups: atlas.groups,
        motions: atlas.motions,
        sources: atlas.sources,
    })
}
