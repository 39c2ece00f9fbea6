import InteropMessages
import RPC

extension InteropWire.EchoStatus {
  /// Ends the call with this status.
  ///
  /// - Throws: The status, unless its code is OK's. A code that gRPC does not have is UNKNOWN.
  func end() throws(RPCStatus) {
    guard code != 0 else { return }
    throw RPCStatus(RPCStatus.Code(rawValue: Int(code)) ?? .unknown, message)
  }
}
