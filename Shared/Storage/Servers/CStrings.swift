/// Calls a body with an array of C strings that live as long as it runs, ended by a null.
func withCStrings<Result>(
  _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) throws -> Result
) rethrows -> Result {
  try unsafe withBytes(texts.map { Array($0.utf8) as [UInt8]? }) { try unsafe body($0) }
}

/// Calls a body with an array of pointers to the bytes, each run followed by a zero; nil stays null. A null ends the array.
func withBytes<Result>(
  _ values: [[UInt8]?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) throws -> Result
) rethrows -> Result {
  let run = values.flatMap { value -> [UInt8] in (value ?? []) + [0] }
  return try unsafe run.withUnsafeBytes { bytes in
    var offset = 0
    var starts = unsafe [UnsafePointer<CChar>?]()
    for value in values {
      let start = unsafe bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
      unsafe starts.append(value == nil ? nil : start)
      offset += (value?.count ?? 0) + 1
    }
    unsafe starts.append(nil)
    return try unsafe starts.withUnsafeBufferPointer { list in
      guard let first = list.baseAddress else { preconditionFailure("the array has its null at least") }
      return try unsafe body(first)
    }
  }
}
