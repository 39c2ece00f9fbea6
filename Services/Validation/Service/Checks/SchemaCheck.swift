/// Demands the very features that this build computes, in their order, by their fingerprint.
struct SchemaCheck: DatasetCheck {
  func violations(in subject: CheckSubject) -> [Violation] {
    let (expected, got) = (subject.schema.columns.map(\.name), subject.now.columns.map(\.feature))
    if expected != got { return differences(expected: expected, got: got) }
    guard subject.now.fingerprint != subject.schema.fingerprint else { return [] }
    return [
      Violation(
        rule: .schema,
        message: """
          the features have the right names but were computed by feature set \(subject.now.fingerprint), and this build \
          computes \(subject.schema.fingerprint): run validation and training from the build that served the pages
          """,
        measured: 1, limit: 0)
    ]
  }

  private func differences(expected: [String], got: [String]) -> [Violation] {
    let lost = expected.filter { !got.contains($0) }
      .map { violation(of: $0, "is in this build's feature set and not in the dataset") }
    let added = got.filter { !expected.contains($0) }
      .map { violation(of: $0, "is in the dataset and not in this build's feature set") }
    if !lost.isEmpty || !added.isEmpty { return lost + added }
    let moved = zip(expected, got).first { $0 != $1 }?.1 ?? ""
    return [violation(of: moved, "does not stand where this build's feature set has it")]
  }

  private func violation(of feature: String, _ what: String) -> Violation {
    Violation(
      rule: .schema, feature: feature,
      message: "\(feature) \(what): run validation and training from the build that served the pages",
      measured: 1, limit: 0)
  }
}
