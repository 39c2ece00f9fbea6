import Messages
import RPC
import Testing

/// Random messages of every type, there and back.
@Suite struct RoundTripTests {
  private static let seed = UInt64.random(in: 0 ... .max)

  @Test("Every type of message comes back as it went", arguments: EveryMessage.types.indices)
  func roundTrip(_ index: Int) throws {
    try check(EveryMessage.types[index], seed: Self.seed &+ UInt64(index))
  }

  private func check<Message: RandomMessage>(_ type: Message.Type, seed: UInt64) throws {
    var values = RandomValues(seed: seed)
    for round in 0..<20 {
      let message = Message.random(&values)
      let bytes = message.encoded
      let back = try Message(decoding: bytes.span)
      #expect(back == message, "\(Message.wireName), seed \(seed), round \(round)")
      #expect(back.encoded == bytes, "\(Message.wireName), seed \(seed), round \(round)")
    }
  }

  @Test("Encoding appends to what the buffer holds")
  func appends() {
    var buffer: [UInt8] = [1, 2, 3]
    Wire.ModelVersion(model: "m", version: 5).appendEncoded(to: &buffer)
    #expect(buffer == [1, 2, 3, 0x0A, 1, 0x6D, 0x10, 5])
  }

  @Test("An empty message has no bytes, and no bytes are a message of defaults")
  func empty() throws {
    #expect(Wire.GetHomeRequest().encoded.isEmpty)
    #expect(try Wire.GetHomeRequest(decoding: [UInt8]().span) == Wire.GetHomeRequest())
  }

  @Test("An optional field tells its default from its absence")
  func optionalDefault() throws {
    let zero = Wire.GetHomeRequest(momentMilliseconds: 0)
    #expect(zero.encoded == [0x10, 0])
    #expect(try Wire.GetHomeRequest(decoding: zero.encoded.span).momentMilliseconds == 0)
  }

  @Test("A oneof tells the default of a field from the absence of all")
  func oneofDefault() throws {
    let question = ReflectionWire.ServerReflectionRequest(messageRequest: .listServices(""))
    #expect(question.encoded == [0x3A, 0])
    #expect(try ReflectionWire.ServerReflectionRequest(decoding: question.encoded.span) == question)
    #expect(try ReflectionWire.ServerReflectionRequest(decoding: [UInt8]().span).messageRequest == nil)
  }

  @Test("Of the fields of a oneof the last one sent counts, be it a text or a message")
  func oneofLastWins() throws {
    let (text, message): ([UInt8], [UInt8]) = ([0x22, 1, 0x62], [0x2A, 2, 0x10, 7])
    let symbol = try ReflectionWire.ServerReflectionRequest(decoding: (message + text).span)
    #expect(symbol.messageRequest == .fileContainingSymbol("b"))
    let extended = try ReflectionWire.ServerReflectionRequest(decoding: (text + message).span)
    #expect(extended.messageRequest == .fileContainingExtension(.init(extensionNumber: 7)))
  }

  @Test("An enum value without a name is kept and sent on")
  func openEnum() throws {
    let bytes: [UInt8] = [0x30, 0x63]
    let request = try Wire.RankRequest(decoding: bytes.span)
    #expect(request.order == .unrecognized(99))
    #expect(request.encoded == bytes)
  }

  @Test("Floating-point values keep their bits in lists and optional fields")
  func floatBits() throws {
    let odd: [Float] = [-0.0, .nan, Float(bitPattern: 0xFFC0_0001), .infinity, .leastNonzeroMagnitude]
    let vector = Wire.FeatureVector(values: odd, missing: [0, 255])
    let back = try Wire.FeatureVector(decoding: vector.encoded.span)
    #expect(back.values.map(\.bitPattern) == odd.map(\.bitPattern))
    let candidate = Wire.Candidate(factorAffinity: -0.0)
    #expect(try Wire.Candidate(decoding: candidate.encoded.span).factorAffinity?.sign == .minus)
  }

  @Test("A NUL in a text that is sent becomes U+FFFD and cuts nothing")
  func sentNUL() throws {
    let version = Wire.ModelVersion(model: "a\0b", version: 1)
    #expect(try Wire.ModelVersion(decoding: version.encoded.span).model == "a\u{FFFD}b")
  }

  @Test("A large message grows the arena over many chunks")
  func large() throws {
    let candidates = (0..<20_000).map { Wire.Candidate(item: $0, source: "popularity", sourcePosition: UInt32($0)) }
    let message = Wire.ShelfToRank(shelf: "s", candidates: candidates)
    #expect(try Wire.ShelfToRank(decoding: message.encoded.span) == message)
  }
}
