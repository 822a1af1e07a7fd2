//! Records read by field name.
