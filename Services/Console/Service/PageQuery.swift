/// What a reader of a page asks for, as texts.
struct PageQuery: Sendable {
  private let values: [String: String]

  init(_ values: [String: String] = [:]) { self.values = values }

  /// A text; empty when nothing was said.
  func text(_ name: String) -> String { values[name] ?? "" }

  /// A number; `none` when nothing was said.
  ///
  /// - Throws: ``PageFailure/refused(_:)`` for what is no number.
  func number(_ name: String, none: UInt32) throws(PageFailure) -> UInt32 {
    guard let text = values[name], !text.isEmpty else { return none }
    guard let number = UInt32(text) else { throw .refused("“\(name)” is “\(text)”: give a whole number.") }
    return number
  }
}
