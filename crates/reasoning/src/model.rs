//! The atlas's network in the engine's form, made once.

use std::collections::HashMap;
use std::sync::LazyLock;

use atlas::{Atlas, CauseKey, Cell, FindingKey, MotionFault, SidedMotion, Strengths, Wiring};
use inference::{CauseId, FindingId, Network};

/// Version of the model: recorded with what was shown, raised with every change of a number or a rule.
pub const MODEL_VERSION: &str = "2026.11-4";

/// From drawing, motions and complaint alone no point is held to be likelier than this; only palpation can raise it
/// (judgement: four of five myofascial pains of a back clinic were secondary to something else).
pub const DRAWING_CAP: f64 = 0.6;

/// Why no number here can be refused.
pub(crate) const PROBABLE: &str = "the numbers of the model are probabilities";

/// The network with the names of its parts.
#[derive(Debug, Clone)]
pub struct Model {
    pub(crate) network: Network,
    pub(crate) wiring: Wiring,
    pub(crate) strengths: Strengths,
    by_cause: HashMap<CauseKey, usize>,
    by_motion: HashMap<(SidedMotion, MotionFault), usize>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::of(&Strengths::MODEL));

impl Model {
    /// The model that answers are given by.
    pub fn get() -> &'static Model {
        &MODEL
    }

    /// A model with other strengths, to study what they do.
    pub fn of(strengths: &Strengths) -> Model {
        let wiring = Atlas::get().wiring(strengths);
        let mut builder = Network::builder();
        for cause in &wiring.causes {
            builder.cause(cause.prior).expect(PROBABLE);
        }
        for finding in &wiring.findings {
            builder.finding(finding.leak).expect(PROBABLE);
        }
        for wire in &wiring.wires {
            let (cause, finding) = (CauseId::new(wire.cause), FindingId::new(wire.finding));
            builder.link(cause, finding, wire.strength).expect(PROBABLE);
        }
        let by_cause = wiring.causes.iter().enumerate().map(|(at, cause)| (cause.key, at)).collect();
        let by_motion = wiring.findings.iter().enumerate().filter_map(|(at, finding)| match finding.key {
            FindingKey::Motion(motion, fault) => Some(((motion, fault), at)),
            FindingKey::Cell(_) => None,
        });
        let by_motion = by_motion.collect();
        Model { network: builder.build(), wiring, strengths: *strengths, by_cause, by_motion }
    }

    /// The network, for measuring and for comparing with other programs.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// What the network's causes and findings are.
    pub fn wiring(&self) -> &Wiring {
        &self.wiring
    }

    pub(crate) fn cause(&self, key: CauseKey) -> CauseId {
        CauseId::new(self.by_cause[&key])
    }

    pub(crate) fn key(&self, cause: CauseId) -> CauseKey {
        self.wiring.causes[cause.index()].key
    }

    pub(crate) fn prior(&self, cause: CauseId) -> f64 {
        self.wiring.causes[cause.index()].prior
    }

    pub(crate) fn cell(cell: Cell) -> FindingId {
        FindingId::new(cell.index())
    }

    /// `None` for a motion that no cause is known for: it is no evidence.
    pub(crate) fn motion(&self, motion: SidedMotion, fault: MotionFault) -> Option<FindingId> {
        self.by_motion.get(&(motion, fault)).map(|at| FindingId::new(*at))
    }
}
