/// Makes up titles that read like real ones, none twice for the same kind of thing.
struct TitleGrammar {
  /// How often each title was made, by kind and title.
  private var made: [String: Int] = [:]

  /// An artist's name, in the manner of the genre.
  mutating func artist(_ genre: Genre, _ dice: inout Dice) -> String {
    fresh("artist", &dice) { dice in
      switch (genre, dice.below(4)) {
      case (.jazz, 0...1): "\(Self.person(&dice)) \(dice.pick(["Trio", "Quartet", "Quintet", "Big Band"]))"
      case (.classical, 0): "\(dice.pick(Array(Words.places.dropLast(3)))) Chamber Players"
      case (.classical, _), (.country, 0...2), (.folk, 0...1), (.soul, 0...1): Self.person(&dice)
      case (.metal, 0...1): "\(dice.pick(Words.nouns))\(dice.pick(["grave", "wyrm", "throne", "hammer", "mourn"]))"
      case (.hipHop, 0...1): "\(dice.pick(["Lil'", "MC", "DJ", "Young"])) \(dice.pick(Words.nouns))"
      case (.latin, 0...1): "\(dice.pick(["Los", "Orquesta", "La Banda"])) \(dice.pick(Words.surnames))"
      case (.electronic, 0), (.ambient, 0): dice.pick(Words.nouns).uppercased()
      case (_, 1): "The \(dice.pick(Words.plurals))"
      case (_, 2): "\(dice.pick(Words.adjectives)) \(dice.pick(Words.plurals))"
      default: "\(dice.pick(Words.adjectives)) \(dice.pick(Words.nouns))"
      }
    }
  }

  /// A track's title, in the manner of the genre.
  mutating func track(_ genre: Genre, _ dice: inout Dice) -> String {
    guard genre == .classical else { return song("track", &dice) }
    return fresh("track", &dice) { dice in
      let form = dice.pick(["Sonata", "String Quartet", "Nocturne", "Suite", "Piano Trio"])
      return "\(form) No. \(1 + dice.below(12)) in \(dice.pick(Words.keys)): \(dice.pick(Words.tempos))"
    }
  }

  /// An album's title.
  mutating func album(_ dice: inout Dice) -> String { song("album", &dice) }

  /// A playlist's title, which tells its genre and when to hear it.
  mutating func playlist(_ genre: Genre, _ mood: Mood, _ dice: inout Dice) -> String {
    fresh("playlist", &dice) { dice in
      let phrase = dice.pick(mood.phrases)
      return switch dice.below(4) {
      case 0: "\(phrase) \(genre.name)"
      case 1: "\(genre.name) for \(dice.pick(Words.plurals))"
      case 2: "\(phrase): \(dice.pick(Words.adjectives)) \(genre.name)"
      default: "\(genre.name) \(dice.pick(Words.times))"
      }
    }
  }

  /// A podcast's title, which tells its topic.
  mutating func podcast(_ topic: Topic, _ dice: inout Dice) -> String {
    fresh("podcast", &dice) { dice in
      let subject = dice.pick(topic.subjects)
      return switch dice.below(6) {
      case 0: "The \(subject)"
      case 1: "The \(subject) with \(Self.person(&dice))"
      case 2: "\(subject) & \(dice.pick(Words.nouns))"
      case 3: "\(dice.pick(["Ten", "Seven", "Forty"])) Minutes of \(topic.name)"
      case 4: "\(topic.name) from \(dice.pick(Words.places))"
      default: "Beyond the \(subject)"
      }
    }
  }

  /// A person's whole name.
  static func person(_ dice: inout Dice) -> String { "\(dice.pick(Words.people)) \(dice.pick(Words.surnames))" }

  private mutating func song(_ kind: String, _ dice: inout Dice) -> String {
    fresh(kind, &dice) { dice in
      switch dice.below(9) {
      case 0: "\(dice.pick(Words.adjectives)) \(dice.pick(Words.nouns))"
      case 1: "\(dice.pick(Words.verbs)) the \(dice.pick(Words.nouns))"
      case 2: "\(dice.pick(Words.nouns)) for \(dice.pick(Words.people))"
      case 3: "\(dice.pick(Words.verbs)) \(dice.pick(Words.people)) in \(dice.pick(Words.places))"
      case 4: "\(dice.pick(Words.nouns)), \(dice.pick(Words.nouns))"
      case 5: "\(dice.pick(Words.plurals)) \(dice.pick(Words.times))"
      case 6: "\(dice.pick(Words.people))’s \(dice.pick(Words.nouns))"
      case 7: "The \(dice.pick(Words.adjectives)) \(dice.pick(Words.nouns))"
      default: dice.pick(Words.plurals)
      }
    }
  }

  /// A title not yet taken for this kind of thing; after some vain tries, one with a part number.
  private mutating func fresh(_ kind: String, _ dice: inout Dice, _ make: (inout Dice) -> String) -> String {
    var title = make(&dice)
    for _ in 0..<8 where made["\(kind)/\(title)"] != nil { title = make(&dice) }
    let part = made["\(kind)/\(title)", default: 0] + 1
    made["\(kind)/\(title)"] = part
    return part == 1 ? title : "\(title), Pt. \(part)"
  }
}
