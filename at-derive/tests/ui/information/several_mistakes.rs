use at_spec::{Bare, Host, Information, Printable, Quoted};

/// State of a socket.
#[derive(Information)]
#[at("#SSLS:", exchange = at_spec::Exchange::Plain, recollected, inferred)]
pub struct Status<'a, 'b> {
    pub name: Option<Quoted<Host<'a>>>,
    /// Bytes that wait.
    #[at(count, range = 9..=0)]
    pub waiting: u16,
    /// Bytes that were sent.
    #[at(count, deflaut = "0")]
    pub sent: Option<u16>,
    /// What else it says.
    pub remark: Option<Bare<Printable<'b>>>,
}

fn main() {}
