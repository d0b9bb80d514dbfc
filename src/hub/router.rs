//! Every path, and what stands around it.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::response::IntoResponse;
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Description;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::error::Error;
use super::headers;
use super::route::{actions, devices, health, items, looks, me, steps, streams, written};
use super::state::Inner;
use crate::wire::{API_VERSION, MAX_REQUEST_BYTES};

#[derive(OpenApi)]
#[openapi(info(
    title = "vleugel",
    description = "A prison wing's day: what terminals read and write. Names are English; each description gives the Dutch \
                   term. Errors are problem documents (RFC 9457) with a stable `code`.",
    license(name = "EUPL-1.2", identifier = "EUPL-1.2")
))]
struct Api;

/// The paths and their description, made from the same handlers.
fn paths() -> (Router<Arc<Inner>>, Description) {
    let (router, mut description) = OpenApiRouter::with_openapi(Api::openapi())
        .routes(routes!(streams::heads))
        .routes(routes!(streams::changes))
        .routes(routes!(devices::enrol, devices::show))
        .routes(routes!(actions::push, actions::outcomes))
        .routes(routes!(actions::put))
        .routes(routes!(looks::push))
        .routes(routes!(items::detainees))
        .routes(routes!(items::detainee))
        .routes(routes!(items::visits))
        .routes(routes!(items::visit, items::change_visit))
        .routes(routes!(items::shifts))
        .routes(routes!(items::shift, items::change_shift))
        .routes(routes!(written::notes, written::write_note))
        .routes(routes!(written::note, written::replace_note))
        .routes(routes!(written::entries, written::write_entry))
        .routes(routes!(written::entry, written::replace_entry))
        .routes(routes!(steps::sign_up, steps::put_sign_up, steps::delete_sign_up))
        .routes(routes!(steps::advice, steps::put_advice))
        .routes(routes!(steps::step, steps::put_step, steps::delete_step))
        .routes(routes!(me::show))
        .routes(routes!(health::show))
        .split_for_parts();
    description.info.version = API_VERSION.into();
    (router, description)
}

/// The whole service.
pub(in crate::hub) fn router(hub: Arc<Inner>) -> Router {
    let (router, description) = paths();
    router
        .route(crate::wire::path::template::OPENAPI, health::description(&description))
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::WrongMethod)
        .layer(DefaultBodyLimit::max(MAX_REQUEST_BYTES))
        .layer(CatchPanicLayer::custom(|_| Error::Fault.into_response()))
        .layer(CompressionLayer::new().zstd(true))
        .layer(middleware::from_fn(headers::add))
        .layer(middleware::from_fn_with_state(Arc::clone(&hub), headers::date))
        .with_state(hub)
}
