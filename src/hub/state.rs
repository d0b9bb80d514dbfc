//! What every handler shares.

use std::sync::Arc;

use super::clock::Clock;
use super::news::News;
use super::rights::Directories;
use super::store::Store;

/// A running hub.
pub(in crate::hub) struct Inner {
    pub(in crate::hub) store: Box<dyn Store>,
    pub(in crate::hub) clock: Clock,
    pub(in crate::hub) news: News,
    pub(in crate::hub) directories: Directories,
}

/// What handlers get.
pub(in crate::hub) type Shared = Arc<Inner>;
