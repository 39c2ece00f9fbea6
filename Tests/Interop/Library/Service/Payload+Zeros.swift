import InteropMessages
import RPC

extension InteropWire.Payload {
  /// A payload of so many zeros.
  ///
  /// - Throws: INVALID_ARGUMENT for a type that the description does not name and for a size below zero, RESOURCE_EXHAUSTED
  ///   for one that no message may have.
  static func zeros(
    _ size: Int32, _ type: InteropWire.PayloadType = .compressable
  ) throws(RPCStatus) -> InteropWire.Payload {
    guard type == .compressable, size >= 0 else {
      throw RPCStatus(.invalidArgument, "no payload is of type \(type.rawValue) and size \(size)")
    }
    guard size <= RPCLimits.standard.messageBytesMaximum else {
      throw RPCStatus(
        .resourceExhausted, "\(size) bytes of payload; a message has at most \(RPCLimits.standard.messageBytesMaximum)")
    }
    return InteropWire.Payload(type: type, body: [UInt8](repeating: 0, count: Int(size)))
  }
}
