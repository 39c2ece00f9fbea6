public import Hosting

/// What the validation service can be told.
public struct ValidationConfiguration: Sendable {
  /// Where it keeps what outlives it.
  public var stores: StoresConfiguration
  /// How much a dataset may differ from the last good one.
  public var limits: CheckLimits
  /// How served vectors are replayed.
  public var replay: ReplaySettings
}
