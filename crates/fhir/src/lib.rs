//! Chart to FHIR R4. Pure mapping.
