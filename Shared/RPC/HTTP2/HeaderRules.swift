import CNghttp2
import Glibc

/// What RFC 9113, sections 8.1 to 8.3, demands of a client's header lists.
///
/// nghttp2 is told not to look: it would read every field of every list, and most lists of a connection are the same as the
/// one before. What a value may consist of is still nghttp2's to say. Content lengths are compared by the call.
struct HeaderRules {
  private struct Pseudo: OptionSet {
    let rawValue: UInt8
    static let method = Pseudo(rawValue: 1)
    static let scheme = Pseudo(rawValue: 2)
    static let path = Pseudo(rawValue: 4)
    static let authority = Pseudo(rawValue: 8)
  }

  private typealias Text = UnsafeBufferPointer<UInt8>

  private static let contentLengthDigitsMaximum = 18

  private let mayHavePseudo: Bool
  private var pseudo: Pseudo = []
  private var hasRegular = false
  private var hasHost = false
  private var hasContentLength = false
  private var isConnect = false
  private var isOptions = false
  private var pathIsAsterisk = false

  private init(mayHavePseudo: Bool) { self.mayHavePseudo = mayHavePseudo }

  /// Why a request that begins with this list is malformed; nil when it is not.
  static func fault(ofRequest list: HeaderList) -> HeaderFault? {
    var rules = HeaderRules(mayHavePseudo: true)
    return rules.fault(in: list) ?? rules.faultOfWhole()
  }

  /// Why a request with these trailers is malformed; nil when it is not.
  static func fault(ofTrailers list: HeaderList, endsStream: Bool) -> HeaderFault? {
    guard endsStream else { return .trailersInTheMiddle }
    var rules = HeaderRules(mayHavePseudo: false)
    return rules.fault(in: list)
  }

  private mutating func fault(in list: HeaderList) -> HeaderFault? {
    for index in list.indices {
      let fault = unsafe list.withField(at: index) { name, value in
        unsafe name.first == UInt8(ascii: ":") ? take(pseudo: name, value) : take(name, value)
      }
      if let fault { return fault }
    }
    return nil
  }

  private func faultOfWhole() -> HeaderFault? {
    if isConnect {
      return pseudo == [.method, .authority] ? nil : .connectWithPath
    }
    guard pseudo.isSuperset(of: [.method, .scheme, .path]) else { return .pseudoMissing }
    guard hasHost || pseudo.contains(.authority) else { return .noAuthority }
    return pathIsAsterisk && !isOptions ? .asteriskPath : nil
  }

  private mutating func take(pseudo name: Text, _ value: Text) -> HeaderFault? {
    guard mayHavePseudo, !hasRegular else { return .pseudoBehindOthers }
    let field: Pseudo
    let isValid: Bool
    if unsafe Self.isEqual(name, ":path") {
      field = .path
      unsafe pathIsAsterisk = Self.isEqual(value, "*")
      unsafe isValid =
        nghttp2_check_path(value.baseAddress, value.count) != 0
        && (pathIsAsterisk || value.first == UInt8(ascii: "/"))
    } else if unsafe Self.isEqual(name, ":method") {
      field = .method
      unsafe isConnect = Self.isEqual(value, "CONNECT")
      unsafe isOptions = Self.isEqual(value, "OPTIONS")
      unsafe isValid = nghttp2_check_method(value.baseAddress, value.count) != 0
    } else if unsafe Self.isEqual(name, ":scheme") {
      field = .scheme
      unsafe isValid = Self.isScheme(value)
    } else if unsafe Self.isEqual(name, ":authority") {
      field = .authority
      isValid = unsafe Self.isAuthority(value)
    } else {
      return .pseudoUnknown
    }
    guard isValid else { return .pseudoValue }
    return pseudo.insert(field).inserted ? nil : .pseudoTwice
  }

  private mutating func take(_ name: Text, _ value: Text) -> HeaderFault? {
    hasRegular = true
    guard unsafe nghttp2_check_header_name(name.baseAddress, name.count) != 0 else {
      return .name
    }
    guard unsafe nghttp2_check_header_value_rfc9113(value.baseAddress, value.count) != 0 else {
      return .value
    }
    return unsafe faultOfMeaning(name, value)
  }

  /// What is wrong with a field that HTTP/2 has rules for.
  private mutating func faultOfMeaning(_ name: Text, _ value: Text) -> HeaderFault? {
    switch name.count {
    case 2 where unsafe Self.isEqual(name, "te"):
      return unsafe Self.isEqual(value, "trailers") ? nil : .te
    case 4 where unsafe Self.isEqual(name, "host"):
      defer { hasHost = true }
      return unsafe Self.isAuthority(value) && !hasHost ? nil : .host
    case 14 where unsafe Self.isEqual(name, "content-length"):
      defer { hasContentLength = true }
      let isValid =
        unsafe (1...Self.contentLengthDigitsMaximum).contains(value.count)
        && value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      return isValid && !hasContentLength ? nil : .contentLength
    case 7 where unsafe Self.isEqual(name, "upgrade"), 10 where unsafe Self.isEqual(name, "connection"),
      10 where unsafe Self.isEqual(name, "keep-alive"), 16 where unsafe Self.isEqual(name, "proxy-connection"),
      17 where unsafe Self.isEqual(name, "transfer-encoding"):
      return .connectionField
    default: return nil
    }
  }

  private static func isAuthority(_ value: Text) -> Bool {
    unsafe !value.isEmpty && nghttp2_check_authority(value.baseAddress, value.count) != 0
  }

  /// A letter, then letters, digits and `+-.` (RFC 3986, section 3.1).
  private static func isScheme(_ value: Text) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
    guard let first = unsafe value.first, isLetter(first) else { return false }
    return unsafe value.allSatisfy { byte in
      isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
  }

  @inline(__always)
  private static func isEqual(_ text: Text, _ expected: StaticString) -> Bool {
    guard text.count == expected.utf8CodeUnitCount, let start = text.baseAddress else { return false }
    return unsafe memcmp(start, expected.utf8Start, text.count) == 0
  }
}
