public import Domain
import FoundationEssentials

/// Which shelves a Home page has: the file that says so.
public struct ShelvesConfiguration: Hashable, Sendable {
  /// The path of the file, a JSON array of `ShelfDefinition`.
  public var file: String

  /// The shelves of that file.
  public init(file: String) {
    self.file = file
  }

  /// Reads and checks the file.
  ///
  /// - Throws: ``HostingError/unreadableFile(file:reason:)``, which names the file and what is wrong in it.
  public func load() throws(HostingError) -> Shelves {
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
    } catch {
      throw .unreadableFile(file: file, reason: "it cannot be read; is it there?")
    }
    do throws(ShelvesError) {
      return try Shelves(json: bytes)
    } catch {
      throw .unreadableFile(file: file, reason: "\(error)")
    }
  }
}
