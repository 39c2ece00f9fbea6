import ArgumentParser
import Intake

extension ImportCommand {
  /// `bandstand import catalog`
  struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "catalog",
      abstract: "Replaces the catalog by a CSV file, a PostgreSQL table, or a file of JSON lines.",
      discussion: """
        Columns and fields: item (as "track:7"), title, and if known subtitle, artist, genre (a number from 1), released, \
        length (in seconds), editorial (the place in the editors' list, from 0), country (two letters). released is a date \
        such as 2001-05-01, a month such as 2001-05, a year such as 2001, or seconds or milliseconds since 1970, as a text or \
        as a number. Of an item that comes twice the first stays. All of the catalog is replaced, or none of it. What cannot \
        be used is kept aside in the object store with its line and reason; too much of it stops the import.
        """)

    @Argument(help: "A file that ends in .csv, postgres://USER:PASSWORD@HOST/DATABASE, or a file of JSON lines.")
    var source: String

    @OptionGroup var table: TableOptions
    @OptionGroup var keptAside: KeptAsideOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var objects: ObjectStoreOptions

    func run() async throws {
      let isTable = source.hasSuffix(".csv") || table.table != nil || source.hasPrefix("postgres")
      let quarantine = try await objects.quarantine(keptAside)
      let catalog =
        isTable
        ? try await CatalogFile.read(try TableSource(source, table: table.table), quarantine: quarantine)
        : try await CatalogFile.read(source, quarantine: quarantine)
      print(try await database.replaceCatalog(catalog.items))
      QuarantinePrinter.print(catalog.quarantined)
    }
  }
}
