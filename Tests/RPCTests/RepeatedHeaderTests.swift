import Policies
import Support
import Testing

@testable import RPC

/// A server takes header lists that are equal to the one before for the very same; whatever comes between, each is read as it was
/// sent.
@Suite("Header lists that come again") struct RepeatedHeaderTests {
  /// Names whose values HTTP/2's compression remembers, does not remember, and knows beforehand.
  private static let names = ["grpc-timeout", "x-own", "authorization", "user-agent", "if-match", "x-own-bin"]

  @Test("Lists that differ in a value, in a field, in their order or not at all are all read as they were sent")
  func mixed() throws {
    var generator = SeededGenerator.printed()
    let pair = try SessionPair()
    let lists = (0..<12).map { _ in Self.list(&generator) }
    var numbers: [Int: HeaderList] = [:]
    for _ in 0..<400 {
      let list = lists[Int.random(in: 0..<lists.count, using: &generator)]
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let stream = try pair.client.request(list)
        pair.client.finish(stream, .endOfStream)
        let seen = try pair.settle().server
        #expect(seen.contains(.headers(stream: stream, list, endsStream: false, truncated: false)))
        let number = pair.server.headerListNumber
        #expect(numbers[number] == nil || numbers[number] == list, "a number stands for one list")
        numbers[number] = list
        try pair.server.respond(to: stream, [":status": "200"], endsStream: true)
        _ = try pair.settle()
      }
    }
    #expect(numbers.count < 400)
  }

  @Test("A list longer than what is remembered is read whole, and so is a short one after it")
  func long() throws {
    let pair = try SessionPair()
    var long = HeaderList.testRequest
    for number in 0..<60 { long.append("x-\(number)", String(repeating: "v", count: 40)) }
    for list in [long, long, .testRequest, long, .testRequest, .testRequest] {
      let stream = try pair.client.request(list)
      pair.client.finish(stream, .endOfStream)
      let seen = try pair.settle().server
      #expect(seen.contains(.headers(stream: stream, list, endsStream: false, truncated: false)))
    }
  }

  private static func list(_ generator: inout SeededGenerator) -> HeaderList {
    var list = HeaderList.testRequest
    for name in names.shuffled(using: &generator).prefix(Int.random(in: 0...4, using: &generator)) {
      list.append(name, String(Int.random(in: 0...3, using: &generator)))
    }
    return list
  }
}
