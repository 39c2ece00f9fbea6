/// A Swift module of generated messages.
struct MessageModule: Equatable {
  /// Its folder below the output folder.
  let folder: String
  /// The module with protoc-c's structs of the same messages.
  let cModule: String

  /// What services and their clients speak.
  static let product = MessageModule(folder: "Messages", cModule: "CMessages")
  /// What only the interoperability tests speak: no part of the product.
  static let interop = MessageModule(folder: "InteropMessages", cModule: "CInteropMessages")
}
