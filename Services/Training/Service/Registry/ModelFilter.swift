/// Which models a watcher wants: names, and beginnings that end in a dot; none for all.
struct ModelFilter: Sendable {
  private let wanted: [String]

  init(_ wanted: [String]) {
    self.wanted = wanted
  }

  /// Whether a model is wanted.
  func takes(_ model: String) -> Bool {
    wanted.isEmpty || wanted.contains { $0.hasSuffix(".") ? model.hasPrefix($0) : model == $0 }
  }
}
