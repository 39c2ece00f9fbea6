/// What must be kept and asked in order: accounts, the catalog, leases, the model registry, runs and validation.
///
/// Several processes may use one database at once. All methods may be called from any task; none blocks its caller's
/// thread. Each is one transaction. They throw ``StorageError``, or `CancellationError`.
public protocol Database: AccountStore, CatalogStore, LeaseStore, ModelRegistry, RunStore, ValidationStore {}
