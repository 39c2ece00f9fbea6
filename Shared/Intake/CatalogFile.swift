public import Domain
import Features
import Storage

/// A catalog read from a file of JSON lines, with what could not be used.
public struct CatalogFile: Sendable {
  /// The items, in the order of their lines. Each identifier stands once.
  public var items: [CatalogItem] = []
  /// Lines set aside, each with its reason. Of an item that came twice the first stays.
  public var quarantined = QuarantineTally()

  /// Reads a whole catalog.
  ///
  /// - Throws: `StorageError`; ``IntakeError/emptyFile(path:)``.
  public static func read(_ path: String) async throws -> CatalogFile {
    var catalog = CatalogFile()
    var known: Set<ItemIdentifier> = []
    var reader = JSONLinesReader(file: try await ReadableFile.open(path))
    while let lines = try await reader.next() {
      for line in lines {
        do throws(Rejection) {
          let item = try CatalogLine.decode(try line.checked())
          guard known.insert(item.item.identifier).inserted else {
            throw Rejection(.duplicateItem, field: "item", "\(item.item.identifier) stands in an earlier line")
          }
          catalog.items.append(item)
        } catch {
          catalog.quarantined.add(error, source: path, line: line.number)
        }
      }
    }
    return catalog
  }
}
