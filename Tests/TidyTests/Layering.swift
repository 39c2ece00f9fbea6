/// Which module may import which: the one table.
///
/// `Features` is at the bottom and imports nothing of ours. Services import what is shared and never each other; a
/// `Main` wires one service and nothing else.
enum Layering {
  /// What each of our modules may import of our modules.
  static let allowed: [String: Set<String>] = {
    var table: [String: Set<String>] = [
      "Features": [],
      "Domain": ["Features"],
      "Statistics": [],
      "Policies": [],
      "Models": ["Features", "Domain", "Statistics", "Policies"],
      "Datasets": ["Features", "Domain", "Policies"],
      "Masking": ["Features", "Domain"],
      "Storage": ["Features", "Domain"],
      "Intake": ["Features", "Domain", "Masking", "Storage"],
      "Replay": ["Features", "Domain", "Intake", "Models", "Policies", "Storage"],
      "Simulation": ["Features", "Domain", "Policies", "Intake", "Masking", "Storage"],
      "ModelWatching": ["Features", "Domain", "Hosting", "Models", "Storage", "RPC", "Messages"],
      "RPC": [],
      "Messages": ["RPC"],
      "BandstandClient": ["Messages", "RPC"],
      "Translation": ["Messages", "RPC", "Domain", "Features"],
      "Pipeline": ["Features", "Domain"],
      "Telemetry": [],
      "Wording": ["Features"],
      "Hosting": ["RPC", "Messages", "Telemetry", "Storage", "Domain", "Features"],
    ]
    let shared = Set(table.keys).subtracting(["BandstandClient", "Simulation"])
    for service in ["Home", "Candidates", "Ranking", "Validation", "Training", "Console"] {
      table["\(service)Service"] = shared
      table["\(service)Main"] = ["\(service)Service", "Hosting"]
    }
    table["CommandLineTool"] = shared.union(["Simulation"])
    table["CommandLineMain"] = ["CommandLineTool"]
    return table
  }()

  /// Libraries that only these modules may import: the ones that wrap them.
  static let wrapped: [String: Set<String>] = [
    "AsyncHTTPClient": ["Storage"],
    "CGazetteer": ["Masking"],
    "CHiredis": ["Storage"],
    "CMalloc": ["Intake"],
    "CNghttp2": ["RPC"],
    "CPostgreSQL": ["Storage"],
    "CProtobufC": ["Messages"],
    "CSimdjson": ["Intake"],
    "CUtf8proc": ["Masking"],
    "CZlib": ["Intake", "RPC"],
    "CZstandard": ["Intake"],
    "CMessages": ["Messages"],
    "COpenBLAS": ["Models"],
    "GRDB": ["Storage"],
    "GRDBSQLite": ["Storage"],
    "Configuration": ["Hosting"],
    "CoreMetrics": ["HomeService", "Hosting", "RPC", "Telemetry", "ValidationService"],
    "NIOHTTP1": ["Storage", "Telemetry"],
    "Hummingbird": ["ConsoleService"],
    "HummingbirdCore": ["ConsoleService"],
    "Mustache": ["ConsoleService"],
    "Tracing": ["RPC"],
    "NIOSSL": ["RPC"],
    "NIOTLS": ["RPC"],
    "Crypto": ["Features", "Datasets", "Masking", "RPC", "Storage"],
  ]

  /// The module that a file belongs to; nil for tests, packages and tools.
  static func module(of path: String) -> String? {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count > 2 else { return nil }
    switch (parts[0], parts[2]) {
    case ("Shared", _): return parts[1]
    case ("Services", "Service"): return parts[1] == "CommandLine" ? "CommandLineTool" : "\(parts[1])Service"
    case ("Services", "Main"): return "\(parts[1])Main"
    default: return nil
    }
  }

  /// The modules a file imports, each with the index of its line.
  static func imports(of file: SourceFile) -> [(module: String, line: Int)] {
    file.code.enumerated().compactMap { index, line in
      let words = line.split(separator: " ").map(String.init)
      guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count,
        words[..<keyword].allSatisfy({ $0.hasPrefix("@") || ["public", "internal", "private", "package"].contains($0) })
      else { return nil }
      let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
      let name = kinds.contains(words[keyword + 1]) ? words.last : words[keyword + 1]
      return (name?.split(separator: ".").first).map { (String($0), index) }
    }
  }
}
