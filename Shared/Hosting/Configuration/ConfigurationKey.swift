import Configuration

/// One thing a process can be told: its name, what it takes, what it is when nobody says.
///
/// Made by the functions named after the kinds, such as ``integer(_:default:in:_:)``.
public struct ConfigurationKey<Value: Sendable>: Sendable {
  /// For people.
  public let description: ConfigurationKeyDescription
  /// The value without any source.
  public let defaultValue: Value

  /// The value, nil when it is not one the key takes.
  let convert: @Sendable (ConfigContent) -> Value?
}
