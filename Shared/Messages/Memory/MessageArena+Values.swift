package import CProtobufC
import Glibc

extension MessageArena {
  /// A NUL-terminated copy of the text. A NUL within it becomes U+FFFD: protobuf-c would cut the text there.
  package func text(_ text: String) -> UnsafeMutablePointer<CChar>? {
    let utf8 = text.utf8.span
    let copy = unsafe room(for: utf8.count + 1, of: CChar.self)
    unsafe utf8.withUnsafeBytes {
      unsafe UnsafeMutableRawBufferPointer(start: copy, count: $0.count).copyMemory(from: $0)
    }
    unsafe copy?[utf8.count] = 0
    guard let copy = unsafe copy, unsafe strlen(copy) < utf8.count else { return unsafe copy }
    return unsafe self.text(Self.withoutNUL(text))
  }

  private static func withoutNUL(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 }))
  }

  /// A copy of the bytes.
  package func bytes(_ bytes: [UInt8]) -> ProtobufCBinaryData {
    unsafe ProtobufCBinaryData(len: bytes.count, data: numbers(bytes))
  }

  /// A copy of plain values.
  package func numbers<Number: BitwiseCopyable>(_ numbers: [Number]) -> UnsafeMutablePointer<Number>? {
    let copy = unsafe room(for: numbers.count, of: Number.self)
    unsafe copy?.initialize(from: numbers, count: numbers.count)
    return unsafe copy
  }

  /// Copies of the texts, by pointers.
  package func texts(_ texts: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    let list = unsafe room(for: texts.count, of: UnsafeMutablePointer<CChar>?.self)
    for (index, text) in texts.enumerated() {
      unsafe list?.advanced(by: index).initialize(to: self.text(text))
    }
    return unsafe list
  }

  /// Copies of the byte arrays.
  package func byteArrays(_ arrays: [[UInt8]]) -> UnsafeMutablePointer<ProtobufCBinaryData>? {
    let list = unsafe room(for: arrays.count, of: ProtobufCBinaryData.self)
    for (index, array) in arrays.enumerated() {
      unsafe list?.advanced(by: index).initialize(to: bytes(array))
    }
    return unsafe list
  }

  /// The message as a C struct; nil for none.
  package func message<Message: MirrorsCMessage>(_ message: Message?) -> UnsafeMutablePointer<Message.CMessage>? {
    guard let message else { return nil }
    return unsafe mirror(of: message)
  }

  /// The message as a C struct.
  package func mirror<Message: MirrorsCMessage>(of message: Message) -> UnsafeMutablePointer<Message.CMessage> {
    let mirror = unsafe room(of: Message.CMessage.self)
    unsafe Message.initialize(mirror)
    unsafe message.fill(mirror, in: self)
    return unsafe mirror
  }

  /// The messages as C structs, by pointers.
  package func messages<Message: MirrorsCMessage>(
    _ messages: [Message]
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<Message.CMessage>?>? {
    let list = unsafe room(for: messages.count, of: UnsafeMutablePointer<Message.CMessage>?.self)
    for (index, message) in messages.enumerated() {
      unsafe list?.advanced(by: index).initialize(to: mirror(of: message))
    }
    return unsafe list
  }
}
