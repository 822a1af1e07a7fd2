//! This office's own templates of messages (送付状).

use super::cipher::Place;
use super::{Store, StoreError};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// No more templates are kept.
pub const MOST_TEMPLATES: i64 = 200;

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its id.
    pub id: String,
    /// Name and text.
    pub words: TemplateWords,
}

/// Name and text of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateWords {
    /// Its name.
    pub name: String,
    /// Its text, with marks such as `{宛先}`.
    pub text: String,
}

fn place(id: &str) -> Place<'_> {
    Place { table: "template", column: "body", id }
}

impl Store {
    /// The own templates, in the order in which they were made.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn templates(&self) -> Result<Vec<Template>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, body FROM template ORDER BY rowid")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.map(|row| {
            let (id, sealed): (String, Vec<u8>) = row?;
            Ok(Template { words: self.unseal(place(&id), sealed)?, id })
        })
        .collect()
    }

    /// Keeps a template: a new one without an id, else in place of the one with it. Gives its id.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there are [`MOST_TEMPLATES`].
    pub fn keep_template(&self, id: Option<&str>, words: &TemplateWords) -> Result<String, StoreError> {
        let id = id.map_or_else(|| self.fresh_key(), |id| Ok(id.to_owned()))?;
        let others: i64 =
            self.connection.query_row("SELECT count(*) FROM template WHERE id <> ?1", [&id], |row| row.get(0))?;
        if others >= MOST_TEMPLATES {
            return Err(StoreError::Full("template"));
        }
        let sealed = self.seal(place(&id), words)?;
        let sql = "INSERT INTO template (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body";
        self.connection.execute(sql, params![id, sealed])?;
        Ok(id)
    }

    /// Removes a template.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn remove_template(&self, id: &str) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM template WHERE id = ?1", [id])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::store_in;

    #[test]
    fn templates_are_made_changed_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(folder.path());
        let words = |text: &str| TemplateWords { name: "予定".to_owned(), text: text.to_owned() };
        let first = store.keep_template(None, &words("{対象月}の予定です。")).unwrap();
        let second = store.keep_template(None, &words("b")).unwrap();
        assert_eq!(store.keep_template(Some(&first), &words("changed")).unwrap(), first);
        let kept = store.templates().unwrap();
        assert_eq!(kept.iter().map(|one| one.words.text.as_str()).collect::<Vec<_>>(), ["changed", "b"]);
        store.remove_template(&second).unwrap();
        assert_eq!(store.templates().unwrap().len(), 1);
    }
}
