//! A path as a relative or absolute URI reference.

use std::fmt::Write;

/// Percent-encodes what RFC 3986 does not allow in a path; `\` becomes `/`.
pub(super) fn of_path(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
    let drive = if path.as_bytes().get(1) == Some(&b':') { 2 } else { 0 };
    for (at, byte) in path.bytes().enumerate() {
        let plain =
            byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@/".contains(&byte) || (byte == b':' && at < drive);
        if plain {
            uri.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::of_path;

    #[test]
    fn paths_as_uris() {
        for (path, uri) in [
            ("a/UPPLAN 表.CSV", "a/UPPLAN%20%E8%A1%A8.CSV"),
            ("/tmp/x#1.CSV", "file:///tmp/x%231.CSV"),
            (r"C:\出力\a.CSV", "file:///C:/%E5%87%BA%E5%8A%9B/a.CSV"),
            ("a:b.CSV", "file:///a:b.CSV"),
            ("ab:c.CSV", "ab%3Ac.CSV"),
        ] {
            assert_eq!(of_path(path), uri);
        }
    }
}
