import Testing

@testable import Hosting

@Suite("Health")
struct HealthRegistryTests {
  let registry = HealthRegistry(serviceNames: ["bandstand.v1.Home"])

  @Test("Nothing serves before it says so, and unknown names have no status")
  func start() {
    #expect(registry.status(of: "") == .notServing)
    #expect(registry.status(of: "bandstand.v1.Home") == .notServing)
    #expect(registry.status(of: "bandstand.v1.Other") == nil)
  }

  @Test("A watcher hears how it stands, then news, then the end")
  func watch() async throws {
    var changes = try #require(registry.changes(of: "bandstand.v1.Home")).makeAsyncIterator()
    #expect(await changes.next() == .some(.notServing))
    registry.set(.serving, for: HealthRegistry.wholeProcess)
    registry.setAll(.serving)
    #expect(await changes.next() == .some(.serving))
    registry.drain()
    #expect(await changes.next() == .some(.notServing))
    #expect(await changes.next() == nil)
  }

  @Test("Draining is for good, and who asks later hears it at once")
  func drain() async throws {
    registry.setAll(.serving)
    registry.drain()
    registry.setAll(.serving)
    #expect(registry.status(of: "") == .notServing)
    var changes = try #require(registry.changes(of: "")).makeAsyncIterator()
    #expect(await changes.next() == .some(.notServing))
    #expect(await changes.next() == nil)
  }

  @Test("A watcher of an unknown service hears that it is unknown")
  func unknown() async throws {
    var changes = try #require(registry.changes(of: "x")).makeAsyncIterator()
    #expect(await changes.next() == .some(nil))
  }

  @Test("Watchers have a limit, and one that leaves makes room")
  func limit() {
    var held = (0..<HealthRegistry.watchersMax).map { _ in registry.changes(of: "") }
    #expect(registry.changes(of: "") == nil)
    held.removeAll()
    #expect(registry.changes(of: "") != nil)
  }
}
