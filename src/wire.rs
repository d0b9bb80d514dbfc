//! The API as bytes: request and response types, paths, the problem document; conversions into domain types.
