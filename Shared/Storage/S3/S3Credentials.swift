import FoundationEssentials

/// Who we are to a server that speaks S3's protocol. Never shown as text.
public struct S3Credentials: Sendable {
  /// The public half; it stands in every request.
  let identifier: String
  /// The secret half; it signs requests and never leaves this process.
  let secret: String
  /// Goes with credentials that end after some hours.
  let token: String?

  /// Credentials that are known.
  public init(identifier: String, secret: String, token: String? = nil) {
    self.identifier = identifier
    self.secret = secret
    self.token = token
  }

  /// The credentials of an environment, as other tools have it: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, if need be,
  /// `AWS_SESSION_TOKEN`; otherwise those of the profile `AWS_PROFILE` (or `default`) in the file
  /// `AWS_SHARED_CREDENTIALS_FILE` (or `~/.aws/credentials`). Blocks.
  ///
  /// - Returns: Nil when there are none.
  public static func found(in environment: [String: String]) -> S3Credentials? {
    if let found = S3Credentials(environment.map { (key: $0.key.lowercased(), value: $0.value) }) { return found }
    let home = environment["HOME"].map { "\($0)/.aws/credentials" }
    guard let path = environment["AWS_SHARED_CREDENTIALS_FILE"] ?? home,
      let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { return nil }
    return S3Credentials(settings(of: environment["AWS_PROFILE"] ?? "default", in: text))
  }

  private init?(_ settings: [(key: String, value: String)]) {
    let settings = Dictionary(settings, uniquingKeysWith: { $1 }).filter { !$0.value.isEmpty }
    guard let identifier = settings["aws_access_key_id"], let secret = settings["aws_secret_access_key"] else {
      return nil
    }
    self.init(identifier: identifier, secret: secret, token: settings["aws_session_token"])
  }

  /// The lines `KEY = VALUE` between `[PROFILE]` and the next profile.
  private static func settings(of profile: String, in text: String) -> [(key: String, value: String)] {
    var isProfile = false
    var settings: [(key: String, value: String)] = []
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("[") {
        isProfile = line.dropFirst().prefix { $0 != "]" } == profile
      } else if isProfile, let equals = line.firstIndex(of: "=") {
        settings.append((trimmed(line[..<equals]).lowercased(), trimmed(line[line.index(after: equals)...])))
      }
    }
    return settings
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension S3Credentials: CustomStringConvertible, CustomReflectable {
  /// That they are some, not which.
  public var description: String { "credentials" }
  /// Nothing, so that nobody dumps the secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
