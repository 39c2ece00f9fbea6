import FoundationEssentials
import Support
import Testing

@testable import Hosting

@Suite("The port file")
struct PortFileTests {
  @Test("It holds the newest port, whole, and nothing else is left in its folder")
  func newest() async throws {
    try await withTemporaryFolder { folder in
      let file = PortFile(path: "\(folder)/port")
      #expect(file.read() == nil)
      try file.write(8_001)
      try file.write(65_535)
      #expect(file.read() == 65_535)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["port"])
      file.remove()
      #expect(file.read() == nil)
    }
  }

  @Test("A part of a port is no port", arguments: ["", "8", "80", "\n", "x\n", "8001\n2\n"])
  func part(text: String) async throws {
    try await withTemporaryFolder { folder in
      try Data(text.utf8).write(to: URL(filePath: "\(folder)/port"))
      #expect(PortFile(path: "\(folder)/port").read() == nil)
    }
  }

  @Test("A folder that is not there is named")
  func noFolder() {
    #expect(throws: HostingError.portFileNotWritten(file: "/nowhere/port", systemError: 2)) {
      try PortFile(path: "/nowhere/port").write(1)
    }
  }
}
