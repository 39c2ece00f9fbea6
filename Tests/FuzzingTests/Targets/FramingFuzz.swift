@testable import RPC

/// What a peer may write into gRPC's own frames and headers, taken by the code that reads them.
package enum FramingFuzz {
  /// Small, so that short inputs come to it.
  private static let messageBytesMaximum = 2000

  /// The first byte says what the others are.
  package static func run(_ input: [UInt8]) {
    var input = FuzzInput(input)
    switch input.byte() % 7 {
    case 0: deframe(&input)
    case 1: receive(&input)
    case 2: texts(input.all())
    case 3: headers(&input)
    case 4: decompress(&input)
    case 5: compress(input.all())
    default: certificate(input.all())
    }
  }

  /// A stream of messages, cut as the input says, is the same messages however it is cut.
  private static func deframe(_ input: inout FuzzInput) {
    var cut = MessageDeframer(messageBytesMaximum: messageBytesMaximum)
    var whole = cut
    let encoding = MessageEncoding.allCases[Int(input.byte()) % MessageEncoding.allCases.count]
    cut.encoding = encoding
    whole.encoding = encoding
    let step = Int(input.byte()) + 1
    var all: [UInt8] = []
    var messages: [[UInt8]] = []
    do throws(RPCStatus) {
      while !input.isEmpty {
        let part = input.bytes(step)
        all += part
        cut.append(part)
        while let message = try cut.next() { messages.append(Array(message)) }
      }
      whole.append(all)
      for message in messages {
        let again = try whole.next()
        precondition(again.map(Array.init) == message, "a cut changes nothing")
      }
      precondition(cut.count <= messageBytesMaximum + MessageFrame.prefixCount, "at most one message is held")
    } catch {
      precondition(error.code == .internalError || error.code == .resourceExhausted, "\(error)")
    }
  }

  /// An inbox gives back the window exactly what it took, however the call goes.
  private static func receive(_ input: inout FuzzInput) {
    var credited = 0
    var held = 0
    var received = 0
    let inbox = MessageInbox(
      messageBytesMaximum: messageBytesMaximum, credit: { credited += $0 }, holds: { held += $0 })
    do {
      while !input.isEmpty {
        let act = input.byte()
        if act & 1 == 1, case .message(let message) = try inbox.take() {
          precondition(message.count <= messageBytesMaximum, "a message is within its limit")
        }
        let bytes = input.bytes(Int(act >> 1))
        received += bytes.count
        try inbox.receive(bytes)
        precondition(held == inbox.count, "what is held is counted")
      }
      inbox.finish()
      while case .message = try inbox.take() {}
    } catch {
      precondition(error is RPCStatus, "\(error)")
    }
    inbox.fail(RPCStatus(.cancelled))
    precondition(credited == received && held == 0, "all is given back: \(credited) of \(received), \(held) held")
  }

  private static func texts(_ bytes: [UInt8]) {
    precondition(Base64.decode(Base64.encode(bytes).utf8) == bytes, "base64 comes back")
    if let decoded = Base64.decode(bytes) {
      precondition(Base64.decode(Base64.encode(decoded).utf8) == decoded, "base64 comes back")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    precondition(PercentEncoding.decode(PercentEncoding.encode(text)) == text, "percent-encoding comes back")
    let decoded = PercentEncoding.decode(text)
    precondition(PercentEncoding.decode(PercentEncoding.encode(decoded)) == decoded, "percent-encoding comes back")
    if let timeout = TimeoutHeader.parse(bytes[...]), timeout > .zero {
      let again = TimeoutHeader.parse(Array(TimeoutHeader.format(timeout).utf8)[...])
      precondition(again.map { $0 >= timeout } ?? false, "a timeout is never shortened")
    }
  }

  /// Fields of any bytes, as the parts of the module that read header lists get them.
  private static func headers(_ input: inout FuzzInput) {
    let names = [
      ":method", ":path", ":status", "content-type", "grpc-timeout", "grpc-encoding", "grpc-accept-encoding",
      "grpc-status", "grpc-message", "grpc-status-details-bin", "x-text", "x-data-bin",
    ]
    var bytes: [UInt8] = []
    var fields: [HeaderList.Field] = []
    while !input.isEmpty, bytes.count < RPCLimits.standard.headerListBytesMaximum {
      let choice = Int(input.byte())
      let name = choice < 200 ? Array(names[choice % names.count].utf8) : input.bytes(choice % 16)
      let value = input.bytes(Int(input.byte()))
      fields.append(HeaderList.Field(start: bytes.count, nameCount: name.count, valueCount: value.count))
      bytes += name + value
    }
    let list = HeaderList(bytes: bytes, fields: fields)
    _ = try? RequestHead(list)
    _ = list.accepts(.gzip)
    let metadata = Metadata(list)
    var again = HeaderList()
    metadata.append(to: &again)
    precondition(Metadata(again).entries.count == metadata.entries.count, "metadata comes back")
    guard let status = RPCStatus(trailers: list) else { return }
    let trailers = status.trailers(messageBytesMaximum: 4096)
    precondition(RPCStatus(trailers: trailers)?.code == status.code, "a status comes back")
  }

  private static func decompress(_ input: inout FuzzInput) {
    let encoding: MessageEncoding = input.byte() & 1 == 0 ? .gzip : .deflate
    guard let bytes = try? encoding.decompress(input.all()[...], messageBytesMaximum: messageBytesMaximum) else {
      return
    }
    precondition(bytes.count <= messageBytesMaximum, "no more comes out than is allowed")
  }

  private static func compress(_ bytes: [UInt8]) {
    let message = Array(bytes.prefix(messageBytesMaximum))
    let frame = [0] + (0..<4).map { UInt8(truncatingIfNeeded: message.count >> (8 * (3 - $0))) } + message
    for encoding in [MessageEncoding.gzip, .deflate] {
      guard let compressed = encoding.compress(frame: frame) else { continue }
      let again = try? encoding.decompress(
        compressed[MessageFrame.prefixCount...], messageBytesMaximum: messageBytesMaximum)
      precondition(again == message && compressed.count < frame.count, "what is compressed comes back, and is shorter")
    }
  }

  private static func certificate(_ bytes: [UInt8]) {
    _ = try? CertificateNames(certificate: bytes)
  }
}
