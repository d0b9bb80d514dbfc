//! Talks to the central API: a trait, reqwest, retry, limits.
