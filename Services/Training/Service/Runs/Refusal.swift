import Storage

/// A check or a gate said no: the model's pipeline ends here, and nothing is changed.
struct Refusal: Error {
  /// Why, and what to do next.
  var message: String
  /// What was measured.
  var figures: [Figure] = []
}
