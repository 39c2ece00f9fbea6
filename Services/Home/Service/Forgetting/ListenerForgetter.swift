import Domain
import Features
import Intake
import Messages
import Storage

/// Removes listeners from every store and looks afterwards whether anything is left.
///
/// The tombstone comes first and is durable: from then on nothing of the listener is taken, logged or learned from, by any
/// home and any training. Whoever had taken something the moment before, and writes it after we looked, asks for tombstones once
/// more when it is written, and takes it back: see `LateErasure` for events, profiles and pages, and `RankingPipeline` for
/// datasets. What one that ends in between leaves is taken back by `JournalRecovery` and when training starts.
///
/// Listeners who wait while others are being removed are removed together, in one pass over the stores.
actor ListenerForgetter {
  /// A listener whose tombstone stands, and who waits for the answer.
  private struct Request {
    var number: Int
    var listener: ListenerIdentifier
    var hadAccount: Bool
    var answer: CheckedContinuation<Wire.ForgetListenerResponse, any Error>
  }

  private let accounts: any AccountStore & LeaseStore
  private let profiles: ProfileStore
  private let objects: any ObjectStore
  private let events: EventIntake
  private let pageLog: PageLog
  private let now: @Sendable () -> Moment
  private var waiting: [Request] = []
  private var isAtWork = false
  private var requests = 0

  /// How many listeners one pass removes at most.
  static let listenersMax = 10_000
  /// How often the logs are gone through because something came in between.
  private static let roundsMax = 3

  /// A forgetter of these stores.
  init(
    accounts: any AccountStore & LeaseStore, profiles: ProfileStore, objects: any ObjectStore, events: EventIntake,
    pageLog: PageLog,
    now: @escaping @Sendable () -> Moment
  ) {
    self.accounts = accounts
    self.profiles = profiles
    self.objects = objects
    self.events = events
    self.pageLog = pageLog
    self.now = now
  }

  /// Forgets a listener and tells what became of each store.
  ///
  /// - Throws: `StorageError`; `CancellationError` for a caller who leaves, whose listener is forgotten all the same.
  func forget(_ listener: ListenerIdentifier) async throws -> Wire.ForgetListenerResponse {
    let hadAccount = try await accounts.forget(listener, at: now())
    requests += 1
    let number = requests
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { answer in
        waiting.append(Request(number: number, listener: listener, hadAccount: hadAccount, answer: answer))
        if !isAtWork {
          isAtWork = true
          Task { await self.work() }
        }
      }
    } onCancel: {
      Task { await self.leave(number) }
    }
  }

  /// Lets go of a caller who waits for a pass that has not begun. The tombstone stands; the pass is for those who stay.
  private func leave(_ number: Int) {
    guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
    waiting.remove(at: index).answer.resume(throwing: CancellationError())
  }

  /// Goes through the stores for all who wait, until nobody does.
  private func work() async {
    while !waiting.isEmpty {
      let requests = Array(waiting.prefix(Self.listenersMax))
      waiting.removeFirst(requests.count)
      do {
        let responses = try await remove(Set(requests.map(\.listener)).sorted())
        for request in requests { request.answer.resume(returning: responses[request.listener, request.hadAccount]) }
      } catch {
        for request in requests { request.answer.resume(throwing: error) }
      }
    }
    isAtWork = false
  }

  private func remove(_ listeners: [ListenerIdentifier]) async throws -> Removals {
    // What this home took before the tombstones is in the log when these return, or is dropped.
    await events.settle()
    let held = await pageLog.forget(Set(listeners))
    var removals = try await Lease(Lease.logRewriting, in: accounts, now: now).held {
      try await self.eraseObjects(of: listeners)
    }
    for (listener, erasure) in zip(listeners, removals.erasures) {
      removals.heldPages.append(held[listener] ?? 0)
      removals.online.append(try await forgetOnline(listener, pages: erasure.pages.map(\.page)))
    }
    let pseudonyms = listeners.map(\.description)
    removals.inDatabase = try await accounts.occurrences(of: pseudonyms)
    removals.inProfiles = try await profiles.online.occurrences(of: pseudonyms)
    return removals
  }

  /// Removes all that the online store has of a listener, and the marks of their pages, a batch at a time.
  private func forgetOnline(_ listener: ListenerIdentifier, pages: [String]) async throws -> OnlineRemoval {
    var removal = try await profiles.online.forget(ProfileStore.keys(of: listener), seen: [])
    let marks = pages.map(EventIntake.mark(ofPage:))
    for start in stride(from: 0, to: marks.count, by: StorageLimits.onlineBatchKeysMax) {
      let batch = marks[start..<min(start + StorageLimits.onlineBatchKeysMax, marks.count)]
      removal.marks += try await profiles.online.forget([], seen: Array(batch)).marks
    }
    return removal
  }

  /// Takes the listeners' lines out of the logs until a search finds none, a few times at most, and their pages' rows out of
  /// datasets. Nobody else may write those objects anew meanwhile.
  private func eraseObjects(of listeners: [ListenerIdentifier]) async throws -> Removals {
    var removals = Removals(listeners)
    let eraser = LogEraser(objects: objects)
    for _ in 0..<Self.roundsMax {
      for (index, erasure) in try await eraser.erase(listeners).enumerated() { removals.erasures[index].add(erasure) }
      removals.left = try await eraser.occurrences(of: listeners)
      if removals.left.allSatisfy(\.isEmpty) { break }
    }
    removals.rows = try await DatasetEraser(objects: objects).erase(removals.erasures.map(\.pages))
    return removals
  }
}
