//! Carries one connection, a thread for each direction, and does to it what the plan says.

use super::{Fault, Shared};
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// A hub that has said this much after the request has said its answer: acknowledgements of HTTP/2 are shorter, answers
/// of the API are longer.
const ANSWER: u64 = 400;
/// A hub that says nothing for this long while its replies are lost will say nothing more.
const QUIET: Duration = Duration::from_secs(2);

/// One connection.
pub(super) struct Connection {
    office: TcpStream,
    hub: TcpStream,
    fault: Fault,
    /// Bytes that the office has said.
    said: AtomicU64,
    /// The fault has happened.
    struck: AtomicBool,
}

impl Shared {
    /// Takes a connection of an office on.
    pub(super) fn open(self: &Arc<Self>, office: TcpStream) {
        let fault = self.next_fault();
        let target = *self.target.lock().unwrap();
        if fault == Fault::Refuse {
            self.strike();
            return;
        }
        // A hub that is down refuses: so does the proxy.
        let Ok(hub) = TcpStream::connect(target) else { return };
        let (said, struck) = (AtomicU64::new(0), AtomicBool::new(false));
        let connection = Arc::new(Connection { office, hub, fault, said, struck });
        let mut open = self.open.lock().unwrap();
        open.retain(|connection| Arc::strong_count(connection) > 1);
        open.push(Arc::clone(&connection));
        for upwards in [true, false] {
            let (shared, connection) = (Arc::clone(self), Arc::clone(&connection));
            thread::spawn(move || {
                // An end or an error of one side ends both.
                let _ended = connection.carry(&shared, upwards);
                connection.cut();
            });
        }
    }
}

impl Connection {
    /// Breaks it.
    pub(super) fn cut(&self) {
        for side in [&self.office, &self.hub] {
            // It may be closed already.
            let _closed = side.shutdown(Shutdown::Both);
        }
    }

    fn strike(&self, shared: &Shared) {
        if !self.struck.swap(true, Ordering::SeqCst) {
            shared.strike();
        }
    }

    fn carry(&self, shared: &Shared, upwards: bool) -> std::io::Result<()> {
        let (mut from, mut to) = if upwards { (&self.office, &self.hub) } else { (&self.hub, &self.office) };
        to.set_nodelay(true)?;
        if matches!(self.fault, Fault::LoseReply { .. }) && !upwards {
            from.set_read_timeout(Some(QUIET))?;
        }
        let (mut passed, mut lost) = (0_u64, 0_u64);
        let mut piece = vec![0; 16 << 10];
        loop {
            let length = match from.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(length) => length,
                Err(error) if error.kind() == ErrorKind::WouldBlock && lost == 0 => continue,
                Err(error) => {
                    if lost > 0 {
                        self.strike(shared);
                    }
                    return Err(error);
                }
            };
            if let Fault::Delay { each } = self.fault {
                #[allow(clippy::disallowed_methods, reason = "a slow way is what this fault is")]
                thread::sleep(each);
            }
            let whole = length as u64;
            let allowed = self.allowed(upwards, passed).min(whole);
            // Counted before it goes: whoever has heard it may ask at once, and its answer may come at once.
            passed += allowed;
            shared.count(upwards, allowed as usize);
            if upwards {
                self.said.fetch_add(allowed, Ordering::SeqCst);
            }
            to.write_all(&piece[..allowed as usize])?;
            lost += whole - allowed;
            if allowed < whole && self.breaks(shared, lost) {
                return Ok(());
            }
        }
    }

    /// How many more bytes of a direction get through.
    fn allowed(&self, upwards: bool, passed: u64) -> u64 {
        let open = |yes: bool| if yes { u64::MAX } else { 0 };
        match self.fault {
            Fault::CutRequest { at } | Fault::HoldRequest { at } if upwards => at - passed,
            Fault::HoldRequest { .. } => open(!self.struck.load(Ordering::SeqCst)),
            Fault::CutReply { at } if !upwards => at - passed,
            Fault::LoseReply { after } | Fault::HoldReply { after } if !upwards => {
                open(self.said.load(Ordering::SeqCst) < after)
            }
            _ => u64::MAX,
        }
    }

    /// Something did not get through; `lost` bytes by now. True when the connection breaks at this.
    fn breaks(&self, shared: &Shared, lost: u64) -> bool {
        match self.fault {
            Fault::LoseReply { .. } | Fault::HoldReply { .. } if lost < ANSWER => false,
            Fault::HoldRequest { .. } | Fault::HoldReply { .. } => {
                self.strike(shared);
                false
            }
            _ => {
                self.strike(shared);
                true
            }
        }
    }
}
