/// The names of a certificate's subject (RFC 5280, sections 4.1.2.6 and 4.2.1.6).
///
/// Read after the certificate has been verified, and still as the bytes of a stranger.
struct CertificateNames {
  private(set) var commonNames: [String] = []
  private(set) var uris: [String] = []
  private(set) var dnsNames: [String] = []
  private(set) var emailAddresses: [String] = []

  private static let sequence: UInt8 = 0x30
  private static let commonName: [UInt8] = [0x55, 0x04, 0x03]
  private static let subjectAlternativeName: [UInt8] = [0x55, 0x1d, 0x11]

  init(certificate bytes: [UInt8]) throws(TLSError) {
    var outer = DERReader(bytes[...])
    var certificate = try outer.next(Self.sequence).elements
    var fields = try certificate.next(Self.sequence).elements
    var sequences = 0
    while let field = try fields.next() {
      // Those in front of the subject are the signature's algorithm, the issuer and the validity.
      if field.tag == Self.sequence {
        sequences += 1
        if sequences == 4 { try readSubject(field) }
      } else if field.tag == 0xa3 {
        try readExtensions(field)
      }
    }
  }

  private mutating func readSubject(_ subject: DERReader.Element) throws(TLSError) {
    var sets = subject.elements
    while let set = try sets.next() {
      var pairs = set.elements
      while let pair = try pairs.next() {
        var parts = pair.elements
        guard let kind = try parts.next(), let value = try parts.next(), kind.content.elementsEqual(Self.commonName)
        else { continue }
        // UTF8String and PrintableString, which RFC 5280 asks for, and IA5String.
        if [0x0c, 0x13, 0x16].contains(value.tag), let name = Self.text(value.content) { commonNames.append(name) }
      }
    }
  }

  private mutating func readExtensions(_ field: DERReader.Element) throws(TLSError) {
    var wrapper = field.elements
    var extensions = try wrapper.next(Self.sequence).elements
    while let entry = try extensions.next() {
      var parts = entry.elements
      guard let kind = try parts.next(), kind.content.elementsEqual(Self.subjectAlternativeName) else { continue }
      // An octet string, after a boolean where the extension is critical.
      while let part = try parts.next() {
        guard part.tag == 0x04 else { continue }
        var value = part.elements
        try readAlternativeNames(try value.next(Self.sequence))
      }
    }
  }

  private mutating func readAlternativeNames(_ list: DERReader.Element) throws(TLSError) {
    var names = list.elements
    while let name = try names.next() {
      guard let text = Self.text(name.content), text.utf8.allSatisfy({ $0 < 0x80 }) else { continue }
      switch name.tag {
      case 0x81: emailAddresses.append(text)
      case 0x82: dnsNames.append(text.lowercased())
      case 0x86: uris.append(text)
      default: break
      }
    }
  }

  /// The text; nil when it is empty, not UTF-8, or has control characters.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
