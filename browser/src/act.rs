//! What a person does: opens, clicks, types, ticks, presses keys, drops files.

use crate::Browser;
use serde_json::json;
use std::path::{Path, PathBuf};
use thirtyfour::{By, Key, WebElement};

impl Browser {
    /// Opens an address and waits for the page.
    pub async fn open(&self, address: &str) {
        self.web.goto(address).await.expect("the address opens");
        self.rest().await;
    }

    /// Clicks the button, link, label or summary with these words; while a dialog is open, the one in the dialog.
    pub async fn click(&self, words: &str) {
        let xpath = by_words(words);
        self.until(&format!("something to click: {words}"), async |browser| {
            let element = browser.reachable(&xpath).await?;
            // A person scrolls what lies under a sticky bar into sight before the click.
            element.scroll_into_view().await.ok()?;
            element.click().await.ok()
        })
        .await;
    }

    /// Clicks what matches.
    pub async fn click_on(&self, css: &str) {
        self.until(&format!("something to click: {css}"), async |browser| {
            if !browser.is_at_rest().await {
                return None;
            }
            let element = browser.web.find(By::Css(css.to_owned())).await.ok()?;
            element.scroll_into_view().await.ok()?;
            element.click().await.ok()
        })
        .await;
    }

    /// Puts a text into the field with this label, in place of what is there.
    pub async fn type_into(&self, label: &str, text: &str) {
        let xpath = format!("//label[starts-with(normalize-space(.), {})]", quoted(label));
        self.until(&format!("a field: {label}"), async |browser| {
            if !browser.is_at_rest().await {
                return None;
            }
            let label = browser.web.find(By::XPath(xpath.clone())).await.ok()?;
            let id = label.attr("for").await.ok()??;
            let field = browser.web.find(By::Id(id)).await.ok()?;
            field.clear().await.ok()?;
            field.send_keys(text).await.ok()
        })
        .await;
    }

    /// Puts a text into the field that matches, in place of what is there.
    pub async fn fill(&self, css: &str, text: &str) {
        self.rest().await;
        let field = self.web.find(By::Css(css.to_owned())).await.expect(css);
        field.clear().await.expect("a field that is cleared");
        field.send_keys(text).await.expect("a field that takes text");
    }

    /// Puts the focus on what matches, while the page may still work on something.
    pub async fn focus_on(&self, css: &str) {
        self.web.find(By::Css(css.to_owned())).await.expect(css).focus().await.expect("the focus");
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) {
        let actions = self.web.action_chain().send_keys(key);
        actions.perform().await.expect("a key");
    }

    /// Reads what scrolls to its end, as a person does with the keyboard: the end key until the end is there.
    pub async fn read_to_end(&self, css: &str) {
        let at_end = format!(
            "(e => e.scrollTop + e.clientHeight >= e.scrollHeight - 4)(document.querySelector({}))",
            json!(css)
        );
        self.until(&format!("the end of {css}"), async |browser| {
            browser.focus_on(css).await;
            browser.press(Key::End).await;
            (browser.value(&at_end).await == true).then_some(())
        })
        .await;
    }

    /// Types where the focus is.
    pub async fn type_here(&self, text: &str) {
        self.web.action_chain().send_keys(text).perform().await.expect("keys");
    }

    /// The id, name or words of what has the focus.
    pub async fn focus(&self) -> String {
        let focused = "(e => e.id || e.name || e.textContent.trim())(document.activeElement)";
        self.value(focused).await.as_str().unwrap_or_default().to_owned()
    }

    /// Drops files (and folders) on the window, as a person does from the file manager.
    pub async fn drop_files(&self, paths: &[PathBuf]) {
        self.rest().await;
        self.drop_files_at_once(paths).await;
    }

    /// The same while the page may still work on something.
    pub async fn drop_files_at_once(&self, paths: &[PathBuf]) {
        let data = json!({ "items": [], "files": paths, "dragOperationsMask": 1 });
        for step in ["dragEnter", "dragOver", "drop"] {
            self.devtools("Input.dispatchDragEvent", json!({ "type": step, "x": 400, "y": 300, "data": data })).await;
        }
    }

    /// Chooses files in the dialog of a file field.
    pub async fn choose_files(&self, css: &str, paths: &[PathBuf]) {
        self.rest().await;
        let field = self.web.find(By::Css(css.to_owned())).await.expect("a file field");
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        field.send_keys(names.join("\n")).await.expect("files");
    }

    /// From now on what is saved goes into this folder, without a question.
    pub async fn save_into(&self, folder: &Path) {
        let into = json!({ "behavior": "allow", "downloadPath": folder });
        self.devtools("Browser.setDownloadBehavior", into).await;
    }

    /// The back button.
    pub async fn back(&self) {
        self.web.back().await.expect("a page before");
    }

    /// The forward button.
    pub async fn forward(&self) {
        self.web.forward().await.expect("a page after");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.web.refresh().await.expect("the page again");
    }

    /// What the console said since the last call, apart from notes: errors, and everything about the content policy. What
    /// Chromium says of pages of its own, such as the list of downloads, is not about the program under test.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.web.browser_log().await.expect("the console");
        let is_complaint = |level: &str, text: &str| level == "SEVERE" || text.contains("Content Security Policy");
        entries
            .into_iter()
            .filter(|entry| is_complaint(&entry.level, &entry.message) && !entry.message.starts_with("chrome://"))
            .map(|entry| entry.message)
            .collect()
    }

    async fn reachable(&self, xpath: &str) -> Option<WebElement> {
        if !self.is_at_rest().await {
            return None;
        }
        let scope = if self.count("dialog[open]").await > 0 { "//dialog[@open]" } else { "" };
        for element in self.web.find_all(By::XPath(scoped(xpath, scope))).await.ok()? {
            if element.is_displayed().await.unwrap_or(false) {
                return Some(element);
            }
        }
        None
    }
}

/// The kinds of things that are clicked; those whose words are exactly these come first.
fn by_words(words: &str) -> String {
    let words = quoted(words);
    let kinds = "*[self::button or self::a or self::label or self::summary]";
    format!(
        "({{scope}}//{kinds}[normalize-space(.)={words}]) | ({{scope}}//{kinds}[starts-with(normalize-space(.), {words})])"
    )
}

fn scoped(xpath: &str, scope: &str) -> String {
    xpath.replace("{scope}", scope)
}

/// A text as XPath writes it.
fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "words with a quotation mark");
    format!("\"{text}\"")
}
