import FoundationEssentials
import Hosting
import Support
import Testing

@testable import CommandLineTool

@Suite("The folder of a run, and its services")
struct RunFolderTests {
  @Test("A new folder is made, with one for logs; a run's own folder is made anew") func ours() async throws {
    try await withTemporaryFolder { parent in
      let path = "\(parent)/deep/run"
      #expect(try await RunFolder(path: path).path == path)
      #expect(FileManager.default.fileExists(atPath: "\(path)/logs"))
      try Data([1]).write(to: URL(filePath: "\(path)/left-over"))
      _ = try await RunFolder(path: path)
      #expect(!FileManager.default.fileExists(atPath: "\(path)/left-over"))
      #expect(FileManager.default.fileExists(atPath: "\(path)/logs"))
    }
  }

  @Test("A folder that no run made is refused by name and keeps all it holds, and so is a file") func foreign()
    async throws
  {
    try await withTemporaryFolder { parent in
      let file = "\(parent)/precious"
      try Data([1, 2, 3]).write(to: URL(filePath: file))
      for path in [parent, file] {
        let error = await #expect(throws: RunFolderError.self) { try await RunFolder(path: path) }
        #expect(error?.description == "\(path) exists and no run made it: name another folder with --folder")
      }
      #expect(FileManager.default.contents(atPath: file) == Data([1, 2, 3]))
    }
  }

  @Test("Each service starts after those it calls, on a port of its own") func fleet() throws {
    var started = Set<FleetService>()
    for service in FleetService.allCases {
      #expect(started.isSuperset(of: service.peers), "\(service)")
      started.insert(service)
    }
    #expect(FleetService.allCases.map(\.portOffset).sorted() == Array(0..<6))
    var addresses = FleetAddresses()
    for service in FleetService.allCases.dropLast() {
      addresses[service] = PeerAddress(host: "127.0.0.1", port: 9000 + service.portOffset)
    }
    #expect(throws: FleetError.self) { try addresses.peers() }
  }
}
