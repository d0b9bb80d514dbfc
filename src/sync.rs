//! Decides what to push and pull (a pure plan), then drives journal, cache and api to it.
