import Foundation
import RPC
import Support
import Testing

@Suite("Certificates that change while a server runs")
struct ReloadTests {
  /// A server's files, which a test may replace.
  private struct Files {
    let folder: TemporaryFolder
    let pair: TLSKeyPair

    init() throws {
      folder = try TemporaryFolder()
      pair = TLSKeyPair(certificates: .file(folder.path("shown.pem")), privateKey: .file(folder.path("shown.key")))
    }

    func put(certificate: String, key: String) throws {
      try folder.write(try text(certificate), to: "shown.pem")
      try folder.write(try text(key), to: "shown.key")
    }

    func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
  }

  private let clock = ManualClock()
  private let log = RecordedLog()

  private func server(_ files: Files) -> ServerSecurity {
    var tls = ServerTLS(files.pair)
    tls.reload.clock = clock
    return .tls(tls)
  }

  /// Lets the server look at its files for the `number`th time.
  private func look(_ number: Int) async {
    await clock.waitForSleep(number)
    clock.advance(by: .seconds(10))
    await clock.waitForSleep(number + 1)
  }

  /// Whether a new client that trusts that authority alone is served.
  private func isServed(port: Int, trusting authority: TestAuthority) async throws -> Bool {
    try await withSecureClient(.tls(ClientTLS(roots: .pem(.file(authority.root)))), port: port) { client in
      await status { _ = try await client.call("Unary", "") } == nil
    }
  }

  @Test("New connections get the new certificate, and no call fails while it changes")
  func underLoad() async throws {
    let (old, new) = (try await TestAuthority(), try await TestAuthority())
    let (first, second) = (try await old.issue("server"), try await new.issue("server"))
    let files = try Files()
    try files.put(certificate: first.certificate, key: first.privateKey)
    let both = Array((try files.text(old.root) + files.text(new.root)).utf8)
    try await withSecureServer(server(files), logger: log.logger) { port in
      let isOver = Probe()
      async let failures = load(port: port, roots: both, until: isOver)
      #expect(try await isServed(port: port, trusting: old))
      try files.put(certificate: second.certificate, key: second.privateKey)
      await look(1)
      #expect(try await isServed(port: port, trusting: new))
      #expect(try await !isServed(port: port, trusting: old))
      isOver.fire()
      let failed = try await failures
      #expect(failed == [])
    }
    #expect(log.lines.count { $0.contains("certificates reloaded") } == 1)
  }

  /// Calls over one connection that stays and over new ones; returns what went wrong.
  private func load(port: Int, roots: [UInt8], until isOver: Probe) async throws -> [RPCStatus] {
    let security = ClientSecurity.tls(ClientTLS(roots: .pem(.bytes(roots))))
    return try await withSecureClient(security, port: port) { lasting in
      var failures: [RPCStatus?] = []
      repeat {
        failures.append(await status { _ = try await lasting.call("Unary", "") })
        failures.append(
          try await withSecureClient(security, port: port) { client in
            await status { _ = try await client.call("Unary", "") }
          })
      } while !isOver.hasFired
      return failures.compactMap { $0 }
    }
  }

  @Test("A file that is half written, missing, or does not fit its key leaves the old certificate, and is told once")
  func brokenChanges() async throws {
    let (old, new) = (try await TestAuthority(), try await TestAuthority())
    let (first, second) = (try await old.issue("server"), try await new.issue("server"))
    let files = try Files()
    try files.put(certificate: first.certificate, key: first.privateKey)
    try await withSecureServer(server(files), logger: log.logger) { port in
      let whole = try files.text(second.certificate)
      var looks = 0
      for broken in ["", String(whole.prefix(whole.count / 2)), "-----BEGIN CERTIFICATE-----\n" + whole, whole] {
        try files.folder.write(broken, to: "shown.pem")
        looks += 1
        await look(looks)
        #expect(try await isServed(port: port, trusting: old))
      }
      try FileManager.default.removeItem(atPath: files.folder.path("shown.pem"))
      for _ in 0..<2 {
        looks += 1
        await look(looks)
      }
      #expect(try await isServed(port: port, trusting: old))
      #expect(log.lines.count { $0.contains("cannot be read") } == 1, "\(log.lines)")
      #expect(log.lines.count { $0.contains("is not that of the first certificate") } == 1, "\(log.lines)")
      try files.put(certificate: second.certificate, key: second.privateKey)
      await look(looks + 1)
      #expect(try await isServed(port: port, trusting: new))
    }
  }

  @Test("A server that cannot read its certificate does not start, and says why")
  func badStart() async throws {
    let authority = try await TestAuthority()
    let (one, two) = (try await authority.issue("one"), try await authority.issue("two"))
    let mismatched = TLSKeyPair(certificates: .file(one.certificate), privateKey: .file(two.privateKey))
    let missing = TLSKeyPair(certificates: .file("/nowhere.pem"), privateKey: .file(two.privateKey))
    let swapped = TLSKeyPair(certificates: .file(one.privateKey), privateKey: .file(one.certificate))
    for (pair, words) in [
      (mismatched, "is not that of"), (missing, "cannot be read"), (swapped, "is not a whole list"),
    ] {
      let error = await #expect(throws: TLSError.self) { try await withSecureServer(.tls(ServerTLS(pair))) { _ in } }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
    var trusting = ServerTLS(TLSKeyPair(one))
    trusting.clientCertificates = .require
    await #expect(throws: TLSError.clientRootsMissing) { try await withSecureServer(.tls(trusting)) { _ in } }
  }
}
