//! The central API: router, auth, policy, error, feed, store, migrations; one file per resource.

mod store;
