//! Sizes and counts that the hub accepts (R24, design.md §6).

/// Limits of the interface. All sizes in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest document.
    pub document: u64,
    /// Largest container.
    pub container: u64,
    /// Most documents in a container.
    pub documents: usize,
    /// Most containers in one bulk request.
    pub bulk_containers: usize,
    /// Largest body of a bulk request.
    pub bulk_body: u64,
    /// Largest JSON body.
    pub json_body: u64,
    /// Largest page of a list.
    pub page: u16,
    /// Longest wait of a long poll, in seconds.
    pub poll_seconds: u16,
    /// Longest message text, in characters.
    pub message_characters: usize,
}

impl Limits {
    /// The limits of version 1.
    pub const V1: Self = Self {
        document: 10 << 20,
        container: 50 << 20,
        documents: 40,
        bulk_containers: 100,
        bulk_body: 50 << 20,
        json_body: 256 << 10,
        page: 100,
        poll_seconds: 25,
        message_characters: 2_000,
    };
}
