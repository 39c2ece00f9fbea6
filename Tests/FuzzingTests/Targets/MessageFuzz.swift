import Messages
import RPC

/// Bytes of a peer as messages of the contract: each is refused with a ``WireError``, or is a message that comes back
/// from its own bytes without change.
package enum MessageFuzz {
  /// The first byte says which message the others are.
  package static func run(_ input: [UInt8]) {
    var input = FuzzInput(input)
    let kind = input.byte()
    let bytes = input.all()
    switch kind % 8 {
    case 0: check(Wire.RankRequest.self, bytes)
    case 1: check(Wire.RecordEventsRequest.self, bytes)
    case 2: check(Wire.GetHomeResponse.self, bytes)
    case 3: check(Wire.FeatureVector.self, bytes)
    case 4: check(Wire.GetProfileResponse.self, bytes)
    case 5: check(Wire.CheckDatasetResponse.self, bytes)
    case 6: check(Wire.ListRunsResponse.self, bytes)
    default: check(HealthWire.HealthCheckResponse.self, bytes)
    }
  }

  private static func check<Message: WireMessage>(_ type: Message.Type, _ bytes: [UInt8]) {
    do {
      let encoded = Self.bytes(of: try Message(decoding: bytes.span))
      let again = Self.bytes(of: try Message(decoding: encoded.span))
      precondition(again == encoded, "what was read is written and read again without change")
    } catch {
      precondition(error is WireError && !"\(error)".isEmpty, "bytes are refused by name")
    }
  }

  private static func bytes(of message: some WireMessage) -> [UInt8] {
    var bytes: [UInt8] = []
    message.appendEncoded(to: &bytes)
    return bytes
  }
}
