import Glibc
public import Subprocess
import Synchronization
import SystemPackage

/// A program that goes on while the test does other things.
public final class RunningProgram: Sendable {
  /// Its exit status once it has ended; minus the signal's number when one ended it.
  private let ending: Task<Int, any Error>
  /// Its process.
  public let identifier: pid_t
  private let isOver: Flag

  private final class Flag: Sendable {
    let isSet = Atomic(false)
  }

  private init(ending: Task<Int, any Error>, identifier: pid_t, isOver: Flag) {
    self.ending = ending
    self.identifier = identifier
    self.isOver = isOver
  }

  /// Whether it has ended.
  public var hasEnded: Bool { isOver.isSet.load(ordering: .acquiring) }

  /// Starts a program; what it writes is added to a file.
  ///
  /// - Parameter ownGroup: Whether it leads a process group of its own, as what a shell starts does.
  public static func start(
    _ path: String, _ arguments: [String], environment: [String: String] = [:], log: String, ownGroup: Bool = false
  ) async throws -> RunningProgram {
    let output = try FileDescriptor.open(
      FilePath(log), .writeOnly, options: [.create, .append], permissions: [.ownerReadWrite])
    let (started, begin) = AsyncStream<pid_t>.makeStream()
    var platform = PlatformOptions()
    if ownGroup { platform.processGroupID = 0 }
    let isOver = Flag()
    let ending = Task { [platform] in
      defer {
        isOver.isSet.store(true, ordering: .releasing)
        begin.finish()
      }
      return try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments), environment: .updated(by: environment),
        workingDirectory: PythonEnvironment.packageRoot, platformOptions: platform, input: .none,
        output: .fileDescriptor(output, closeAfterSpawningProcess: false),
        error: .fileDescriptor(output, closeAfterSpawningProcess: true)
      ) { execution in
        begin.yield(execution.processIdentifier.value)
      }.terminationStatus.number
    }
    for await identifier in started { return RunningProgram(ending: ending, identifier: identifier, isOver: isOver) }
    _ = try await ending.value
    throw EndedEarly(path: path)
  }

  /// Waits for the end, whatever brings it, and returns the exit status; minus the signal's number when one did.
  public func ended() async throws -> Int { try await ending.value }

  /// Sends a signal, unless it has ended, and waits for the end.
  public func end(by signal: CInt) async throws -> Int {
    if !hasEnded { kill(identifier, signal) }
    return try await ending.value
  }

  /// Sends a signal to its process group, as a terminal does, and waits for the end.
  public func endGroup(by signal: CInt) async throws -> Int {
    kill(-identifier, signal)
    return try await ending.value
  }

  /// It ended before anything could be done with it.
  public struct EndedEarly: Error {
    let path: String
  }
}

extension Environment {
  /// This process's environment with other values.
  public static func updated(by values: [String: String]) -> Environment {
    .inherit.updating(Dictionary(uniqueKeysWithValues: values.map { (Key(stringLiteral: $0), $1 as String?) }))
  }
}

extension TerminationStatus {
  /// The exit status; minus the signal's number when one ended the program.
  public var number: Int {
    switch self {
    case .exited(let code): Int(code)
    case .signaled(let signal): -Int(signal)
    }
  }
}
