use at_spec::{Counted, Unsolicited};

/// Data have come.
///
/// Source: protocol notes 5.16.
#[derive(Unsolicited)]
#[at("SSLSRING")]
pub struct DataWaiting<'a> {
    /// Bytes.
    pub bytes: u32,
    /// The data.
    #[at(counted_by = bytes)]
    pub data: Counted<'a>,
}

fn main() {}
