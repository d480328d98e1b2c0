//! What happened to a patient: commands, events, state, and every clinical rule. Pure.
