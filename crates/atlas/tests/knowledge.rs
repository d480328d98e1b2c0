//! What must be true of the data, whatever it says.

use atlas::{Atlas, Category, LinkClass, Muscle, Severity, Side, Tier};
use std::collections::{BTreeMap, BTreeSet};

/// Longer runs of words shared by two muscles mean that one was pasted from the other.
const SHARED_WORDS_MAX: usize = 6;

/// A zone may skip one region; what is further away must be marked remote.
const HOP_MAX: usize = 2;

#[test]
fn the_version_is_stamped() {
    assert!(Atlas::version().starts_with("20") && Atlas::version().contains('-'));
}

#[test]
fn the_map_has_134_regions_in_24_groups() {
    assert_eq!(Atlas::get().regions().len(), 134);
    assert_eq!(Atlas::get().groups().len(), 24);
}

#[test]
fn all_124_muscles_and_their_208_points_are_here() {
    assert_eq!(Atlas::get().muscles().len(), 124);
    assert_eq!(Atlas::get().points().count(), 208);
}

#[test]
fn every_needled_muscle_has_hazards_guidance_and_sources() {
    for muscle in Atlas::get().muscles().iter().filter(|muscle| muscle.category != Category::NotNeedled) {
        for (index, point) in muscle.points.iter().enumerate() {
            let place = format!("{} {}", muscle.id, point.number);
            let needling = muscle.needling(index).unwrap_or_else(|| panic!("{place}: guidance"));
            assert!(!needling.hazards.is_empty(), "{place}: hazards");
            assert!(!needling.citation.sources.is_empty(), "{place}: sources");
            assert!(muscle.palpation(index).is_some(), "{place}: palpation");
            let usual = Severity::Usual;
            let named = needling.hazards.iter().any(|hazard| Atlas::get().hazard(*hazard).severity != usual);
            let waived = needling.hazards.iter().any(|hazard| hazard.as_str() == "none-beyond-the-usual");
            assert!(named != waived, "{place}: either a real hazard or none beyond the usual, not both");
        }
    }
}

#[test]
fn every_fact_has_a_source() {
    let facts = Atlas::get().facts();
    assert!(facts.len() > 500);
    for fact in &facts {
        assert!(!fact.citation.sources.is_empty(), "{} {}", fact.about, fact.field);
    }
    let counted: usize = Atlas::get().facts_by_certainty().iter().map(|(_, count)| count).sum();
    assert_eq!(counted, facts.len());
}

#[test]
fn what_lies_over_the_lung_is_for_one_side_a_day() {
    for hazard in Atlas::get().hazards().iter().filter(|hazard| hazard.id.as_str().starts_with("lung")) {
        assert_eq!(hazard.severity, Severity::Grave);
        assert!(!hazard.both_sides_same_day, "{}", hazard.id);
        assert!(hazard.consent.contains("neumothorax"), "{}", hazard.id);
    }
    for muscle in ["trapezius-upper", "levator-scapulae"] {
        let hazards = Atlas::get().muscle(muscle.parse().expect("a muscle")).hazards();
        assert!(hazards.iter().any(|hazard| hazard.as_str().starts_with("lung")), "{muscle}");
    }
}

#[test]
fn referral_hangs_together_with_the_site_or_is_marked_remote() {
    let atlas = Atlas::get();
    for id in atlas.points() {
        let point = atlas.point(id);
        let zone: BTreeSet<_> = point.essential.iter().chain(point.spillover).copied().collect();
        let mut reached: BTreeSet<_> = point.site.iter().copied().collect();
        let mut grew = true;
        while grew {
            let near: Vec<_> = zone
                .iter()
                .filter(|region| !reached.contains(region))
                .filter(|to| {
                    reached
                        .iter()
                        .any(|from| atlas.steps_between(*from, **to).is_some_and(|steps| steps <= HOP_MAX))
                })
                .copied()
                .collect();
            grew = !near.is_empty();
            reached.extend(near);
        }
        for region in zone {
            assert_eq!(reached.contains(&region), !point.remote.contains(&region), "{id}: {region}");
        }
    }
}

#[test]
fn both_sides_say_the_same() {
    let atlas = Atlas::get();
    for point in atlas.points() {
        let cells = |side: Side| -> BTreeSet<_> {
            let links = atlas.links_of(point).into_iter().filter(|link| link.class != LinkClass::Neighbour);
            links.map(|link| link.cell(side)).collect()
        };
        let mirrored: BTreeSet<_> = cells(Side::L).into_iter().map(atlas::Cell::mirrored).collect();
        assert_eq!(mirrored, cells(Side::R), "{point}");
    }
}

#[test]
fn no_text_is_empty() {
    for muscle in Atlas::get().muscles() {
        for text in prose(muscle) {
            assert!(!text.trim().is_empty(), "{}", muscle.id);
        }
        assert!(!muscle.aliases.is_empty(), "{}: plain words", muscle.id);
    }
}

#[test]
fn no_two_muscles_share_a_run_of_words() {
    let mut owner: BTreeMap<Vec<String>, &str> = BTreeMap::new();
    let mut shared = Vec::new();
    for muscle in Atlas::get().muscles() {
        for sentence in prose(muscle).iter().flat_map(|text| text.split(['.', ';', ':'])) {
            let words: Vec<String> = sentence
                .split(|letter: char| !letter.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_lowercase)
                .collect();
            for run in words.windows(SHARED_WORDS_MAX + 1) {
                let first = *owner.entry(run.to_vec()).or_insert(muscle.id.as_str());
                if first != muscle.id.as_str() {
                    shared.push(format!("{first} and {}: {}", muscle.id, run.join(" ")));
                }
            }
        }
    }
    assert!(shared.is_empty(), "{}", shared.join("\n"));
}

/// All that was written for one muscle alone; names, ids and the hazard table are not prose.
fn prose(muscle: &'static Muscle) -> Vec<&'static str> {
    let anatomy = &muscle.anatomy;
    let mut texts = vec![anatomy.origin, anatomy.insertion, anatomy.action, anatomy.function];
    texts.extend(muscle.causes.activates.iter().chain(muscle.causes.perpetuates));
    texts.extend(muscle.mistaken_for.conditions);
    texts.extend(muscle.not_needled_because);
    for point in muscle.points {
        texts.push(point.location);
        texts.extend(point.character);
    }
    for block in muscle.palpations {
        texts.extend([block.how, block.fibres, block.twitch]);
    }
    for block in muscle.needlings {
        texts.extend([block.entry, block.direction, block.depth]);
    }
    texts.extend(muscle.depth_caps.iter().map(|cap| cap.basis));
    texts.extend(muscle.variants.iter().map(|variant| variant.says));
    texts
}

/// The structures that a teacher would fail a student for forgetting.
#[test]
fn the_hazards_that_matter_are_named() {
    let must_name = [
        ("trapezius-upper", "lung-apex"),
        ("trapezius-middle", "lung-chest-wall"),
        ("trapezius-lower", "lung-chest-wall"),
        ("levator-scapulae", "lung-apex"),
        ("levator-scapulae", "lung-chest-wall"),
        ("rhomboids", "lung-chest-wall"),
        ("scalenes", "lung-apex"),
        ("scalenes", "phrenic-nerve"),
        ("scalenes", "brachial-plexus"),
        ("supraspinatus", "lung-apex"),
        ("infraspinatus", "scapular-foramen"),
        ("teres-minor", "lung-chest-wall"),
        ("subscapularis", "lung-chest-wall"),
        ("subscapularis", "axillary-bundle"),
        ("pectoralis-major", "lung-chest-wall"),
        ("pectoralis-minor", "lung-chest-wall"),
        ("longissimus-thoracis", "lung-chest-wall"),
        ("splenius-cervicis", "lung-apex"),
        ("cervical-multifidus", "spinal-canal"),
        ("suboccipitals", "brain-stem"),
        ("suboccipitals", "vertebral-artery"),
        ("scm-sternal", "carotid-jugular"),
        ("scm-clavicular", "carotid-jugular"),
        ("scm-clavicular", "lung-apex"),
        ("masseter-superficial", "parotid-facial-nerve"),
        ("temporalis", "superficial-temporal-artery"),
        ("quadratus-lumborum", "kidney"),
        ("quadratus-lumborum", "lung-base"),
        ("iliocostalis-lumborum", "kidney"),
        ("lumbar-multifidus", "spinal-canal"),
        ("iliopsoas", "femoral-vessels"),
        ("iliopsoas", "peritoneum"),
        ("gluteus-maximus", "sciatic-nerve"),
        ("piriformis", "sciatic-nerve"),
        ("piriformis", "pelvic-cavity"),
        ("adductor-longus-brevis", "femoral-vessels"),
        ("vastus-medialis", "adductor-canal"),
        ("biceps-femoris", "sciatic-nerve"),
        ("gastrocnemius", "popliteal-bundle"),
        ("soleus", "posterior-tibial-bundle"),
        ("peroneus-longus", "common-peroneal-nerve"),
        ("tibialis-anterior", "anterior-tibial-bundle"),
        ("quadratus-plantae", "plantar-nerves"),
        ("serratus-anterior", "lung-chest-wall"),
        ("serratus-posterior-superior", "lung-chest-wall"),
        ("serratus-posterior-inferior", "lung-chest-wall"),
        ("iliocostalis-thoracis", "lung-chest-wall"),
        ("thoracic-multifidus", "lung-chest-wall"),
        ("thoracic-multifidus", "spinal-canal"),
        ("rectus-abdominis", "peritoneum"),
        ("rectus-abdominis", "lung-chest-wall"),
        ("external-oblique", "peritoneum"),
        ("external-oblique", "lung-chest-wall"),
        ("pyramidalis", "peritoneum"),
        ("levator-ani-coccygeus", "pelvic-floor-organs"),
        ("bulbospongiosus-ischiocavernosus", "pelvic-floor-organs"),
        ("obturator-internus", "pudendal-bundle"),
        ("obturator-internus", "sciatic-nerve"),
        ("gemelli-quadratus-femoris", "sciatic-nerve"),
        ("sartorius", "femoral-vessels"),
        ("sartorius", "adductor-canal"),
        ("pectineus", "femoral-vessels"),
        ("adductor-magnus", "sciatic-nerve"),
        ("popliteus", "popliteal-bundle"),
        ("plantaris", "popliteal-bundle"),
        ("tibialis-posterior", "posterior-tibial-bundle"),
        ("tibialis-posterior", "deep-calf-vessels"),
        ("flexor-digitorum-longus", "posterior-tibial-bundle"),
        ("flexor-hallucis-longus", "deep-calf-vessels"),
        ("extensor-digitorum-longus", "anterior-tibial-bundle"),
        ("extensor-hallucis-longus", "anterior-tibial-bundle"),
        ("abductor-hallucis", "plantar-nerves"),
    ];
    for (muscle, hazard) in must_name {
        let hazards = Atlas::get().muscle(muscle.parse().expect("a muscle")).hazards();
        assert!(hazards.iter().any(|id| id.as_str() == hazard), "{muscle}: {hazard}");
    }
}

/// Where the needle has no place at all: safety teaching names these outright.
#[test]
fn spaces_of_the_ribs_diaphragm_and_deep_belly_wall_are_not_needled() {
    for id in ["intercostals", "diaphragm", "internal-oblique-transversus"] {
        let muscle = Atlas::get().muscle(id.parse().expect("a muscle"));
        assert_eq!(muscle.category, Category::NotNeedled, "{id}");
    }
}

#[test]
fn intimate_regions_are_for_specialists() {
    for id in ["levator-ani-coccygeus", "bulbospongiosus-ischiocavernosus", "obturator-internus"] {
        let muscle = Atlas::get().muscle(id.parse().expect("a muscle"));
        assert_eq!(muscle.category, Category::Specialist, "{id}");
        for hazard in muscle.hazards().iter().filter(|id| id.as_str() == "pelvic-floor-organs") {
            assert!(Atlas::get().hazard(*hazard).consent.contains("Separate written consent"), "{id}");
        }
    }
}

#[test]
fn published_depth_caps_are_kept() {
    for (point, max_depth_mm) in
        [("trapezius-upper/1", 30), ("trapezius-upper/2", 30), ("rhomboids/1", 19), ("rhomboids/2", 19)]
    {
        assert_eq!(Atlas::get().max_depth_mm(point.parse().expect("a point")), Some(max_depth_mm), "{point}");
    }
}

#[test]
fn where_a_depth_is_capped_a_usual_needle_keeps_it() {
    for muscle in Atlas::get().muscles() {
        for (index, point) in muscle.points.iter().enumerate() {
            if let (Some(cap), Some(needling)) = (muscle.max_depth_mm(index), muscle.needling(index)) {
                assert!(
                    needling.length_mm[0] <= cap,
                    "{} {}: shortest usual needle",
                    muscle.id,
                    point.number
                );
            }
        }
    }
}

#[test]
fn the_muscles_most_often_at_fault_are_all_here() {
    let tiers = |wanted: Tier| {
        Atlas::get().muscles().iter().filter(move |muscle| muscle.prior_tier == wanted).count()
    };
    assert_eq!(tiers(Tier::A), 5);
    assert_eq!(tiers(Tier::B), 44);
}

#[test]
fn the_count_in_the_documentation_is_up_to_date() {
    let page = include_str!("../../../docs/ATLAS.md");
    assert!(
        page.contains(&atlas::certainty_table()),
        "run: cargo run -p atlas --example facts_by_certainty -- --write"
    );
}
