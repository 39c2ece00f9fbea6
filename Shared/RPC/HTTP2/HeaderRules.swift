import CNghttp2

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
  /// Fields about the connection, which HTTP/2 says by frames.
  private static let connectionFields: [StaticString] = [
    "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade",
  ]

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
        unsafe name.first == UInt8(ascii: ":")
          ? take(pseudo: index, of: list, value) : take(index, of: list, name, value)
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

  private mutating func take(pseudo index: Int, of list: HeaderList, _ value: Text) -> HeaderFault? {
    guard mayHavePseudo, !hasRegular else { return .pseudoBehindOthers }
    let field: Pseudo
    let isValid: Bool
    if list.isName(at: index, ":path") {
      field = .path
      pathIsAsterisk = list.isValue(at: index, "*")
      unsafe isValid =
        nghttp2_check_path(value.baseAddress, value.count) != 0
        && (pathIsAsterisk || value.first == UInt8(ascii: "/"))
    } else if list.isName(at: index, ":method") {
      field = .method
      isConnect = list.isValue(at: index, "CONNECT")
      isOptions = list.isValue(at: index, "OPTIONS")
      unsafe isValid = nghttp2_check_method(value.baseAddress, value.count) != 0
    } else if list.isName(at: index, ":scheme") {
      field = .scheme
      unsafe isValid = Self.isScheme(value)
    } else if list.isName(at: index, ":authority") {
      field = .authority
      isValid = unsafe Self.isAuthority(value)
    } else {
      return .pseudoUnknown
    }
    guard isValid else { return .pseudoValue }
    return pseudo.insert(field).inserted ? nil : .pseudoTwice
  }

  private mutating func take(_ index: Int, of list: HeaderList, _ name: Text, _ value: Text) -> HeaderFault? {
    hasRegular = true
    guard unsafe nghttp2_check_header_name(name.baseAddress, name.count) != 0 else {
      return .name
    }
    guard unsafe nghttp2_check_header_value_rfc9113(value.baseAddress, value.count) != 0 else {
      return .value
    }
    return unsafe faultOfMeaning(index, of: list, value)
  }

  /// What is wrong with a field that HTTP/2 has rules for.
  private mutating func faultOfMeaning(_ index: Int, of list: HeaderList, _ value: Text) -> HeaderFault? {
    if list.isName(at: index, "te") { return list.isValue(at: index, "trailers") ? nil : .te }
    if list.isName(at: index, "host") {
      defer { hasHost = true }
      return unsafe Self.isAuthority(value) && !hasHost ? nil : .host
    }
    if list.isName(at: index, "content-length") {
      defer { hasContentLength = true }
      let isValid =
        unsafe (1...Self.contentLengthDigitsMaximum).contains(value.count)
        && value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      return isValid && !hasContentLength ? nil : .contentLength
    }
    return Self.connectionFields.contains { list.isName(at: index, $0) } ? .connectionField : nil
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
}
