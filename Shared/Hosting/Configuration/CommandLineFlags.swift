/// A command line, checked: what to do, and what was said about keys.
struct CommandLineFlags: Equatable {
  /// What the process was started for.
  enum Action: Equatable {
    case run, help, version, probe
  }

  private(set) var action = Action.run
  /// The configuration file, when one was named.
  private(set) var file: String?
  /// Flags of keys with their values, each at most once.
  private(set) var values: [String: String] = [:]

  /// Reads the words after the program's name. Asking for help wins over every mistake.
  init(_ words: [String], keys: [ConfigurationKeyDescription]) throws(HostingError) {
    if words.contains("--help") || words.contains("-h") {
      action = .help
      return
    }
    let known = Dictionary(uniqueKeysWithValues: keys.map { ($0.flag, $0) })
    var rest = words[...]
    while let word = rest.popFirst() {
      try take(word, rest: &rest, known: known)
    }
  }

  private mutating func take(
    _ word: String, rest: inout ArraySlice<String>, known: [String: ConfigurationKeyDescription]
  ) throws(HostingError) {
    guard word.hasPrefix("--") else { throw .unexpectedArgument(argument: word) }
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let attached = parts.count == 2 ? parts[1] : nil
    switch (parts[0], attached) {
    case ("--version", nil): action = .version
    case ("--probe", nil): action = .probe
    case ("--config", _):
      guard file == nil else { throw .flagGivenTwice(flag: word) }
      file = try Self.value(of: parts[0], attached: attached, rest: &rest, expected: "the path of a JSON file")
    case (let flag, _):
      guard let key = known[flag] else {
        throw .unknownFlag(flag: flag, nearest: NearestName.find(flag, in: known.keys.sorted()))
      }
      guard values[flag] == nil else { throw .flagGivenTwice(flag: flag) }
      values[flag] = try Self.value(of: key, attached: attached, rest: &rest)
    }
  }

  private static func value(
    of key: ConfigurationKeyDescription, attached: String?, rest: inout ArraySlice<String>
  ) throws(HostingError) -> String {
    if key.kind == .flag, attached == nil, rest.first != "true", rest.first != "false" { return "true" }
    return try value(of: key.flag, attached: attached, rest: &rest, expected: key.accepted)
  }

  private static func value(
    of flag: String, attached: String?, rest: inout ArraySlice<String>, expected: String
  ) throws(HostingError) -> String {
    if let attached { return attached }
    guard let next = rest.first, !next.hasPrefix("--") else {
      throw .flagWithoutValue(flag: flag, expected: expected)
    }
    return rest.removeFirst()
  }
}
