//! The public listener and the addresses of its pages.

use serde::Deserialize;
use std::net::SocketAddr;

/// Enrolment, revocation list and public pages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Public {
    /// Address and port.
    pub listen: SocketAddr,
    /// What a browser shows as the beginning of the address, when it is not each of the hub's names with the port that is
    /// listened on: behind a port mapping or a proxy that passes TLS through. Any other host is refused.
    #[serde(default)]
    pub origins: Vec<String>,
}

impl Public {
    /// The first origin that is none: exactly `https://host` or `https://host:port`, in small letters.
    pub(super) fn wrong_origin(&self) -> Option<&str> {
        let right = |origin: &str| {
            let Some(host) = origin.strip_prefix("https://") else { return false };
            let (name, port) = host.rsplit_once(':').unwrap_or((host, "8443"));
            let sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-.[]:".contains(sign);
            !name.is_empty() && name.chars().all(sign) && port.parse::<u16>().is_ok_and(|port| port > 0)
        };
        self.origins.iter().map(String::as_str).find(|origin| !right(origin))
    }

    /// The origins of the pages under these names and the port that is bound.
    pub(crate) fn origins(&self, names: &[String], port: u16) -> Vec<String> {
        let own = |name: &String| match port {
            443 => format!("https://{name}"),
            port => format!("https://{name}:{port}"),
        };
        if self.origins.is_empty() { names.iter().map(own).collect() } else { self.origins.clone() }
    }
}
