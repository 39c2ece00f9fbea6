import Glibc
import Synchronization
import Telemetry

/// What a program prints for people and scripts, and whether it arrived.
///
/// Nothing is buffered. What was printed after a failure is left out, so that a reader never gets a text with a hole; the
/// program goes on with its work, and tells of the failure by its exit status.
public final class StandardOutput: Sendable {
  /// The process's standard output.
  public static let shared = StandardOutput(descriptor: STDOUT_FILENO)

  /// The exit status of a program whose output could not be written: EX_IOERR of sysexits.h.
  public static let failureStatus: Int32 = 74
  /// The exit status of a program whose output's reader went away: what a shell shows for a SIGPIPE.
  public static let readerGoneStatus: Int32 = 128 + SIGPIPE

  private let descriptor: CInt
  private let systemError = Mutex<CInt>(0)

  /// An output to an open file, pipe or terminal.
  public init(descriptor: CInt) { self.descriptor = descriptor }

  /// Whether anything could not be written.
  public var hasFailed: Bool { systemError.withLock { $0 != 0 } }

  /// Prints a text.
  public func print(_ text: String, terminator: String = "\n") {
    systemError.withLock { failure in
      guard failure == 0 else { return }
      failure = DescriptorWriter.write(Array((text + terminator).utf8), to: descriptor, patienceMilliseconds: -1)
    }
  }

  /// How a program that did its work ends: 0, or the status and the complaint of an output that did not arrive.
  ///
  /// A reader that went away, as `head` does, has what it wanted: no complaint.
  public var ending: (status: Int32, complaint: String?) {
    switch systemError.withLock({ $0 }) {
    case 0: (0, nil)
    case EPIPE: (Self.readerGoneStatus, nil)
    case EBADF: (Self.failureStatus, "the output could not be written: standard output is closed")
    case let failure:
      (Self.failureStatus, "the output could not be written: \(String(systemError: failure))")
    }
  }
}

extension String {
  /// A system error in the system's words.
  init(systemError: CInt) {
    var buffer = [CChar](repeating: 0, count: 256)
    _ = unsafe strerror_r(systemError, &buffer, buffer.count)
    self = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
