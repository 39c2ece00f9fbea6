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
        length (in seconds), editorial (the place in the editors' list, from 0), country (two letters of ISO 3166-1; UK is \
        read as GB, EL as GR). released is a date such as 2001-05-01, a month such as 2001-05, a year such as 2001, or seconds \
        or milliseconds since 1970, as a text or as a number. Of an item that comes twice the first stays. All of the catalog \
        is replaced, or none of it. What cannot be used is kept aside in the object store with its line and reason; too much \
        of it stops the import. A source without rows, or without one that can be used, is refused, and the catalog before \
        stays, unless --allow-empty is given.

        A file is read as CSV or as JSON lines by what it begins with; it may be compressed by gzip or zstd, or be a pipe such \
        as /dev/stdin.
        """)

    @Argument(help: "A file of CSV or of JSON lines, or postgres://USER:PASSWORD@HOST/DATABASE.")
    var source: String

    @OptionGroup var table: TableOptions
    @OptionGroup var empty: EmptyOptions
    @OptionGroup var keptAside: KeptAsideOptions
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var objects: ObjectStoreOptions

    func run() async throws {
      let isServer = table.table != nil || TableSource.isServer(source)
      let quarantine = try await objects.quarantine(keptAside)
      let catalog =
        isServer
        ? try await CatalogFile.read(
          try TableSource(source, table: table.table), allowsEmpty: empty.allowEmpty, quarantine: quarantine)
        : try await CatalogFile.read(source, allowsEmpty: empty.allowEmpty, quarantine: quarantine)
      print(try await database.replaceCatalog(catalog.items))
      QuarantinePrinter.print(catalog.quarantined)
      QuarantinePrinter.print(unread: catalog.unreadColumns)
    }
  }
}
