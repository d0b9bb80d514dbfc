//! Every path of the API, in one place.

use crate::domain::id::DeviceId;
use crate::domain::stream::StreamId;

/// Templates, as the router and the API description write them.
pub mod template {
    /// The streams that the caller may see.
    pub const STREAMS: &str = "/v1/streams";
    /// What changed in a stream.
    pub const CHANGES: &str = "/v1/streams/{kind}/{id}/changes";
    /// One device.
    pub const DEVICE: &str = "/v1/devices/{device}";
    /// Actions of a device, in batches.
    pub const ACTIONS: &str = "/v1/devices/{device}/actions";
    /// One action of a device.
    pub const ACTION: &str = "/v1/devices/{device}/actions/{number}";
    /// Who opened which file on a device.
    pub const LOOKS: &str = "/v1/devices/{device}/looks";
    /// Who the caller is.
    pub const ME: &str = "/v1/me";
    /// Whether the hub works. No sign-in.
    pub const HEALTH: &str = "/v1/health";
    /// The description of the API. No sign-in.
    pub const OPENAPI: &str = "/v1/openapi.json";
}

/// What changed in a stream.
pub fn changes(stream: StreamId) -> String {
    format!("/v1/streams/{stream}/changes")
}

/// One device.
pub fn device(device: DeviceId) -> String {
    format!("/v1/devices/{device}")
}

/// Actions of a device.
pub fn actions(device: DeviceId) -> String {
    format!("/v1/devices/{device}/actions")
}

/// Who opened which file on a device.
pub fn looks(device: DeviceId) -> String {
    format!("/v1/devices/{device}/looks")
}

/// One action of a device.
pub fn action(device: DeviceId, number: u64) -> String {
    format!("/v1/devices/{device}/actions/{number}")
}
