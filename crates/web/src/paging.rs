//! Pages of a list: fifty rows each, with the addresses of the page before and after.

/// Where a list stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    total: usize,
    page: usize,
    size: usize,
    link: String,
}

impl Paging {
    /// Rows on a page (ui.md: 50).
    pub const SIZE: usize = 50;

    /// `total` rows, the page that was asked for (from 1; what lies outside becomes the nearest), and the address of the list
    /// with its filters but without `page`.
    pub fn new(total: usize, page: usize, link: impl Into<String>) -> Self {
        let pages = total.div_ceil(Self::SIZE).max(1);
        Self { total, page: page.clamp(1, pages), size: Self::SIZE, link: link.into() }
    }

    /// All rows.
    pub fn total(&self) -> usize {
        self.total
    }

    /// This page, from 1.
    pub fn page(&self) -> usize {
        self.page
    }

    /// How many pages there are; at least one.
    pub fn pages(&self) -> usize {
        self.total.div_ceil(self.size).max(1)
    }

    /// Rows on a page.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Rows to leave out before this page.
    pub fn skip(&self) -> usize {
        (self.page - 1) * self.size
    }

    /// The number of the first row, from 1; 0 for an empty list.
    pub fn first(&self) -> usize {
        if self.total == 0 { 0 } else { self.skip() + 1 }
    }

    /// The number of the last row.
    pub fn last(&self) -> usize {
        (self.skip() + self.size).min(self.total)
    }

    /// The page before.
    pub fn before(&self) -> Option<String> {
        (self.page > 1).then(|| self.address(self.page - 1))
    }

    /// The page after.
    pub fn after(&self) -> Option<String> {
        (self.page < self.pages()).then(|| self.address(self.page + 1))
    }

    fn address(&self, page: usize) -> String {
        let joint = if self.link.contains('?') { '&' } else { '?' };
        format!("{}{joint}page={page}", self.link)
    }
}

#[cfg(test)]
mod tests {
    use super::Paging;

    #[test]
    fn pages_and_their_addresses() {
        let paging = Paging::new(120, 2, "/inbox?month=202511");
        assert_eq!((paging.first(), paging.last(), paging.pages()), (51, 100, 3));
        assert_eq!(paging.before().as_deref(), Some("/inbox?month=202511&page=1"));
        assert_eq!(paging.after().as_deref(), Some("/inbox?month=202511&page=3"));
    }

    #[test]
    fn what_lies_outside_becomes_the_nearest() {
        assert_eq!(Paging::new(120, 99, "/x").page(), 3);
        let empty = Paging::new(0, 5, "/x");
        assert_eq!((empty.page(), empty.first(), empty.last(), empty.pages()), (1, 0, 0, 1));
        assert_eq!((empty.before(), empty.after()), (None, None));
    }
}
