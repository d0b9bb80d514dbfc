//! The shell: event loop, effects, terminal guard, clock, logging. The only place where layers meet.
