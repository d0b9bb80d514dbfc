//! The terminal interface: actions, keymap, theme, model, update, view. It performs no effect.
