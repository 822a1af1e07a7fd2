//! Which button was pressed: `name="do" value="verb:id"`.

/// The pressed button. Enter, a script or an old page give an empty one, which never does anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Press(String);

impl Press {
    pub(crate) fn new(value: String) -> Self {
        Self(value)
    }

    /// What to do; empty when no button was pressed.
    pub fn verb(&self) -> &str {
        self.0.split(':').next().unwrap_or_default()
    }

    /// To what; empty when the button names nothing.
    pub fn id(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, id)| id)
    }
}
