import Datasets
import Domain
import Messages
import Storage
import Synchronization
import Testing

@testable import TrainingService

@Suite("Forgetting while training runs")
struct ForgettingTests {
  @Test("A dataset has nothing of a listener who is forgotten while it is being written, in the run or in the store")
  func race() async throws {
    let database = try await SQLiteDatabase.inMemory()
    let listener = try #require(ListenerIdentifier("listener-7"))
    let objects = InterruptedObjectStore(prefix: "datasets/") {
      // Whoever forgets goes through the datasets right after the tombstone: this one is not there yet.
      _ = try await database.forget(listener, at: MadeLog.end)
    }
    let stores = Stores(objects: objects, database: database)
    try await MadeLog().write(to: objects)
    try await TrainingBench.run(stores: stores) { bench in
      let steps = try await bench.train()
      #expect(steps.outcomes(of: MadeLog.model).first == "dataset passed")
      let key = ObjectKeys.dataset(named: MadeLog.model, run: 1)
      let dataset = try RankingDataset(decoding: try await objects.get(key))
      #expect(dataset.rowCount == 585 && dataset.groupCount == 117)
      let figures = steps.first { $0.model == MadeLog.model && $0.step == "dataset" }?.figures ?? []
      #expect(figures.first { $0.name == "rows" }?.value == 585)
      #expect(objects.interruptions == 1)
    }
  }

  @Test("A dataset that a run was writing when the process was cut off is removed at the next start, others stay")
  func cutOff() async throws {
    let stores = try await TrainingBench.stores()
    let now = MadeLog.end
    let cut = try await stores.database.startRun(of: [], at: now)
    let (half, whole) = (
      ObjectKeys.dataset(named: "half", run: cut), ObjectKeys.dataset(named: "whole", run: cut)
    )
    for (model, state) in [("half", StepState.started), ("whole", .started), ("whole", .passed)] {
      try await stores.database.append(RunStep(model: model, stage: .dataset, state: state, moment: now), to: cut)
    }
    for key in [half, whole] { try await stores.objects.put([1], at: key) }
    try await TrainingBench.run(stores: stores) { bench async throws in
      #expect(try await bench.stores.objects.list(prefix: "datasets/") == [whole])
    }
  }
}

/// A store in memory that has something done in the middle of the first put of some keys.
private final class InterruptedObjectStore: ObjectStore {
  private let store = MemoryObjectStore()
  private let prefix: String
  private let interruption: @Sendable () async throws -> Void
  private let count = Mutex(0)

  var interruptions: Int { count.withLock { min($0, 1) } }

  init(prefix: String, _ interruption: @escaping @Sendable () async throws -> Void) {
    self.prefix = prefix
    self.interruption = interruption
  }

  func put(_ bytes: [UInt8], at key: String) async throws {
    if key.hasPrefix(prefix) {
      let isFirst = count.withLock { count in
        count += 1
        return count == 1
      }
      if isFirst { try await interruption() }
    }
    try await store.put(bytes, at: key)
  }

  func get(_ key: String) async throws -> [UInt8] { try await store.get(key) }
  func read(_ key: String, at offset: Int, bytesMax: Int) async throws -> [UInt8] {
    try await store.read(key, at: offset, bytesMax: bytesMax)
  }
  func exists(_ key: String) async throws -> Bool { try await store.exists(key) }
  func list(prefix: String, after start: String?, keysMax: Int) async throws -> [String] {
    try await store.list(prefix: prefix, after: start, keysMax: keysMax)
  }
  func delete(_ key: String) async throws { try await store.delete(key) }
}
