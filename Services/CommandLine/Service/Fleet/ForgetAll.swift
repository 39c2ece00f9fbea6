import Messages
import RPC
import Wording

/// Has home forget listeners, many at a time, and adds up what was removed.
struct ForgetAll {
  let home: Wire.HomeClient

  /// How many listeners home is asked about at once: it removes those who wait in one pass.
  static let callsAtOnce = 500
  private static let options = CallOptions(timeout: .seconds(24 * 3600))

  /// What became of the listeners.
  struct Outcome: Sendable {
    /// How many were forgotten.
    var forgotten = 0
    /// How many of those had something to remove.
    var found = 0
    /// The sums by store, in the order of home's answers.
    var removals: [Wire.Removal] = []
    /// The accounts of whom nothing was known, in the order of the answers: for the operator alone, never for a log.
    var unknown: [String] = []
    /// Why others were not forgotten, without their accounts.
    var failures: [String: Int] = [:]
  }

  /// What became of one.
  private struct Answer: Sendable {
    var account: String
    var result: Result<Wire.ForgetListenerResponse, any Error>

    init(_ account: String, _ result: Result<Wire.ForgetListenerResponse, any Error>) {
      self.account = account
      self.result = result
    }
  }

  /// Forgets all; one that cannot be forgotten does not keep the others.
  func forget(_ accounts: [String]) async throws -> Outcome {
    try await withThrowingTaskGroup(of: Answer.self) { group in
      var outcome = Outcome()
      for (index, account) in accounts.enumerated() {
        if index >= Self.callsAtOnce, let answer = try await group.next() {
          outcome.add(answer.result, of: answer.account)
        }
        group.addTask {
          do {
            let request = Wire.ForgetListenerRequest(listener: account)
            return Answer(account, .success(try await home.forgetListener(request, options: Self.options)))
          } catch {
            return Answer(account, .failure(error))
          }
        }
      }
      while let answer = try await group.next() { outcome.add(answer.result, of: answer.account) }
      return outcome
    }
  }
}

extension ForgetAll.Outcome {
  /// Whether all were forgotten, and nothing of them was found afterwards.
  var isWhole: Bool { failures.isEmpty && removals.allSatisfy { $0.left ?? 0 == 0 } }

  /// All of it, for people.
  var text: String {
    var table = TextTable(["store", "removed", "left"])
    for removal in removals {
      table.append([
        removal.store, Decimals.grouped(removal.removed), removal.left.map { Decimals.grouped($0) } ?? "not looked for",
      ])
    }
    var lines = removals.isEmpty ? [] : [table.text]
    if forgotten == 1 {
      lines.append(found == 1 ? "Forgotten." : "There was nothing to remove; whatever comes later is refused.")
    } else if forgotten > 1 {
      let unknown = forgotten - found
      lines.append(
        "\(Decimals.grouped(forgotten)) listeners forgotten"
          + (unknown > 0 ? ", \(Decimals.grouped(unknown)) of whom there was nothing to remove." : "."))
    }
    if !unknown.isEmpty {
      lines.append("Nothing was known of these (misspelled, or forgotten before):")
      lines += unknown.sorted().prefix(Self.namesMax).map { "  \($0.shown(upTo: 128))" }
      if unknown.count > Self.namesMax { lines.append("  and \(Decimals.grouped(unknown.count - Self.namesMax)) more") }
    }
    lines += failures.sorted { $0.key < $1.key }.map { "\(Decimals.grouped($0.value)) not forgotten: \($0.key)" }
    return lines.joined(separator: "\n")
  }

  /// How many unknown accounts are named.
  private static let namesMax = 1000

  /// Adds what became of an account.
  mutating func add(_ result: Result<Wire.ForgetListenerResponse, any Error>, of account: String = "") {
    switch result {
    case .failure(let error): failures["\(error)", default: 0] += 1
    case .success(let response):
      forgotten += 1
      if response.found { found += 1 } else { unknown.append(account) }
      for removal in response.removals { add(removal) }
    }
  }

  private mutating func add(_ removal: Wire.Removal) {
    guard let index = removals.firstIndex(where: { $0.store == removal.store }) else { return removals.append(removal) }
    removals[index].removed += removal.removed
    removals[index].left = removals[index].left.flatMap { left in removal.left.map { left + $0 } }
  }
}
