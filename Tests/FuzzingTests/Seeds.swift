import Messages

@testable import RPC

/// Inputs to begin with: what real sessions and real messages say, in front of them the bytes that choose.
enum Seeds {
  /// By the folder of the corpus that they belong to.
  static func all() throws -> [(folder: String, inputs: [[UInt8]])] {
    [("Session", try sessions()), ("Framing", framing()), ("Message", messages())]
  }

  /// Both directions of calls that end well, badly and not at all, to be cut in large and small pieces.
  private static func sessions() throws -> [[UInt8]] {
    var inputs: [[UInt8]] = []
    for ending in 0..<4 {
      let said = try conversation(ending)
      inputs += [[2, 255] + said.client, [2, 6] + said.client, [3, 255] + said.server, [7, 30] + said.server]
      // The peer begins by itself: without the client's first 24 bytes.
      inputs.append([4, 100] + said.client.dropFirst(24))
    }
    return inputs
  }

  private static func conversation(_ ending: Int) throws -> (client: [UInt8], server: [UInt8]) {
    let client = try HTTP2Session(.client, limits: .standard)
    let server = try HTTP2Session(.server, limits: .standard)
    var said: (client: [UInt8], server: [UInt8]) = ([], [])
    let stream = try client.request(request)
    client.write([0, 0, 0, 0, 3, 1, 2, 3], to: stream)
    if ending < 3 { client.finish(stream, .endOfStream) }
    try carry(from: client, to: server, &said.client)
    try server.respond(to: stream, [":status": "200", "content-type": "application/grpc"], endsStream: ending == 1)
    if ending == 0 {
      server.write([0, 0, 0, 0, 1, 9], to: stream)
      server.finish(stream, .trailers(["grpc-status": "0", "grpc-message": "%20"]))
    }
    try carry(from: server, to: client, &said.server)
    if ending == 2 { client.reset(stream, .cancel) }
    server.announceShutdown()
    try carry(from: server, to: client, &said.server)
    client.terminate(.noError)
    try carry(from: client, to: server, &said.client)
    return said
  }

  private static let request: HeaderList = [
    ":method": "POST", ":scheme": "http", ":path": "/bandstand.v1.Home/GetHome", ":authority": "a", "te": "trailers",
    "content-type": "application/grpc", "grpc-timeout": "1S", "x-data-bin": "AAE",
  ]

  private static func carry(
    from sender: borrowing HTTP2Session, to receiver: borrowing HTTP2Session, _ said: inout [UInt8]
  ) throws {
    var bytes: [UInt8] = []
    while try sender.sendNext({ frame in for index in frame.indices { bytes.append(frame[index]) } }) {}
    try receiver.receive(bytes.span)
    said += bytes
  }

  private static func framing() -> [[UInt8]] {
    let frame: [UInt8] = [0, 0, 0, 0, 4, 1, 2, 3, 4]
    let text = [UInt8](repeating: 0x61, count: 40)
    let long: [UInt8] = [0, 0, 0, 0, 40] + text
    var inputs: [[UInt8]] = [
      [0, 0, 3] + frame + frame, [1, 9] + frame + [255] + frame, [3, 0, 4] + Array("POST".utf8),
    ]
    for encoding in [MessageEncoding.gzip, .deflate] {
      guard let compressed = encoding.compress(frame: long) else { continue }
      let choice: UInt8 = encoding == .gzip ? 0 : 1
      inputs += [[0, choice + 1, 7] + compressed, [4, choice] + compressed.dropFirst(MessageFrame.prefixCount)]
    }
    for text in ["AAEC/w", "AA==", "a%20b%C3%A9%", "99999999H", "1n"] { inputs.append([2] + Array(text.utf8)) }
    inputs += [[5] + text, [6, 0x30, 6, 0x30, 4, 0x30, 0, 0x30, 0]]
    return inputs
  }

  private static func messages() -> [[UInt8]] {
    let candidate = Wire.Candidate(item: 1 << 56, source: "popularity", sourceScore: 0.5, factorAffinity: -1)
    let shelf = Wire.ShelfToRank(shelf: "new", candidates: [candidate, candidate], cardsMax: 3)
    let attributes = Wire.ListenerAttributes()
    let card = Wire.Card(item: "album:1", title: "Blå", position: 1, score: 0.5, propensity: 0.25)
    let heard = Wire.GetProfileResponse(profile: [0, 1, 255], attributes: attributes, mostHeard: [.init()], listens: 9)
    return [
      [0] + bytes(Wire.RankRequest(profile: [1, 2], page: "p", shelves: [shelf, shelf], order: .greedy)),
      [1]
        + bytes(Wire.RecordEventsRequest(events: [.init(event: "e", playedSeconds: 0), .init(attributes: attributes)])),
      [2] + bytes(Wire.GetHomeResponse(shelves: [.init(cards: [card, card])])),
      [3] + bytes(Wire.FeatureVector(values: [0, 1, -1, .infinity], missing: [5])), [4] + bytes(heard),
      [5] + bytes(Wire.CheckDatasetResponse(violations: [.init()])),
      [6] + bytes(Wire.ListRunsResponse(runs: [.init()])),
      [7, 8, 1],
    ]
  }

  private static func bytes(_ message: some WireMessage) -> [UInt8] {
    var bytes: [UInt8] = []
    message.appendEncoded(to: &bytes)
    return bytes
  }
}
