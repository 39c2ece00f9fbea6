import Messages
import RPC

/// A message type that can make random messages of itself. The conformances are generated.
protocol RandomMessage: WireMessage, RandomValue, Hashable {
  /// The name in the contract, such as "bandstand.v1.Candidate".
  static var wireName: String { get }
}

extension RandomMessage {
  /// The message's bytes.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    appendEncoded(to: &bytes)
    return bytes
  }
}

/// Something a field can hold, made at random.
protocol RandomValue {
  static func random(_ values: inout RandomValues) -> Self
}
