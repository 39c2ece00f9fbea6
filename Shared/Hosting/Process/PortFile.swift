import Glibc

/// A file with the port a process listens on, in decimal and a newline: how a parent finds a child.
///
/// It is there whole or not at all.
public struct PortFile: Sendable {
  let path: String

  /// The file at that path.
  public init(path: String) { self.path = path }

  /// Puts the port there, in place of what was there before.
  public func write(_ port: Int) throws(HostingError) {
    let draft = "\(path).\(getpid())"
    let text = Array("\(port)\n".utf8)
    let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .portFileNotWritten(file: path, systemError: errno) }
    let written = unsafe text.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
    let failure = written == text.count ? 0 : errno
    close(descriptor)
    guard failure == 0, unsafe rename(draft, path) == 0 else {
      let reason = failure == 0 ? errno : failure
      unsafe unlink(draft)
      throw .portFileNotWritten(file: path, systemError: reason)
    }
  }

  /// The port; nil when there is none.
  public func read() -> Int? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
    guard count > 1, bytes[count - 1] == UInt8(ascii: "\n") else { return nil }
    return Int(String(decoding: bytes[..<(count - 1)], as: UTF8.self))
  }

  /// Takes it away again.
  public func remove() {
    unsafe unlink(path)
  }
}
