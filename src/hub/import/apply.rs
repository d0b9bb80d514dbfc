//! Writes an import: one transaction, one line in the audit trail.

use std::sync::Mutex;

use chrono::{DateTime, Utc};

use super::Import;
use super::merge::{Report, plan};
use crate::hub::store::{Audit, ImportPlan, Imported, Store, StoreError};
use crate::hub::{Hub, HubError};

impl Hub {
    /// Writes what the source changed since the last import; with `prune` also removes what is gone there.
    ///
    /// # Errors
    /// When the database fails; then nothing was written.
    pub async fn import(&self, import: &Import, prune: bool) -> Result<Report, HubError> {
        let inner = self.inner();
        Ok(apply(&*inner.store, import, prune, (inner.clock)()).await?)
    }
}

pub(super) async fn apply(
    store: &dyn Store,
    import: &Import,
    prune: bool,
    now: DateTime<Utc>,
) -> Result<Report, StoreError> {
    // The store calls the plan inside its transaction and wants only the writes back.
    let planned = Mutex::new(Err(StoreError::Damaged));
    let decide = |found: &Imported| {
        let (writes, report) = match plan(import, found, prune, now) {
            Ok((writes, report)) => (writes, Ok(report)),
            Err(_) => (Vec::new(), Err(StoreError::Damaged)),
        };
        if let Ok(mut planned) = planned.lock() {
            *planned = report;
        }
        writes
    };
    let audit = Audit {
        at: now,
        actor: None,
        device: None,
        what: "import",
        object: format!("rows={} skipped={} prune={prune}", import.rows.len(), import.skipped.len()),
    };
    store.import(ImportPlan { facility: import.facility, plan: &decide, audit }).await?;
    planned.into_inner().unwrap_or(Err(StoreError::Damaged))
}
