import SystemPackage

/// A file that holds a masking key as 64 hexadecimal digits, readable by its owner alone.
public struct MaskingKeyFile: Sendable {
  let path: FilePath

  /// A file by its path, whether it exists or not.
  public init(path: String) {
    self.path = FilePath(path)
  }

  /// The key in the file.
  ///
  /// - Throws: ``MaskingKeyError`` when there is no file, or no key in it.
  public func read() throws(MaskingKeyError) -> MaskingKey {
    let bytes: [UInt8]
    do {
      bytes = try Self.contents(of: path)
    } catch Errno.noSuchFileOrDirectory {
      throw .missing(path: path.string)
    } catch {
      throw .unreadable(path: path.string, reason: "\(error)")
    }
    let digits = bytes.prefix { !Self.lineEnds.contains($0) }
    guard bytes.dropFirst(digits.count).allSatisfy(Self.lineEnds.contains),
      let key = MaskingKey(hexadecimal: String(decoding: digits, as: UTF8.self))
    else { throw .notAKey(path: path.string) }
    return key
  }

  /// The key in the file, which is made when there is none: with a new key, or the one that is given.
  ///
  /// Its folder is made too, if only that is missing. Safe among processes that do so at once: one of them makes the key, whole, and all read that one.
  ///
  /// - Throws: ``MaskingKeyError`` when there is no key in the file, or none can be made.
  public func readOrMake(_ new: @autoclosure () -> MaskingKey = .made()) throws(MaskingKeyError) -> MaskingKey {
    do {
      return try read()
    } catch .missing {
      do {
        try make(new())
      } catch {
        throw .unwritable(path: path.string, reason: "\(error)")
      }
      return try read()
    }
  }

  private static let lineEnds = Array("\r\n".utf8)

  /// Writes the key beside the file, then gives it the file's name unless another process was first.
  private func make(_ key: MaskingKey) throws {
    FileLinks.makeFolder(path.removingLastComponent())
    let draft = FilePath("\(path.string).\(MaskingKey.made().fingerprint)")
    let file = try FileDescriptor.open(
      draft, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: [.ownerReadWrite])
    defer { FileLinks.remove(draft) }
    try file.closeAfter {
      try file.writeAll(Array("\(key.hexadecimal)\n".utf8))
      try FileLinks.synchronize(file)
    }
    try FileLinks.link(draft, to: path)
    let folder = path.removingLastComponent()
    let opened = try FileDescriptor.open(folder.isEmpty ? "." : folder, .readOnly, options: [.directory, .closeOnExec])
    try opened.closeAfter { try FileLinks.synchronize(opened) }
  }

  /// Up to 4,096 bytes of a file: more than any key file has.
  private static func contents(of path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
    return try file.closeAfter {
      try unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        count = try unsafe file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
  }
}
