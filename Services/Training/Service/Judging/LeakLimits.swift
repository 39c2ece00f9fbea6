/// What is plausible for features and models to know of clicks. Beyond, they have seen them.
public struct LeakLimits: Hashable, Sendable {
  /// The greatest area under the curve within slates of one feature, or of the difference of two; 0.5 to 1. The same
  /// distance is allowed below 0.5.
  public var featureAreaMax = 0.75
  /// How many times more common a value or range of a feature may be among clicked cards than among others of their slates,
  /// or less.
  public var likelihoodRatioMax = 8.0
  /// How much a feature's area may differ from that at the live version's training.
  public var featureAreaChangeMax = 0.1
  /// How many times what a feature's most telling range told at the live version's training it may tell now.
  public var likelihoodRatioChangeMax = 2.5
  /// The greatest area under the curve within slates of a model; 0.5 to 1.
  public var modelAreaMax = 0.85
  /// The greatest gain of a model's area over the live version's.
  public var areaGainOverLiveMax = 0.12

  /// The defaults.
  public init() {}
}
