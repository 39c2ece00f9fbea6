import ArgumentParser
import Domain
import Storage
import Wording

/// Which database a catalog goes to.
struct DatabaseOptions: ParsableArguments {
  @Option(help: "The database's URL; that of `bandstand run` when left out.")
  var database = "sqlite:.bandstand/run/bandstand.sqlite"

  /// Puts a catalog in place of the one before, and says so, with the sizes of both.
  func replaceCatalog(_ items: [CatalogItem]) async throws -> String {
    let database = try await StoreAddress(database).openDatabase()
    let before = try await database.catalogCount()
    let version = try await database.replaceCatalog(items)
    let editorial = items.count { $0.editorialRank != nil }
    var text = "catalog version \(version): \(Decimals.grouped(items.count)) items"
    if version > 1 { text += ", \(Decimals.grouped(before.items)) before" }
    if editorial == 0, before.editorial > 0 {
      text += "; the editors' list is empty now, and had \(Decimals.grouped(before.editorial)) before"
    }
    return text
  }
}
