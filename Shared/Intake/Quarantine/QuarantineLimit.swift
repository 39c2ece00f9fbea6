/// How large a share of lines may be kept aside before an import stops.
public struct QuarantineLimit: Sendable {
  private let share: Double

  /// A limit by its share, from 0 to 1.
  public init(share: Double = IntakeLimits.keptAsideShareMaxDefault) {
    self.share = min(max(share, 0), 1)
  }

  /// Checks what was read so far: after ``IntakeLimits/keptAsideLinesMin`` lines, before which a share means little, and at
  /// the end.
  ///
  /// - Throws: ``IntakeError/tooManyKeptAside(lines:keptAside:shareMax:worst:)``.
  public func check(_ keptAside: QuarantineTally, lines: Int, isEnd: Bool) throws(IntakeError) {
    guard isEnd || lines >= IntakeLimits.keptAsideLinesMin, Double(keptAside.count) > share * Double(lines) else {
      return
    }
    throw .tooManyKeptAside(
      lines: lines, keptAside: keptAside.count, shareMax: share, worst: keptAside.summary.first ?? "")
  }
}
