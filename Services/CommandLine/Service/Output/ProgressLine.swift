import Glibc
import Wording

/// One line that says how far a long work is: rewritten in place on a terminal, printed at the end elsewhere.
final class ProgressLine {
  private let title: String
  private let isTerminal = isatty(STDOUT_FILENO) == 1
  private let start = ContinuousClock.now
  private var shown = ContinuousClock.now

  /// Begins a work.
  init(_ title: String) {
    self.title = title
    if isTerminal { write("\(title) …") }
  }

  /// Says how far it is; at most ten times a second.
  func update(_ state: @autoclosure () -> String) {
    guard isTerminal, ContinuousClock.now - shown > .milliseconds(100) else { return }
    shown = .now
    write("\r\u{1B}[K\(title): \(state())")
  }

  /// Says how it ended, and how long it took.
  func end(_ state: String) {
    let seconds = Decimals.text((ContinuousClock.now - start) / .seconds(1), digits: 1)
    write("\(isTerminal ? "\r\u{1B}[K" : "")\(title): \(state) (\(seconds) s)\n")
  }

  private func write(_ text: String) {
    print(text, terminator: "")
  }
}
