//! The rebuildable cache: a small trait, sled, an in-memory twin, one contract suite.
