//! Points of the table found on the posed body.

use super::{Limb, Point, Side};
use crate::body::{Limbs, Skeleton, Skin};
use crate::geometry::Bvh;
use crate::geometry::bvh::Hit;
use glam::DVec3;

/// Far outside the body, mm.
const OUTSIDE: f64 = 1200.0;

/// Where a point lies; the error says what was not met.
pub fn place(point: &Point, skin: &Skin, skeleton: &Skeleton) -> Result<DVec3, String> {
    let below = |hit: Option<Hit>, depth: f64| {
        let hit = hit.ok_or_else(|| format!("{point:?} does not meet the skin"))?;
        Ok(hit.place - skin.normal(&hit) * depth)
    };
    match point {
        Point::Raw(at) => Ok(DVec3::from_array(*at)),
        Point::Skin { from, at, depth } => {
            let (origin, direction) = ray(*from, *at);
            let hit = match from {
                Side::Left => skin.cast_trunk(origin, direction),
                _ => skin.cast(origin, direction),
            };
            below(hit, *depth)
        }
        Point::Near { at, depth } => below(Some(skin.nearest(DVec3::from_array(*at))), *depth),
        Point::Limb { limb, along, angle, depth } => {
            let (a, b) = ends(*limb, &skeleton.limbs);
            let axis = (b - a).normalize();
            let front = DVec3::Z.reject_from_normalized(axis).normalize();
            let side = axis.cross(front);
            let side = if side.x < 0.0 { -side } else { side };
            let (sin, cos) = angle.to_radians().sin_cos();
            let direction = front * cos + side * sin;
            let hit = skin.cast(a + (b - a) * *along, direction);
            let hit = hit.ok_or_else(|| format!("{point:?} does not meet the skin"))?;
            Ok(hit.place - direction * *depth)
        }
        Point::Hand { dorsum, along, across, depth } => {
            let joint = |name: &str| {
                skin.joints.get(name).copied().ok_or_else(|| format!("the skin has no joint {name}"))
            };
            let wrist = skeleton.limbs.wrist;
            let (middle, index, little) =
                (joint("l-finger-3-1")?, joint("l-finger-2-1")?, joint("l-finger-5-1")?);
            let axis = (middle - wrist).normalize();
            let lateral = (index - little).reject_from_normalized(axis);
            let (half, lateral) = (lateral.length() / 2.0, lateral.normalize());
            let off = ((index + little) / 2.0 - wrist).dot(lateral);
            let palm = lateral.cross(axis);
            let palm = if palm.z < 0.0 { -palm } else { palm };
            let origin =
                wrist + (middle - wrist) * *along + lateral * (off * along.clamp(0.0, 1.0) + across * half);
            let direction = if *dorsum { -palm } else { palm };
            let hit = skin.cast(origin, direction);
            let hit = hit.ok_or_else(|| format!("{point:?} does not meet the skin"))?;
            Ok(hit.place - direction * *depth)
        }
        Point::Bone { bone, at } => {
            let tree = skeleton.tree(bone).ok_or_else(|| format!("there is no bone {bone:?}"))?;
            let hit = tree.nearest(DVec3::from_array(*at));
            hit.map(|h| h.place).ok_or_else(|| format!("the bone {bone:?} is empty"))
        }
        Point::BoneFrom { bone, from, at } => {
            let tree = skeleton.tree(bone).ok_or_else(|| format!("there is no bone {bone:?}"))?;
            let (origin, direction) = ray(*from, *at);
            let hit = tree.hits(origin, direction).first().map(|h| h.place);
            let hit = hit.or_else(|| beside(tree, origin, direction));
            hit.ok_or_else(|| format!("{point:?} does not meet the bone"))
        }
        Point::Tip { vertebra, moved } => {
            let tip = skeleton.tip(vertebra).ok_or_else(|| format!("there is no vertebra {vertebra:?}"))?;
            Ok(DVec3::new(0.0, tip.y, tip.z) + DVec3::from_array(*moved))
        }
    }
}

/// How far a ray may pass beside a bone and still mean its edge, mm.
const BESIDE: f64 = 12.0;

/// The point of a bone that a ray just misses.
fn beside(tree: &Bvh, origin: DVec3, direction: DVec3) -> Option<DVec3> {
    let mut near = tree.nearest(origin)?.place;
    for _ in 0..8 {
        let on_ray = origin + direction * (near - origin).dot(direction);
        near = tree.nearest(on_ray)?.place;
    }
    let off = (near - origin).reject_from(direction).length();
    (off < BESIDE).then_some(near)
}

fn ray(from: Side, [a, b]: [f64; 2]) -> (DVec3, DVec3) {
    match from {
        Side::Back => (DVec3::new(a, b, -OUTSIDE), DVec3::Z),
        Side::Front => (DVec3::new(a, b, OUTSIDE), DVec3::NEG_Z),
        Side::Left => (DVec3::new(OUTSIDE, b, a), DVec3::NEG_X),
        Side::Top => (DVec3::new(a, OUTSIDE, b), DVec3::NEG_Y),
        Side::Under => (DVec3::new(a, -OUTSIDE, b), DVec3::Y),
    }
}

fn ends(limb: Limb, l: &Limbs) -> (DVec3, DVec3) {
    match limb {
        Limb::Thigh => (l.hip, l.knee),
        Limb::Shank => (l.knee, l.ankle),
        Limb::Arm => (l.shoulder, l.elbow),
        Limb::Fore => (l.elbow, l.wrist),
    }
}
