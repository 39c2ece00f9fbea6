import ArgumentParser
import Features
import Hosting
import Intake
import Storage

/// Which object store the log is in.
struct ObjectStoreOptions: ParsableArguments {
  @Option(help: "The object store's URL, for the log and what is kept aside; that of `bandstand run` when left out.")
  var objects = "file:.bandstand/run/objects"

  /// Opens the store.
  func open() async throws -> any ObjectStore { try await StoreAddress(objects).openObjectStore() }

  /// A quarantine in the store, as of now.
  func quarantine(_ keptAside: KeptAsideOptions) async throws -> ImportQuarantine {
    ImportQuarantine(objects: try await open(), received: .now, limit: keptAside.limit)
  }
}
