/// The grammar of `tracestate` (W3C Trace Context, section 3.3).
enum TraceState {
  static let membersMaximum = 32
  /// What is passed on; members at the end that go beyond are dropped.
  static let bytesMaximum = 512

  /// The members of all fields, in their order, without empty ones; nil when one breaks the grammar or there are too many.
  static func joined(_ fields: [ArraySlice<UInt8>]) -> String? {
    var keys: Set<[UInt8]> = []
    var text: [UInt8] = []
    for field in fields {
      for part in field.split(separator: UInt8(ascii: ",")) {
        let member = trimmed(part)
        guard !member.isEmpty else { continue }
        guard let equals = member.firstIndex(of: UInt8(ascii: "=")), isKey(member[..<equals]),
          isValue(member[(equals + 1)...]), keys.insert(Array(member[..<equals])).inserted,
          keys.count <= membersMaximum
        else { return nil }
        guard text.count + member.count + 1 <= bytesMaximum else { continue }
        if !text.isEmpty { text.append(UInt8(ascii: ",")) }
        text += member
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Without spaces and tabs at its ends.
  private static func trimmed(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var part = part.drop(while: isBlank)
    while let last = part.last, isBlank(last) { part.removeLast() }
    return part
  }

  /// A lower-case letter and 255 letters, digits, `_`, `-`, `*`, `/`, or a tenant of up to 241 that may begin with a digit,
  /// `@`, and a system of up to 14.
  private static func isKey(_ key: ArraySlice<UInt8>) -> Bool {
    guard let at = key.firstIndex(of: UInt8(ascii: "@")) else {
      return key.count <= 256 && isName(key, mayBeginWithDigit: false)
    }
    let (tenant, system) = (key[..<at], key[(at + 1)...])
    return tenant.count <= 241 && isName(tenant, mayBeginWithDigit: true) && system.count <= 14
      && isName(system, mayBeginWithDigit: false)
  }

  private static func isName(_ name: ArraySlice<UInt8>, mayBeginWithDigit: Bool) -> Bool {
    guard let first = name.first, isLetter(first) || mayBeginWithDigit && isDigit(first) else { return false }
    return name.dropFirst().allSatisfy { isLetter($0) || isDigit($0) || "_-*/".utf8.contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Up to 256 printable characters but `,` and `=`, the last of which is no space.
  private static func isValue(_ value: ArraySlice<UInt8>) -> Bool {
    guard let last = value.last, last != 0x20, value.count <= 256 else { return false }
    return value.allSatisfy { (0x20...0x7e).contains($0) && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "=") }
  }
}
