import Storage

/// What a step made, and what there is to say of it.
struct StepOutcome<Value> {
  /// What the next steps go on with.
  var value: Value
  /// What happened, for people.
  var message: String
  /// Named figures.
  var figures: [Figure]

  /// What a step made.
  init(_ value: Value, _ message: String, figures: [Figure] = []) {
    self.value = value
    self.message = message
    self.figures = figures
  }
}
