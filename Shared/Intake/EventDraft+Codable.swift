extension EventDraft {
  /// An object by the external names; fields of other names are ignored.
  ///
  /// - Throws: A ``Rejection`` for a number that its field has no room for; `DecodingError` otherwise.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    event = try container.decodeIfPresent(String.self, forKey: .event)
    listener = try container.decodeIfPresent(String.self, forKey: .listener)
    moment = try container.decodeIfPresent(MomentDraft.self, forKey: .moment)
    kind = try container.decodeIfPresent(String.self, forKey: .kind)
    item = try container.decodeIfPresent(String.self, forKey: .item)
    context = try container.decodeIfPresent(String.self, forKey: .context)
    playedSeconds = try container.number(Double.self, .playedSeconds)
    totalSeconds = try container.number(Double.self, .totalSeconds)
    plays = try container.number(UInt64.self, .plays)
    page = try container.decodeIfPresent(String.self, forKey: .page)
    shelf = try container.decodeIfPresent(String.self, forKey: .shelf)
    ageBand = try container.decodeIfPresent(String.self, forKey: .ageBand)
    country = try container.decodeIfPresent(String.self, forKey: .country)
    city = try container.decodeIfPresent(String.self, forKey: .city)
    tier = try container.decodeIfPresent(String.self, forKey: .tier)
    platform = try container.decodeIfPresent(String.self, forKey: .platform)
  }

  /// An event from one line of JSON.
  ///
  /// - Throws: A rejection, such as ``QuarantineReason/malformedLine``.
  public init(line: [UInt8]) throws(Rejection) {
    self = try JSONLine.decode(EventDraft.self, from: line)
  }
}

extension MomentDraft: Codable {
  /// A number of milliseconds or a text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let milliseconds = try? container.decode(Int64.self) {
      self = .milliseconds(milliseconds)
    } else {
      throw Rejection(.badMoment, field: "moment", "neither whole milliseconds nor a text")
    }
  }

  /// The bare number or text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .milliseconds(let milliseconds): try container.encode(milliseconds)
    case .text(let text): try container.encode(text)
    }
  }
}
