import Glibc

/// A file to be written.
struct GeneratedFile {
  /// Below the output folder, such as "Wire/Candidate.swift".
  var path: String
  var text: String

  /// Writes the file, making its folder when needed.
  func write(to folder: String) throws(GeneratorError) {
    let target = "\(folder)/\(path)"
    var made = ""
    for piece in target.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      made += piece + "/"
      _ = unsafe mkdir(made, 0o777)
    }
    guard let file = unsafe fopen(target, "w") else { throw .unwritable(path: target) }
    let bytes = Array(text.utf8)
    let written = unsafe fwrite(bytes, 1, bytes.count, file)
    guard unsafe fclose(file) == 0, written == bytes.count else { throw .unwritable(path: target) }
  }

  /// The bytes of a file.
  static func read(_ path: String) throws(GeneratorError) -> [UInt8] {
    guard let file = unsafe fopen(path, "r") else { throw .unreadable(path: path) }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}
