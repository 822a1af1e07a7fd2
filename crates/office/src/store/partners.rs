//! Partners: offices that this one sends to, its favourites, and whose number a person has confirmed.

use super::{Store, StoreError, seconds, timestamp};
use evidence::Timestamp;
use protocol::OfficeBody;
use rusqlite::{OptionalExtension, params};

/// What this PC knows of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its number.
    pub number: String,
    /// As the directory last said; `None` when this PC has never asked.
    pub office: Option<OfficeBody>,
    /// Among the favourites.
    pub favourite: bool,
    /// When a set last arrived for it.
    pub used_at: Option<Timestamp>,
    /// When a person confirmed its number.
    pub confirmed_at: Option<Timestamp>,
}

impl Partner {
    /// Nothing ever arrived for it from this PC and nobody has confirmed its number: a person does so before sending.
    pub fn is_first_time(&self) -> bool {
        self.used_at.is_none() && self.confirmed_at.is_none()
    }
}

const COLUMNS: &str = "number, favourite, used_at, confirmed_at";

impl Store {
    /// An office, also one of which nothing is known yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn partner(&self, number: &str) -> Result<Partner, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM partner WHERE number = ?1");
        let row = self.connection.prepare_cached(&sql)?.query_row([number], read).optional()?;
        self.partner_of(row.unwrap_or_else(|| (number.to_owned(), false, None, None)))
    }

    /// The favourites, by kana.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn favourites(&self) -> Result<Vec<Partner>, StoreError> {
        let mut all = self.partners_by("WHERE favourite = 1", i64::MAX)?;
        all.sort_by_cached_key(|one| (one.office.as_ref().map(|office| office.kana.clone()), one.number.clone()));
        Ok(all)
    }

    /// Those for which something arrived, the latest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn recent_partners(&self, most: u32) -> Result<Vec<Partner>, StoreError> {
        self.partners_by("WHERE used_at IS NOT NULL ORDER BY used_at DESC, number", i64::from(most))
    }

    /// Puts an office among the favourites, or takes it off.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn favour(&self, number: &str, favourite: bool) -> Result<(), StoreError> {
        let sql = "INSERT INTO partner (number, favourite) VALUES (?1, ?2)
                   ON CONFLICT (number) DO UPDATE SET favourite = excluded.favourite";
        self.connection.execute(sql, params![number, favourite])?;
        Ok(())
    }

    /// A person typed its number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn confirm_partner(&self, number: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = "INSERT INTO partner (number, favourite, confirmed_at) VALUES (?1, 0, ?2)
                   ON CONFLICT (number) DO UPDATE SET confirmed_at = coalesce(confirmed_at, excluded.confirmed_at)";
        self.connection.execute(sql, params![number, seconds(at)])?;
        Ok(())
    }

    /// Something arrived for it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn use_partner(&self, number: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = "INSERT INTO partner (number, favourite, used_at) VALUES (?1, 0, ?2)
                   ON CONFLICT (number) DO UPDATE SET used_at = max(coalesce(used_at, 0), excluded.used_at)";
        self.connection.execute(sql, params![number, seconds(at)])?;
        Ok(())
    }

    fn partners_by(&self, which: &str, most: i64) -> Result<Vec<Partner>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM partner {which} LIMIT ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([most], read)?.collect::<Result<Vec<_>, _>>()?;
        rows.into_iter().map(|row| self.partner_of(row)).collect()
    }

    fn partner_of(&self, (number, favourite, used_at, confirmed_at): Row) -> Result<Partner, StoreError> {
        let office = self.recipient(&number)?;
        let (used_at, confirmed_at) = (used_at.and_then(timestamp), confirmed_at.and_then(timestamp));
        Ok(Partner { number, office, favourite, used_at, confirmed_at })
    }
}

type Row = (String, bool, Option<i64>, Option<i64>);

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::store_in;

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_unix(1_749_524_400 + seconds).unwrap()
    }

    fn numbers(partners: &[Partner]) -> Vec<&str> {
        partners.iter().map(|one| one.number.as_str()).collect()
    }

    #[test]
    fn a_partner_is_confirmed_once_and_used_often() {
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(folder.path());
        assert!(store.partner("1370000002").unwrap().is_first_time());
        store.favour("1370000002", true).unwrap();
        assert!(store.partner("1370000002").unwrap().is_first_time());
        store.confirm_partner("1370000002", at(1)).unwrap();
        store.confirm_partner("1370000002", at(9)).unwrap();
        let known = store.partner("1370000002").unwrap();
        assert!(known.favourite && !known.is_first_time());
        assert_eq!(known.confirmed_at, Some(at(1)));
        store.use_partner("1370000003", at(3)).unwrap();
        store.use_partner("1370000002", at(2)).unwrap();
        store.use_partner("1370000003", at(1)).unwrap();
        assert_eq!(numbers(&store.recent_partners(10).unwrap()), ["1370000003", "1370000002"]);
        assert_eq!(numbers(&store.recent_partners(1).unwrap()), ["1370000003"]);
        assert_eq!(numbers(&store.favourites().unwrap()), ["1370000002"]);
        store.favour("1370000002", false).unwrap();
        assert!(store.favourites().unwrap().is_empty());
        assert!(!store.partner("1370000002").unwrap().is_first_time());
    }

    #[test]
    fn favourites_come_by_kana() {
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(folder.path());
        for (number, kana) in [("1370000002", "サクラ"), ("1370000003", "アオバ")] {
            let (name, prefecture) = (kana.to_owned(), "13".to_owned());
            let (number, kana) = (number.to_owned(), kana.to_owned());
            store.favour(&number, true).unwrap();
            let office = OfficeBody { number, name, kana, prefecture, service_types: Vec::new(), licensed: true };
            store.keep_recipient(&office).unwrap();
        }
        assert_eq!(numbers(&store.favourites().unwrap()), ["1370000003", "1370000002"]);
    }
}
