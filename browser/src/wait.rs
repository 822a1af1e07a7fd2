//! Waiting for facts.

use crate::{Browser, Scripts};
use serde_json::Value;
use std::time::{Duration, Instant};
use thirtyfour::By;

/// After this long a step has failed.
const PATIENCE: Duration = Duration::from_secs(15);

/// After this long a step has failed that is much work for the program under test, on a busy machine.
const MORE_PATIENCE: Duration = Duration::from_secs(120);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(20);

impl Browser {
    /// Waits until `fact` gives something.
    pub async fn until<T>(&self, what: &str, fact: impl AsyncFnMut(&Self) -> Option<T>) -> T {
        self.within(PATIENCE, what, fact).await
    }

    /// The same for what takes many pages, such as looking again and again until something is over.
    pub async fn until_after_work<T>(&self, what: &str, fact: impl AsyncFnMut(&Self) -> Option<T>) -> T {
        self.within(MORE_PATIENCE, what, fact).await
    }

    async fn within<T>(&self, patience: Duration, what: &str, mut fact: impl AsyncFnMut(&Self) -> Option<T>) -> T {
        let begin = Instant::now();
        loop {
            if let Some(found) = fact(self).await {
                return found;
            }
            if begin.elapsed() > patience {
                let page: String = self.text("body").await.chars().take(2_000).collect();
                panic!("waited in vain for: {what}\n--- {} shows ---\n{page}", self.address().await);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits for a text anywhere on the page, and until the page is at rest.
    pub async fn see(&self, words: &str) {
        self.until(words, async |browser| {
            let shown = browser.text("body").await.contains(words);
            (shown && browser.is_at_rest().await).then_some(())
        })
        .await;
    }

    /// The same for what is much work: hundreds of files.
    pub async fn see_after_work(&self, words: &str) {
        self.within(MORE_PATIENCE, words, async |browser| {
            let shown = browser.text("body").await.contains(words);
            (shown && browser.is_at_rest().await).then_some(())
        })
        .await;
    }

    /// Waits until there is a page at rest without this text. Between two pages there is no text at all: that is no answer.
    pub async fn see_no(&self, words: &str) {
        let what = format!("no «{words}»");
        self.until(&what, async |browser| {
            let page = browser.text("body").await;
            (!page.is_empty() && !page.contains(words) && browser.is_at_rest().await).then_some(())
        })
        .await;
    }

    /// Waits until this many elements match.
    pub async fn see_count(&self, css: &str, count: usize) {
        let what = format!("{count} × {css}");
        self.until(&what, async |browser| (browser.count(css).await == count).then_some(())).await;
    }

    /// Waits until the path of the page is this.
    pub async fn at(&self, path: &str) {
        let what = format!("the address {path}");
        self.until(&what, async |browser| {
            let url = browser.web.current_url().await.ok()?;
            (url.path() == path && browser.is_at_rest().await).then_some(())
        })
        .await;
    }

    /// Waits until the path of the page begins with this, for a page whose whole path nobody knows before; gives the path.
    pub async fn below(&self, beginning: &str) -> String {
        let what = format!("an address below {beginning}");
        self.until(&what, async |browser| {
            let url = browser.web.current_url().await.ok()?;
            (url.path().starts_with(beginning) && browser.is_at_rest().await).then(|| url.path().to_owned())
        })
        .await
    }

    /// How many elements match.
    pub async fn count(&self, css: &str) -> usize {
        self.web.find_all(By::Css(css.to_owned())).await.map_or(0, |found| found.len())
    }

    /// The visible text of the first element that matches, or nothing.
    pub async fn text(&self, css: &str) -> String {
        match self.web.find(By::Css(css.to_owned())).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// The address of the page.
    pub async fn address(&self) -> String {
        self.web.current_url().await.map(String::from).unwrap_or_default()
    }

    /// The value of a JavaScript expression. Works without scripts too: it is the debugger that asks.
    pub async fn value(&self, expression: &str) -> Value {
        let asked = self.web.execute(format!("return ({expression});"), Vec::new()).await;
        asked.map(|answer| answer.json().clone()).unwrap_or(Value::Null)
    }

    /// Waits until the page is at rest.
    pub(crate) async fn rest(&self) {
        self.until("the page at rest", async |browser| browser.is_at_rest().await.then_some(())).await;
    }

    /// True when the page is loaded and the kit's script, if it may run, has set the sign that nothing is under way.
    pub(crate) async fn is_at_rest(&self) -> bool {
        let at_rest = match self.scripts {
            Scripts::On => {
                "document.readyState === 'complete' && (!document.querySelector('script[src*=\"/assets/app\"]') || document.documentElement.dataset.settled === '1')"
            }
            Scripts::Off => "document.readyState === 'complete'",
        };
        self.value(at_rest).await == Value::Bool(true)
    }
}
