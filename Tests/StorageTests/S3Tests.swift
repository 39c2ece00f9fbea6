import AsyncHTTPClient
import NIOPosix
import Support
import Testing

@testable import Storage

@Suite("S3", .enabled(if: S3Server.isInstalled, "python3-swift is not installed"))
struct S3Tests {
  @Test("A bucket is an object store, whatever the size of its pages of keys")
  func conformance() async throws {
    try await S3Bucket.with { bucket in
      for (number, check) in ObjectStoreConformance.checks.enumerated() {
        let address = try S3Address(bucket.address(prefix: "check\(number)/it"))
        let client = S3Client(to: address, as: credentials, patience: .seconds(20))
        try await check.run(S3ObjectStore(client, pageKeysMax: 3))
      }
    }
  }

  @Test("A bucket that stands in the host's name is the same bucket")
  func hostAddressing() async throws {
    try await S3Bucket.with { bucket in
      var configuration = S3Client.configuration
      configuration.dnsOverride = ["band.s3.test": "127.0.0.1"]
      let http = HTTPClient(
        eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
      let address = try S3Address(
        bucket.address().replacing("http://127.0.0.1", with: "http://s3.test") + "&addressing=host")
      let store = S3ObjectStore(S3Client(to: address, as: credentials, patience: .seconds(20), http: http))
      try await store.put([1, 2], at: "a/b=c+d@e")
      #expect(try await open(bucket.address()).get("a/b=c+d@e") == [1, 2])
      #expect(try await store.list(prefix: "a/") == ["a/b=c+d@e"])
      try await http.shutdown()
    }
  }

  @Test("What was put is there after the server was killed and started again, and calls meanwhile wait for it")
  func restarts() async throws {
    try await S3Bucket.with(alone: true) { bucket in
      let store = try await open(bucket.address())
      try await store.put([1], at: "a")
      try await bucket.server.kill()
      async let put: Void = store.put([2], at: "b")
      async let got = store.get("a")
      try await bucket.server.start()
      try await put
      #expect(try await got == [1])
      #expect(try await store.list(prefix: "") == ["a", "b"])
    }
  }

  @Test("A server in trouble is asked again, and what it did twice is there once")
  func triesAgain() async throws {
    try await S3Bucket.with(alone: true) { bucket in
      let store = try await open(bucket.address())
      try await bucket.server.fail(.slow, .lost, .slow)
      try await store.put([1, 2, 3], at: "a")
      #expect(try await store.list(prefix: "") == ["a"])
      try await bucket.server.fail(.slow, .slow)
      #expect(try await store.get("a") == [1, 2, 3])
      try await bucket.server.fail(.lost)
      try await store.delete("a")
      #expect(try await !store.exists("a"))
    }
  }

  @Test("A server that does not get better is named, with what it said")
  func staysInTrouble() async throws {
    try await S3Bucket.with(alone: true) { bucket in
      let address = try S3Address(bucket.address())
      let store = S3ObjectStore(S3Client(to: address, as: credentials, patience: .milliseconds(200)))
      try await bucket.server.fail(.slow, .slow, .slow, .slow, .slow, .slow, .slow, .slow)
      let error = await #expect(throws: StorageError.self) { try await store.put([1], at: "a") }
      #expect(error == .unreachable(address: "\(address)", reason: "SlowDown: Please reduce your rate."))
    }
  }

  @Test("A call that its caller gives up ends at once, though the server never answers")
  func cancelled() async throws {
    try await S3Bucket.with(alone: true) { bucket in
      let store = try await open(bucket.address())
      try await bucket.server.fail(.silent)
      let call = Task { try await store.get("a") }
      call.cancel()
      await #expect(throws: CancellationError.self) { try await call.value }
    }
  }

  @Test("A server that is not there is named")
  func away() async throws {
    let address = try S3Address("s3://band?endpoint=http://127.0.0.1:\(LoopbackPort.free())")
    let store = S3ObjectStore(S3Client(to: address, as: credentials, patience: .milliseconds(200)))
    let error = await #expect(throws: StorageError.self) { try await store.get("a") }
    guard case .unreachable(address.description, _) = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
  }

  @Test("A wrong secret, a bucket that is not there and missing credentials are told apart when the store is opened")
  func refused() async throws {
    try await S3Bucket.with { bucket in
      let wrong = S3Credentials(identifier: S3Server.credentials.identifier, secret: "wrong")
      let refusal = await #expect(throws: StorageError.self) {
        try await S3ObjectStore.open(S3Address(bucket.address()), as: wrong)
      }
      guard case .notPermitted(bucket.address(), let reason) = refusal else {
        Issue.record("got \(String(describing: refusal))")
        return
      }
      #expect(reason.contains("SignatureDoesNotMatch") && !reason.contains("wrong"))
      #expect(refusal?.description.hasSuffix("correct the user, the secret or what they may do there") == true)
      let missing = try S3Address("s3://nobody?endpoint=\(bucket.server.endpoint)")
      await #expect(throws: StorageError.missingBucket(address: "\(missing)")) {
        try await S3ObjectStore.open(missing, as: credentials)
      }
    }
  }

  @Test("Keys of others that break the rule are not listed, whatever they hold")
  func foreignKeys() async throws {
    try await S3Bucket.with { bucket in
      let address = try S3Address(bucket.address())
      let client = S3Client(to: address, as: credentials, patience: .seconds(20))
      for name in ["a%20b", "%C3%A4", "a%26%3Cb%3E", "a//b"] {
        let request = S3Request("PUT", path: "/band/\(address.prefix)\(name)")
        #expect(try await client.send(request).isSuccess)
      }
      let store = S3ObjectStore(client)
      try await store.put([1], at: "good")
      #expect(try await store.list(prefix: "") == ["good"])
      #expect(try await store.list(prefix: "", after: nil, keysMax: 1) == ["good"])
    }
  }

  private let credentials = S3Credentials(
    identifier: S3Server.credentials.identifier, secret: S3Server.credentials.secret)

  private func open(_ address: String) async throws -> S3ObjectStore {
    try await S3ObjectStore.open(S3Address(address), as: credentials)
  }
}
