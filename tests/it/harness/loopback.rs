//! Something that listens on loopback, on a thread of its own: tests with and without a runtime can use it.

use std::net::{Ipv4Addr, TcpListener as Listener};
use std::thread;

use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// A listener that a test holds.
pub(crate) struct Loopback {
    /// Where it listens.
    pub(crate) port: u16,
    /// Dropping it ends the thread and every connection.
    _end: oneshot::Sender<()>,
}

impl Loopback {
    /// Listens on a port that nobody else has, and serves until this value is dropped.
    pub(crate) fn start(serve: impl AsyncFnOnce(TcpListener) + Send + 'static) -> Self {
        let listener = Listener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        listener.set_nonblocking(true).expect("a listener for the runtime");
        let (end, ended) = oneshot::channel::<()>();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        thread::spawn(move || {
            runtime.block_on(async {
                let listener = TcpListener::from_std(listener).expect("a listener");
                tokio::select! {
                    () = serve(listener) => {}
                    _ = ended => {}
                }
            });
        });
        Self { port, _end: end }
    }
}
