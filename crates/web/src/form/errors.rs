//! What is wrong with a form, field by field.

/// One field and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field.
    pub field: &'static str,
    /// What is wrong and what to do, in one sentence.
    pub text: String,
}

impl FieldError {
    /// What the list above the form says.
    pub fn brief(&self) -> &str {
        &self.text
    }
}

/// The errors of a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// None.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds one. A field keeps its first: one cause, one sentence.
    pub fn add(&mut self, field: &'static str, text: impl Into<String>) {
        if self.of(field).is_none() {
            self.0.push(FieldError { field, text: text.into() });
        }
    }

    /// The sentence for a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|error| error.field == field).map(|error| error.text.as_str())
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many fields.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, FieldError> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a FieldErrors {
    type Item = &'a FieldError;
    type IntoIter = std::slice::Iter<'a, FieldError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
