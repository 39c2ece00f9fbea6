import Policies
import Support
import Testing

@testable import RPC

@Suite("Compressed messages without sockets")
struct CompressionTests {
  private static let encodings = [MessageEncoding.gzip, .deflate]

  private func frame(_ bytes: [UInt8]) throws -> [UInt8] {
    try MessageFrame.encode(Bytes(bytes), messageBytesMaximum: .max)
  }

  @Test("What is compressed comes out as it was, whatever it is and wherever its bytes are cut", arguments: encodings)
  func roundTrip(encoding: MessageEncoding) throws {
    var random = SeededGenerator.printed()
    for count in [2, 100, 5000, 16_384, 16_389, 300_000] {
      let letters = UInt8.random(in: 1...4, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...letters, using: &random) }
      guard let compressed = encoding.compress(frame: try frame(bytes)) else {
        #expect(count < 100, "\(count) bytes of \(letters) letters did not get shorter")
        continue
      }
      #expect(compressed[0] == 1 && compressed.count < count)
      for cut in [0, 1, 4, 5, 6, compressed.count / 2, compressed.count - 1] {
        var deframer = MessageDeframer(messageBytesMaximum: count)
        deframer.encoding = encoding
        deframer.append(Array(compressed[..<cut]))
        #expect(try deframer.next() == nil)
        deframer.append(Array(compressed[cut...]))
        #expect(try deframer.next().map(Array.init) == bytes)
        #expect(deframer.wasCompressed && deframer.count == 0)
      }
    }
  }

  @Test("A message that would not get shorter goes as it is, and so does one that is not worth it")
  func notWorthIt() throws {
    var random = SeededGenerator.printed()
    let noise = try frame((0..<2000).map { _ in UInt8.random(in: 0...255, using: &random) })
    let text = try frame([UInt8](repeating: 7, count: 999))
    let options = CompressionOptions(encoding: .gzip, messageBytesMinimum: 1000)
    #expect(options.apply(to: noise, .always) == noise)
    #expect(options.apply(to: text, .automatic) == text)
    #expect(options.apply(to: text, .never) == text)
    #expect(options.apply(to: text, .always).count < 100)
    let empty = try frame([])
    #expect(options.apply(to: empty, .always) == empty)
    #expect(options.apply(to: try frame([UInt8](repeating: 7, count: 1000)), .automatic).count < 100)
    #expect(options.apply(to: try frame([UInt8](repeating: 7, count: 1000)), .never).count == 1005)
  }

  @Test("A bomb stops at the limit, and holds no more memory than that and a chunk", arguments: encodings)
  func bomb(encoding: MessageEncoding) throws {
    let limit = 100_000
    let bomb = try #require(encoding.compress(frame: try frame([UInt8](repeating: 0, count: 64 << 20))))
    let message = bomb[5...]
    let status = try #require(
      throws: RPCStatus.self, performing: { try encoding.decompress(message, messageBytesMaximum: limit) })
    #expect(status.code == .resourceExhausted)
    var bytes: [UInt8] = []
    guard let stream = ZlibStream(.decompressing, encoding) else { throw RPCStatus(.internalError, "no memory") }
    #expect(stream.run(message.span, appendingTo: &bytes, bytesMaximum: limit) == .tooLong)
    #expect(bytes.count <= limit && bytes.capacity <= limit + (16 << 10))
  }

  @Test("One byte over the limit is refused, and the limit itself is not", arguments: encodings)
  func limit(encoding: MessageEncoding) throws {
    for count in [1000, 16_384, 50_000] {
      let compressed = try #require(encoding.compress(frame: try frame([UInt8](repeating: 3, count: count))))
      #expect(try encoding.decompress(compressed[5...], messageBytesMaximum: count).count == count)
      #expect(throws: RPCStatus.self) { try encoding.decompress(compressed[5...], messageBytesMaximum: count - 1) }
    }
  }

  @Test("What is cut short, goes on after its end, or is something else, is broken", arguments: encodings)
  func broken(encoding: MessageEncoding) throws {
    let whole = Array(try #require(encoding.compress(frame: try frame([UInt8](repeating: 3, count: 3000))))[5...])
    var bad = (0..<whole.count).map { Array(whole[..<$0]) } + [whole + [0], whole + whole, [UInt8]("hello".utf8)]
    var flipped = whole
    flipped[whole.count - 1] ^= 1
    bad.append(flipped)
    for bytes in bad {
      let status = try #require(
        throws: RPCStatus.self, performing: { try encoding.decompress(bytes[...], messageBytesMaximum: 10_000) })
      #expect(status.code == .internalError)
    }
  }

  @Test("Random bytes never crash decompression, nor go beyond the limit")
  func randomBytes() throws {
    var random = SeededGenerator.printed()
    let whole = Array(
      try #require(
        MessageEncoding.gzip.compress(frame: try frame([UInt8]("abcabcabd".utf8) + [UInt8](repeating: 0, count: 500))))[
          5...])
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let out = try? MessageEncoding.gzip.decompress(bytes[...], messageBytesMaximum: 5000)
      #expect((out?.count ?? 0) <= 5000)
    }
  }

  @Test("grpc-accept-encoding is read with or without blanks, and nothing is taken for granted")
  func accepted() {
    #expect(HeaderList(dictionaryLiteral: ("grpc-accept-encoding", "identity, deflate,  gzip ")).accepts(.gzip))
    #expect(HeaderList(dictionaryLiteral: ("grpc-accept-encoding", "identity,gzip")).accepts(.gzip))
    #expect(!HeaderList(dictionaryLiteral: ("grpc-accept-encoding", "identity,gzip")).accepts(.deflate))
    #expect(!HeaderList(dictionaryLiteral: ("grpc-accept-encoding", "gzipped")).accepts(.gzip))
    #expect(!HeaderList().accepts(.gzip))
  }
}
