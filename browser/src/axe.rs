//! axe-core in the page, under the page's own content policy.

use crate::Browser;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What is asked for.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

impl Browser {
    /// Fails when axe finds a violation in the page as it stands, and names each with its place.
    pub async fn axe(&self) {
        let script = std::fs::read_to_string(script()).expect("axe-core: run `cargo xtask assets`");
        // Injected by the debugger: no `unsafe-inline`, no tag in the page.
        self.web.execute(script, Vec::new()).await.expect("axe-core loads");
        let run = "const [rules, done] = arguments;\
            axe.run(document, { runOnly: rules, resultTypes: ['violations'] })\
            .then((found) => done(found.violations.map((v) => v.id + ': ' + v.help + ' ' + v.nodes.map((n) => n.target.join(' ') + ' ' + n.html).join(' | '))))\
            .catch((error) => done([String(error)]));";
        let answer = self.web.execute_async(run, vec![json!(RULES)]).await.expect("axe-core runs");
        let found = answer.json().as_array().cloned().unwrap_or_else(|| vec![Value::from("axe-core gave no list")]);
        assert!(found.is_empty(), "axe-core at {}:\n{found:#?}", self.address().await);
    }
}

/// axe-core in the target folder that the running test is in.
fn script() -> PathBuf {
    let test = std::env::current_exe().expect("the path of the test");
    let places = test.ancestors().map(|folder| folder.join("ui-assets/node_modules/axe-core/axe.min.js"));
    places.into_iter().find(|path| path.is_file()).expect("axe-core in the target folder: run `cargo xtask assets`")
}
