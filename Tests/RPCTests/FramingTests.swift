import Policies
import Support
import Testing

@testable import RPC

@Suite("gRPC's framing and text forms")
struct FramingTests {
  @Test("Messages come out whole wherever their bytes are cut")
  func cutEverywhere() throws {
    let messages: [Bytes] = ["", "a", "hello", "", Bytes([UInt8](repeating: 9, count: 40))]
    var wire: [UInt8] = []
    for message in messages { wire += try MessageFrame.encode(message, messageBytesMaximum: 100) }
    for first in 0...wire.count {
      for second in first...wire.count {
        var deframer = MessageDeframer(messageBytesMaximum: 100)
        var received: [Bytes] = []
        for part in [wire[..<first], wire[first..<second], wire[second...]] {
          deframer.append(Array(part))
          while let message = try deframer.next() { received.append(Bytes(Array(message))) }
        }
        #expect(received == messages)
        #expect(deframer.count == 0)
      }
    }
  }

  @Test("A length over the limit is refused by its prefix alone, and so is a compressed flag")
  func refused() {
    var deframer = MessageDeframer(messageBytesMaximum: 100)
    deframer.append([0, 0, 0, 0, 101])
    #expect(throws: RPCStatus.self) { try deframer.next() }
    var huge = MessageDeframer(messageBytesMaximum: 100)
    huge.append([0, 255, 255, 255, 255, 1])
    #expect(throws: RPCStatus.self) { try huge.hasMessage() }
    var compressed = MessageDeframer(messageBytesMaximum: 100)
    compressed.append([1, 0, 0, 0, 1])
    #expect(throws: RPCStatus.self) { try compressed.next() }
  }

  @Test("A message to send over the limit is refused")
  func tooLongToSend() throws {
    #expect(throws: RPCStatus.self) { try MessageFrame.encode(Bytes([1, 2, 3]), messageBytesMaximum: 2) }
    #expect(try MessageFrame.encode(Bytes([1, 2]), messageBytesMaximum: 2) == [0, 0, 0, 0, 2, 1, 2])
  }

  @Test("Percent-encoding survives the round trip for any text and keeps to printable ASCII")
  func percentEncoding() {
    #expect(PercentEncoding.encode("a b%\n~é") == "a b%25%0A~%C3%A9")
    #expect(PercentEncoding.decode("%41%zz%4") == "A%zz%4")
    var random = SeededGenerator.printed()
    for _ in 0..<500 {
      let scalars = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) ?? "%"
      }
      let text = String(String.UnicodeScalarView(scalars))
      let encoded = PercentEncoding.encode(text)
      #expect(encoded.utf8.allSatisfy { (0x20...0x7e).contains($0) })
      #expect(Array(PercentEncoding.decode(encoded).utf8) == Array(text.utf8))
    }
  }

  @Test("Base64 survives the round trip, is read with and without padding, and refuses anything else")
  func base64() {
    var random = SeededGenerator.printed()
    for count in 0..<100 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = Base64.encode(bytes)
      let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
      #expect(Base64.decode(text.utf8) == bytes)
      #expect(Base64.decode((text + padding).utf8) == bytes)
    }
    for bad in ["A", "AA=", "A===", "====", "AA*A", "AB", "=AAA", "AA==A"] {
      #expect(Base64.decode(bad.utf8) == nil, "\(bad)")
    }
  }

  @Test("grpc-timeout is read in every unit and refused in any other form")
  func timeoutParsing() {
    let expected: [(String, Duration)] = [
      ("1n", .nanoseconds(1)), ("20u", .microseconds(20)), ("300m", .milliseconds(300)), ("4S", .seconds(4)),
      ("5M", .seconds(300)), ("6H", .seconds(21_600)), ("99999999H", .seconds(99_999_999 * 3600)), ("0S", .zero),
    ]
    for (text, duration) in expected { #expect(TimeoutHeader.parse(Array(text.utf8)[...]) == duration, "\(text)") }
    for bad in ["", "S", "1", "1s", "-1S", "+1S", "1.5S", "123456789S", "1 S", " 1S", "1SS"] {
      #expect(TimeoutHeader.parse(Array(bad.utf8)[...]) == nil, "\(bad)")
    }
  }

  @Test(
    "grpc-timeout is written in at most eight digits, never shorter than asked and at most a hundred-thousandth longer")
  func timeoutFormatting() throws {
    #expect(TimeoutHeader.format(.seconds(-1)) == "1n")
    #expect(TimeoutHeader.format(.seconds(1)) == "1000000u")
    #expect(TimeoutHeader.format(.seconds(Int64.max / 2)) == "99999999H")
    var random = SeededGenerator.printed()
    for _ in 0..<500 {
      let timeout = Duration.nanoseconds(
        Int64.random(in: 1...(1 << Int64.random(in: 1...58, using: &random)), using: &random))
      let text = TimeoutHeader.format(timeout)
      #expect((2...9).contains(text.utf8.count))
      let read = try #require(TimeoutHeader.parse(Array(text.utf8)[...]))
      #expect(read >= timeout && read <= timeout + timeout / 100_000 + .nanoseconds(1), "\(timeout) as \(text)")
    }
  }

  @Test("Metadata refuses what cannot be sent and keeps order and repeats")
  func metadata() throws {
    var metadata = Metadata()
    #expect(throws: RPCStatus.self) { try metadata.add("Upper", "x") }
    #expect(throws: RPCStatus.self) { try metadata.add("grpc-status", "0") }
    #expect(throws: RPCStatus.self) { try metadata.add("te", "x") }
    #expect(throws: RPCStatus.self) { try metadata.add("a", "new\nline") }
    #expect(throws: RPCStatus.self) { try metadata.add("a-bin", "text") }
    #expect(throws: RPCStatus.self) { try metadata.add("a", [1]) }
    #expect(metadata.isEmpty)
    try metadata.add("a", "1")
    try metadata.add("a", "2")
    try metadata.add("b-bin", [])
    var headers = HeaderList()
    metadata.append(to: &headers)
    #expect(Metadata(headers) == metadata)
    #expect(Metadata(["k-bin": "AQ,Ag==", "k-bin": "!"]).entries.map(\.value) == [.binary([1]), .binary([2])])
  }

  @Test("The status of trailers is what was sent; an HTTP status is translated as the protocol says")
  func status() {
    let status = RPCStatus(.notFound, "größe 100%", details: [1, 2])
    #expect(RPCStatus(trailers: status.trailers(messageBytesMaximum: 4096)) == status)
    #expect(RPCStatus(trailers: ["grpc-status": "77"])?.code == .unknown)
    #expect(RPCStatus(trailers: [:]) == nil)
    #expect(RPCStatus(httpStatus: "404").code == .unimplemented)
    #expect(RPCStatus(httpStatus: "503").code == .unavailable)
    #expect(RPCStatus(closedBy: .refusedStream).code == .unavailable)
  }
}
