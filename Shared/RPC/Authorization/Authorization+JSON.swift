import FoundationEssentials

extension Authorization {
  /// The largest file of a policy, in bytes.
  public static let bytesMaximum = 1 << 20

  /// A policy from JSON, such as
  /// `{"default": "deny", "rules": [{"methods": ["/bandstand.v1.Training/*"], "allow": ["uri:spiffe://bandstand/home"]}]}`.
  ///
  /// Each rule has `methods`, and either `allow` or `deny` with peers. It may have `kinds`, which it is then about alone, and
  /// `"listener": "own"`, so that it fits what is about the listener for whom the call is made and nothing else.
  ///
  /// - Throws: ``AuthorizationError``, which names the place and what is wrong there.
  public init(json bytes: [UInt8]) throws(AuthorizationError) {
    guard bytes.count <= Self.bytesMaximum else { throw .tooLarge(limit: Self.bytesMaximum, got: bytes.count) }
    do {
      self = try JSONDecoder().decode(PolicyFile.self, from: Data(bytes)).policy
    } catch let error as AuthorizationError {
      throw error
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
      throw .invalid(place: context.codingPath.place, problem: "it has the wrong type")
    } catch DecodingError.keyNotFound(let key, let context) {
      throw .invalid(place: context.codingPath.place, problem: "\"\(key.stringValue)\" is missing")
    } catch {
      throw .notJSON
    }
  }
}

/// Why a policy cannot be used.
public enum AuthorizationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file is larger than any real one.
  case tooLarge(limit: Int, got: Int)
  /// The file cannot be read.
  case unreadable
  /// The file is no JSON.
  case notJSON
  /// Something in it is not what it must be.
  case invalid(place: String, problem: String)

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .tooLarge(let limit, let got): "it has \(got) bytes, and may have at most \(limit)"
    case .unreadable: "it cannot be read; is it there?"
    case .notJSON: "it is not a JSON object with \"default\" and \"rules\""
    case .invalid(let place, let problem): place.isEmpty ? problem : "\(place): \(problem)"
    }
  }
}

/// The file's form.
private struct PolicyFile: Decodable {
  let policy: Authorization

  init(from decoder: any Decoder) throws {
    let file = try Fields(decoder, known: ["default", "rules"])
    policy = Authorization(
      try file.container.decode([RuleEntry].self, forKey: "rules").map(\.rule),
      otherwise: try file.parsed("default", "\"allow\" or \"deny\"", Authorization.Effect.init(rawValue:)))
  }
}

private struct RuleEntry: Decodable {
  let rule: Authorization.Rule

  init(from decoder: any Decoder) throws {
    let entry = try Fields(decoder, known: ["methods", "allow", "deny", "kinds", "listener"])
    guard entry.container.contains("allow") != entry.container.contains("deny") else {
      throw AuthorizationError.invalid(
        place: decoder.codingPath.place, problem: "it must have either \"allow\" or \"deny\"")
    }
    let effect: Authorization.Effect = entry.container.contains("allow") ? .allow : .deny
    rule = Authorization.Rule(
      effect,
      try entry.list(FieldName(effect.rawValue), PeerPattern.accepted, PeerPattern.init),
      to: try entry.list("methods", "\"/package.Service/Method\", \"/package.Service/*\" or \"*\"", MethodPattern.init),
      kinds: try entry.container.contains("kinds")
        ? entry.list("kinds", "a kind's name") { $0.isEmpty ? nil : $0 } : nil,
      ofOwnListener: try entry.container.contains("listener")
        && entry.parsed("listener", "\"own\"") { $0 == "own" ? true : nil })
  }
}

/// An object that has only known keys.
private struct Fields {
  let container: KeyedDecodingContainer<FieldName>

  init(_ decoder: any Decoder, known: Set<String>) throws {
    container = try decoder.container(keyedBy: FieldName.self)
    for key in container.allKeys where !known.contains(key.stringValue) {
      throw AuthorizationError.invalid(
        place: decoder.codingPath.place,
        problem: "\"\(key.stringValue)\" means nothing here; write \(known.sorted().joined(separator: ", "))")
    }
  }

  func parsed<Value>(_ key: FieldName, _ accepted: String, _ parse: (String) -> Value?) throws -> Value {
    try Self.parsed(try container.decode(String.self, forKey: key), at: container.codingPath + [key], accepted, parse)
  }

  /// At least one value.
  func list<Value>(_ key: FieldName, _ accepted: String, _ parse: (String) -> Value?) throws -> [Value] {
    let path = container.codingPath + [key]
    let texts = try container.decode([String].self, forKey: key)
    guard !texts.isEmpty else {
      throw AuthorizationError.invalid(place: path.place, problem: "it is empty, so that the rule fits nothing")
    }
    return try texts.enumerated().map { index, text in
      try Self.parsed(text, at: path + [FieldName(index)], accepted, parse)
    }
  }

  private static func parsed<Value>(
    _ text: String, at path: [any CodingKey], _ accepted: String, _ parse: (String) -> Value?
  ) throws -> Value {
    guard let value = parse(text) else {
      throw AuthorizationError.invalid(
        place: path.place, problem: "it is \"\(text.prefix(64))\", and must be \(accepted)")
    }
    return value
  }
}

private struct FieldName: CodingKey, ExpressibleByStringLiteral {
  let stringValue: String
  let intValue: Int?

  init(_ name: String) { self.init(stringValue: name) }

  init(_ index: Int) { self.init(intValue: index) }

  init(stringLiteral name: String) { self.init(stringValue: name) }

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init(intValue: Int) {
    stringValue = "\(intValue)"
    self.intValue = intValue
  }
}

extension [any CodingKey] {
  /// As one writes it: `rules[2].allow[0]`.
  fileprivate var place: String {
    reduce(into: "") { text, key in
      text += key.intValue.map { "[\($0)]" } ?? (text.isEmpty ? "" : ".") + key.stringValue
    }
  }
}
