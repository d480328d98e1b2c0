//! The figures of frequency are those of the sources, with their marks.

use atlas::{Atlas, Certainty, ComplaintId, MuscleId, PalpationSign, PointState, RegionId, Tier};

fn complaint(id: &str) -> &'static atlas::ComplaintGroup {
    Atlas::get().complaint(id.parse().unwrap_or_else(|_| panic!("a complaint {id}")))
}

fn muscle(id: &str) -> MuscleId {
    id.parse().expect("a muscle")
}

#[test]
fn ids_are_fit_for_a_command_line() {
    for group in Atlas::get().complaint_groups() {
        assert_eq!(group.id.to_string().parse::<ComplaintId>(), Ok(group.id));
        assert!(group.id.as_str().chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'));
        assert!(!group.name.is_empty());
    }
    assert_eq!(
        "nek-pain".parse::<ComplaintId>().expect_err("misspelt").to_string(),
        "unknown complaint \"nek-pain\"; do you mean neck-pain?"
    );
    for id in [
        "neck-pain",
        "whiplash",
        "tension-headache",
        "migraine",
        "jaw-pain",
        "shoulder-pain",
        "elbow-pain",
        "carpal-tunnel-suspected",
        "low-back-pain",
        "groin-pain",
        "hip-pain",
        "knee-arthritis-pain",
        "front-knee-pain",
        "heel-pain",
        "pelvic-pain",
        "fibromyalgia",
    ] {
        complaint(id);
    }
}

#[test]
fn every_group_says_something_and_every_figure_has_people_and_a_source() {
    for group in Atlas::get().complaint_groups() {
        assert!(
            !(group.shares.is_empty() && group.counts.is_empty() && group.remarks.is_empty()),
            "{}: at least that nothing is known",
            group.id
        );
        for share in group.shares {
            assert!(share.low_percent <= share.high_percent && share.high_percent <= 100.0, "{}", group.id);
            assert!(!share.muscles.is_empty() && !share.citation.sources.is_empty(), "{}", group.id);
            assert!(share.people.is_some() || share.note.is_some(), "{}: how many people", group.id);
            for point in share.points {
                assert_eq!([point.muscle()], share.muscles, "{}", group.id);
            }
        }
    }
}

/// Figures as the sources print them.
#[test]
fn figures_are_not_changed_on_the_way() {
    let share = |group: &str, id: &str, state: PointState| {
        let shares = complaint(group).shares.iter();
        shares.filter(|share| share.muscles == [muscle(id)] && share.state == state).collect::<Vec<_>>()
    };
    let neck = share("neck-pain", "trapezius-upper", PointState::Active);
    assert_eq!((neck[0].low_percent, neck[0].high_percent, neck[0].people), (79.0, 82.1, Some(224)));
    assert_eq!(neck[0].points[0].to_string(), "trapezius-upper/2");
    let wrist: Vec<f64> = share("carpal-tunnel-suspected", "infraspinatus", PointState::Active)
        .iter()
        .map(|share| share.low_percent)
        .collect();
    assert_eq!(wrist, [49.0, 26.0], "suspected, then proven");
    let heel = share("heel-pain", "gastrocnemius", PointState::ActiveOrLatent);
    assert_eq!((heel[0].low_percent, heel[1].low_percent), (98.0, 26.0), "affected, then unaffected side");
}

#[test]
fn marks_are_carried_over() {
    let headache = complaint("tension-headache").shares;
    assert!(headache.iter().all(|share| share.citation.certainty == Certainty::Memory));
    let shoulder =
        complaint("shoulder-pain").shares.iter().find(|share| share.people == Some(72)).expect("Bron");
    assert_eq!(shoulder.citation.certainty, Certainty::Memory, "figures of Bron 2011 are from memory");
    assert!(complaint("hip-pain").shares.is_empty(), "a gap stays a gap");
}

#[test]
fn the_healthy_have_latent_points_only() {
    let healthy = Atlas::get().priors().healthy;
    assert!(healthy.len() > 10);
    assert!(healthy.iter().all(|share| share.state == PointState::Latent));
}

#[test]
fn starting_chances_fall_from_tier_to_tier_and_sum_to_what_regional_pain_shows() {
    let priors = Atlas::get().priors();
    let tiers = [Tier::A, Tier::B, Tier::C, Tier::D];
    for pair in tiers.windows(2) {
        assert!(priors.muscle_chance(pair[0]) > priors.muscle_chance(pair[1]));
        assert!(priors.rival_chance(pair[0]) > priors.rival_chance(pair[1]));
    }
    for tier in tiers {
        assert!(priors.rival_chance(tier) < priors.muscle_chance(tier));
    }
    let muscles: f64 =
        Atlas::get().muscles().iter().map(|muscle| 2.0 * priors.muscle_chance(muscle.prior_tier)).sum();
    assert!((2.0..3.5).contains(&muscles), "expected active muscles {muscles}");
    let rivals: f64 = Atlas::get()
        .rivals()
        .iter()
        .map(|rival| rival.places().len() as f64 * priors.rival_chance(rival.prior.tier))
        .sum();
    assert!((0.5..1.0).contains(&rivals), "expected rivals {rivals}");
}

#[test]
fn palpation_weighs_by_muscle_where_healthy_people_differ() {
    let priors = Atlas::get().priors();
    let nodule = |id: &str| priors.palpation_weight(PalpationSign::TenderNodule, muscle(id)).if_not;
    assert!(
        nodule("deltoid-middle") < nodule("infraspinatus")
            && nodule("infraspinatus") < nodule("gastrocnemius")
    );
    let known = priors.palpation_weight(PalpationSign::RecognisedPain, muscle("infraspinatus"));
    let tender = priors.palpation_weight(PalpationSign::TenderNodule, muscle("infraspinatus"));
    assert!(known.if_active / known.if_not > 3.0 * tender.if_active / tender.if_not);
}

#[test]
fn some_regions_are_painted_for_reasons_of_their_own_more_often() {
    let leak = |id: &str| Atlas::get().priors().leak(id.parse::<RegionId>().expect("a region"));
    assert!(leak("lumbar-lower") > leak("index-dorsal"));
}
