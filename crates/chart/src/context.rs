//! All that a decision may know beyond the stream's own state.

use crate::ids::{ClinicId, StaffId};
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::staff::Role;
use crate::time::Instant;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The signed-in person.
    pub staff: StaffId,
    /// What they may do.
    pub roles: Vec<Role>,
}

/// All that a decision may know beyond the state: nothing else reaches `decide`.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The clinic it happens in.
    pub clinic: ClinicId,
    /// When the server took the command.
    pub now: Instant,
    /// The calendar day at the clinic.
    pub today: jiff::civil::Date,
    /// Who asks.
    pub actor: Actor,
    /// The rules of this jurisdiction.
    pub policy: &'a Policy,
    /// What is known about muscles and points.
    pub atlas: &'a atlas::Atlas,
}

impl Context<'_> {
    /// Refuses unless the actor has one of the roles.
    pub fn require_role(&self, allowed: &[Role]) -> Result<(), Refusal> {
        if self.actor.roles.iter().any(|role| allowed.contains(role)) {
            Ok(())
        } else {
            Err(Refusal::new("role.not_allowed"))
        }
    }
}
