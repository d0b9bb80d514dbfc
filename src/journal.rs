//! The append-only action log: what an officer did is safe here before the screen says so.
