//! A patient.

use chart::PatientId;
use chart::patient::Person;
use serde_json::{Value, json};

/// A `Patient` resource. `version` is the stream's version, as in the ETag.
pub fn patient(id: PatientId, person: &Person, version: u64) -> Value {
    let mut name = json!({ "given": person.given_name.split_whitespace().collect::<Vec<_>>() });
    if let Some(family) = &person.family_name {
        name["family"] = json!(family);
    }
    let mut patient = json!({
        "resourceType": "Patient",
        "id": id.to_string(),
        "meta": { "versionId": version.to_string() },
        "identifier": [{ "system": format!("{}:record-number", crate::SYSTEM), "value": person.record_no.to_string() }],
        "name": [name],
        "birthDate": person.birth_date.to_string(),
    });
    if let Some(phone) = &person.phone {
        patient["telecom"] = json!([{ "system": "phone", "value": phone }]);
    }
    patient
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_person_with_one_name_has_no_family_name_in_fhir_either() {
        let person = Person {
            record_no: 7,
            given_name: "Suharto".into(),
            family_name: None,
            birth_date: date(1951, 6, 8),
            phone: None,
        };
        let resource = patient(PatientId(uuid::Uuid::nil()), &person, 1);
        assert_eq!(resource["name"], json!([{ "given": ["Suharto"] }]));
        assert_eq!(resource["birthDate"], "1951-06-08");
        assert_eq!(resource["identifier"][0]["value"], "7");
    }
}
