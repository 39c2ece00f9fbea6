import CDescriptor

/// A C string of a descriptor; empty when there is none.
func text(_ pointer: UnsafePointer<CChar>?) -> String {
  unsafe pointer.map { unsafe String(cString: $0) } ?? ""
}

/// What an array of pointers points to, copied.
func pointees<Value>(_ array: UnsafeMutablePointer<UnsafeMutablePointer<Value>?>?, _ count: Int) -> [Value] {
  guard let array = unsafe array else { return [] }
  return (0..<count).compactMap { unsafe array[$0]?.pointee }
}

/// The comments of a .proto file.
enum SourceComments {
  /// The lines above each declaration (or else behind it), by the declaration's path.
  static func byPath(_ information: UnsafeMutablePointer<Google__Protobuf__SourceCodeInfo>?) -> [[Int32]: [String]] {
    guard let information = unsafe information else { return [:] }
    var comments: [[Int32]: [String]] = [:]
    for unsafelocation in unsafe pointees(information.pointee.location, information.pointee.n_location) {
      let leading = unsafe text(location.leading_comments)
      let comment = unsafe leading.isEmpty ? text(location.trailing_comments) : leading
      guard !comment.isEmpty, let path = unsafe location.path else { continue }
      comments[unsafe Array(UnsafeBufferPointer(start: path, count: location.n_path))] = lines(of: comment)
    }
    return comments
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
