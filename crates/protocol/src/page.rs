//! Pages of lists: a cursor says where the next page begins.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the next page begins. Opaque: callers give back what they were given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Cursor(pub String);
