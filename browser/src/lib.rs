//! For tests: a real Chromium.
