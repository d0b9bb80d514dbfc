//! Arguments, file and environment: read once, into one value that cannot be wrong.
