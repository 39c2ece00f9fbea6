import Crypto
import Foundation
import Logging
import Support
import Synchronization
import Testing

@testable import RPC

@Suite("Rules and roots that change while a process runs")
struct WatchedFilesTests {
  private static let open = #"{"default": "allow", "rules": []}"#
  private static let closed = #"{"default": "deny", "rules": []}"#

  private let clock = ManualClock()
  private let log = RecordedLog()

  private var reload: FileReload {
    var reload = FileReload()
    reload.clock = clock
    return reload
  }

  /// Lets the files be looked at for the `number`th time.
  private func look(_ number: Int) async {
    await clock.waitForSleep(number)
    clock.advance(by: .seconds(10))
    await clock.waitForSleep(number + 1)
  }

  @Test("Calls that come after the rules changed are decided by the new ones, on open connections too")
  func rules() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.open, to: "rules.json")
    let rules = try AuthorizationRules(file: path, reload: reload, logger: log.logger)
    try await withEchoServer(options: { $0.authorization = rules }) { port in
      let client = makeClient(port: port)
      func code() async -> RPCStatus.Code? { await status { _ = try await client.call("Unary", "") }?.code }
      #expect(await code() == nil)
      try folder.write(Self.closed, to: "rules.json")
      await look(1)
      #expect(await code() == .unauthenticated)
      try folder.write(Self.open, to: "rules.json")
      await look(2)
      #expect(await code() == nil)
      await client.close()
    }
    #expect(log.lines.count { $0.contains("authorization rules reloaded") } == 2, "\(log.lines)")
  }

  @Test("Rules that are wrong, half written or gone leave the old ones, and are told once with the place")
  func brokenRules() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.closed, to: "rules.json")
    let rules = try AuthorizationRules(file: path, reload: reload, logger: log.logger)
    let wrong = #"{"default": "allow", "rules": [{"methods": ["*"], "allow": ["me"]}]}"#
    for (number, text) in [wrong, wrong, String(Self.open.dropLast(9)), ""].enumerated() {
      try folder.write(text, to: "rules.json")
      await look(number + 1)
      #expect(rules.newest.rules.otherwise == .deny && rules.newest.version == 1)
    }
    #expect(log.lines.count { $0.contains("rules[0].allow[0]") } == 1, "\(log.lines)")
    #expect(log.lines.count { $0.contains("it is not a JSON object") } == 1, "\(log.lines)")
    try folder.write(Self.open, to: "rules.json")
    await look(5)
    #expect(rules.newest.rules.otherwise == .allow && rules.newest.version == 2)
    #expect(throws: AuthorizationError.unreadable) { try AuthorizationRules(file: path + "x", logger: log.logger) }
  }

  @Test("A server signed by a root that the system has got meanwhile is trusted, and broken roots leave the old ones")
  func systemRoots() async throws {
    let (old, new) = (try await TestAuthority(), try await SecureHarness())
    let folder = try TemporaryFolder()
    let oldRoot = try String(contentsOfFile: old.root, encoding: .utf8)
    let newRoot = try String(contentsOfFile: new.authority.root, encoding: .utf8)
    var tls = ClientTLS()
    tls.systemBundles = ["/nowhere.pem", try folder.write(oldRoot, to: "roots.pem")]
    tls.reload = reload
    try await withSecureServer(.tls(new.serverTLS())) { port in
      try await withSecureClient(.tls(tls), port: port, logger: log.logger) { client in
        let before = await status { _ = try await client.call("Unary", "") }
        #expect(before?.message.contains("no root that is trusted here signed it") == true, "\(before?.message ?? "")")
        try folder.write(String(newRoot.dropLast(40)), to: "roots.pem")
        await look(1)
        #expect(log.lines.count { $0.contains("roots.pem is not a whole list of certificates") } == 1, "\(log.lines)")
        try folder.write(oldRoot + newRoot, to: "roots.pem")
        await look(2)
        _ = try await client.call("Unary", "", options: CallOptions(waitsForReady: true))
      }
    }
  }

  @Test("Changes are counted when they are taken, and once for each row of the same failure")
  func counted() throws {
    let counts = Mutex((taken: 0, refused: 0))
    let content = Mutex<Result<UInt8, TLSError>>(.success(1))
    let report = WatchedFiles<UInt8, TLSError>.Report(
      what: "numbers", places: "memory", countTaken: { counts.withLock { $0.taken += 1 } },
      countRefused: { counts.withLock { $0.refused += 1 } })
    let files = WatchedFiles(report, reload: nil, logger: log.logger) { () throws(TLSError) in
      let number = try content.withLock { $0 }.get()
      return FileContents(digest: SHA256.hash(data: [number])) { () throws(TLSError) in number }
    }
    for (next, newest) in [
      (.success(1), 1), (.success(2), 2), (.failure(.peerSpeaksTLS), 2), (.failure(.peerSpeaksTLS), 2),
      (.success(2), 2),
      (.failure(.peerSpeaksTLS), 2), (.failure(.peerSpeaksNoTLS), 2), (.success(3), 3),
    ] as [(Result<UInt8, TLSError>, UInt8)] {
      content.withLock { $0 = next }
      files.refresh()
      #expect(try files.current() == newest)
    }
    let (taken, refused) = counts.withLock { $0 }
    #expect(taken == 2 && refused == 3)
  }
}
