import ArgumentParser
import Domain
import Storage
import Wording

/// Which database a catalog goes to.
struct DatabaseOptions: ParsableArguments {
  @Option(help: "The database's URL; that of `bandstand run` when left out.")
  var database = "sqlite:.bandstand/run/bandstand.sqlite"

  /// Puts a catalog in place of the one before, and says so.
  func replaceCatalog(_ items: [CatalogItem]) async throws -> String {
    let version = try await StoreAddress(database).openDatabase().replaceCatalog(items)
    return "catalog version \(version): \(Decimals.grouped(items.count)) items"
  }
}
