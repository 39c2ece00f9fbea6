import ArgumentParser

/// Whether an import may bring nothing.
struct EmptyOptions: ParsableArguments {
  @Flag(
    help:
      "Takes a source without rows, or without one that can be used, as it is: a catalog is then replaced by nothing.")
  var allowEmpty = false
}
