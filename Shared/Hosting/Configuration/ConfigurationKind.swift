import Configuration

/// What a key's value is written as.
public enum ConfigurationKind: String, Sendable {
  /// Any text.
  case text
  /// A whole number.
  case integer
  /// A finite decimal number.
  case number
  /// True or false; on the command line the bare flag is true.
  case flag

  var type: ConfigType {
    switch self {
    case .text: .string
    case .integer: .int
    case .number: .double
    case .flag: .bool
    }
  }
}
