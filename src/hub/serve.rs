//! A hub from outside: open it, give people tokens, serve it.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::auth;
use super::clock::{self, Clock};
use super::news::{self, News};
use super::rights::Directories;
use super::router::router;
use super::state::Inner;
use super::store::{Audit, Sqlite, Store, StoreError, Unusable, path_of};
use super::upkeep;
use crate::domain::id::{FacilityId, StaffId, WingId};
use crate::domain::record::{Kind, Record};
use crate::text::SafeText;
use crate::wire::body;

/// Longest time to send the head of a request.
const HEADER_LIMIT: Duration = Duration::from_secs(5);
/// Longest time that open requests get when the hub stops.
const GRACE: Duration = Duration::from_millis(500);
/// Longest pause after a failed accept: mostly too many open files.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// What a hub cannot do.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    /// The address of the database is not `sqlite://` and a path.
    #[error("open the database: the address has to be sqlite:// and a path")]
    DatabaseAddress,
    /// The database failed.
    #[error("{attempt}")]
    Database {
        /// What was attempted.
        attempt: String,
        /// What the database said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file at the address is no database that this program can use.
    #[error("open {}", .path.display())]
    Unusable {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        fault: Unusable,
    },
}

impl From<StoreError> for HubError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unusable { path, fault } => Self::Unusable { path, fault },
            other => Self::Database { attempt: other.to_string(), source: Box::new(other) },
        }
    }
}

/// A member of staff, for who gives out tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their prison.
    pub facility: FacilityId,
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: SafeText,
    /// Their initials.
    pub initials: SafeText,
    /// Their roles, as words.
    pub roles: Vec<&'static str>,
    /// Their wing.
    pub wing: Option<WingId>,
    /// Their wing's code.
    pub wing_code: Option<SafeText>,
}

/// The central API over its database.
#[derive(Clone)]
pub struct Hub {
    inner: Arc<Inner>,
}

impl std::fmt::Debug for Hub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hub")
    }
}

impl Hub {
    /// Opens the database at an address such as `sqlite:///var/lib/vleugel/hub.db`, and makes it when it is not there.
    ///
    /// # Errors
    /// When the address is of another kind, or the database cannot be opened.
    pub async fn open(database: &str) -> Result<Self, HubError> {
        Self::open_at(database, clock::system()).await
    }

    /// The same with a clock of the caller's: a demo on another day.
    ///
    /// # Errors
    /// When the address is of another kind, or the database cannot be opened.
    pub async fn open_at(database: &str, clock: Clock) -> Result<Self, HubError> {
        let store = Sqlite::open(path_of(database).ok_or(HubError::DatabaseAddress)?).await?;
        let store: Box<dyn Store> = Box::new(store);
        let inner = Inner { store, clock, news: News::new(), directories: Directories::default() };
        Ok(Self { inner: Arc::new(inner) })
    }

    pub(in crate::hub) fn inner(&self) -> &Arc<Inner> {
        &self.inner
    }

    /// Everyone who can get a token, by facility and name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn users(&self) -> Result<Vec<User>, HubError> {
        let mut users = Vec::new();
        for facility in self.inner.store.facilities().await? {
            let mut wings = std::collections::BTreeMap::new();
            for (_, row) in self.inner.store.of_kind(facility, Kind::Wing.as_str()).await? {
                if let Ok(Record::Wing(wing)) = body::decode(&row) {
                    wings.insert(wing.id, wing.code);
                }
            }
            for (_, row) in self.inner.store.of_kind(facility, Kind::Staff.as_str()).await? {
                if let Ok(Record::Staff(member)) = body::decode(&row) {
                    users.push(User {
                        facility,
                        staff: member.id,
                        wing_code: member.wing.and_then(|wing| wings.get(&wing).cloned()),
                        name: member.name,
                        initials: member.initials,
                        roles: member.roles.iter().map(|role| role.as_str()).collect(),
                        wing: member.wing,
                    });
                }
            }
        }
        users.sort_by(|a, b| (a.facility, &a.name, a.staff).cmp(&(b.facility, &b.name, b.staff)));
        Ok(users)
    }

    /// A new token for a member of staff. It is shown once: only its hash is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issue_token(&self, facility: FacilityId, staff: StaffId) -> Result<String, HubError> {
        let token = BASE64URL_NOPAD.encode(&rand::random::<[u8; 32]>());
        let audit =
            Audit { at: (self.inner.clock)(), actor: None, device: None, what: "token", object: staff.to_string() };
        self.inner.store.add_token(auth::hash(&token), facility, staff, audit).await?;
        Ok(token)
    }

    /// Serves until `shutdown` is ready, then gives open requests a moment.
    pub async fn serve(&self, listener: TcpListener, shutdown: impl Future<Output = ()>) {
        let service = TowerToHyperService::new(router(Arc::clone(&self.inner)));
        let watcher = tokio::spawn(news::watch_counters(Arc::downgrade(&self.inner)));
        let upkeep = tokio::spawn(upkeep::forget_tombstones(Arc::downgrade(&self.inner)));
        let open = GracefulShutdown::new();
        let mut connections = JoinSet::new();
        let mut shutdown = std::pin::pin!(shutdown);
        loop {
            let accepted = tokio::select! {
                biased;
                () = &mut shutdown => break,
                accepted = listener.accept() => accepted,
            };
            let Ok((stream, _)) = accepted else {
                // Out of files, mostly: let others close some.
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            };
            // A late answer is worth less than a lost one; small answers go out at once.
            let _ignored = stream.set_nodelay(true);
            let mut builder = Builder::new(TokioExecutor::new());
            builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_LIMIT);
            let connection = builder.serve_connection(TokioIo::new(stream), service.clone()).into_owned();
            let connection = open.watch(connection);
            while connections.try_join_next().is_some() {}
            connections.spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "a connection ended");
                }
            });
        }
        drop(listener);
        // Long polls would hold the hub for their whole wait.
        if tokio::time::timeout(GRACE, open.shutdown()).await.is_err() {
            tracing::debug!("requests were still open");
        }
        // Who restarts the hub in this process must not be answered by the old one.
        connections.shutdown().await;
        watcher.abort();
        upkeep.abort();
    }
}
