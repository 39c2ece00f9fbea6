public import Hosting
public import RPC

/// What the training service can be told.
public struct TrainingConfiguration: Sendable {
  /// Where it keeps what outlives it.
  public var stores: StoresConfiguration
  /// Which shelves have models, and their gates.
  public var shelves: ShelvesConfiguration
  /// Who checks datasets.
  public var validation: RPCTarget
  /// How models are trained and what they must reach.
  public var settings: TrainingSettings
}
