import Glibc

/// A disk of a few hundred kilobytes, or one that cannot be written: a file system in memory that root mounts for one test.
public final class SmallDisk: Sendable {
  /// Whether we may mount here: root may, unless a container forbids it.
  public static let isPossible = (try? SmallDisk(kilobytes: 16)) != nil

  private let folder: TemporaryFolder

  /// An empty disk of so many kilobytes.
  ///
  /// - Throws: ``MountRefused``.
  public init(kilobytes: Int) throws {
    folder = try TemporaryFolder()
    guard unsafe mount("tmpfs", folder.path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else { throw MountRefused() }
  }

  deinit { _ = unsafe umount2(folder.path, Int32(MNT_DETACH)) }

  /// Its folder.
  public var path: String { folder.path }

  /// A path on it.
  public func path(_ name: String) -> String { folder.path(name) }

  /// The names in one of its folders, sorted.
  public func names(in name: String = "") throws -> [String] { try folder.names(in: name) }

  /// Writes a file, past any store.
  public func write(_ bytes: [UInt8], to name: String) throws { try folder.write(bytes, to: name) }

  /// Removes a file, past any store.
  public func remove(_ name: String) { _ = unsafe unlink(folder.path(name)) }

  /// Lets nobody write to it any more, root included.
  public func makeReadOnly() throws {
    let flags = UInt(MS_REMOUNT | MS_RDONLY)
    guard unsafe mount(nil, folder.path, nil, flags, nil) == 0 else { throw MountRefused() }
  }

  /// We may not mount, or the disk is in use.
  public struct MountRefused: Error {}
}
