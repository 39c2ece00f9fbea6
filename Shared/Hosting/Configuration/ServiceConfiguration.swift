/// What one service can be told, read once, at its start.
///
/// A plain struct; `X+Configuration.swift` beside it declares its keys and reads them.
public protocol ServiceConfiguration: Sendable {
  /// All its keys, in the order `--help` shows them; ``HostingConfiguration`` adds those every process has.
  static var keys: [ConfigurationKeyDescription] { get }

  /// Reads every key.
  init(reading values: ConfigurationValues) throws(HostingError)
}
