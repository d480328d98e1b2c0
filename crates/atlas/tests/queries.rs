//! The questions that the rest of the house asks of the atlas.

use atlas::{Atlas, Cell, Error, LinkClass, MotionSign, PointId, RegionId, Side, Target, Toward};

fn region(id: &str) -> RegionId {
    id.parse().expect("a region")
}

#[test]
fn ids_are_written_as_text_and_read_back() {
    let atlas = Atlas::get();
    for region in atlas.regions() {
        assert_eq!(region.id.to_string().parse(), Ok(region.id));
    }
    for motion in atlas.motions() {
        assert_eq!(motion.id.to_string().parse(), Ok(motion.id));
    }
    for hazard in atlas.hazards() {
        assert_eq!(hazard.id.to_string().parse(), Ok(hazard.id));
    }
    for group in atlas.groups() {
        assert_eq!(group.id.to_string().parse(), Ok(group.id));
    }
    for source in atlas.sources() {
        assert_eq!(source.id.to_string().parse(), Ok(source.id));
    }
    for point in atlas.points() {
        assert_eq!(point.to_string().parse(), Ok(point));
        assert_eq!(PointId::new(point.muscle(), point.number()), Ok(point));
    }
}

#[test]
fn ids_are_stored_as_text() {
    let point: PointId = "trapezius-upper/1".parse().expect("a point");
    assert_eq!(serde_json::to_string(&point).expect("json"), "\"trapezius-upper/1\"");
    assert_eq!(serde_json::from_str::<PointId>("\"trapezius-upper/1\"").expect("a point"), point);
    assert!(serde_json::from_str::<Cell>("\"neck-side:X\"").is_err());
}

#[test]
fn a_cell_is_a_region_and_a_side() {
    let cell: Cell = "neck-side:R".parse().expect("a cell");
    assert_eq!(cell, Cell::new(region("neck-side"), Side::R));
    assert_eq!(cell.mirrored().to_string(), "neck-side:L");
}

#[test]
fn cells_are_numbered_without_gaps() {
    let numbers: Vec<usize> = Cell::all().map(Cell::index).collect();
    assert_eq!(numbers, (0..Cell::count()).collect::<Vec<_>>());
    assert_eq!(Cell::count(), 268);
}

#[test]
fn what_is_not_in_the_atlas_is_named_in_the_error() {
    let say = |text: &str| text.parse::<Cell>().expect_err("not a cell").to_string();
    assert_eq!(say("nek-side:R"), "unknown region \"nek-side\"; do you mean neck-side?");
    assert_eq!(say("neck-side:X"), "unknown side \"X\", expected L or R");
    assert_eq!(say("neck-side"), "expected a cell such as neck-side:R, found \"neck-side\"");
    assert_eq!(say(""), "expected a cell such as neck-side:R, found \"\"");
    assert!(matches!("trapezius-upper/9".parse::<PointId>(), Err(Error::NoSuchPoint { .. })));
}

#[test]
fn a_coarse_tap_means_all_regions_of_the_group() {
    let cells = Atlas::get().cells_of("fingers:L").expect("a group");
    assert_eq!(cells.len(), 10);
    assert!(cells.contains(&Cell::new(region("thumb-volar"), Side::L)));
    assert_eq!(Atlas::get().cells_of("knee-front:R"), Ok(vec!["knee-front:R".parse().expect("a cell")]));
    assert!(Atlas::get().cells_of("wing:R").is_err());
}

#[test]
fn every_region_is_in_exactly_one_group() {
    let atlas = Atlas::get();
    let mut members: Vec<RegionId> = atlas.groups().iter().flat_map(|group| group.regions).copied().collect();
    members.sort_unstable();
    assert_eq!(members, atlas.regions().iter().map(|region| region.id).collect::<Vec<_>>());
    for group in atlas.groups() {
        assert!(group.regions.iter().all(|region| atlas.region(*region).group == group.id));
    }
}

#[test]
fn neighbours_are_mutual_and_the_body_hangs_together() {
    let atlas = Atlas::get();
    for region in atlas.regions() {
        for near in region.adjacent {
            assert!(atlas.region(*near).adjacent.contains(&region.id), "{} and {near}", region.id);
            assert_eq!(atlas.steps_between(region.id, *near), Some(1));
        }
    }
    assert_eq!(atlas.steps_between(region("temple"), region("temple")), Some(0));
    assert!(atlas.steps_between(region("vertex"), region("little-toe")).is_some_and(|steps| steps > 10));
}

#[test]
fn the_temple_is_first_explained_by_essential_zones() {
    let referrals = Atlas::get().referring_to(region("temple"));
    assert_eq!(referrals[0].class, LinkClass::Essential);
    assert!(referrals.is_sorted_by_key(|referral| referral.class));
    assert!(referrals.iter().any(|referral| referral.point.to_string() == "trapezius-upper/1"));
}

#[test]
fn a_link_is_the_firmest_that_holds_and_occurs_once() {
    for point in Atlas::get().points() {
        let links = Atlas::get().links_of(point);
        let zone = Atlas::get().point(point);
        for link in &links {
            let same =
                links.iter().filter(|other| (other.region, other.crossed) == (link.region, link.crossed));
            assert_eq!(same.count(), 1, "{point} {}", link.region);
            if !link.crossed && zone.essential.contains(&link.region) {
                assert_eq!(link.class, LinkClass::Essential);
            }
        }
        for site in zone.site {
            assert!(
                links.iter().any(|link| link.region == *site && link.class <= LinkClass::Site),
                "{point}"
            );
        }
    }
}

#[test]
fn a_link_on_the_left_is_the_mirror_of_the_link_on_the_right() {
    for link in Atlas::get().referral_links() {
        assert_eq!(link.cell(Side::L), link.cell(Side::R).mirrored());
        assert_eq!(link.cell(Side::L).side == Side::R, link.crossed);
    }
}

#[test]
fn a_directed_motion_turns_with_the_muscle() {
    let sign =
        MotionSign { motion: "neck-rotation".parse().expect("a motion"), toward: Some(Toward::Contra) };
    assert_eq!(sign.to_string(), "neck-rotation-contra");
    assert_eq!(sign.on(Side::R).to_string(), "neck-rotation:L");
    assert_eq!(sign.on(Side::L).to_string(), "neck-rotation:R");
    let limb = MotionSign { motion: "shoulder-abduction".parse().expect("a motion"), toward: None };
    assert_eq!(limb.on(Side::R).to_string(), "shoulder-abduction:R");
    let axial = MotionSign { motion: "jaw-opening".parse().expect("a motion"), toward: None };
    assert_eq!(axial.on(Side::R).to_string(), "jaw-opening");
}

#[test]
fn the_upper_trapezius_warns_of_the_lung() {
    let point: PointId = "trapezius-upper/1".parse().expect("a point");
    let hazards = Atlas::get().hazards_of(point);
    assert_eq!(hazards[0].as_str(), "lung-apex");
    assert!(!Atlas::get().hazard(hazards[0]).both_sides_same_day);
    assert_eq!(Atlas::get().max_depth_mm(point), Some(30));
}

fn names(query: &str) -> Vec<&'static str> {
    Atlas::get().search(query, 20).into_iter().map(|hit| hit.label).collect()
}

fn muscles(query: &str) -> Vec<String> {
    let hits = Atlas::get().search(query, 40).into_iter();
    hits.filter_map(|hit| match hit.target {
        Target::Muscle(id) => Some(id.to_string()),
        Target::Region(_) | Target::Motion(_) => None,
    })
    .collect()
}

#[test]
fn search_finds_a_muscle_by_its_name_from_the_first_letters() {
    assert_eq!(muscles("infraspinatus")[0], "infraspinatus");
    assert_eq!(muscles("infras")[0], "infraspinatus");
    assert_eq!(muscles("upper trap")[0], "trapezius-upper");
    assert_eq!(muscles("MUSCULUS LEVATOR")[0], "levator-scapulae");
}

#[test]
fn search_forgives_a_slip_and_an_accent() {
    assert_eq!(muscles("infraspinatsu")[0], "infraspinatus");
    assert_eq!(muscles("quadratus lumbroum")[0], "quadratus-lumborum");
    assert_eq!(muscles("trapézius")[0].split('-').next(), Some("trapezius"));
    assert_eq!(muscles("infraspintaus")[0], "infraspinatus");
}

#[test]
fn search_takes_plain_words_regions_motions_and_roots() {
    assert!(names("tooth").contains(&"Upper lip, gum and teeth"));
    assert_eq!(names("front of shoulder")[0], "Front of shoulder");
    assert!(muscles("front of shoulder").contains(&"infraspinatus".to_owned()));
    assert!(muscles("C5").contains(&"infraspinatus".to_owned()));
    assert!(!muscles("C5").contains(&"quadratus-lumborum".to_owned()));
    assert!(names("hand behind back").contains(&"Hand behind the back"));
    assert!(muscles("hand behind back").contains(&"infraspinatus".to_owned()));
    assert!(muscles("golf").contains(&"quadratus-lumborum".to_owned()));
    assert_eq!(muscles("stiff neck")[0], "levator-scapulae");
}

#[test]
fn words_that_the_atlas_does_not_know_do_not_hide_the_rest() {
    assert_eq!(muscles("quadratus lumborum of Mr Xyzzyq")[0], "quadratus-lumborum");
}

#[test]
fn search_has_nothing_to_say_about_nothing() {
    assert!(names("").is_empty());
    assert!(names("  ?! ").is_empty());
    assert!(names("qqqqzzzz").is_empty());
    assert!(names(&"x".repeat(100_000)).is_empty());
}
