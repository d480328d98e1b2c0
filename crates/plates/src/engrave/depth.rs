//! Parts are painted in the order of the table, which knows what lies over what where muscles touch. What lies far behind another is
//! hidden by it all the same: the chest muscle is not seen through the back.

use super::Scene;
use super::muscles::Seen;

/// So much nearer (mm) hides whatever the order says. Less may be a table's error, and the order is right.
const FAR: f32 = 18.0;

/// Takes from each part, given in painting order, what lies far behind those painted before it.
pub(super) fn hide<'a, 'b: 'a>(scene: &Scene, parts: impl Iterator<Item = &'a mut Seen<'b>>) {
    let view = &scene.view;
    let mut nearest = vec![f32::NEG_INFINITY; view.width * view.height];
    for seen in parts {
        let [left, top, width, _] = seen.window;
        let sheer = seen.sheer();
        for (i, mask) in seen.mask.iter_mut().enumerate().filter(|(_, mask)| **mask) {
            let nearest = &mut nearest[(i / width + top) * view.width + i % width + left];
            let near = seen.buffer.near[i] as f32;
            *mask = near > *nearest - FAR;
            if !sheer {
                *nearest = nearest.max(near);
            }
        }
    }
}
