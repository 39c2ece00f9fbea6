import NIOCore
import Testing

@testable import RPC

@Suite("What a server does for a connection as time passes")
struct ServerUpkeepTests {
  @Test("A silent client is pinged; one that answers stays, and one that does not is let go")
  func keepalive() throws {
    let server = try VirtualServer { $0.keepalive.interval = .seconds(60) }
    for _ in 0..<20 { try server.pass(.seconds(60)) }
    #expect(server.isOpen)
    #expect(server.connection.instruments.transport.keepalivesSent.total >= 9)
    try server.pass(.seconds(60), answering: false)
    try server.pass(.seconds(60), answering: false)
    try server.pass(.seconds(20), answering: false)
    #expect(!server.isOpen)
  }

  @Test("A client that sends a frame before the ping is due is not pinged")
  func noisyClient() throws {
    let server = try VirtualServer { $0.keepalive.interval = .seconds(60) }
    let before = server.connection.instruments.transport.keepalivesSent.total
    for _ in 0..<10 {
      try server.pass(.seconds(30))
      _ = try server.call("Unary")
      try server.pass(.seconds(30))
    }
    #expect(server.connection.instruments.transport.keepalivesSent.total == before)
  }

  @Test("Bytes of a frame that never ends are no sign of life")
  func trickledFrame() throws {
    let server = try VirtualServer { $0.keepalive.interval = .seconds(60) }
    try server.send([0, 64, 0, 0])
    for _ in 0..<20 where server.isOpen {
      try server.pass(.seconds(30), answering: false)
      if server.isOpen { try server.send([0]) }
    }
    #expect(!server.isOpen)
  }

  @Test("A client that pings too often is told to be calm, and cut off")
  func tooManyPings() throws {
    let server = try VirtualServer()
    _ = try server.call("WaitForRelease")
    for _ in 0..<3 {
      server.client.ping(.keepalive)
      try server.settle()
      #expect(server.goodbye == nil)
    }
    server.client.ping(.keepalive)
    try server.settle()
    #expect(server.goodbye == .enhanceYourCalm)
    try server.pass(.seconds(1))
    #expect(!server.isOpen)
  }

  @Test("Pings between answers are welcome, however many")
  func pingsBetweenAnswers() throws {
    let server = try VirtualServer()
    for _ in 0..<50 {
      _ = try server.call("Unary")
      server.client.ping(.keepalive)
      try server.settle()
    }
    #expect(server.goodbye == nil && server.isOpen)
  }

  @Test("Pings are counted by the time since the last, by open calls and by what is permitted")
  func policy() {
    let start = NIODeadline.uptimeNanoseconds(1 << 50)
    func accepted(
      _ pings: Int, every gap: TimeAmount, hasCalls: Bool, _ change: (inout ServerKeepalive) -> Void = { _ in }
    )
      -> Int
    {
      var options = ServerKeepalive()
      change(&options)
      var policy = PingPolicy(options)
      var now = start
      for count in 0..<pings {
        guard policy.permits(at: now, hasCalls: hasCalls, hasAnswered: false) else { return count }
        now = now + gap
      }
      return pings
    }
    #expect(accepted(100, every: .minutes(5), hasCalls: true) == 100)
    #expect(accepted(100, every: .seconds(299), hasCalls: true) > 4)
    #expect(accepted(100, every: .seconds(1), hasCalls: true) == 3)
    #expect(accepted(100, every: .minutes(5), hasCalls: false) == 3)
    #expect(accepted(100, every: .hours(2), hasCalls: false) == 100)
    #expect(accepted(100, every: .minutes(5), hasCalls: false) { $0.permitsPingsWithoutCalls = true } == 100)
    #expect(accepted(100, every: .seconds(1), hasCalls: true) { $0.strikesMaximum = 0 } == 1)
    #expect(accepted(100, every: .seconds(1), hasCalls: true) { $0.clientIntervalMinimum = .seconds(1) } == 100)
  }

  @Test("A connection without calls ends after its time; one with a call does not, however long it takes")
  func idle() throws {
    let server = try VirtualServer { $0.lifetime.idleMaximum = .seconds(60) }
    let call = try server.call("WaitForRelease")
    for _ in 0..<5 { try server.pass(.seconds(60)) }
    #expect(server.goodbye == nil)
    server.service.release.fire()
    try server.settle()
    #expect(server.status(of: call) == .ok)
    _ = try server.call("Unary")
    try server.pass(.seconds(60))
    #expect(server.goodbye == nil)
    try server.pass(.seconds(60))
    #expect(server.goodbye == .noError)
    try server.pass(.seconds(1))
    #expect(!server.isOpen)
  }

  @Test("An old connection ends when its calls have ended, and takes no new ones")
  func age() throws {
    let server = try VirtualServer {
      $0.lifetime.ageMaximum = .seconds(100)
      $0.lifetime.ageJitter = 0
    }
    let call = try server.call("WaitForRelease")
    try server.pass(.seconds(99))
    #expect(server.goodbye == nil)
    try server.pass(.seconds(1))
    #expect(server.goodbye == .noError)
    let late = try server.call("Unary")
    #expect(server.seen.contains(.closed(stream: late, .refusedStream)))
    try server.pass(.seconds(1000))
    #expect(server.isOpen)
    server.service.release.fire()
    try server.settle()
    #expect(server.status(of: call) == .ok)
    try server.pass(.seconds(1))
    #expect(!server.isOpen)
  }

  @Test("Ages differ from connection to connection by the jitter and no more")
  func jitter() {
    var lifetime = ServerLifetime()
    #expect(lifetime.age(using: &generator) == nil)
    lifetime.ageMaximum = .seconds(100)
    let ages = (0..<200).compactMap { _ in lifetime.age(using: &generator) }
    #expect(ages.allSatisfy { (.seconds(90)...(.seconds(110))).contains($0) })
    #expect(Set(ages).count > 100)
  }

  @Test("Calls that outlast the grace of an old connection are cut off with UNAVAILABLE")
  func grace() throws {
    let server = try VirtualServer {
      $0.lifetime.ageMaximum = .seconds(100)
      $0.lifetime.ageJitter = 0
      $0.lifetime.ageGrace = .seconds(10)
    }
    let call = try server.call("Hang")
    try server.pass(.seconds(100))
    #expect(server.status(of: call) == nil)
    try server.pass(.seconds(10))
    #expect(server.status(of: call)?.code == .unavailable)
    #expect(server.service.cancelled.hasFired)
    try server.pass(.seconds(1))
    #expect(!server.isOpen)
  }

  @Test("A client that never says that it has heard of the end does not keep the connection")
  func deafClient() throws {
    let server = try VirtualServer { $0.lifetime.idleMaximum = .seconds(60) }
    try server.pass(.seconds(60), answering: false)
    try server.pass(.seconds(19), answering: false)
    #expect(server.isOpen)
    try server.pass(.seconds(1), answering: false)
    try server.pass(.seconds(1), answering: false)
    #expect(!server.isOpen)
  }

  private var generator: SystemRandomNumberGenerator {
    get { SystemRandomNumberGenerator() }
    nonmutating set {}
  }
}
