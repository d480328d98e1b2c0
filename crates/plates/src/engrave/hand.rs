//! The engraver's hand: how fine the lines are. One number scales it from a figure to a detail.

use glam::DVec3;

/// Widths and distances in mm of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Hand {
    /// Plate units (whole numbers in the SVG) per mm.
    pub units_per_mm: f64,
    /// Pixels per mm that decide what is seen.
    pub fineness: f64,
    /// Between fibres.
    pub spacing: f64,
    /// Thinnest and thickest fibre.
    pub width: [f64; 2],
    /// Between lines on the skin.
    pub hatch: f64,
    /// Thickest outline.
    pub outline: f64,
    /// How far a simplified line may leave the true one.
    pub eps: f64,
    /// Where the light comes from: right, up, towards the viewer; unit.
    pub light: DVec3,
}

impl Hand {
    /// `scale` 1 for a whole figure, about 0.5 for a region, 0.3 for a hand. A symmetric plate is lit from outside on both halves.
    pub fn new(scale: f64, symmetric: bool) -> Self {
        let light = if symmetric { DVec3::new(-0.46, 0.58, 0.62) } else { DVec3::new(-0.50, 0.57, 0.60) };
        Self {
            units_per_mm: (4.0 / scale).round(),
            fineness: 1.6 / scale,
            spacing: 3.7 * scale,
            width: [0.26 * scale, 1.45 * scale],
            hatch: 4.5 * scale,
            outline: 1.8 * scale.powf(0.8),
            eps: 0.26 * scale.powf(1.5),
            light: light.normalize(),
        }
    }

    /// 0 in full light, 1 in full shade, of a unit normal as seen.
    pub fn tone(&self, normal: DVec3) -> f64 {
        (1.0 - normal.dot(self.light)).clamp(0.0, 1.0)
    }
}
