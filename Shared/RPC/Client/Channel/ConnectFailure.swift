import Glibc
import NIOCore

/// Why a connection could not be made, for people.
enum ConnectFailure {
  /// What NIO says of it; what is most often wrong, in words.
  static func text(of error: any Error) -> String {
    switch error {
    case let error as IOError where error.errnoCode == ECONNREFUSED: "nothing listens there"
    case let error as IOError where error.errnoCode == ENOENT: "there is no such socket"
    case ChannelError.connectTimeout(let amount): "no answer within \(amount.nanoseconds / 1_000_000) ms"
    default: "\(error)"
    }
  }
}
