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
  /// `AWS_SHARED_CREDENTIALS_FILE` (or `~/.aws/credentials`). A variable that is empty is one that is not set. Blocks.
  ///
  /// - Returns: Nil when there are none.
  /// - Throws: ``StorageError/badSetting(name:reason:)`` for what no header of a request may have.
  public static func found(in environment: [String: String]) throws(StorageError) -> S3Credentials? {
    let environment = S3Environment(environment)
    if let found = try S3Credentials({ environment[$0.uppercased()] }, named: { $0.uppercased() }) { return found }
    let home = environment["HOME"].map { "\($0)/.aws/credentials" }
    guard let path = environment["AWS_SHARED_CREDENTIALS_FILE"] ?? home,
      let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { return nil }
    let settings = Dictionary(settings(of: environment["AWS_PROFILE"] ?? "default", in: text)) { $1 }
    return try S3Credentials({ settings[$0].flatMap { $0.isEmpty ? nil : $0 } }, named: { "\($0) in \(path)" })
  }

  private init?(_ value: (String) -> String?, named name: (String) -> String) throws(StorageError) {
    func checked(_ setting: String) throws(StorageError) -> String? {
      guard let value = value(setting) else { return nil }
      guard let reason = S3Environment.fault(in: value) else { return value }
      throw .badSetting(name: name(setting), reason: reason)
    }
    guard let identifier = try checked("aws_access_key_id"), let secret = try checked("aws_secret_access_key") else {
      return nil
    }
    self.init(identifier: identifier, secret: secret, token: try checked("aws_session_token"))
  }

  /// The lines `KEY = VALUE` between `[PROFILE]` and the next profile.
  private static func settings(of profile: String, in text: String) -> [(key: String, value: String)] {
    var isProfile = false
    var settings: [(key: String, value: String)] = []
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("[") {
        isProfile = line.dropFirst().prefix { $0 != "]" } == profile
      } else if isProfile, let equals = line.firstIndex(of: "=") {
        let value = S3Environment.trimmed(line[line.index(after: equals)...])
        settings.append((S3Environment.trimmed(line[..<equals]).lowercased(), value))
      }
    }
    return settings
  }
}

extension S3Credentials: CustomStringConvertible, CustomReflectable {
  /// That they are some, not which.
  public var description: String { "credentials" }
  /// Nothing, so that nobody dumps the secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
