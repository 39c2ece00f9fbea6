/// A request of S3's protocol, before it is signed.
struct S3Request: Sendable {
  var method: String
  /// The path from the host on, percent-encoded.
  var path: String
  /// Names and values as they are, not encoded.
  var query: [(name: String, value: String)] = []
  /// Names in lower case.
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []

  /// A request about an object of a bucket; about the bucket itself for an empty key.
  init(
    _ method: String, _ key: String, of address: S3Address, query: [(name: String, value: String)] = [],
    headers: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.query = query
    self.headers = headers
    self.body = body
    path = address.bucketPath + "/" + (key.isEmpty ? "" : Self.encoded(address.prefix + key, keeping: "/"))
    if key.isEmpty && !address.bucketPath.isEmpty { path = address.bucketPath }
  }

  /// A request for any path.
  init(_ method: String, path: String) {
    self.method = method
    self.path = path
  }

  /// The query as it is sent and signed: encoded, in the order of the encoded names' bytes.
  var encodedQuery: String {
    query.map { (Self.encoded($0.name), Self.encoded($0.value)) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      .map { "\($0.0)=\($0.1)" }
      .joined(separator: "&")
  }

  /// A text with every byte percent-encoded but the unreserved ones of RFC 3986, section 2.3, and one more.
  static func encoded(_ text: String, keeping kept: Unicode.Scalar? = nil) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      case _ where kept.map { UInt32(byte) == $0.value } == true: bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
