package import CProtobufC
import Glibc

/// Copies of what a protobuf-c struct holds, as native values.
package enum CValue {
  /// A string. The guard has checked its UTF-8.
  package static func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    guard let pointer = unsafe pointer else { return "" }
    let bytes = unsafe Span(
      _unsafeStart: UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self), count: strlen(pointer))
    return unsafe String(copying: UTF8Span(unchecked: bytes, isKnownASCII: bytes.isPlainText))
  }

  /// Bytes.
  package static func bytes(_ data: ProtobufCBinaryData) -> [UInt8] {
    unsafe numbers(data.data, count: data.len)
  }

  /// A list of plain values.
  package static func numbers<Number: BitwiseCopyable>(_ pointer: UnsafeMutablePointer<Number>?, count: Int) -> [Number]
  {
    unsafe Array(UnsafeBufferPointer(start: pointer, count: count))
  }

  /// A list of booleans.
  package static func flags(_ pointer: UnsafeMutablePointer<protobuf_c_boolean>?, count: Int) -> [Bool] {
    unsafe UnsafeBufferPointer(start: pointer, count: count).map { $0 != 0 }
  }

  /// A list of strings.
  package static func texts(_ pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, count: Int) -> [String] {
    unsafe UnsafeBufferPointer(start: pointer, count: count).map { unsafe text($0) }
  }

  /// A list of byte arrays.
  package static func byteArrays(_ pointer: UnsafeMutablePointer<ProtobufCBinaryData>?, count: Int) -> [[UInt8]] {
    unsafe UnsafeBufferPointer(start: pointer, count: count).map { unsafe bytes($0) }
  }

  /// A message; nil when there is none.
  package static func message<Message: MirrorsCMessage>(_ pointer: UnsafeMutablePointer<Message.CMessage>?) -> Message?
  {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe Message(copying: pointer)
  }

  /// A list of messages.
  package static func messages<Message: MirrorsCMessage>(
    _ pointer: UnsafeMutablePointer<UnsafeMutablePointer<Message.CMessage>?>?, count: Int
  ) -> [Message] {
    Array(capacity: count) { messages in
      for index in 0..<count {
        if let message: Message = unsafe message(pointer?[index]) { messages.append(message) }
      }
    }
  }
}
