//! Just enough HTTP/1.1: a head, and a body of the length that it names.

use std::io::Read;

/// Reads one message into `buffer`, which may hold the beginning of it: lengths of head and body; `None` at the end.
pub(super) fn read_message(stream: &mut impl Read, buffer: &mut Vec<u8>) -> Option<(usize, usize)> {
    let mut piece = [0; 32 << 10];
    loop {
        if let Some(end) = memchr::memmem::find(buffer, b"\r\n\r\n") {
            let (head, length) = (end + 4, content_length(&buffer[..end])?);
            while buffer.len() < head + length {
                fill(stream, buffer, &mut piece)?;
            }
            return Some((head, length));
        }
        fill(stream, buffer, &mut piece)?;
    }
}

fn content_length(head: &[u8]) -> Option<usize> {
    let start = memchr::memmem::find(head, b"Content-Length: ")? + 16;
    std::str::from_utf8(&head[start..]).ok()?.split('\r').next()?.parse().ok()
}

fn fill(stream: &mut impl Read, buffer: &mut Vec<u8>, piece: &mut [u8]) -> Option<()> {
    let read = stream.read(piece).ok().filter(|read| *read > 0)?;
    buffer.extend_from_slice(&piece[..read]);
    Some(())
}
