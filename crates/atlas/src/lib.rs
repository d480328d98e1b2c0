//! What is known: regions, muscles, trigger points, referral, hazards, needling guidance, sources.
