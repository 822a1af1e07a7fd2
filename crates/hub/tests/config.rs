//! The configuration.

use hub::config::{Config, ConfigError, Limits, SAMPLE};

#[test]
fn the_sample_is_true() {
    let sample = Config::parse(SAMPLE).unwrap();
    assert_eq!(sample.limits, Limits::default());
    assert_eq!(sample.limits.stream_check_seconds, 30, "a session that has ended is not heard for longer");
}

#[test]
fn r24_health_stays_on_this_machine() {
    let text = SAMPLE.replace("127.0.0.1:8442", "0.0.0.0:8442");
    assert!(matches!(Config::parse(&text), Err(ConfigError::HealthOutside(_))));
}

#[test]
fn unknown_values_are_refused() {
    let text = SAMPLE.replace("network =", "netwrok =");
    assert!(matches!(Config::parse(&text), Err(ConfigError::Read { .. })));
}
