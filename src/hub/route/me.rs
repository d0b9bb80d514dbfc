//! `/v1/me`: who the caller is.

use axum::Json;

use crate::hub::error::Error;
use crate::hub::rights::Caller;
use crate::wire::api::Me;
use crate::wire::problem::Problem;

/// Who the token belongs to: a member of staff (*medewerker*) and the wings (*afdelingen*) that they may see.
#[utoipa::path(get, path = "/v1/me", tag = "staff", responses(
    (status = 200, description = "the caller", body = Me),
    (status = 401, description = "no token, or an unknown one", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "the database does not answer", body = Problem, content_type = "application/problem+json"),
))]
pub(in crate::hub) async fn show(caller: Caller) -> Result<Json<Me>, Error> {
    let person = &caller.subject.person;
    Ok(Json(Me {
        staff: person.id.0,
        name: person.name.as_str().to_owned(),
        initials: person.initials.as_str().to_owned(),
        roles: person.roles.iter().map(|role| role.as_str().to_owned()).collect(),
        facility: person.facility.0,
        wings: caller.wings().into_iter().map(|wing| wing.0).collect(),
    }))
}
