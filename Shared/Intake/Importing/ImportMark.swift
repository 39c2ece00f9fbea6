import Storage

/// How far a file was imported, as the online store keeps it.
struct ImportMark: Hashable {
  /// The file's size as it is stored: another size is another file.
  var sizeBytes: Int
  /// Plain bytes that were taken.
  var offset: Int
  /// Lines that were taken.
  var lines: Int
  /// Whether all of it was taken.
  var isWhole: Bool

  /// Where a file's mark stands.
  static func key(of name: String) -> String {
    "import/" + String(EventOrder.fingerprint(of: name), radix: 16)
  }

  /// The mark as bytes.
  var encoded: [UInt8] { Array("1 \(sizeBytes) \(offset) \(lines) \(isWhole ? 1 : 0)".utf8) }
}

extension ImportMark {
  /// A mark from its bytes; nil for others.
  init?(decoding bytes: [UInt8]) {
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
    guard parts.count == 5, parts[0] == 1 else { return nil }
    self.init(sizeBytes: parts[1], offset: parts[2], lines: parts[3], isWhole: parts[4] == 1)
  }
}
