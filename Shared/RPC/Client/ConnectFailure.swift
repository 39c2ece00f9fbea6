import Glibc
import NIOCore
import NIOPosix

/// Why a connection could not be made, for people.
enum ConnectFailure {
  /// What NIO says of it; what is most often wrong, in words.
  static func text(of error: any Error) -> String {
    guard let failure = error as? NIOConnectionError else { return "\(error)" }
    let attempts = failure.connectionErrors.map { attempt in
      (attempt.error as? IOError)?.errnoCode == ECONNREFUSED ? "nothing listens there" : "\(attempt.error)"
    }
    guard attempts.isEmpty else { return attempts.joined(separator: "; ") }
    return (failure.dnsAError ?? failure.dnsAAAAError).map { "no such host: \($0)" } ?? "no such host"
  }
}
