//! `POST /devices/{id}/looks`: who opened which file reaches the trail, whatever it says.

use super::*;
use crate::domain::id::{DeviceId, LookId, StaffId, WingId};
use crate::domain::look::{List, Look, LookedAt};
use crate::hub::intake;

fn look(number: u64, id: u128) -> Value {
    json!({
        "number": number, "id": Uuid::from_u128(id), "reader": Uuid::from_u128(7), "detainee": Uuid::from_u128(8),
        "at": "2026-11-23T07:00:00Z",
    })
}

#[tokio::test]
async fn looks_are_taken_in_once_and_a_device_says_how_many_there_are() {
    let desk = Desk::new().await;
    let (token, _) = desk.token("officer").await;
    let device = desk.device(&token).await;
    let path = path::looks(DeviceId(device));
    let tell =
        async |looks: Value| desk.ask(Method::POST, &path, &token, Some(json!({ "looks": looks }).to_string())).await;
    let both = json!([look(1, 1), look(2, 2)]);
    for _ in 0..2 {
        let answer = tell(both.clone()).await;
        assert_eq!((answer.status, answer.json()), (StatusCode::OK, json!({ "lastLook": 2 })));
    }
    let known = desk.get(&format!("/v1/devices/{device}"), &token).await.json();
    assert_eq!((known["lastLook"].as_u64(), known["lastNumber"].as_u64()), (Some(2), Some(0)));
    tell(json!([look(2, 3)])).await.is_problem(StatusCode::CONFLICT, "content-differs");
    // A look that cannot be read is evidence too: it stops none that come after it.
    let answer = tell(json!([{ "number": 3, "colour": "red" }, look(4, 4)])).await;
    assert_eq!(answer.json(), json!({ "lastLook": 4 }));
    let all: Vec<_> = (5..=105).map(|number| look(number, number.into())).collect();
    for bad in [json!([]), json!([look(6, 6), look(6, 7)]), json!([look(0, 8)]), json!([{}]), json!(all)] {
        tell(bad).await.is_problem(StatusCode::BAD_REQUEST, "malformed");
    }
    let elsewhere = path::looks(DeviceId(Uuid::from_u128(99)));
    let unknown = desk.ask(Method::POST, &elsewhere, &token, Some(json!({ "looks": [look(1, 9)] }).to_string())).await;
    unknown.is_problem(StatusCode::NOT_FOUND, "not-found");
}

#[test]
fn the_trail_says_which_list_of_which_wing_was_taken_by_whom() {
    let (wing, reader) = (WingId(Uuid::from_u128(5)), StaffId(Uuid::from_u128(7)));
    let at = DateTime::from_timestamp(1_795_000_000, 0).expect("a time");
    let id = LookId(Uuid::from_u128(1));
    let look = Look { id, number: 4, reader, at_what: LookedAt::List(wing, List::Emergency), at, reason: None };
    let bytes = crate::wire::look::encode(&look).expect("looks are JSON");
    let kept = intake::looked(DeviceId(Uuid::from_u128(9)), 4, &bytes, at);
    assert_eq!((kept.id, kept.audit.actor), (id, Some(reader)));
    assert_eq!(kept.audit.object, format!("wing/{} 4 at 2026-11-18T11:06:40.000Z, list emergency", wing.0));
}
