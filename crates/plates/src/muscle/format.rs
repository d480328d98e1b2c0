//! The file of one muscle, read and checked; what a part does not say it has from the muscle.

use super::point::{Item, Point};
use serde::Deserialize;

/// Which layer of the map shows a muscle.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum Layer {
    /// On the bone.
    Deep,
    /// Between.
    Intermediate,
    /// Under the skin.
    Superficial,
}

impl Layer {
    /// All, from the bone outwards.
    pub const ALL: [Self; 3] = [Self::Deep, Self::Intermediate, Self::Superficial];

    /// The word of the table and of the SVG's class.
    pub fn word(self) -> &'static str {
        match self {
            Self::Deep => "deep",
            Self::Intermediate => "intermediate",
            Self::Superficial => "superficial",
        }
    }
}

/// Flesh, or only fascia, aponeurosis or ligament.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Has a belly; its id is the atlas's.
    #[default]
    Muscle,
    /// Drawn pale; not needled.
    Tendon,
    /// Flesh that the atlas does not know: drawn as flesh, not needled.
    Companion,
}

/// How way points are joined lengthwise.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Curve {
    /// Natural cubic spline: round, may overshoot.
    #[default]
    Cubic,
    /// Monotone: never beyond its points.
    Pchip,
}

/// A muscle or division of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Muscle {
    /// The atlas's id, except for tendons and companions.
    pub id: String,
    /// In English, as the atlas has it.
    pub name: String,
    /// Where the map shows it.
    pub layer: Layer,
    /// Flesh or tendon.
    pub kind: Kind,
    /// The sheet that its parts make, with those of other muscles that name it: they meet without outline and without shade.
    pub sheet: Option<String>,
    /// Heads or slips; at least one.
    pub parts: Vec<Part>,
}

/// One head, slip or sheet: a surface between an origin and an insertion.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Of the head, if it has one.
    pub name: Option<String>,
    /// Painter's number: the larger is painted later.
    pub paint: f64,
    /// Depth below the skin, if it is draped.
    pub drape_mm: Option<f64>,
    /// How much deeper the edges lie.
    pub edge_mm: f64,
    /// How suddenly they sink.
    pub edge_power: f64,
    /// Shares of the length that stay where they are.
    pub ends: [f64; 2],
    /// Share of the length where flesh begins, for evenly spaced fibres.
    pub belly0: Vec<f64>,
    /// Share of the length where flesh ends, for evenly spaced fibres.
    pub belly1: Vec<f64>,
    /// Swelling outwards, where not draped.
    pub bulge_mm: f64,
    /// Rounds of smoothing.
    pub smooth: u32,
    /// How way points are joined.
    pub curve: Curve,
    /// Nothing nearer to the skin.
    pub min_depth_mm: f64,
    /// Nothing lifted outwards by more.
    pub max_lift_mm: f64,
    /// The side away from the nearest skin is the one to be seen.
    pub turned: bool,
    /// Tendinous intersections, shares of the length.
    pub cuts: Vec<f64>,
    /// Fibre spacing relative to the plate's.
    pub spread: f64,
    /// What lies under it shows through: it is coloured thinly and throws no shade.
    pub sheer: bool,
    /// Origin, way points, insertion.
    pub rows: Vec<Vec<Point>>,
}

/// What stands before the parts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    name: String,
    layer: Layer,
    #[serde(default)]
    kind: Kind,
    sheet: Option<String>,
}

/// What a part says, with what the muscle says for all of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    name: Option<String>,
    paint: f64,
    drape_mm: Option<f64>,
    edge_mm: Option<f64>,
    edge_power: Option<f64>,
    ends: Option<[f64; 2]>,
    belly: Option<[f64; 2]>,
    belly0: Option<Vec<f64>>,
    belly1: Option<Vec<f64>>,
    bulge_mm: Option<f64>,
    smooth: Option<u32>,
    curve: Option<Curve>,
    min_depth_mm: Option<f64>,
    max_lift_mm: Option<f64>,
    turned: Option<bool>,
    cuts: Option<Vec<f64>>,
    spread: Option<f64>,
    sheer: Option<bool>,
    rows: Vec<Vec<Vec<Item>>>,
}

impl Muscle {
    /// A muscle from the text of its file; the error says what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let parts = table.remove("part");
        let mut head = toml::Table::new();
        for key in ["id", "name", "layer", "kind", "sheet"] {
            head.extend(table.remove(key).map(|value| (key.to_owned(), value)));
        }
        let head: Head = head.try_into().map_err(|e| e.to_string())?;
        let tables = match parts {
            None => vec![table],
            Some(toml::Value::Array(parts)) => {
                let with_common = |part: toml::Value| match part {
                    toml::Value::Table(part) => {
                        let mut all = table.clone();
                        all.extend(part);
                        Ok(all)
                    }
                    _ => Err("a part is not a table".to_owned()),
                };
                parts.into_iter().map(with_common).collect::<Result<_, _>>()?
            }
            Some(_) => return Err("`part` is written [[part]]".to_owned()),
        };
        let parts = tables
            .into_iter()
            .enumerate()
            .map(|(n, table)| {
                let keys: Keys = table.try_into().map_err(|e| format!("part {}: {e}", n + 1))?;
                Part::checked(keys).map_err(|what| format!("part {}: {what}", n + 1))
            })
            .collect::<Result<Vec<_>, String>>()?;
        if parts.is_empty() {
            return Err("a muscle has at least one part".to_owned());
        }
        let Head { id, name, layer, kind, sheet } = head;
        Ok(Self { id, name, layer, kind, sheet, parts })
    }
}

impl Part {
    fn checked(keys: Keys) -> Result<Self, String> {
        if keys.rows.len() < 2 {
            return Err("rows: an origin and an insertion at least".to_owned());
        }
        let mut rows = Vec::new();
        for (n, row) in keys.rows.iter().enumerate() {
            if row.is_empty() {
                return Err(format!("row {} has no point", n + 1));
            }
            let points = row.iter().map(|items| Point::parse(items)).collect::<Result<Vec<_>, _>>();
            rows.push(points.map_err(|what| format!("row {}: {what}", n + 1))?);
        }
        let [belly0, belly1] = keys.belly.unwrap_or([0.0, 1.0]);
        Ok(Self {
            name: keys.name,
            paint: keys.paint,
            drape_mm: keys.drape_mm,
            edge_mm: keys.edge_mm.unwrap_or(3.0),
            edge_power: keys.edge_power.unwrap_or(4.0),
            ends: keys.ends.unwrap_or([0.12, 0.12]),
            belly0: keys.belly0.filter(|b| !b.is_empty()).unwrap_or_else(|| vec![belly0]),
            belly1: keys.belly1.filter(|b| !b.is_empty()).unwrap_or_else(|| vec![belly1]),
            bulge_mm: keys.bulge_mm.unwrap_or(0.0),
            smooth: keys.smooth.unwrap_or(2),
            curve: keys.curve.unwrap_or_default(),
            min_depth_mm: keys.min_depth_mm.unwrap_or(if keys.drape_mm.is_some() { 3.0 } else { 4.0 }),
            max_lift_mm: keys.max_lift_mm.unwrap_or(40.0),
            turned: keys.turned.unwrap_or(false),
            cuts: keys.cuts.unwrap_or_default(),
            spread: keys.spread.unwrap_or(1.0),
            sheer: keys.sheer.unwrap_or(false),
            rows,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_HEADS: &str = r#"
        id = "biceps-brachii"
        name = "Biceps brachii"
        layer = "superficial"
        paint = 70
        drape_mm = 4
        [[part]]
        name = "Long head"
        rows = [[["arm", 0.1, 8, 18]], [["fore", 0.1, 4, 10], [258, 195.5, 14]]]
        [[part]]
        paint = 71
        belly = [0.1, 0.8]
        rows = [[["B", "scapula", 170, 440, 10]], [["fore", 0.1, -4, 10]]]
    "#;

    #[test]
    fn a_part_takes_from_the_muscle_what_it_does_not_say() {
        let muscle = Muscle::parse(TWO_HEADS).expect("a muscle");
        let [long, short] = muscle.parts.as_slice() else { panic!("two heads") };
        assert_eq!((long.paint, short.paint), (70.0, 71.0));
        assert_eq!((long.drape_mm, short.drape_mm), (Some(4.0), Some(4.0)));
        assert_eq!((short.belly0.as_slice(), short.belly1.as_slice()), ([0.1].as_slice(), [0.8].as_slice()));
        assert_eq!(long.rows[1][1], Point::Raw([258.0, 195.5, 14.0]));
    }

    #[test]
    fn a_slip_of_the_pen_is_named() {
        let misspelt = TWO_HEADS.replace("drape_mm", "drape");
        assert!(Muscle::parse(&misspelt).expect_err("an unknown key").contains("drape"));
        let halved = TWO_HEADS.replace("[\"fore\", 0.1, -4, 10]", "[\"fore\", 0.1]");
        assert!(Muscle::parse(&halved).expect_err("half a point").contains("part 2: row 2"));
        let no_end = TWO_HEADS.replace(", [[\"fore\", 0.1, -4, 10]]", "");
        assert!(Muscle::parse(&no_end).expect_err("no insertion").contains("insertion"));
    }
}
