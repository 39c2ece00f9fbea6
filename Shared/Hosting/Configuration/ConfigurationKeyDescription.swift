/// What people need to know of a key: one entry of `--help`.
public struct ConfigurationKeyDescription: Hashable, Sendable {
  /// Its name, components parted by dots and written in camel case, such as "listen.portFile".
  public let name: String
  /// One sentence: what it decides.
  public let meaning: String
  /// What its value is written as.
  public let kind: ConfigurationKind
  /// What values it takes, such as "an integer from 0 to 65535".
  public let accepted: String
  /// The value without any source, as text.
  public let defaultText: String

  /// The flag of the command line, such as "--listen-port-file".
  public var flag: String { "--" + words(separator: "-").lowercased() }

  /// The environment variable, such as "BANDSTAND_LISTEN_PORT_FILE".
  public var environmentVariable: String { Self.environmentPrefix + words(separator: "_").uppercased() }

  /// What every environment variable of ours begins with.
  static let environmentPrefix = "BANDSTAND_"

  private func words(separator: Character) -> String {
    var words = ""
    for character in name {
      if character == "." {
        words.append(separator)
      } else {
        if character.isUppercase { words.append(separator) }
        words.append(character)
      }
    }
    return words
  }
}
