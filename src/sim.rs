//! The whole of sync in one process, without a network, threads or time: terminals and a hub under any schedule that chance makes up.
//!
//! Terminals are the real desk and core on a real journal; the hub is the real feed and intake over the store in memory; between them
//! go the very bytes of the API. What has to be true at every moment is in `watch`, what has to be true once everything was
//! delivered is in `settle`, and what the hub may do with an action is in `ledger`.

mod deeds;
mod facility;
mod ledger;
mod machine;
mod settle;
mod step;
mod watch;
mod world;
