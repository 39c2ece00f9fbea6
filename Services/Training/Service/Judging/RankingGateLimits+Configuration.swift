import Hosting

extension RankingGateLimits {
  private static let standard = RankingGateLimits()

  private static let slatesKey = ConfigurationKey.integer(
    "ranking.heldOutSlatesLeast", default: standard.slatesMin, in: 1...1_000_000,
    "How few held-out slates with a click ranking models are judged on; of fewer, chance may pass any gate.")
  private static let listenersKey = ConfigurationKey.integer(
    "ranking.heldOutListenersLeast", default: standard.listenersMin, in: 2...1_000_000,
    "How few listeners with such slates ranking models are judged on.")
  private static let detectableKey = ConfigurationKey.number(
    "ranking.detectableGainMost", default: standard.detectableGainMax, in: 0.001...1,
    "The gain of NDCG that held-out slates must show in 8 of 10 tries; with less power, nothing goes live.")
  private static let gainKey = ConfigurationKey.number(
    "ranking.gainOverLiveLeast", default: standard.gainOverLiveMin, in: 0...1,
    "How much NDCG a model must gain over the live version, beside the gain's interval lying above 0.")
  private static let calibrationKey = ConfigurationKey.number(
    "ranking.calibrationErrorMost", default: standard.calibrationErrorMax, in: 0.01...10,
    "How far the clicks promised for each that came may surely be from 1, as a share.")
  private static let featureAreaKey = ConfigurationKey.number(
    "leaks.featureAreaMost", default: standard.leaks.featureAreaMax, in: 0.5...1,
    "The area under the curve within slates that one feature, or the difference of two, may plausibly have.")
  private static let featureAreaChangeKey = ConfigurationKey.number(
    "leaks.featureAreaChangeMost", default: standard.leaks.featureAreaChangeMax, in: 0.01...1,
    "How much a feature's area may differ from that at the live version's training.")
  private static let likelihoodKey = ConfigurationKey.number(
    "leaks.likelihoodRatioMost", default: standard.leaks.likelihoodRatioMax, in: 1...1_000_000,
    "How many times more common a feature's value may be among clicked cards than among others, or less.")
  private static let likelihoodChangeKey = ConfigurationKey.number(
    "leaks.likelihoodRatioChangeMost", default: standard.leaks.likelihoodRatioChangeMax, in: 1...1_000_000,
    "How many times more a feature's values may tell than at the live version's training.")
  private static let modelAreaKey = ConfigurationKey.number(
    "leaks.modelAreaMost", default: standard.leaks.modelAreaMax, in: 0.5...1,
    "The area under the curve within slates that a model may plausibly have.")
  private static let areaGainKey = ConfigurationKey.number(
    "leaks.areaGainOverLiveMost", default: standard.leaks.areaGainOverLiveMax, in: 0.01...1,
    "How much area a model may plausibly gain over the live version.")

  /// Its keys, in the order `--help` shows them.
  static let keys = [
    slatesKey.description, listenersKey.description, detectableKey.description, gainKey.description,
    calibrationKey.description, featureAreaKey.description, featureAreaChangeKey.description,
    likelihoodKey.description, likelihoodChangeKey.description, modelAreaKey.description, areaGainKey.description,
  ]

  /// Reads every key.
  init(reading values: ConfigurationValues) throws(HostingError) {
    self.init()
    slatesMin = try values.value(of: Self.slatesKey)
    listenersMin = try values.value(of: Self.listenersKey)
    detectableGainMax = try values.value(of: Self.detectableKey)
    gainOverLiveMin = try values.value(of: Self.gainKey)
    calibrationErrorMax = try values.value(of: Self.calibrationKey)
    leaks.featureAreaMax = try values.value(of: Self.featureAreaKey)
    leaks.featureAreaChangeMax = try values.value(of: Self.featureAreaChangeKey)
    leaks.likelihoodRatioMax = try values.value(of: Self.likelihoodKey)
    leaks.likelihoodRatioChangeMax = try values.value(of: Self.likelihoodChangeKey)
    leaks.modelAreaMax = try values.value(of: Self.modelAreaKey)
    leaks.areaGainOverLiveMax = try values.value(of: Self.areaGainKey)
  }
}
