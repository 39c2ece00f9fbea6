import Crypto
import FoundationEssentials
import Policies
import Support
import Testing

/// What `make fuzz` does for minutes under the address sanitizer, done here for a second and without: the corpus, and
/// changes to it.
@Suite("Fuzz targets")
struct CorpusTests {
  private static let targets: [(folder: String, run: @Sendable ([UInt8]) -> Void)] = [
    ("Session", SessionFuzz.run), ("Framing", FramingFuzz.run), ("Message", MessageFuzz.run),
  ]
  /// So much of each folder that nobody minds it in the repository.
  private static let folderBytesMaximum = 100_000

  @Test("Every input of the corpus, and thousands of others made from it, keep every rule", arguments: targets.indices)
  func corpus(_ index: Int) throws {
    var random = SeededGenerator.printed()
    let (folder, run) = Self.targets[index]
    let inputs = try Self.inputs(folder)
    #expect(!inputs.isEmpty)
    for input in inputs { run(input) }
    for _ in 0..<3000 {
      guard var input = inputs.randomElement(using: &random) else { return }
      for _ in 0...Int.random(in: 0...4, using: &random) {
        Self.change(&input, inputs.randomElement(using: &random) ?? [], &random)
      }
      run(input)
    }
  }

  @Test("What real sessions and messages say is in the corpus. BANDSTAND_WRITE_CORPUS=1 writes it")
  func seeds() throws {
    let isWriting = ProcessInfo.processInfo.environment["BANDSTAND_WRITE_CORPUS"] != nil
    for (folder, inputs) in try Seeds.all() {
      for input in inputs {
        // The name libFuzzer gives.
        let name = Insecure.SHA1.hash(data: input).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let path = "\(Self.path(folder))/\(name)"
        if isWriting { try Data(input).write(to: URL(filePath: path)) }
        #expect(FileManager.default.contents(atPath: path).map { Array($0) } == input, "\(folder)/\(name)")
      }
    }
  }

  @Test("The corpus stays small", arguments: targets.map(\.folder))
  func size(_ folder: String) throws {
    #expect(try Self.inputs(folder).reduce(0) { $0 + $1.count } < Self.folderBytesMaximum)
  }

  private static func path(_ folder: String) -> String { Program.path("Tests/Fuzzing/Corpus/\(folder)") }

  private static func inputs(_ folder: String) throws -> [[UInt8]] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted().map { name in
      Array(FileManager.default.contents(atPath: "\(path(folder))/\(name)") ?? Data())
    }
  }

  private static func change(_ input: inout [UInt8], _ other: [UInt8], _ random: inout SeededGenerator) {
    let index = Int.random(in: 0...input.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0 where index < input.count: input[index] = UInt8.random(in: 0...255, using: &random)
    case 1 where index < input.count: input[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2 where index < input.count: input.removeSubrange(index..<min(input.count, index + 9))
    case 3: input.insert(contentsOf: other.suffix(Int.random(in: 0...60, using: &random)), at: index)
    case 4: input.insert(contentsOf: input.prefix(index).suffix(40), at: index)
    default: input.insert(UInt8.random(in: 0...255, using: &random), at: index)
    }
  }
}
