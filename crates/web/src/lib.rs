//! Pages, islands and the HTTP doors.
