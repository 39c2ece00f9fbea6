import Features
import Logging
import Messages
import ModelWatching
import Models
import NIOPosix
import RPC
import Storage
import Synchronization

/// A watcher of a service on loopback that tells what the test says.
struct WatchingBench: Sendable {
  let watcher: ModelWatcher
  private let objects: any ObjectStore
  private let service: ToldModels

  static func run(_ body: @Sendable (WatchingBench) async throws -> Void) async throws {
    let service = ToldModels()
    let group = MultiThreadedEventLoopGroup.singleton
    var router = RPCRouter()
    router.serverStreaming("/bandstand.v1.Training/WatchModels") {
      (_: Wire.WatchModelsRequest, _, responses: ResponseWriter<Wire.ModelUpdate>) in
      for await record in service.records() { try await responses.write(Wire.ModelUpdate(model: record)) }
      throw RPCStatus(.unavailable, "broken off by the test")
    }
    let server = RPCServer(router: router, host: "127.0.0.1", port: 0, group: group, logger: .silent)
    let client = RPCClient(host: "127.0.0.1", port: try await server.start(), group: group, logger: .silent)
    let objects = MemoryObjectStore()
    var pauses = ModelWatcher.Pauses()
    pauses.first = .milliseconds(1)
    let watcher = ModelWatcher(
      client: Wire.TrainingClient(client), models: [], objects: objects, fingerprint: "ours", pauses: pauses,
      logger: .silent)
    let bench = WatchingBench(watcher: watcher, objects: objects, service: service)
    let result = await withTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try? await watcher.run() }
      let result: Result<Void, any Error>
      do { result = .success(try await body(bench)) } catch { result = .failure(error) }
      tasks.cancelAll()
      return result
    }
    await client.close()
    await server.shutdownGracefully(within: .zero)
    try result.get()
  }

  /// Puts an artifact, and returns the record of it.
  func put(_ model: String, _ version: UInt32, _ artifact: [UInt8]) async throws -> Wire.ModelRecord {
    let key = "models/\(model)/\(version).model"
    try await objects.put(artifact, at: key)
    return Wire.ModelRecord(
      model: Wire.ModelVersion(model: model, version: version), live: true, key: key, sha256: sha256Hex(artifact))
  }

  /// Tells watchers, those to come too, that a version is live.
  func tell(_ record: Wire.ModelRecord) { service.tell(record) }

  /// Breaks every watch off.
  func breakOff() { service.breakOff() }

  /// Waits until the watcher's models are as wanted.
  func until(_ condition: (LiveModels) -> Bool) async throws {
    while !condition(watcher.current) {
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  /// A popularity model of one item.
  static func popularity(listens: UInt32) -> [UInt8] {
    var counter = PopularityCounter(asOf: Moment(seconds: 1))
    counter.add(ItemIdentifier(.artist, 1), by: ListenerAttributes(), at: nil, listens: listens)
    return counter.model().encoded()
  }

  /// A ranking model of one feature.
  static func ranking(fingerprint: String) throws -> [UInt8] {
    let rows = try LabelledRows(
      columnCount: 1, values: [0, 1, 2, 3], missing: [0, 0, 0, 0], labels: [false, true, false, true])
    return try LogisticModel(fitting: rows, names: ["one"], fingerprint: fingerprint).encoded()
  }
}

/// What the test told, for watchers that come later too.
final class ToldModels: Sendable {
  private struct State {
    var told: [Wire.ModelRecord] = []
    var watchers: [AsyncStream<Wire.ModelRecord>.Continuation] = []
  }

  private let state = Mutex(State())

  func records() -> AsyncStream<Wire.ModelRecord> {
    let (stream, continuation) = AsyncStream.makeStream(of: Wire.ModelRecord.self)
    state.withLock { state in
      for record in state.told { continuation.yield(record) }
      state.watchers.append(continuation)
    }
    return stream
  }

  func tell(_ record: Wire.ModelRecord) {
    state.withLock { state in
      state.told.append(record)
      for watcher in state.watchers { watcher.yield(record) }
    }
  }

  func breakOff() {
    state.withLock { state in
      for watcher in state.watchers { watcher.finish() }
      state.watchers = []
    }
  }
}

extension Logger {
  static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
