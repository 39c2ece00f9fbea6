import Testing

/// Whoever opens and closes a file that SQLite has open drops SQLite's locks on it, for the whole process.
@Suite("Opening files")
struct FileOpeningTests {
  let repository: Repository

  init() async throws {
    repository = try await .current
  }

  /// The files that may open files by themselves. All else reads through `Storage`, which knows what SQLite has open.
  static let openers: Set<String> = [
    // Storage's own, which look at what SQLite has open before they open anything; and devices.
    "Shared/Storage/Files/FileDescriptor.swift", "Shared/Storage/Files/FolderDescriptor.swift",
    "Shared/Storage/Files/SystemFailure.swift",
    // Files of settings, certificates and keys, which a flag or a variable names.
    "Shared/Hosting/Configuration/ConfigurationFile.swift", "Shared/Hosting/Configuration/ShelvesConfiguration.swift",
    "Shared/Masking/Pseudonyms/MaskingKeyFile.swift", "Shared/RPC/Authorization/AuthorizationRules.swift",
    "Shared/RPC/Security/PEMSource.swift", "Shared/Storage/S3/S3Credentials.swift",
    "Services/CommandLine/Service/Commands/FeaturesCommand.swift",
    // Files that they make themselves, and the system's own.
    "Shared/Hosting/Process/PortFile.swift", "Shared/Simulation/Files/LineFile.swift",
    "Shared/Simulation/Files/WorldFiles.swift", "Shared/Telemetry/Metrics/ProcessMetrics.swift",
    "Shared/Hosting/Process/StandardStreams.swift", "Services/CommandLine/Service/Demo/FolderLock.swift",
    "Services/CommandLine/Service/Demo/RunRecord.swift", "Services/CommandLine/Service/Fleet/LastWords.swift",
    "Services/CommandLine/Service/Fleet/ProcessTable.swift", "Services/CommandLine/Service/Fleet/RunningService.swift",
    "Services/CommandLine/Service/Fleet/ServiceSupervisor.swift",
  ]

  /// What opens a file.
  static let ways = [
    "O_RDONLY", "O_WRONLY", "O_RDWR", "contentsOfFile:", "(contentsOf: URL(", "contents(atPath:",
    "FileDescriptor.open(",
    "FileHandle(", "fopen(",
  ]

  @Test("Files are opened in few places, none of which can meet one that SQLite has open")
  func openers() {
    for file in repository.sources where file.path.hasPrefix("Shared/") || file.path.hasPrefix("Services/") {
      for (index, line) in file.code.enumerated() where Self.ways.contains(where: line.contains) {
        #expect(
          Self.openers.contains(file.path),
          "\(file.place(index)): read through Storage's ReadableFile, or say here why SQLite never has it open")
      }
    }
  }

  @Test("Each of these places is there and opens files")
  func stillOpeners() {
    let opening = repository.sources.filter { file in
      file.code.contains { line in Self.ways.contains(where: line.contains) }
    }
    #expect(Self.openers.subtracting(opening.map(\.path)).isEmpty)
  }
}
