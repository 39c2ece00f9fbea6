import Configuration

/// What a process was told, from all its sources: flags over environment over file over each key's default.
public struct ConfigurationValues: Sendable {
  private let sources: [ConfigurationSource]

  init(
    flags: [String: String] = [:], environment: [String: String] = [:], file: ConfigurationFile? = nil
  ) {
    let words = flags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let ours = environment.filter { $0.key.hasPrefix(ConfigurationKeyDescription.environmentPrefix) }
    let bare = Dictionary(
      uniqueKeysWithValues: ours.map {
        (String($0.key.dropFirst(ConfigurationKeyDescription.environmentPrefix.count)), $0.value)
      })
    var sources = [
      ConfigurationSource(
        origin: .commandLine, provider: CommandLineArgumentsProvider(arguments: ["program"] + words)),
      ConfigurationSource(
        origin: .environment, provider: EnvironmentVariablesProvider(environmentVariables: bare)),
    ]
    if let file {
      sources.append(ConfigurationSource(origin: .file(path: file.path), provider: file.provider))
    }
    self.sources = sources
  }

  /// The key's value, from the first source that has one.
  ///
  /// - Throws: ``HostingError/badValue(key:source:got:expected:)`` when that source's value is not one the key takes,
  ///   whatever the other sources say.
  public func value<Value>(of key: ConfigurationKey<Value>) throws(HostingError) -> Value {
    for source in sources {
      guard let content = try source.content(for: key.description) else { continue }
      guard let value = key.convert(content) else { throw source.badValue(of: key.description, got: content.text) }
      return value
    }
    return key.defaultValue
  }

  /// Every key's default: for tests, and for a service inside another process.
  public static let defaults = ConfigurationValues()
}

extension ConfigContent {
  fileprivate var text: String? {
    switch self {
    case .string(let text): text
    case .int(let value): "\(value)"
    case .double(let value): "\(value)"
    case .bool(let value): "\(value)"
    default: nil
    }
  }
}
