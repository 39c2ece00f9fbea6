import CSimdjson

/// The names of an object's fields, each an `Int` case in the order of ``names``.
protocol JSONKey: RawRepresentable<Int>, CaseIterable, Sendable {
  /// One name for each case, in their order.
  static var names: JSONNames { get }
}

extension JSONKey {
  /// The name as it stands in a document.
  var name: String { Self.names[rawValue] }
}

/// Names of fields as C reads them: made once, never freed.
///
/// Unchecked, because nothing writes behind the pointer after `init`.
@safe struct JSONNames: @unchecked Sendable, ExpressibleByArrayLiteral {
  /// The most names of one object.
  static let countMax = 24

  let pointer: UnsafePointer<bandstand_json_name>
  let count: Int
  private let texts: [StaticString]

  /// Names, at most ``countMax``.
  init(arrayLiteral texts: StaticString...) {
    precondition(texts.count <= Self.countMax, "an object has at most \(Self.countMax) names")
    let names = UnsafeMutablePointer<bandstand_json_name>.allocate(capacity: max(1, texts.count))
    for (index, text) in texts.enumerated() {
      let bytes = unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
      unsafe (names + index).initialize(to: bandstand_json_name(text: bytes, length: text.utf8CodeUnitCount))
    }
    unsafe pointer = UnsafePointer(names)
    count = texts.count
    self.texts = texts
  }

  /// The name at an index.
  subscript(_ index: Int) -> String { "\(texts[index])" }
}
