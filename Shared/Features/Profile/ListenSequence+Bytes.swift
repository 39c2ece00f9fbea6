extension ByteWriter {
  /// The sequence of a listener who listened last at that moment.
  mutating func write(_ sequence: ListenSequence, before last: Moment) {
    guard let latest = sequence.latest, let start = sequence.sessionStart else {
      preconditionFailure("who listened has a latest listen")
    }
    write(latest.completion.rawValue | (latest.artist == nil ? 0 : 4) | (latest.collection == nil ? 0 : 8))
    write(latest.item)
    if let artist = latest.artist { write(artist) }
    if let collection = latest.collection { write(collection) }
    write(start, before: last)
    write(number: sequence.sessionListens)
    write(number: sequence.sessionSkipped)
    write(number: UInt64(sequence.transitions.entries.count))
    for entry in sequence.transitions.entries {
      write(entry.from)
      write(entry.to)
      write(entry.weight)
    }
  }
}

extension ByteReader {
  /// The sequence of a listener who listened last at that moment.
  mutating func sequence(before last: Moment) throws(ProfileError) -> ListenSequence {
    var sequence = ListenSequence()
    let head = try byte()
    guard let completion = Completion(rawValue: head & 3), head < 16 else { throw invalid("latest listen") }
    let item = try item()
    let artist = head & 4 == 0 ? nil : try self.item()
    let collection = head & 8 == 0 ? nil : try self.item()
    sequence.latest = ListenSequence.Latest(item: item, artist: artist, collection: collection, completion: completion)
    sequence.sessionStart = try moment(before: last)
    sequence.sessionListens = try number32("number of a session's listens")
    sequence.sessionSkipped = try number32("number of a session's skips")
    guard sequence.sessionListens > 0, sequence.sessionSkipped <= sequence.sessionListens else {
      throw invalid("session")
    }
    for _ in 0..<(try count(of: "transitions", limit: ProfileLimits.transitionsMax)) {
      let entry = TransitionTable.Entry(
        from: try self.item(), to: try self.item(), weight: try weight(from: ProfileLimits.habitWeightMin))
      guard sequence.transitions.append(entry) else { throw .outOfOrder(list: "transitions", offset: offset) }
    }
    return sequence
  }
}
