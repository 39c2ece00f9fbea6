import Features
import Support
import Testing

@Suite("Profiles as bytes")
struct ProfileEncodingTests {
  static func decode(_ bytes: [UInt8]) throws(ProfileError) -> Profile { try Profile(decoding: bytes.span) }

  @Test("A listener never seen is no bytes at all")
  func empty() throws {
    #expect(Profile().encoded().isEmpty)
    #expect(try Self.decode([]) == Profile())
  }

  @Test("Replay in any split gives the very same profile and bytes", arguments: [(300, 6), (700, 400)])
  func splits(count: Int, numbers: Int) throws {
    var world = RandomWorld(random: .printed("splits"))
    for isWild in [false, true] {
      let events = world.events(count: count, numbers: UInt64(numbers), isWild: isWild)
      let whole = folded(events)
      var split = Profile()
      for event in events {
        split.apply(event)
        if world.random.oneIn(12) { split = try Self.decode(split.encoded()) }
      }
      #expect(split == whole)
      #expect(split.encoded() == whole.encoded())
      #expect(try Self.decode(whole.encoded()) == whole)
      #expect(whole.encoded().count <= ProfileLimits.encodedBytesMax)
    }
  }

  @Test("Cut at every position, a profile is refused")
  func cuts() {
    var world = RandomWorld(random: .printed("cuts"))
    let bytes = folded(world.events(count: 120, numbers: 20)).encoded()
    for length in 1..<bytes.count {
      #expect(throws: ProfileError.self, "at \(length)") { try Self.decode(Array(bytes[..<length])) }
    }
    #expect(throws: ProfileError.trailingBytes(offset: bytes.count, count: 1)) { try Self.decode(bytes + [0]) }
  }

  @Test("Bytes changed at random are refused, or are another profile's own bytes")
  func mutations() {
    var world = RandomWorld(random: .printed("mutations"))
    let bytes = folded(world.events(count: 120, numbers: 20)).encoded()
    var accepted = 0
    for _ in 0..<2_000 {
      var changed = bytes
      for _ in 0...Int.random(in: 0..<3, using: &world.random) {
        let place = Int.random(in: 0..<changed.count, using: &world.random)
        changed[place] =
          world.random.oneIn(3)
          ? [0, 127, 128, 255][Int.random(in: 0..<4, using: &world.random)]
          : UInt8.random(in: 0...255, using: &world.random)
      }
      guard let profile = try? Self.decode(changed) else { continue }
      accepted += 1
      #expect(profile.encoded() == changed)
      _ = FeatureSet.standard.compute(profile: profile, rows: world.rows(count: 1, numbers: 20), at: Moment(seconds: 0))
    }
    print("mutations: \(accepted) of 2000 were other profiles")
  }

  @Test("Random bytes are refused without a crash")
  func noise() {
    var world = RandomWorld(random: .printed("noise"))
    for _ in 0..<2_000 {
      var bytes = (0..<Int.random(in: 1..<200, using: &world.random)).map { _ in
        UInt8.random(in: 0...255, using: &world.random)
      }
      if !world.random.oneIn(4) { bytes[0] = ProfileLimits.encodingVersion }
      if let profile = try? Self.decode(bytes) { #expect(profile.encoded() == bytes) }
    }
  }

  @Test("Errors say what was wrong, where, and what to do")
  func errors() {
    #expect(throws: ProfileError.unknownVersion(supported: 2, got: 9)) { try Self.decode([9]) }
    #expect(throws: ProfileError.truncated(offset: 1)) { try Self.decode([2]) }
    let limit = ProfileLimits.encodedBytesMax
    #expect(throws: ProfileError.tooLong(limit: limit, got: limit + 1)) {
      try Self.decode([UInt8](repeating: 1, count: limit + 1))
    }
    let message = ProfileError.unknownVersion(supported: 2, got: 9).description
    #expect(message == "profile encoding version 9 is not 2: rebuild the profile from its events")
  }

  @Test("Cities that only look the same are different profiles with different bytes")
  func unicode() {
    let events = ["Malm\u{F6}", "Malmo\u{308}"].map { city in
      Event(moment: Moment(seconds: 1), action: .account(ListenerAttributes(city: city)))
    }
    let profiles = events.map { folded([$0]) }
    #expect(profiles[0] != profiles[1])
    #expect(profiles[0].encoded() != profiles[1].encoded())
  }

  @Test("The fullest profile stays under the stated size")
  func fullest() throws {
    var world = RandomWorld(random: .printed("fullest"))
    var profile = Profile()
    for event in world.events(count: 6_000, numbers: ItemIdentifier.numberMax) { profile.apply(event) }
    let bytes = profile.encoded()
    print("fullest: \(bytes.count) bytes")
    #expect(profile.artists.count == 100 && profile.tracks.count == 100 && profile.collections.count == 100)
    #expect(bytes.count <= ProfileLimits.encodedBytesMax)
    #expect(try Self.decode(bytes) == profile)
  }
}
