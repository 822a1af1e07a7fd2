//! A proxy on loopback between offices and hub that loses, cuts, holds and delays by a plan. It knows nothing of what it
//! carries, and never makes or repeats a byte of its own.

mod carry;
mod plan;

pub use plan::{Fault, Plan, Seed};

use carry::Connection;
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// A running proxy, on threads of its own.
pub struct FaultProxy {
    /// Where offices find it. It stays the same when the hub behind it moves.
    pub address: SocketAddr,
    shared: Arc<Shared>,
}

/// What the threads of a proxy share.
struct Shared {
    target: Mutex<SocketAddr>,
    plan: Mutex<(u64, Plan)>,
    open: Mutex<Vec<Arc<Connection>>>,
    struck: Mutex<u64>,
    told: Condvar,
    up: AtomicU64,
    down: AtomicU64,
    ended: AtomicBool,
}

impl FaultProxy {
    /// A proxy before a hub; nothing happens until there is another plan.
    pub fn start(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            target: Mutex::new(target),
            plan: Mutex::new((0, Plan::pass())),
            open: Mutex::default(),
            struck: Mutex::new(0),
            told: Condvar::new(),
            up: AtomicU64::new(0),
            down: AtomicU64::new(0),
            ended: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if accepting.ended.load(Ordering::SeqCst) {
                    return;
                }
                accepting.open(stream);
            }
        });
        Self { address, shared }
    }

    /// From the next connection on this plan holds; connections are counted anew, and so are faults and bytes.
    pub fn follow(&self, plan: Plan) {
        *self.shared.plan.lock().unwrap() = (0, plan);
        *self.shared.struck.lock().unwrap() = 0;
        self.shared.up.store(0, Ordering::SeqCst);
        self.shared.down.store(0, Ordering::SeqCst);
    }

    /// New connections lead to this hub.
    pub fn lead_to(&self, target: SocketAddr) {
        *self.shared.target.lock().unwrap() = target;
    }

    /// How many faults have happened under this plan. A delay is none.
    pub fn struck(&self) -> u64 {
        *self.shared.struck.lock().unwrap()
    }

    /// Waits until a fault has happened under this plan.
    pub fn wait_struck(&self) {
        let struck = self.shared.struck.lock().unwrap();
        drop(self.shared.told.wait_while(struck, |struck| *struck == 0).unwrap());
    }

    /// Bytes that passed to the hub and back under this plan.
    pub fn carried(&self) -> (u64, u64) {
        (self.shared.up.load(Ordering::SeqCst), self.shared.down.load(Ordering::SeqCst))
    }

    /// Breaks every open connection.
    pub fn cut_all(&self) {
        for connection in self.shared.open.lock().unwrap().drain(..) {
            connection.cut();
        }
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        self.cut_all();
        // Wakes the thread that accepts; that nobody listens any more is what is wanted.
        let _woken = std::net::TcpStream::connect(self.address);
    }
}

impl Shared {
    fn next_fault(&self) -> Fault {
        let mut plan = self.plan.lock().unwrap();
        let number = plan.0;
        plan.0 += 1;
        plan.1.fault(number)
    }

    fn strike(&self) {
        *self.struck.lock().unwrap() += 1;
        self.told.notify_all();
    }

    fn count(&self, upwards: bool, bytes: usize) {
        let counter = if upwards { &self.up } else { &self.down };
        counter.fetch_add(bytes as u64, Ordering::SeqCst);
    }
}
