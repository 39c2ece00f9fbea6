import Configuration

/// One place that may know a key's value.
struct ConfigurationSource: Sendable {
  enum Origin: Sendable {
    case commandLine, environment
    case file(path: String)
  }

  let origin: Origin
  let provider: any ConfigProvider

  /// What this source says of the key; nil when it says nothing.
  func content(for key: ConfigurationKeyDescription) throws(HostingError) -> ConfigContent? {
    do {
      return try lookUp(key, type: key.kind.type)
    } catch {
      let text = (try? lookUp(key, type: .string)).flatMap { content in
        if case .string(let text) = content { text } else { nil }
      }
      throw badValue(of: key, got: text)
    }
  }

  /// The error for a value that the key does not take.
  func badValue(of key: ConfigurationKeyDescription, got: String?) -> HostingError {
    .badValue(
      key: key.name, source: name(of: key),
      got: got.map { String($0.prefix(ConfigurationLimits.repeatedCharactersMax)) }, expected: key.accepted)
  }

  private func lookUp(_ key: ConfigurationKeyDescription, type: ConfigType) throws -> ConfigContent? {
    let path = AbsoluteConfigKey(key.name.split(separator: ".").map(String.init))
    // The command line's provider parts every value at its commas; a text is put together again.
    if case .commandLine = origin, type == .string {
      guard case .stringArray(let parts)? = try provider.value(forKey: path, type: .stringArray).value?.content
      else { return nil }
      return .string(parts.joined(separator: ","))
    }
    return try provider.value(forKey: path, type: type).value?.content
  }

  private func name(of key: ConfigurationKeyDescription) -> String {
    switch origin {
    case .commandLine: key.flag
    case .environment: "the environment variable \(key.environmentVariable)"
    case .file(let path): path
    }
  }
}
