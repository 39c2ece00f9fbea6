import Intake
import Support
import Synchronization
import Testing

@Suite("Requests committed together")
struct GroupCommitTests {
  /// Commits numbers, holds up commits while it is closed, and answers with tenfold numbers; odd ones from 100 on fail.
  private final class Committer: Sendable {
    private struct State {
      var batches: [[Int]] = []
      var isClosed = false
      var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    struct Odd: Error {}

    var batches: [[Int]] { state.withLock { $0.batches } }

    func close() { state.withLock { $0.isClosed = true } }

    func open() {
      let waiting = state.withLock { state in
        state.isClosed = false
        defer { state.waiting = [] }
        return state.waiting
      }
      for commit in waiting { commit.resume() }
    }

    func commit(_ numbers: [Int]) async -> [Result<Int, any Error>] {
      await withCheckedContinuation { commit in
        let isOpen = state.withLock { state in
          state.batches.append(numbers)
          if state.isClosed { state.waiting.append(commit) }
          return !state.isClosed
        }
        if isOpen { commit.resume() }
      }
      return numbers.map { $0 >= 100 && !$0.isMultiple(of: 2) ? .failure(Odd()) : .success(10 * $0) }
    }
  }

  private static func made(
    _ change: (inout GroupCommitLimits) -> Void = { _ in }
  ) -> (Committer, GroupCommit<Int, Int>) {
    let committer = Committer()
    var limits = GroupCommitLimits()
    change(&limits)
    return (committer, GroupCommit(limits: limits) { await committer.commit($0) })
  }

  /// Starts requests so that they come in order.
  private func start(_ numbers: Range<Int>, _ commits: GroupCommit<Int, Int>, bytes: Int = 1) async throws
    -> [Task<Int, any Error>]
  {
    var tasks: [Task<Int, any Error>] = []
    for number in numbers {
      let before = commits.callersCount
      tasks.append(Task { try await commits.commit(number, bytes: bytes) })
      try await eventually("it waits") { commits.callersCount > before }
    }
    return tasks
  }

  @Test("What comes while a commit goes on is committed at once after it, in the order it came") func gathering()
    async throws
  {
    let (committer, commits) = Self.made()
    committer.close()
    let calls = try await start(0..<8, commits)
    #expect(committer.batches == [[0]])
    committer.open()
    for (number, call) in calls.enumerated() { #expect(try await call.value == 10 * number) }
    #expect(committer.batches == [[0], Array(1..<8)])
    #expect(commits.callersCount == 0)
  }

  @Test("A commit has at most so many requests and bytes, but one at least") func batchBounds() async throws {
    let (committer, commits) = Self.made {
      $0.batchMax = 3
      $0.batchBytesMax = 10
    }
    committer.close()
    let first = try await start(0..<1, commits, bytes: 50)
    let small = try await start(1..<6, commits)
    let large = try await start(6..<10, commits, bytes: 6)
    committer.open()
    for call in first + small + large { _ = try await call.value }
    #expect(committer.batches == [[0], [1, 2, 3], [4, 5, 6], [7], [8], [9]])
  }

  @Test("One request's failure is its caller's alone") func failure() async throws {
    let (committer, commits) = Self.made()
    committer.close()
    let calls = try await start(100..<104, commits)
    committer.open()
    #expect(try await calls[0].value == 1000)
    #expect(try await calls[2].value == 1020)
    for call in [calls[1], calls[3]] { await #expect(throws: Committer.Odd.self) { try await call.value } }
  }

  @Test(
    "Beyond the bound of bytes or of requests a caller is refused at once, told when to come again, and there is room again"
  )
  func full() async throws {
    for isByBytes in [true, false] {
      let (committer, commits) = Self.made {
        if isByBytes { $0.heldBytesMax = 40 } else { $0.waitingMax = 3 }
        $0.retryAfter = .milliseconds(7)...(.seconds(3))
      }
      committer.close()
      let calls = try await start(0..<4, commits, bytes: 10)
      let refusal = await #expect(throws: GroupCommitFull.self) { try await commits.commit(9, bytes: 10) }
      #expect((.milliseconds(7)...(.seconds(3))).contains(try #require(refusal).retryAfter))
      committer.open()
      for call in calls { _ = try await call.value }
      #expect(try await commits.commit(9, bytes: 400) == 90)
      #expect(committer.batches.flatMap(\.self) == [0, 1, 2, 3, 9])
    }
  }

  @Test("A caller who is cancelled leaves at once: while it waits it is not committed, and makes room")
  func cancelled() async throws {
    let (committer, commits) = Self.made { $0.waitingMax = 2 }
    committer.close()
    let calls = try await start(0..<3, commits)
    calls[1].cancel()
    await #expect(throws: CancellationError.self) { try await calls[1].value }
    // One that is being committed leaves as well, and is committed.
    calls[0].cancel()
    await #expect(throws: CancellationError.self) { try await calls[0].value }
    let late = try await start(3..<4, commits)
    committer.open()
    #expect(try await calls[2].value == 20)
    #expect(try await late[0].value == 30)
    #expect(committer.batches == [[0], [2, 3]])
  }

  @Test("Many who come and leave while a commit hangs leave nothing behind") func leavingMany() async throws {
    let (committer, commits) = Self.made { $0.waitingMax = 200 }
    committer.close()
    let first = try await start(0..<1, commits)
    for _ in 0..<5 {
      let tasks = (1...200).map { number in Task { try await commits.commit(number, bytes: 1) } }
      try await eventually("all wait") { commits.callersCount == 201 }
      for task in tasks { task.cancel() }
      for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
    }
    committer.open()
    #expect(try await first[0].value == 0)
    await commits.settle()
    #expect(committer.batches == [[0]])
  }

  @Test("Settling waits for the commit that goes on, and for nothing when none does") func settling() async throws {
    let (committer, commits) = Self.made()
    await commits.settle()
    committer.close()
    let call = try await start(0..<1, commits)[0]
    let settled = Task { await commits.settle() }
    committer.open()
    await settled.value
    #expect(try await call.value == 0)
  }
}
