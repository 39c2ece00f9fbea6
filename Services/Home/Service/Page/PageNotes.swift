import Messages

/// What a page had to do without: told to the caller, never hidden.
struct PageNotes: Sendable {
  private(set) var degradations: [Wire.Degradation] = []

  /// Notes what was missed and what is shown instead.
  mutating func note(service: String, shelf: String = "", reason: String, fallback: String) {
    degradations.append(Wire.Degradation(service: service, shelf: shelf, reason: reason, fallback: fallback))
  }

  /// Passes on what another service noted.
  mutating func add(_ others: [Wire.Degradation]) {
    degradations += others
  }
}
