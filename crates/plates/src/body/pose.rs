//! The anatomical position: legs under the hips, arms a little away, palms forward.

use crate::source::makehuman::{Base, Rig};
use glam::{DMat3, DMat4, DQuat, DVec3, DVec4};
use std::collections::BTreeMap;

/// The arm's angle from the body, degrees; the forearm opens five more.
const ARM_DEG: f64 = 17.0;
/// Toes point outwards by so much.
const TOES_OUT_DEG: f64 = 4.0;

struct Pose<'a> {
    base: &'a Base,
    rig: &'a Rig,
    moved: BTreeMap<&'a str, DMat4>,
    children: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Pose<'a> {
    fn new(base: &'a Base, rig: &'a Rig) -> Self {
        let moved = rig.bones.keys().map(|k| (k.as_str(), DMat4::IDENTITY)).collect();
        let mut children: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, bone) in &rig.bones {
            if let Some(parent) = &bone.parent {
                children.entry(parent).or_default().push(name);
            }
        }
        Self { base, rig, moved, children }
    }

    /// Head or tail of a bone as posed so far.
    fn place(&self, bone: &str, tail: bool) -> DVec3 {
        let b = &self.rig.bones[bone];
        let rest = if tail { &b.tail } else { &b.head };
        self.moved[bone].transform_point3(rest.on(self.base).unwrap_or_default())
    }

    /// Turns a bone and all that follows it about its head.
    fn turn(&mut self, bone: &'a str, rotation: DMat3) {
        let head = self.place(bone, false);
        let turn =
            DMat4::from_translation(head) * DMat4::from_mat3(rotation) * DMat4::from_translation(-head);
        let mut all = vec![bone];
        while let Some(bone) = all.pop() {
            if let Some(m) = self.moved.get_mut(bone) {
                *m = turn * *m;
            }
            all.extend(self.children.get(bone).into_iter().flatten());
        }
    }

    /// Turns a bone so that the way from `a` to `b` points along `to` (written for the left side).
    fn point(&mut self, bone: &'a str, a: (&str, bool), b: (&str, bool), to: DVec3, side: f64) {
        let way = (self.place(b.0, b.1) - self.place(a.0, a.1)).normalize();
        let to = DVec3::new(to.x * side, to.y, to.z).normalize();
        self.turn(bone, DMat3::from_quat(DQuat::from_rotation_arc(way, to)));
    }
}

/// All vertices as posed; the base is centred at its pelvis joint first. Groups stay.
pub(super) fn posed(mut base: Base, rig: &Rig) -> Base {
    let pelvis = base.centre("joint-pelvis").unwrap_or_default();
    for v in &mut base.vertices {
        *v -= pelvis;
    }
    let mut pose = Pose::new(&base, rig);
    let (a, b) = (ARM_DEG.to_radians(), (ARM_DEG + 5.0).to_radians());
    let sides = [(1.0, ".L"), (-1.0, ".R")];
    let names: Vec<&str> = rig.bones.keys().map(String::as_str).collect();
    let name = |bone: &str, side: &str| {
        let wanted = format!("{bone}{side}");
        names.iter().copied().find(|n| *n == wanted).unwrap_or_default()
    };
    let turn_z = |degrees: f64, side: f64| DMat3::from_rotation_z((degrees * side).to_radians());
    for (side, s) in sides {
        let (thigh, shank, foot) = (name("upperleg01", s), name("lowerleg01", s), name("foot", s));
        pose.point(thigh, (thigh, false), (shank, false), DVec3::new(0.035, -1.0, 0.05), side);
        pose.point(shank, (shank, false), (foot, false), DVec3::new(0.045, -1.0, -0.035), side);
        pose.turn(name("clavicle", s), turn_z(-3.0, side));
        pose.turn(name("shoulder01", s), turn_z(-5.0, side));
        let (arm, fore, wrist) = (name("upperarm01", s), name("lowerarm01", s), name("wrist", s));
        pose.point(arm, (arm, false), (fore, false), DVec3::new(a.sin(), -a.cos(), -0.03), side);
        pose.point(fore, (fore, false), (wrist, false), DVec3::new(b.sin(), -b.cos(), 0.10), side);
        let along = DVec3::new(b.sin() * 0.9, -b.cos(), 0.13);
        pose.point(wrist, (wrist, false), (name("metacarpal2", s), true), along, side);
        // The foot stands as it stood at rest, but for the toes.
        let so_far = DMat3::from_mat4(pose.moved[foot]);
        let out = DMat3::from_rotation_y((TOES_OUT_DEG * side).to_radians());
        pose.turn(foot, out * so_far.transpose());
    }
    let n = base.vertices.len();
    let mut blended = vec![(DMat4::ZERO, 0.0); n];
    for (bone, weights) in &rig.weights {
        if let Some(m) = pose.moved.get(bone.as_str()) {
            for &(v, w) in weights {
                blended[v as usize].0 += *m * w;
                blended[v as usize].1 += w;
            }
        }
    }
    let mut vertices: Vec<DVec3> = base
        .vertices
        .iter()
        .zip(&blended)
        .map(|(v, (m, w))| if *w < 1e-6 { *v } else { (*m * DVec4::new(v.x, v.y, v.z, 1.0)).truncate() / *w })
        .collect();
    drop(pose);
    std::mem::swap(&mut base.vertices, &mut vertices);
    for (side, s) in sides {
        supinate(&mut base, rig, side, s);
    }
    base
}

/// Palms forward: each vertex of forearm and hand about the axis of the forearm, more and more towards the wrist. Given to the rig this
/// turn would wring the forearm.
fn supinate(base: &mut Base, rig: &Rig, side: f64, suffix: &str) {
    let s = if side > 0.0 { "l" } else { "r" };
    let joint = |name: &str| base.centre(&format!("joint-{s}-{name}")).unwrap_or_default();
    let (elbow, hand) = (joint("elbow"), joint("hand"));
    let axis = (hand - elbow).normalize();
    let length = elbow.distance(hand);
    let across = joint("finger-2-1") - joint("finger-5-1");
    let across = across.reject_from_normalized(axis).normalize();
    let wanted = DVec3::new(side, 0.0, 0.12).reject_from_normalized(axis).normalize();
    let angle = across.cross(wanted).dot(axis).atan2(across.dot(wanted));
    let mut share = vec![(0.0, 0.0); base.vertices.len()];
    for (bone, weights) in &rig.weights {
        let follows = bone.ends_with(suffix)
            && ["lowerarm", "wrist", "metacarpal", "finger"].iter().any(|p| bone.starts_with(p));
        for &(v, w) in weights {
            share[v as usize].1 += w;
            if follows {
                share[v as usize].0 += w;
            }
        }
    }
    for (v, (mine, all)) in base.vertices.iter_mut().zip(share) {
        let part: f64 = mine / f64::max(all, 1e-9);
        if part > 0.0 {
            let t = ((*v - elbow).dot(axis) / length).clamp(-0.15, 1.0);
            let t = (t + 0.15) / 1.15;
            let soft = t * t * (3.0 - 2.0 * t) * 0.6 + t * 0.4;
            let turn = angle * soft * (part * 1.2).clamp(0.0, 1.0);
            *v = DQuat::from_axis_angle(axis, turn) * (*v - elbow) + elbow;
        }
    }
}
