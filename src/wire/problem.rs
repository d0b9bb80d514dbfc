//! The problem document (RFC 9457): what every error of the hub looks like. A code and data; the terminal makes the sentence.

use serde::{Deserialize, Serialize};

/// Its content type.
pub const PROBLEM_TYPE: &str = "application/problem+json";

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// A URI for this kind of problem.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// The same for people, without data.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was attempted. Never personal data.
    #[serde(default)]
    pub detail: String,
    /// Stable word for programs: `gap`, `content-differs`, `cursor-expired`, `epoch-changed`, …
    #[serde(default)]
    pub code: String,
    /// With `gap`: the number that the hub expects next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<u64>,
    /// Everything that is wrong with the request, at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "hub", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FieldProblem {
    /// Where: a JSON pointer, a query key or a header.
    pub location: String,
    /// What is wrong. Never the value.
    pub detail: String,
}
