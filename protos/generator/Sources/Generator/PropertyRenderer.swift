/// The pieces of Swift that one property of a message needs.
protocol PropertyRenderer {
  /// The Swift property.
  var name: String { get }
  var comment: [String] { get }
  /// The property's type.
  var swiftType: String { get }
  /// The default in the memberwise initializer.
  var defaultValue: String { get }
  /// The native value, from the C struct.
  var decoding: String { get }
  /// The statement that puts the native value into the C struct.
  var encoding: String { get }
}
