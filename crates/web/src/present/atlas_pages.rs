//! From the atlas to its pages: order head to toe, layers of the referral chart, numbered sources.

use crate::app::App;
use crate::figure::key::KeySpot;
use crate::figure::referral::{Layer, Spot};
use crate::views::atlas::{
    Bibliography, DivisionsView, GroupView, HitKind, HitLine, IndexView, Link, MotionLine, MotionView,
    MuscleLine, MuscleView, PointView, ReferralLine, RegionLine, RegionView, SearchView, point_href,
};
use atlas::{
    Atlas, Cell, Citation, GroupId, LinkClass, Motion, MotionId, MotionSign, Muscle, MuscleId, PointId,
    Referral, RegionId, Side, Target, Toward,
};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Hits under the search box, and on the page of results.
pub const SUGGESTIONS_MAX: usize = 8;
const HITS_MAX: usize = 60;

/// Muscles in the order of the body: by the group of regions where their first point lies, head to toe; divisions of one
/// muscle stand together, where the topmost of them lies.
static ORDER: LazyLock<Vec<(GroupId, MuscleId)>> = LazyLock::new(|| {
    let atlas = Atlas::get();
    let home = |muscle: &Muscle| muscle.points.first().and_then(|p| p.site.first()).map(|r| atlas.region(*r));
    let mut topmost: BTreeMap<&str, (GroupId, RegionId)> = BTreeMap::new();
    for muscle in atlas.muscles() {
        let Some(region) = home(muscle) else { continue };
        let here = (region.group, region.id);
        let known = topmost.entry(muscle.group).or_insert(here);
        *known = here.min(*known);
    }
    let mut order: Vec<&Muscle> = atlas.muscles().iter().collect();
    order.sort_by_key(|muscle| {
        (topmost.get(muscle.group), muscle.group, home(muscle).map(|r| r.id), muscle.id)
    });
    order.into_iter().filter_map(|muscle| Some((topmost.get(muscle.group)?.0, muscle.id))).collect()
});

/// The address of a muscle's page.
pub fn muscle_href(muscle: MuscleId) -> String {
    format!("/atlas/muscles/{muscle}")
}

/// A point's muscle with the point chosen.
fn to_point(point: PointId) -> String {
    point_href(point.muscle().as_str(), point.number(), Side::R.as_str())
}

fn region_link(region: RegionId) -> Link {
    Link { href: format!("/atlas/regions/{region}"), label: Atlas::get().region(region).label.to_owned() }
}

fn muscle_link(muscle: MuscleId) -> Link {
    Link { href: muscle_href(muscle), label: Atlas::get().muscle(muscle).name.to_owned() }
}

/// Makes what the first visitor would otherwise wait for: the index of the search.
pub fn prepare() {
    let _ = Atlas::get().search("trapezius", 1);
}

/// The first page; with what was searched for, if anything was.
pub fn index_view(query: &str) -> IndexView {
    let atlas = Atlas::get();
    let groups = atlas.groups().iter().map(|group| GroupView {
        id: group.id.to_string(),
        label: group.label,
        regions: group.regions.iter().map(|region| region_link(*region)).collect(),
        muscles: divisions(group.id),
    });
    IndexView {
        muscles: atlas.muscles().len(),
        points: atlas.points().count(),
        search: (!query.trim().is_empty()).then(|| search_view(query, HITS_MAX)),
        spots: || Atlas::get().points().map(key_spot).collect(),
        groups: groups.collect(),
        version: Atlas::version(),
        licence: atlas.licence(),
    }
}

/// The muscles of a group of regions, those of one muscle group together.
fn divisions(home: GroupId) -> Vec<DivisionsView> {
    let here: Vec<MuscleId> = ORDER.iter().filter(|(group, _)| *group == home).map(|(_, id)| *id).collect();
    let same = |a: &MuscleId, b: &MuscleId| Atlas::get().muscle(*a).group == Atlas::get().muscle(*b).group;
    let view = |muscles: &[MuscleId]| DivisionsView {
        label: (muscles.len() > 1).then(|| in_words(Atlas::get().muscle(muscles[0]).group)),
        muscles: muscles.iter().map(|id| muscle_line(*id)).collect(),
    };
    here.chunk_by(same).map(view).collect()
}

/// "thoracolumbar-paraspinal" as it is read.
fn in_words(group: &str) -> String {
    let words = group.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn muscle_line(id: MuscleId) -> MuscleLine {
    let muscle = Atlas::get().muscle(id);
    MuscleLine { link: muscle_link(id), category: muscle.category, points: muscle.points.len() }
}

fn key_spot(point: PointId) -> KeySpot {
    let atlas = Atlas::get();
    KeySpot { point, site: atlas.point(point).site, title: point_title(point), href: to_point(point) }
}

/// "Trapezius, upper 1"; without the number where there is only one.
fn point_title(point: PointId) -> String {
    let muscle = Atlas::get().muscle(point.muscle());
    if muscle.points.len() > 1 {
        format!("{} {}", muscle.name, point.number())
    } else {
        muscle.name.to_owned()
    }
}

/// What fits some words, best first.
pub fn search_view(query: &str, limit: usize) -> SearchView {
    let hits = Atlas::get().search(query, limit);
    SearchView { query: query.trim().to_owned(), hits: hits.into_iter().map(hit_line).collect() }
}

fn hit_line(hit: atlas::Hit) -> HitLine {
    let atlas = Atlas::get();
    let texts = App::texts();
    let (kind, href, note) = match hit.target {
        Target::Muscle(id) => (HitKind::Muscle, muscle_href(id), atlas.muscle(id).anatomy.latin.to_owned()),
        Target::Region(id) => {
            let count = referring(id).iter().filter(|referral| referral.class != LinkClass::Site).count();
            let note = texts.with("atlas-refer-count", &[("count", count.into())]);
            (HitKind::Region, format!("/atlas/regions/{id}"), note)
        }
        Target::Motion(id) => {
            let count = atlas
                .muscles()
                .iter()
                .filter(|m| m.motion.limited.iter().any(|sign| sign.motion == id))
                .count();
            let note = texts.with("atlas-limit-count", &[("count", count.into())]);
            (HitKind::Motion, format!("/atlas/motions/{id}"), note)
        }
    };
    let because = (hit.because != hit.label && hit.because != note).then_some(hit.because);
    HitLine { kind, href, label: hit.label, because, note }
}

/// The page of a muscle. `point` that it does not have: all of them are shown.
pub fn muscle_view(id: MuscleId, point: &str, side: Side) -> MuscleView {
    let atlas = Atlas::get();
    let muscle = atlas.muscle(id);
    let at = ORDER.iter().position(|(_, other)| *other == id).unwrap_or_default();
    let home = ORDER.get(at).map(|(group, _)| atlas.group(*group));
    let near = |at: Option<usize>| at.and_then(|at| ORDER.get(at)).map(|(_, id)| muscle_link(*id));
    let points: Vec<PointView> = muscle.point_ids().map(point_view).collect();
    let mut bibliography = Bibliography::default();
    for citation in citations(muscle) {
        bibliography.add(citation);
    }
    MuscleView {
        muscle,
        home: home.map(|group| Link { href: format!("/atlas#{}", group.id), label: group.label.to_owned() }),
        before: near(at.checked_sub(1)),
        after: near(Some(at + 1)),
        shown: PointId::new(id, point).ok().map(PointId::number),
        side,
        layers: layers(muscle, side),
        hazards: muscle.hazards().into_iter().map(|hazard| atlas.hazard(hazard)).collect(),
        points,
        limited: muscle.motion.limited.iter().copied().map(motion_line).collect(),
        painful: muscle.motion.painful.iter().copied().map(motion_line).collect(),
        bibliography,
        version: Atlas::version(),
        licence: atlas.licence(),
    }
}

/// Every citation of a muscle's page in the order of the page, so that sources are numbered as they are read.
fn citations(muscle: &'static Muscle) -> Vec<Citation> {
    let mut all: Vec<Citation> = muscle.points.iter().map(|point| point.citation).collect();
    all.extend(muscle.palpations.iter().map(|block| block.citation));
    let hazards = muscle.hazards().into_iter().map(|hazard| Atlas::get().hazard(hazard));
    all.extend(hazards.flat_map(|hazard| [hazard.citation, hazard.safer_citation]));
    all.extend(muscle.needlings.iter().map(|block| block.citation));
    all.extend(muscle.depth_caps.iter().map(|cap| cap.citation));
    all.extend(muscle.variants.iter().map(|variant| variant.citation));
    all.extend(muscle.acupoints.iter().map(|acupoint| acupoint.citation));
    all.push(muscle.motion.citation);
    all.push(muscle.causes.citation);
    all.push(muscle.mistaken_for.citation);
    all.push(muscle.anatomy.citation);
    all
}

fn point_view(id: PointId) -> PointView {
    let point = Atlas::get().point(id);
    let links = |regions: &[RegionId], crossed: &[RegionId]| {
        let own = regions.iter().map(|region| RegionLine { link: region_link(*region), crossed: false });
        own.chain(crossed.iter().map(|region| RegionLine { link: region_link(*region), crossed: true }))
            .collect()
    };
    PointView {
        point,
        site: links(point.site, &[]),
        essential: links(point.essential, point.essential_contralateral),
        spillover: links(point.spillover, point.spillover_contralateral),
    }
}

/// Where the points of a muscle lie, and where their pain is felt.
pub fn muscle_chart(id: MuscleId) -> Layer {
    layers(Atlas::get().muscle(id), Side::R).swap_remove(0)
}

/// All points together, then each by itself if there are several.
fn layers(muscle: &'static Muscle, side: Side) -> Vec<Layer> {
    let several = muscle.points.len() > 1;
    let spot = |point: PointId| Spot {
        point,
        site: Atlas::get().point(point).site,
        side,
        label: if several { point.number().to_owned() } else { String::new() },
        title: point_title(point),
        firm: true,
    };
    let mut all = Layer { name: "all".into(), ..Layer::default() };
    let mut firmest: BTreeMap<Cell, LinkClass> = BTreeMap::new();
    let mut each = Vec::new();
    for point in muscle.point_ids() {
        let links = Atlas::get().links_of(point);
        let lights: Vec<(Cell, LinkClass)> = links
            .iter()
            .filter(|link| matches!(link.class, LinkClass::Essential | LinkClass::Spillover))
            .map(|link| (link.cell(side), link.class))
            .collect();
        for (cell, class) in &lights {
            let known = firmest.entry(*cell).or_insert(*class);
            *known = (*class).min(*known);
        }
        all.spots.push(spot(point));
        each.push(Layer { name: point.number().to_owned(), lights, spots: vec![spot(point)] });
    }
    all.lights = firmest.into_iter().collect();
    if several { std::iter::once(all).chain(each).collect() } else { vec![all] }
}

fn motion_line(sign: MotionSign) -> MotionLine {
    let motion = Atlas::get().motion(sign.motion);
    MotionLine {
        link: Link { href: format!("/atlas/motions/{}", motion.id), label: motion.label.to_owned() },
        toward: sign.toward,
    }
}

/// Everything tied to a region, each point once: with its firmest class, on its own side if it refers to both.
fn referring(region: RegionId) -> Vec<Referral> {
    let mut seen = Vec::new();
    let mut all = Atlas::get().referring_to(region);
    all.retain(|referral| {
        let known = seen.contains(&referral.point);
        seen.push(referral.point);
        !known
    });
    all
}

/// The page of a region.
pub fn region_view(id: RegionId) -> RegionView {
    let atlas = Atlas::get();
    let region = atlas.region(id);
    let all = referring(id);
    let mut bibliography = Bibliography::default();
    for referral in &all {
        bibliography.add(atlas.point(referral.point).citation);
    }
    let of = |class: LinkClass| all.iter().filter(|r| r.class == class).copied().map(referral_line).collect();
    let spot = |referral: &Referral| Spot {
        point: referral.point,
        site: atlas.point(referral.point).site,
        side: if referral.crossed { Side::L } else { Side::R },
        label: String::new(),
        title: point_title(referral.point),
        firm: referral.class == LinkClass::Essential,
    };
    let group = atlas.group(region.group);
    let at = region.id.index();
    let near =
        |at: Option<usize>| at.and_then(|at| atlas.regions().get(at)).map(|region| region_link(region.id));
    RegionView {
        region,
        also: region
            .aliases
            .iter()
            .copied()
            .filter(|alias| !alias.eq_ignore_ascii_case(region.label))
            .collect(),
        home: Link { href: format!("/atlas#{}", group.id), label: group.label.to_owned() },
        before: near(at.checked_sub(1)),
        after: near(Some(at + 1)),
        next_to: region.adjacent.iter().map(|near| region_link(*near)).collect(),
        essential: of(LinkClass::Essential),
        spillover: of(LinkClass::Spillover),
        lies: of(LinkClass::Site),
        layer: Layer {
            name: "all".into(),
            lights: vec![(Cell::new(id, Side::R), LinkClass::Essential)],
            spots: all.iter().map(spot).collect(),
        },
        bibliography,
        version: Atlas::version(),
        licence: atlas.licence(),
    }
}

fn referral_line(referral: Referral) -> ReferralLine {
    let point = Atlas::get().point(referral.point);
    let site = point.site.first().map_or("", |region| Atlas::get().region(*region).label);
    ReferralLine {
        link: Link { href: to_point(referral.point), label: point_title(referral.point) },
        crossed: referral.crossed,
        site,
        character: point.character,
        citation: point.citation,
    }
}

/// The page of a motion.
pub fn motion_view(id: MotionId) -> MotionView {
    let atlas = Atlas::get();
    let motion: &'static Motion = atlas.motion(id);
    let mut bibliography = Bibliography::default();
    for reference in motion.references {
        bibliography.add(reference.citation);
    }
    let mut of = |signs: fn(&Muscle) -> &'static [MotionSign]| {
        let mut lines: Vec<(MuscleLine, Option<Toward>, Citation)> = Vec::new();
        for (_, muscle) in ORDER.iter() {
            let muscle = atlas.muscle(*muscle);
            for sign in signs(muscle).iter().filter(|sign| sign.motion == id) {
                bibliography.add(muscle.motion.citation);
                lines.push((muscle_line(muscle.id), sign.toward, muscle.motion.citation));
            }
        }
        lines
    };
    let (limited_by, hurts_in) = (of(|m| m.motion.limited), of(|m| m.motion.painful));
    MotionView {
        motion,
        limited_by,
        hurts_in,
        bibliography,
        version: Atlas::version(),
        licence: atlas.licence(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_order_holds_every_muscle_once_and_keeps_divisions_together() {
        let ids: BTreeSet<MuscleId> = ORDER.iter().map(|(_, id)| *id).collect();
        assert_eq!(ids.len(), Atlas::get().muscles().len());
        assert_eq!(ORDER.len(), ids.len());
        let groups: Vec<&str> = ORDER.iter().map(|(_, id)| Atlas::get().muscle(*id).group).collect();
        let changes = groups.windows(2).filter(|pair| pair[0] != pair[1]).count() + 1;
        assert_eq!(changes, groups.iter().collect::<BTreeSet<_>>().len());
    }

    #[test]
    fn a_point_that_a_muscle_does_not_have_shows_all() {
        let id = "trapezius-upper".parse().expect("a muscle");
        assert_eq!(muscle_view(id, "2", Side::R).shown, Some("2"));
        assert_eq!(muscle_view(id, "99", Side::R).shown, None);
        assert_eq!(muscle_view(id, "", Side::R).shown, None);
    }

    #[test]
    fn the_left_chart_is_the_mirror_image_of_the_right_one() {
        let id = "sternalis".parse().expect("a muscle");
        let cells = |side| -> BTreeSet<Cell> {
            muscle_view(id, "", side).layers[0].lights.iter().map(|(cell, _)| *cell).collect()
        };
        let mirrored: BTreeSet<Cell> = cells(Side::R).into_iter().map(Cell::mirrored).collect();
        assert_eq!(cells(Side::L), mirrored);
    }
}
