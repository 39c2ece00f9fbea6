public import FoundationEssentials

/// A bucket on a server that speaks S3's protocol:
/// `s3://BUCKET[/PREFIX][?endpoint=URL][&region=NAME][&addressing=path|host]`.
///
/// What the address leaves out comes from the environment, as other tools have it: the endpoint from `AWS_ENDPOINT_URL_S3` or
/// `AWS_ENDPOINT_URL`, the region from `AWS_REGION` or `AWS_DEFAULT_REGION`. Without an endpoint it is Amazon's of the region;
/// the region is us-east-1 unless it is said. The bucket stands in the path of requests to an endpoint that was given, and
/// before Amazon's host name. An address never holds credentials: see ``S3Credentials``.
public struct S3Address: Hashable, Sendable, CustomStringConvertible {
  let bucket: String
  /// What stands before each key: empty, or ends at a slash.
  let prefix: String
  let region: String
  /// `http` or `https`.
  let scheme: String
  /// Where requests go and what their signature names: the host, with its port unless that is the scheme's own.
  let authority: String
  /// What stands before each key in the path of a request: empty, or the bucket behind a slash.
  let bucketPath: String
  /// The address with what the environment said.
  public let description: String

  /// The address in a text, completed from an environment.
  ///
  /// - Throws: ``StorageError/unsupportedAddress(address:available:)``.
  public init(
    _ text: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(StorageError) {
    let unsupported = StorageError.unsupportedAddress(
      address: StoreAddress.withoutPassword(text),
      available: "s3://BUCKET[/PREFIX][?endpoint=http://HOST:PORT][&region=NAME][&addressing=path|host]")
    guard let parts = URLComponents(string: text), parts.scheme == "s3", let bucket = parts.host, parts.user == nil,
      parts.password == nil, parts.port == nil, parts.fragment == nil, Self.isBucket(bucket),
      let options = Self.options(of: parts)
    else { throw unsupported }
    let path = parts.path.drop { $0 == "/" }
    self.bucket = bucket
    prefix = path.isEmpty || path.hasSuffix("/") ? String(path) : path + "/"
    guard (try? ObjectKeyRule.check(prefix: prefix)) != nil else { throw unsupported }
    let environment = S3Environment(environment)
    let namedRegion =
      options["region"].map { ("region", $0) } ?? environment.first(of: "AWS_REGION", "AWS_DEFAULT_REGION")
      ?? ("region", "us-east-1")
    region = namedRegion.1
    guard Self.isHost(region) else { throw Self.badRegion(namedRegion) }
    let namedEndpoint =
      options["endpoint"].map { ("endpoint", $0) } ?? environment.first(of: "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
    let given = namedEndpoint?.1
    guard let endpoint = Self.endpoint(given ?? "https://s3.\(region).amazonaws.com") else {
      throw Self.badEndpoint(namedEndpoint ?? ("endpoint", ""))
    }
    let addressing = options["addressing"] ?? (given == nil ? "host" : "path")
    guard addressing == "path" || addressing == "host" else { throw unsupported }
    scheme = endpoint.scheme
    authority = addressing == "host" ? "\(bucket).\(endpoint.authority)" : endpoint.authority
    bucketPath = addressing == "host" ? "" : "/\(bucket)"
    description = "s3://\(bucket)/\(prefix)" + (given == nil ? "" : "?endpoint=\(scheme)://\(endpoint.authority)")
  }

  /// The options by name; nil when there is one that we do not know, or one twice.
  private static func options(of parts: URLComponents) -> [String: String]? {
    var options: [String: String] = [:]
    for item in parts.queryItems ?? [] {
      guard ["endpoint", "region", "addressing"].contains(item.name), let value = item.value, options[item.name] == nil
      else { return nil }
      options[item.name] = value
    }
    return options
  }

  private static func badRegion(_ setting: (name: String, value: String)) -> StorageError {
    .badSetting(
      name: setting.name,
      reason: "\"\(setting.value)\" is no region's name: it has small letters, digits and -, as in us-east-1")
  }

  private static func badEndpoint(_ setting: (name: String, value: String)) -> StorageError {
    let value = StoreAddress.withoutPassword(setting.value)
    let example = value.contains("://") || value.isEmpty ? "http://HOST:PORT" : "http://\(value)"
    return .badSetting(
      name: setting.name,
      reason: "\"\(value)\" is no server's address: write a scheme, a host and a port alone, as in \(example)")
  }

  private static func endpoint(_ text: String) -> (scheme: String, authority: String)? {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme, scheme == "http" || scheme == "https",
      let host = parts.host, !host.isEmpty, parts.user == nil, parts.password == nil, parts.query == nil,
      parts.path.isEmpty || parts.path == "/"
    else { return nil }
    let isDefault = parts.port == nil || parts.port == (scheme == "http" ? 80 : 443)
    return (scheme, isDefault ? host : "\(host):\(parts.port ?? 0)")
  }

  /// Amazon's rule for the names of buckets.
  private static func isBucket(_ name: String) -> Bool {
    (3...63).contains(name.utf8.count) && isHost(name)
  }

  private static func isHost(_ name: String) -> Bool {
    let isAlphanumeric = { (byte: UInt8) in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard let first = name.utf8.first, let last = name.utf8.last, isAlphanumeric(first), isAlphanumeric(last) else {
      return false
    }
    return name.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
  }
}
