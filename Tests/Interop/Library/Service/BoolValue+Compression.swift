import InteropMessages
import RPC

extension InteropWire.BoolValue {
  /// Whether a reply is compressed: only when that is asked for.
  static func compression(_ asked: InteropWire.BoolValue?) -> MessageCompression {
    asked?.value == true ? .always : .never
  }

  /// Sees that the request taken last came compressed, or not, as its sender says it did.
  ///
  /// - Throws: INVALID_ARGUMENT otherwise.
  func expectCompression(of context: ServerContext) throws(RPCStatus) {
    guard context.requestWasCompressed != value else { return }
    throw RPCStatus(.invalidArgument, "the request came \(value ? "un" : "")compressed, and says it is not so")
  }
}
