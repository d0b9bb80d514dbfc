//! Keys and tags: how a cache key says nothing to who steals the disk.
