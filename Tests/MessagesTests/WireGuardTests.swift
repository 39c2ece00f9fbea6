import Messages
import RPC
import Testing

/// Bytes that are no message of the contract, each with its error.
@Suite struct WireGuardTests {
  private func error<Message: WireMessage>(_ type: Message.Type, _ bytes: [UInt8]) -> WireError? {
    #expect(throws: WireError.self) { try Message(decoding: bytes.span) }
  }

  private func place(_ path: String, _ offset: Int, in message: String = "bandstand.v1.ModelVersion") -> WirePlace {
    WirePlace(message: message, path: path, byteOffset: offset)
  }

  @Test("A string cut off, a number cut off and a tag cut off are told apart by their place")
  func truncated() {
    #expect(error(Wire.ModelVersion.self, [0x0A, 5, 0x61]) == .truncated(at: place("model", 1)))
    #expect(error(Wire.ModelVersion.self, [0x10, 0x80]) == .truncated(at: place("version", 1)))
    #expect(error(Wire.ModelVersion.self, [0x10, 1, 0x80]) == .truncated(at: place("", 2)))
    #expect(error(Wire.Candidate.self, [0x09, 1, 2]) == .truncated(at: place("item", 1, in: "bandstand.v1.Candidate")))
  }

  @Test("A length larger than any memory is refused before anything is allocated")
  func hugeLength() {
    #expect(error(Wire.ModelVersion.self, [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]) == .truncated(at: place("model", 1)))
    let tooLong: [UInt8] = [0x0A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]
    #expect(error(Wire.ModelVersion.self, tooLong) == .varintTooLong(at: place("model", 1)))
  }

  @Test("A number of more than ten bytes is refused")
  func longVarint() {
    let bytes = [0x10] + [UInt8](repeating: 0x80, count: 10) + [1]
    #expect(error(Wire.ModelVersion.self, bytes) == .varintTooLong(at: place("version", 1)))
  }

  @Test("Field number 0 and numbers beyond 2^29 are refused")
  func fieldNumbers() {
    #expect(error(Wire.ModelVersion.self, [0x02, 0]) == .invalidFieldNumber(at: place("", 0)))
    let beyond: [UInt8] = [0x80, 0x80, 0x80, 0x80, 0x10, 0]
    #expect(error(Wire.ModelVersion.self, beyond) == .invalidFieldNumber(at: place("", 0)))
  }

  @Test("Groups and wire types that do not exist are refused, in known and unknown fields")
  func groups() {
    #expect(error(Wire.ModelVersion.self, [0x0B]) == .invalidWireType(3, at: place("model", 0)))
    #expect(error(Wire.ModelVersion.self, [0x7B]) == .invalidWireType(3, at: place("", 0)))
    #expect(error(Wire.ModelVersion.self, [0x7C]) == .invalidWireType(4, at: place("", 0)))
    #expect(error(Wire.ModelVersion.self, [0x16]) == .invalidWireType(6, at: place("version", 0)))
  }

  @Test("A field of another wire type is refused by name")
  func otherWireType() {
    let error = error(Wire.ModelVersion.self, [0x08, 1])
    #expect(error == .unexpectedWireType(0, expected: 2, at: place("model", 0)))
    #expect(
      error?.description == "bandstand.v1.ModelVersion.model at byte 0: wire type 0 instead of 2; "
        + "the sender has another definition of the field")
  }

  @Test("A string that is not UTF-8 is refused with the path through lists to it")
  func invalidUTF8() {
    let bad: [UInt8] = [0x12, 2, 0xC3, 0x28]
    let candidate = { (bytes: [UInt8]) in [0x12, UInt8(bytes.count)] + bytes }
    let shelf = candidate([0x12, 1, 0x61]) + candidate([]) + candidate(bad)
    let request: [UInt8] = [0x2A, 0, 0x2A, UInt8(shelf.count)] + shelf
    #expect(
      error(Wire.RankRequest.self, request)
        == .invalidUTF8(at: place("shelves[1].candidates[2].source", 15, in: "bandstand.v1.RankRequest")))
  }

  @Test(
    "Overlong forms, surrogates and cut characters are not UTF-8",
    arguments: [
      [0xC0, 0x80], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xFF],
    ])
  func brokenUTF8(_ bytes: [UInt8]) {
    #expect(error(Wire.ModelVersion.self, [0x0A, UInt8(bytes.count)] + bytes) == .invalidUTF8(at: place("model", 2)))
  }

  @Test("A NUL in a string is refused where it stands")
  func embeddedNUL() {
    #expect(error(Wire.ModelVersion.self, [0x0A, 3, 0x61, 0, 0x62]) == .embeddedNUL(at: place("model", 3)))
  }

  @Test(
    "A NUL, a broken and a good character are told apart at every place of texts of every length", arguments: 1...40)
  func everyPlace(length: Int) throws {
    let plain = [UInt8](repeating: 0x7F, count: length)
    for place in 0..<length {
      var text = plain
      text[place] = 0
      let start: [UInt8] = [0x0A, UInt8(length)]
      #expect(error(Wire.ModelVersion.self, start + text) == .embeddedNUL(at: self.place("model", place + 2)))
      text[place] = 0x80
      #expect(error(Wire.ModelVersion.self, start + text) == .invalidUTF8(at: self.place("model", 2)))
      text.replaceSubrange(place...place, with: "é".utf8)
      let read = try Wire.ModelVersion(decoding: ([0x0A, UInt8(length + 1)] + text).span)
      #expect(Array(read.model.utf8) == text)
    }
  }

  @Test("A NUL in bytes is only a byte")
  func nulInBytes() throws {
    #expect(try Wire.FeatureVector(decoding: ([0x12, 2, 0, 1] as [UInt8]).span).missing == [0, 1])
  }

  @Test("Packed and single elements of a list may be mixed")
  func mixedPacking() throws {
    let one: [UInt8] = [0, 0, 0x80, 0x3F]
    let bytes: [UInt8] = [0x0D] + one + [0x0A, 8] + one + one + [0x0D] + one + [0x0A, 0]
    #expect(try Wire.FeatureVector(decoding: bytes.span).values == [1, 1, 1, 1])
  }

  @Test("A packed list that is no whole number of elements is refused")
  func unevenPacking() {
    #expect(
      error(Wire.FeatureVector.self, [0x0A, 5, 0, 0, 0, 0, 0])
        == .invalidPackedLength(5, elementBytes: 4, at: place("values", 2, in: "bandstand.v1.FeatureVector")))
  }

  @Test("Unknown fields of every wire type are left out")
  func unknownFields() throws {
    let unknown: [UInt8] = [0x78, 5, 0x79, 1, 2, 3, 4, 5, 6, 7, 8, 0x7A, 1, 0xFF, 0x7D, 1, 2, 3, 4]
    let version = try Wire.ModelVersion(decoding: (unknown + [0x10, 7] + unknown).span)
    #expect(version == Wire.ModelVersion(version: 7))
  }

  @Test("Of a plain field sent twice the last counts")
  func lastWins() throws {
    #expect(try Wire.ModelVersion(decoding: ([0x10, 7, 0x10, 8] as [UInt8]).span).version == 8)
  }

  @Test("More messages in one than the limit are refused")
  func tooManyMessages() {
    let bytes = [UInt8]((0..<WireLimits.messagesMaximum).flatMap { _ in [0x0A, 0] as [UInt8] })
    let limit = WireLimits.messagesMaximum
    guard case .tooManyMessages(limit, let place) = error(Wire.RecordEventsRequest.self, bytes) else {
      Issue.record("not refused as too many")
      return
    }
    #expect(place.path == "events[\(limit - 1)]")
  }

  @Test("More elements in one message than the limit are refused")
  func tooManyElements() {
    let count = WireLimits.elementsMaximum * 4
    let length: [UInt8] = [0, 7, 14, 21].map { UInt8(truncatingIfNeeded: count >> $0) | ($0 == 21 ? 0 : 0x80) }
    let bytes = [0x0A] + length + [UInt8](repeating: 0, count: count)
    let vector = "bandstand.v1.FeatureVector"
    #expect(
      error(Wire.FeatureVector.self, bytes)
        == .tooManyElements(limit: WireLimits.elementsMaximum, at: place("values", 5, in: vector)))
  }
}
