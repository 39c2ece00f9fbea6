import Dispatch
import Glibc

/// The whole life of a program of ours, from its first instruction on.
public enum ProgramLife {
  /// Runs `body` and ends the process with the status it returns.
  ///
  /// Called by a `main` that is not asynchronous: before an asynchronous one begins, the runtime has opened files of its
  /// own, under the numbers of standard streams that were closed.
  public static func run(_ body: @escaping @Sendable () async -> Int32) -> Never {
    StandardStreams.claim()
    Task.detached { exit(await body()) }
    dispatchMain()
  }
}
