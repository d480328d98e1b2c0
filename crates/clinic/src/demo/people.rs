//! Names of people who do not exist.

pub(super) const GIVEN_NAMES: [&str; 36] = [
    "Élodie", "Johan", "Aisha", "Marek", "Sinéad", "Hiroshi", "Paula", "Oluwaseun", "Greta", "Rafael", "Søren", "Leila", "Fiona",
    "Dmitri", "Naledi", "Björn", "Carmen", "Théo", "Ayşe", "Patrick", "Ingrid", "Mateo", "Nora", "Kwame", "Zoë", "Anders", "Priya",
    "Tobias", "Chiara", "Wei", "Hannah", "Luca", "Amara", "Jakub", "Maren", "Idris",
];

pub(super) const FAMILY_NAMES: [&str; 36] = [
    "Müller-Strand", "Okafor", "Lindqvist", "Brennan", "Castellano", "Nakagawa", "van Dalen", "Haddad", "Kowalczyk", "Osei",
    "Andersen", "Whitlock", "Ferreira", "O’Shea", "Yıldız", "Petrov", "Mbeki", "Larsson", "García Soto", "Winter", "Rossi",
    "Dubois", "Kaminski", "Sharma", "Baptiste", "Halvorsen", "Novak", "Adeyemi", "Schreiber", "Tan", "Moreau", "Eriksen", "Bianchi",
    "Hughes", "Zieliński", "Said",
];
