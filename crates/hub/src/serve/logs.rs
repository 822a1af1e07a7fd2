//! Logs: one JSON object a line, texts from outside escaped (S67).

use tracing_subscriber::EnvFilter;

/// Starts logging to standard error. `filter` is a level or a list of `target=level`.
pub fn start_logs(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    // A second start, as in tests, leaves the first as it is.
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// A text in which no sign can end a line, steer a terminal or turn the direction of writing.
pub fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut safe, sign| {
        let steers = matches!(sign, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if sign.is_control() || steers {
            safe.extend(sign.escape_unicode());
        } else {
            safe.push(sign);
        }
        safe
    })
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn s67_nothing_in_a_log_steers_a_terminal() {
        assert_eq!(escape("a\r\nb\u{1b}[2J\u{202e}c"), "a\\u{d}\\u{a}b\\u{1b}[2J\\u{202e}c");
        assert_eq!(escape("連携基盤"), "連携基盤");
    }
}
