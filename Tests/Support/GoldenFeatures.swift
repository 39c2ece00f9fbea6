public import Features
import FoundationEssentials

/// Histories, rows and the very bits that the feature core must make of them, from
/// `Tests/fixtures/features-golden.json`.
///
/// Shared by the tests of the core, of serving and of training, so that all three hold the same numbers. The file is
/// written anew by the core's own test when `BANDSTAND_REWRITE_GOLDEN=1` is set.
public struct GoldenFeatures: Hashable, Sendable {
  /// One listener's page.
  public struct Case: Hashable, Sendable {
    /// What it is about, for people.
    public var name: String
    /// What the listener did, in the order applied.
    public var events: [Event]
    /// The profile that the events fold to, encoded.
    public var profile: [UInt8]
    /// What the page is about.
    public var moment: Moment
    /// What is computed.
    public var rows: [FeatureRow]
    /// What each row must come to.
    public var vectors: [FeatureVector]

    /// A case.
    public init(
      name: String, events: [Event], profile: [UInt8], moment: Moment, rows: [FeatureRow], vectors: [FeatureVector]
    ) {
      self.name = name
      self.events = events
      self.profile = profile
      self.moment = moment
      self.rows = rows
      self.vectors = vectors
    }
  }

  /// The fingerprint of the feature set that made the vectors.
  public var fingerprint: String
  /// The names of the features, in order.
  public var names: [String]
  /// The pages.
  public var cases: [Case]

  /// Golden features.
  public init(fingerprint: String, names: [String], cases: [Case]) {
    self.fingerprint = fingerprint
    self.names = names
    self.cases = cases
  }

  /// The file, found beside this source file.
  public static var path: String {
    let folders = #filePath.split(separator: "/").dropLast(2)
    return "/" + folders.joined(separator: "/") + "/fixtures/features-golden.json"
  }

  /// Reads the committed file.
  public static func load() throws -> GoldenFeatures {
    let data = try Data(contentsOf: URL(filePath: path))
    return try JSONDecoder().decode(GoldenRecord.self, from: data).golden()
  }

  /// Writes the file anew.
  public func save() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    var data = try encoder.encode(GoldenRecord(self))
    data.append(10)
    try data.write(to: URL(filePath: Self.path))
  }
}

/// What is wrong with the golden file.
public enum GoldenError: Error, CustomStringConvertible {
  /// A text that does not read as what it stands for.
  case unreadable(field: String, text: String)

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let field, let text):
      "features-golden.json: \(field) cannot be \"\(text)\": write the file anew with BANDSTAND_REWRITE_GOLDEN=1"
    }
  }
}
