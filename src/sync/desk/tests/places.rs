//! Whether the reader works at a place.

use super::*;

#[test]
fn a_supervisor_works_at_a_place_also_on_a_day_on_which_nobody_is_expected_there() {
    for (role, works) in [("workshop-supervisor", true), ("visits-desk", true), ("officer", false)] {
        let home = TempDir::new().expect("a folder");
        let mut desk = Desk::open(home.path());
        assert!(!desk.state.has_places(), "nobody knows yet");
        let body = format!(r#"{{"facility":"{}","name":"W. Hout","initials":"WH","roles":["{role}"]}}"#, Uuid::nil());
        let (kind, body) = ("staff".into(), Some(body.into_bytes().into()));
        desk.read(vec![Row { id: ME.into(), kind, revision: 1, sequence: 1, day: None, body }]);
        assert_eq!(desk.state.has_places(), works, "{role}");
    }
}
