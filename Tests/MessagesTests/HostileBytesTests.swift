import RPC
import Testing

@testable import Messages

/// Bytes cut, changed and nested by an adversary: each is a message or a ``WireError``, and nothing else.
@Suite struct HostileBytesTests {
  private static let seed = UInt64.random(in: 0 ... .max)

  @Test("A message cut at any byte is an error or a whole shorter message", arguments: EveryMessage.types.indices)
  func cuts(_ index: Int) throws {
    try cut(EveryMessage.types[index], seed: Self.seed &+ UInt64(index))
  }

  private func cut<Message: RandomMessage>(_ type: Message.Type, seed: UInt64) throws {
    var values = RandomValues(seed: seed)
    let bytes = Message.random(&values).encoded.prefix(600)
    for end in bytes.indices {
      try survive(type, Array(bytes[..<end]), "\(Message.wireName), seed \(seed), cut at \(end)")
    }
  }

  @Test("A message with random bytes changed is an error or another message", arguments: EveryMessage.types.indices)
  func mutations(_ index: Int) throws {
    try mutate(EveryMessage.types[index], seed: Self.seed &+ UInt64(index))
  }

  private func mutate<Message: RandomMessage>(_ type: Message.Type, seed: UInt64) throws {
    var values = RandomValues(seed: seed)
    for round in 0..<100 {
      var bytes = Array(Message.random(&values).encoded.prefix(600))
      for _ in 0...Int.random(in: 0...3, using: &values) { change(&bytes, &values) }
      try survive(type, bytes, "\(Message.wireName), seed \(seed), round \(round)")
    }
  }

  private func change(_ bytes: inout [UInt8], _ values: inout RandomValues) {
    let index = Int.random(in: 0...bytes.count, using: &values)
    switch Int.random(in: 0..<4, using: &values) {
    case 0 where index < bytes.count: bytes[index] = UInt8(truncatingIfNeeded: values.next())
    case 1 where index < bytes.count: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &values)
    case 2 where index < bytes.count: bytes.remove(at: index)
    default: bytes.insert(UInt8(truncatingIfNeeded: values.next()), at: index)
    }
  }

  /// Reads the bytes; what can be read is written and read again without change.
  private func survive<Message: RandomMessage>(_ type: Message.Type, _ bytes: [UInt8], _ comment: String) throws {
    let message: Message
    do {
      message = try Message(decoding: bytes.span)
    } catch {
      #expect(error is WireError, "\(comment)")
      return
    }
    let encoded = message.encoded
    #expect(try Message(decoding: encoded.span).encoded == encoded, "\(comment)")
  }

  @Test("Messages nested deeper than the bound are refused with the path to them")
  func depth() throws {
    let candidate = Wire.Candidate(source: "rule")
    let request = Wire.RankRequest(shelves: [Wire.ShelfToRank(candidates: [candidate, candidate])])
    let whole: Wire.RankRequest = try unsafe MessageCoder.decode(request.encoded.span, depthMaximum: 3)
    #expect(whole == request)
    let place = WirePlace(message: "bandstand.v1.RankRequest", path: "shelves[0].candidates[0]", byteOffset: 4)
    #expect(throws: WireError.tooDeep(limit: 2, at: place)) {
      let _: Wire.RankRequest = try unsafe MessageCoder.decode(request.encoded.span, depthMaximum: 2)
    }
  }

  @Test("A hundred thousand nested unknown messages are passed over without recursion")
  func deepUnknown() throws {
    var bytes: [UInt8] = []
    for _ in 0..<100_000 { bytes += [0x7A, 0x80, 0x80, 0x40] }
    // Each begins a field 15 that claims a megabyte: only the outermost is looked at, and there is no megabyte.
    #expect(throws: WireError.self) { try Wire.ModelVersion(decoding: bytes.span) }
    let length = [0, 7, 14].map { UInt8(truncatingIfNeeded: bytes.count >> $0) & 0x7F | ($0 == 14 ? 0 : 0x80) }
    #expect(try Wire.ModelVersion(decoding: ([0x7A] + length + bytes).span) == Wire.ModelVersion())
  }

  @Test("What protobuf-c would need beyond its memory bound is refused, not taken")
  func arenaBound() {
    let bytes = Wire.ShelfToRank(candidates: [Wire.Candidate](repeating: .init(item: 1), count: 1000)).encoded
    #expect(throws: WireError.unreadable(message: "bandstand.v1.ShelfToRank", bytes: bytes.count)) {
      let _: Wire.ShelfToRank = try unsafe MessageCoder.decode(bytes.span, arenaBytesMaximum: 20_000)
    }
  }

  @Test("A singular message that comes in two parts is refused: protobuf-c would lose values of the first")
  func splitMessage() {
    let model = Wire.ServedShelf(shelf: "s", model: Wire.ModelVersion(model: "a", version: 1)).encoded
    let more = Wire.ServedShelf(model: Wire.ModelVersion(model: "b")).encoded
    let place = WirePlace(message: "bandstand.v1.ServedShelf", path: "model", byteOffset: model.count)
    #expect(throws: WireError.splitMessage(at: place)) { try Wire.ServedShelf(decoding: (model + more).span) }
  }
}
