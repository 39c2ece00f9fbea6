import CDescriptor

/// A C string of a descriptor; empty when there is none.
func text(_ pointer: UnsafePointer<CChar>?) -> String {
  unsafe pointer.map { unsafe String(cString: $0) } ?? ""
}

/// What becomes of each value that an array of pointers points to, with its index.
///
/// A closure and no loop at the callers': swift-format 6.3 breaks `for unsafe`.
func map<Value, Result>(
  _ array: UnsafeMutablePointer<UnsafeMutablePointer<Value>?>?, _ count: Int,
  _ transform: (Int32, Value) throws(GeneratorError) -> Result
) throws(GeneratorError) -> [Result] {
  guard let array = unsafe array else { return [] }
  var results: [Result] = []
  for index in 0..<count {
    guard let pointer = unsafe array[index] else { continue }
    results.append(try unsafe transform(Int32(index), pointer.pointee))
  }
  return results
}

/// C strings of a descriptor.
func texts(_ array: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: Int) -> [String] {
  guard let array = unsafe array else { return [] }
  return (0..<count).map { unsafe text(array[$0]) }
}

/// The bytes of a file's descriptor without its source information, in the order of field numbers.
func serialized(_ file: Google__Protobuf__FileDescriptorProto) -> [UInt8] {
  var bare = unsafe file
  unsafe bare.source_code_info = nil
  return unsafe [UInt8](unsafeUninitializedCapacity: google__protobuf__file_descriptor_proto__get_packed_size(&bare)) {
    unsafe $1 = google__protobuf__file_descriptor_proto__pack(&bare, $0.baseAddress)
  }
}

/// The comments of a .proto file.
enum SourceComments {
  /// The lines above each declaration (or else behind it), by the declaration's path.
  static func byPath(
    _ information: UnsafeMutablePointer<Google__Protobuf__SourceCodeInfo>?
  ) throws(GeneratorError) -> [[Int32]: [String]] {
    guard let information = unsafe information else { return [:] }
    let entries = try unsafe map(information.pointee.location, information.pointee.n_location) { _, location in
      let leading = unsafe text(location.leading_comments)
      let comment = unsafe leading.isEmpty ? text(location.trailing_comments) : leading
      let path = unsafe Array(UnsafeBufferPointer(start: location.path, count: location.n_path))
      return (path: path, lines: lines(of: comment))
    }
    return Dictionary(entries.filter { !$0.lines.isEmpty }.map { ($0.path, $0.lines) }) { first, _ in first }
  }

  /// The lines without the one space behind "//" and without empty lines at the end.
  private static func lines(of comment: String) -> [String] {
    var lines = comment.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.hasPrefix(" ") ? line.dropFirst() : line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
