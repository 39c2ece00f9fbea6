extension MomentDraft: Encodable {
  /// The bare number or text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .milliseconds(let milliseconds): try container.encode(milliseconds)
    case .text(let text): try container.encode(text)
    }
  }
}
