//! Only decoding: the least that a reader does that works on text.

use encoding_rs::{DecoderResult, SHIFT_JIS};
use std::io::Read;

const BLOCK: usize = 1 << 18;

/// Decodes all bytes in blocks to UTF-8; gives the length of the text.
pub fn decode(bytes: &[u8]) -> usize {
    let mut out = vec![0; 1 << 20];
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    let (mut length, blocks) = (0, bytes.len().div_ceil(BLOCK));
    for (number, block) in bytes.chunks(BLOCK).enumerate() {
        let (result, _, written) = decoder.decode_to_utf8_without_replacement(block, &mut out, number + 1 == blocks);
        assert_eq!(result, DecoderResult::InputEmpty);
        length += written;
    }
    length
}

/// True when all bytes are UTF-8.
pub fn validate_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok()
}

/// Decodes while it is read, in blocks.
pub(super) struct Decoding<'a> {
    source: &'a [u8],
    at: usize,
    decoder: encoding_rs::Decoder,
    done: bool,
}

impl<'a> Decoding<'a> {
    pub(super) fn new(source: &'a [u8]) -> Self {
        Self { source, at: 0, decoder: SHIFT_JIS.new_decoder_without_bom_handling(), done: false }
    }
}

impl Read for Decoding<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while !self.done {
            let end = (self.at + BLOCK).min(self.source.len());
            let last = end == self.source.len();
            let block = &self.source[self.at..end];
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(block, out, last);
            self.at += read;
            if matches!(result, DecoderResult::Malformed(..)) {
                return Err(std::io::ErrorKind::InvalidData.into());
            }
            self.done = last && result == DecoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
