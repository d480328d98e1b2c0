//! What must be true of the rival explanations, whatever they say.

use atlas::{Atlas, Cell, LinkClass, Rival, RivalId, RivalPlace, Side, Sidedness, Urgency};
use std::collections::BTreeSet;

fn rival(id: &str) -> &'static Rival {
    Atlas::get().rival(id.parse().unwrap_or_else(|_| panic!("a rival {id}")))
}

fn cells(id: &str, side: Option<Side>, class: LinkClass) -> BTreeSet<String> {
    let links = Atlas::get().links_of_rival(RivalPlace { rival: rival(id).id, side });
    links.into_iter().filter(|link| link.class == class).map(|link| link.cell.to_string()).collect()
}

#[test]
fn ids_are_written_as_text_and_read_back() {
    for rival in Atlas::get().rivals() {
        assert_eq!(rival.id.to_string().parse::<RivalId>(), Ok(rival.id));
    }
    assert_eq!(
        "root-c9".parse::<RivalId>().expect_err("no such root").to_string(),
        "unknown rival \"root-c9\"; do you mean root-c5 or root-c6 or root-c7?"
    );
}

#[test]
fn what_a_drawing_may_also_mean_is_all_here() {
    for id in [
        "root-c5",
        "root-c6",
        "root-c7",
        "root-c8",
        "root-l2",
        "root-l3",
        "root-l4",
        "root-l5",
        "root-s1",
        "carpal-tunnel",
        "ulnar-nerve-elbow",
        "thoracic-outlet",
        "meralgia",
        "hip-joint",
        "shoulder-joint",
        "subacromial",
        "acromioclavicular",
        "sacroiliac-joint",
        "knee-joint",
        "jaw-joint",
        "facet-cervical-upper",
        "facet-cervical-lower",
        "facet-lumbar",
        "plantar-fascia",
        "lateral-elbow-tendon",
        "heart",
        "gallbladder",
        "kidney",
        "ureter",
        "pleura-lung",
        "diaphragm-irritation",
        "stomach-duodenum",
        "pancreas",
        "aorta",
        "uterus",
        "ovary",
        "prostate",
        "migraine",
        "tension-type-headache",
        "giant-cell-arteritis",
        "shingles-chest",
    ] {
        rival(id);
    }
}

#[test]
fn no_text_is_empty_and_everything_has_a_source() {
    for rival in Atlas::get().rivals() {
        let mut texts = vec![rival.name, rival.prior.reason];
        texts.extend(rival.aliases);
        texts.extend(rival.zone.doubt);
        texts.extend(rival.questions.iter().map(|question| question.ask));
        texts.extend(rival.red_flags.iter().flat_map(|flag| [flag.sign, flag.act]));
        assert!(texts.iter().all(|text| !text.trim().is_empty()), "{}", rival.id);
        let mut citations = vec![
            rival.zone.citation,
            rival.prior.citation,
            rival.questions_citation,
            rival.red_flags_citation,
        ];
        citations.extend(rival.motion.map(|motion| motion.citation));
        assert!(citations.iter().all(|citation| !citation.sources.is_empty()), "{}", rival.id);
        assert!(!rival.red_flags.is_empty(), "{}: what must not be missed", rival.id);
        assert!((2..=5).contains(&rival.questions.len()), "{}: questions", rival.id);
    }
}

#[test]
fn a_question_can_speak_for_either() {
    use atlas::Favours::{Muscle, Rival};
    let all = || Atlas::get().rivals().iter().flat_map(|rival| rival.questions);
    assert!(all().any(|question| question.yes == Rival) && all().any(|question| question.yes == Muscle));
    for rival in Atlas::get().rivals() {
        assert!(rival.questions.iter().any(|question| question.yes == Rival), "{}", rival.id);
    }
}

#[test]
fn a_joint_is_a_cause_on_each_side_and_they_mirror() {
    for rival in Atlas::get().rivals().iter().filter(|rival| rival.sided == Sidedness::Either) {
        assert_eq!(rival.places(), [Some(Side::L), Some(Side::R)]);
        let on = |side| -> BTreeSet<(Cell, LinkClass)> {
            let links = Atlas::get().links_of_rival(RivalPlace { rival: rival.id, side: Some(side) });
            links.into_iter().map(|link| (link.cell, link.class)).collect()
        };
        let mirrored: BTreeSet<_> =
            on(Side::L).into_iter().map(|(cell, class)| (cell.mirrored(), class)).collect();
        assert_eq!(mirrored, on(Side::R), "{}", rival.id);
    }
}

#[test]
fn an_organ_in_the_middle_is_painted_on_both_halves() {
    assert_eq!(
        cells("stomach-duodenum", None, LinkClass::Essential),
        ["epigastrium:L", "epigastrium:R"].map(str::to_owned).into()
    );
    for rival in Atlas::get().rivals().iter().filter(|rival| rival.sided == Sidedness::Central) {
        let place = RivalPlace { rival: rival.id, side: None };
        let painted: BTreeSet<_> =
            Atlas::get().links_of_rival(place).into_iter().map(|link| (link.cell, link.class)).collect();
        for (cell, class) in &painted {
            assert!(painted.contains(&(cell.mirrored(), *class)), "{} {cell}", rival.id);
        }
    }
}

#[test]
fn organs_of_one_side_are_told_from_it() {
    assert!(cells("heart", None, LinkClass::Spillover).contains("arm-inner:L"));
    assert!(cells("heart", None, LinkClass::Essential).contains("sternum:R"));
    assert!(cells("gallbladder", None, LinkClass::Essential).contains("costal-margin:R"));
    assert!(!cells("gallbladder", None, LinkClass::Essential).contains("costal-margin:L"));
    assert!(
        Atlas::get().links_of_rival(RivalPlace { rival: rival("heart").id, side: Some(Side::R) }).is_empty()
    );
}

#[test]
fn a_place_and_a_cell_are_tied_once() {
    let links = Atlas::get().rival_links();
    let pairs: BTreeSet<_> = links.iter().map(|link| (link.place, link.cell)).collect();
    assert_eq!(pairs.len(), links.len());
    assert!(links.iter().all(|link| link.class != LinkClass::Site), "a rival has no site");
    let place = RivalPlace { rival: rival("root-c6").id, side: Some(Side::R) };
    assert_eq!(place.to_string(), "root-c6:R");
}

/// Felt where the studies put it: Lesher 2008, Gerber 1998, Fukui 1996.
#[test]
fn zones_follow_the_studies_they_cite() {
    let hip = cells("hip-joint", Some(Side::R), LinkClass::Essential);
    assert!(hip.contains("buttock-mid:R") && hip.contains("groin:R"));
    let all = |id: &str| -> BTreeSet<String> {
        let zone = &rival(id).zone;
        zone.essential.iter().chain(zone.spillover).map(ToString::to_string).collect()
    };
    for region in ["lumbar-upper", "lumbar-lower", "lumbar-side"] {
        assert!(!all("hip-joint").contains(region), "Lesher: none in the low back");
    }
    for region in ["neck-side", "neck-back", "shoulder-top", "deltoid-back"] {
        assert!(!all("subacromial").contains(region), "Gerber: {region}");
    }
    assert!(all("facet-cervical-upper").contains("occiput"));
}

#[test]
fn what_kills_or_cripples_sends_to_hospital_at_once() {
    for id in [
        "heart",
        "aorta",
        "pleura-lung",
        "cauda-equina",
        "giant-cell-arteritis",
        "neck-artery",
        "appendix",
        "testis",
        "ovary",
        "deep-vein-thrombosis",
    ] {
        assert!(rival(id).red_flags.iter().any(|flag| flag.urgency == Urgency::Emergency), "{id}");
    }
}
