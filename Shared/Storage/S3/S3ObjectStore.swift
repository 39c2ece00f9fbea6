import FoundationEssentials

/// Objects in a bucket of a server that speaks S3's protocol, the key behind the address's prefix. Any number of processes on
/// any machines may share the bucket.
///
/// An object is put by one request, which the server does whole or not at all; its durability is the server's. While the
/// server is away or wants us slower, calls try again for up to ``patienceSeconds``. Requests are signed with their bodies
/// (AWS Signature Version 4), so that nothing that was altered on the way is kept. Credentials are read when the store is
/// opened.
public struct S3ObjectStore: ObjectStore {
  private let client: S3Client
  private let pageKeysMax: Int

  /// How long calls try to reach the server, in seconds: long enough for a restart.
  public static let patienceSeconds = 20

  /// - Parameter pageKeysMax: How many keys to ask for in one request; servers give no more than a thousand.
  init(_ client: S3Client, pageKeysMax: Int = 1000) {
    self.client = client
    self.pageKeysMax = pageKeysMax
  }

  /// Opens the store and sees that the bucket is there and lets us read it.
  ///
  /// - Parameter credentials: Those of the environment unless given: see ``S3Credentials/found(in:)``.
  /// - Throws: ``StorageError``, such as ``StorageError/missingBucket(address:)``.
  public static func open(_ address: S3Address, as credentials: S3Credentials? = nil) async throws -> S3ObjectStore {
    let found = try await BlockingWork.run {
      try credentials ?? S3Credentials.found(in: ProcessInfo.processInfo.environment)
    }
    guard let found else { throw StorageError.noCredentials(address: address.description) }
    let store = S3ObjectStore(S3Client(to: address, as: found, patience: .seconds(patienceSeconds)))
    _ = try await store.list(prefix: "", after: nil, keysMax: 1)
    return store
  }

  /// One request, again while the server is away.
  public func put(_ bytes: [UInt8], at key: String) async throws {
    try ObjectKeyRule.check(key)
    guard bytes.count <= StorageLimits.objectBytesMax else {
      throw StorageError.tooLarge(what: "object \(key) in bytes", limit: StorageLimits.objectBytesMax, got: bytes.count)
    }
    let response = try await client.send(S3Request("PUT", key, of: client.address, body: bytes))
    guard response.isSuccess else { throw response.error(at: client.address) }
  }

  /// One request.
  public func get(_ key: String) async throws -> [UInt8] {
    try ObjectKeyRule.check(key)
    return try await foreignObject(key)
  }

  /// One request for a range.
  public func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try ObjectKeyRule.check(key)
    let range = (name: "range", value: "bytes=\(offset)-\(offset + max(1, bytesMax) - 1)")
    let request = S3Request("GET", key, of: client.address, headers: [range])
    let response = try await client.send(request, bytesMax: StorageLimits.objectBytesMax)
    switch response.status {
    case 206: return response.body
    case 416: return []
    // A server may answer with the whole.
    case 200: return Array(response.body.dropFirst(offset).prefix(bytesMax))
    default: throw error(of: response, for: key)
    }
  }

  /// One request for its head.
  public func exists(_ key: String) async throws -> Bool {
    try ObjectKeyRule.check(key)
    let response = try await client.send(S3Request("HEAD", key, of: client.address))
    if response.status == 404 { return false }
    guard response.isSuccess else { throw response.error(at: client.address) }
    return true
  }

  /// A request for each thousand keys. Keys of others that break our rule are passed over: see ``ForeignObjects``.
  public func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String] {
    try ObjectKeyRule.check(prefix: prefix)
    let limit = min(max(1, keysMax), StorageLimits.keysListedMax)
    let ours = client.address.prefix
    var keys: [String] = []
    var last = start.map { ours + $0 }
    while true {
      let page = try await page(prefix: ours + prefix, after: last, keysMax: limit - keys.count)
      keys += page.keys.map { String($0.dropFirst(ours.count)) }.filter { (try? ObjectKeyRule.check($0)) != nil }
      guard keys.count < limit, page.isCut, let next = page.keys.last else { return keys }
      last = next
    }
  }

  /// One request.
  public func delete(_ key: String) async throws {
    try ObjectKeyRule.check(key)
    let response = try await client.send(S3Request("DELETE", key, of: client.address))
    guard response.isSuccess || response.code == "NoSuchKey" else { throw response.error(at: client.address) }
  }

  private func page(prefix: String, after: String?, keysMax: Int) async throws -> S3Listing {
    var query = [(name: "list-type", value: "2"), ("max-keys", "\(min(keysMax, pageKeysMax))"), ("prefix", prefix)]
    if let after { query.append(("start-after", after)) }
    let response = try await client.send(S3Request("GET", "", of: client.address, query: query))
    guard response.isSuccess else { throw response.error(at: client.address) }
    guard let listing = S3Listing(response.body) else {
      throw StorageError.operationFailed(
        path: client.address.description, operation: "list", reason: "the answer is not a listing")
    }
    return listing
  }

  private func error(of response: S3Response, for key: String) -> StorageError {
    response.code == "NoSuchKey"
      ? .notFound(what: "object \(key) in \(client.address)") : response.error(at: client.address)
  }
}

extension S3ObjectStore: ForeignObjects {
  /// A request for each thousand keys. Keys that end at a slash stand for folders and are left out.
  public func foreignKeys(prefix: String) async throws -> [String] {
    let ours = client.address.prefix
    var keys: [String] = []
    var last: String?
    while true {
      let page = try await page(prefix: ours + prefix, after: last, keysMax: pageKeysMax)
      keys += page.keys.filter { !$0.hasSuffix("/") }.map { String($0.dropFirst(ours.count)) }
      guard page.isCut, let next = page.keys.last else { return keys }
      last = next
    }
  }

  /// One request.
  public func foreignObject(_ key: String) async throws -> [UInt8] {
    let request = S3Request("GET", key, of: client.address)
    let response = try await client.send(request, bytesMax: StorageLimits.objectBytesMax)
    guard response.isSuccess else { throw error(of: response, for: key) }
    return response.body
  }
}

/// A page of keys as a server listed them.
struct S3Listing: Equatable {
  var keys: [String]
  /// Whether more come after.
  var isCut: Bool

  /// The listing in a document; nil when it is none.
  init?(_ body: [UInt8]) {
    guard let leaves = S3Document.leaves(of: body), leaves.allSatisfy({ $0.path.hasPrefix("ListBucketResult/") }) else {
      return nil
    }
    keys = leaves.filter { $0.path == "ListBucketResult/Contents/Key" }.map(\.text)
    isCut = leaves.contains { $0.path == "ListBucketResult/IsTruncated" && $0.text == "true" }
    guard leaves.contains(where: { $0.path == "ListBucketResult/IsTruncated" }) else { return nil }
  }
}
