public import Features

extension Moment {
  /// A moment as a message tells it.
  ///
  /// - Throws: When it is not in ``TranslationLimits/momentMilliseconds``; the error names `field`.
  public init(wire milliseconds: Int64, field: String = "moment_milliseconds") throws(TranslationError) {
    let allowed = TranslationLimits.momentMilliseconds
    guard allowed.contains(milliseconds) else {
      throw TranslationError(
        field, .outOfRange("\(milliseconds)", allowed: "\(allowed.lowerBound)...\(allowed.upperBound)"))
    }
    self.init(milliseconds: milliseconds)
  }
}
