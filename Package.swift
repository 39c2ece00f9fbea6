// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is held to.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

extension Target.Dependency {
  static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
  static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
  static let configuration = product(name: "Configuration", package: "swift-configuration")
  static let crypto = product(name: "Crypto", package: "swift-crypto")
  static let grdb = product(name: "GRDB", package: "GRDB.swift")
  static let grdbSQLite = product(name: "GRDBSQLite", package: "GRDB.swift")
  static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
  static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
  static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
  static let inMemoryTracing = product(name: "InMemoryTracing", package: "swift-distributed-tracing")
  static let logging = product(name: "Logging", package: "swift-log")
  static let mustache = product(name: "Mustache", package: "swift-mustache")
  static let metrics = product(name: "Metrics", package: "swift-metrics")
  static let nioCore = product(name: "NIOCore", package: "swift-nio")
  static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
  static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
  static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
  static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
  static let nioTLS = product(name: "NIOTLS", package: "swift-nio")
  static let serviceContext = product(name: "ServiceContextModule", package: "swift-service-context")
  static let serviceLifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
  static let serviceLifecycleTestKit = product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle")
  static let subprocess = product(name: "Subprocess", package: "swift-subprocess")
  static let systemPackage = product(name: "SystemPackage", package: "swift-system")
  static let tracing = product(name: "Tracing", package: "swift-distributed-tracing")
  static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
}

/// A C library of the system, in a module of its own.
func systemLibrary(_ name: String, pkgConfig: String, apt: String...) -> Target {
  .systemLibrary(name: name, path: "Shared/\(name)", pkgConfig: pkgConfig, providers: [.apt(apt)])
}

/// A module that services share.
func shared(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Shared/\(name)", swiftSettings: settings)
}

/// A service: a library, and an executable that only wires it.
func service(_ folder: String, executable: String, library: String, _ dependencies: [Target.Dependency]) -> [Target] {
  [
    .target(
      name: library, dependencies: dependencies, path: "Services/\(folder)/Service", swiftSettings: settings),
    .executableTarget(
      name: executable,
      dependencies: [.byName(name: library)] + (executable == "bandstand" ? [] : ["Hosting"]),
      path: "Services/\(folder)/Main", swiftSettings: settings),
  ]
}

/// The tests of one module.
func tests(of module: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(module)Tests", dependencies: [.byName(name: module)] + dependencies, path: "Tests/\(module)Tests",
    swiftSettings: settings)
}

let libraries: [Target] = [
  .systemLibrary(name: "CHiredis", path: "Shared/CHiredis", providers: [.apt(["libhiredis-dev"])]),
  .target(
    name: "CGazetteer", path: "Shared/CGazetteer", exclude: ["README.md", "cities.tsv", "export.c", "generate"]),
  .systemLibrary(name: "CMalloc", path: "Shared/CMalloc"),
  systemLibrary("CNghttp2", pkgConfig: "libnghttp2", apt: "libnghttp2-dev"),
  systemLibrary("COpenBLAS", pkgConfig: "openblas", apt: "libopenblas-dev", "liblapacke-dev"),
  systemLibrary("CPostgreSQL", pkgConfig: "libpq", apt: "libpq-dev"),
  systemLibrary("CProtobufC", pkgConfig: "libprotobuf-c", apt: "libprotobuf-c-dev"),
  .target(name: "CSimdjson", path: "Shared/CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
  systemLibrary("CUtf8proc", pkgConfig: "libutf8proc", apt: "libutf8proc-dev"),
  systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
  systemLibrary("CZstandard", pkgConfig: "libzstd", apt: "libzstd-dev"),
  .target(name: "CMessages", dependencies: ["CProtobufC"], path: "Shared/CMessages"),
  shared("Features", [.crypto]),
  shared("Domain", ["Features"]),
  shared("Statistics"),
  shared("Policies"),
  shared("Pipeline"),
  shared("Models", ["COpenBLAS", "Features", "Policies", "Statistics"]),
  shared("Datasets", ["Domain", "Features", "Policies"]),
  shared("Masking", ["CGazetteer", "CUtf8proc", "Domain", "Features", .crypto, .systemPackage]),
  shared(
    "Storage",
    [
      "CHiredis", "CPostgreSQL", "Domain", "Features", .asyncHTTPClient, .crypto, .grdb, .grdbSQLite, .logging,
      .nioCore, .nioHTTP1, .nioPosix,
    ]),
  shared("Intake", ["CMalloc", "CSimdjson", "CZlib", "CZstandard", "Domain", "Features", "Masking", "Storage"]),
  shared("Replay", ["Domain", "Features", "Intake", "Models", "Policies", "Storage"]),
  shared("Simulation", ["Domain", "Features", "Intake", "Masking", "Policies"]),
  shared(
    "RPC",
    [
      "CNghttp2", "CZlib", .crypto, .logging, .metrics, .nioCore, .nioPosix, .nioSSL, .nioTLS, .serviceContext,
      .tracing,
    ]),
  shared("Messages", ["CMessages", "CProtobufC", "RPC"]),
  shared("BandstandClient", ["Messages", "RPC", .logging, .nioPosix]),
  shared("Translation", ["Domain", "Features", "Messages"]),
  shared("Wording", ["Features"]),
  shared("Telemetry", [.logging, .metrics, .nioCore, .nioHTTP1, .nioPosix]),
  shared(
    "Hosting",
    [
      "Domain", "Features", "Messages", "RPC", "Storage", "Telemetry", .configuration, .logging, .metrics, .nioCore,
      .nioPosix, .serviceLifecycle, .systemPackage, .unixSignals,
    ]),
  shared(
    "ModelWatching",
    ["Domain", "Features", "Hosting", "Messages", "Models", "RPC", "Storage", .logging, .serviceLifecycle]),
]

let services: [Target] =
  service(
    "Home", executable: "home", library: "HomeService",
    [
      "Datasets", "Domain", "Features", "Hosting", "Intake", "Masking", "Messages", "RPC", "Storage", "Translation",
      .logging, .metrics, .serviceLifecycle,
    ])
  + service(
    "Candidates", executable: "candidates", library: "CandidatesService",
    [
      "Domain", "Features", "Hosting", "Messages", "ModelWatching", "Models", "Pipeline", "RPC", "Storage",
      "Translation", .logging, .serviceLifecycle,
    ])
  + service(
    "Ranking", executable: "ranking", library: "RankingService",
    [
      "Domain", "Features", "Hosting", "Messages", "ModelWatching", "Models", "Policies", "RPC", "Storage",
      "Translation", .logging, .serviceLifecycle,
    ])
  + service(
    "Validation", executable: "validation", library: "ValidationService",
    [
      "Datasets", "Domain", "Features", "Hosting", "Intake", "Messages", "Models", "RPC", "Replay", "Statistics",
      "Storage", .logging, .metrics, .serviceLifecycle,
    ])
  + service(
    "Training", executable: "training", library: "TrainingService",
    [
      "Datasets", "Domain", "Features", "Hosting", "Intake", "Messages", "Models", "Policies", "RPC", "Statistics",
      "Storage", .logging, .serviceLifecycle,
    ])
  + service(
    "Console", executable: "console", library: "ConsoleService",
    [
      "Features", "Hosting", "Messages", "RPC", "Telemetry", "Translation", "Wording", .httpTypes, .hummingbird,
      .hummingbirdCore, .logging, .mustache, .nioCore, .serviceLifecycle,
    ])
  + service(
    "CommandLine", executable: "bandstand", library: "CommandLineTool",
    [
      "Domain", "Features", "Hosting", "Intake", "Masking", "Messages", "Models", "RPC", "Replay", "Simulation",
      "Statistics", "Storage", "Telemetry", "Translation", "Wording", .argumentParser, .logging, .nioCore, .nioPosix,
      .subprocess,
      .systemPackage, .unixSignals,
    ])

/// The programs, for tests that start them.
let programs: [Target.Dependency] = ["bandstand", "candidates", "console", "home", "ranking", "training", "validation"]

let testTargets: [Target] = [
  .target(
    name: "Support", dependencies: ["Features", "Policies", .subprocess, .systemPackage], path: "Tests/Support",
    swiftSettings: settings),
  tests(
    of: "CandidatesService",
    [
      "Domain", "Features", "Messages", "ModelWatching", "Models", "Pipeline", "Policies", "RPC", "Translation",
      .logging, .nioPosix,
    ]),
  tests(
    of: "CommandLineTool",
    [
      "Features", "Hosting", "Intake", "Messages", "RPC", "Simulation", "Storage", "Support", "Wording",
      .argumentParser, .logging, .nioPosix,
    ]),
  tests(
    of: "ConsoleService",
    [
      "Features", "Hosting", "Intake", "Messages", "RPC", "Storage", "Support", "Telemetry", "ValidationService",
      .asyncHTTPClient, .logging, .nioCore, .nioHTTP1, .nioPosix, .serviceLifecycle,
    ]),
  tests(of: "Datasets", ["Domain", "Features", "Policies", .crypto]),
  tests(of: "Domain", ["Features"]),
  // The very sources of `Features`, reached by a link, compiled as for a release: tests compare their bits.
  .target(
    name: "OptimizedFeatures", dependencies: [.crypto], path: "Tests/OptimizedFeatures",
    swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
  tests(of: "Features", ["OptimizedFeatures", "Policies", "Support"]),
  tests(
    of: "HomeService",
    [
      "CandidatesService", "Datasets", "Domain", "Features", "Hosting", "Intake", "Masking", "Messages",
      "ModelWatching", "Models", "Policies",
      "RPC", "RankingService", "Replay", "Storage", "Support", "Translation", "ValidationService", "home", .logging,
      .nioPosix,
    ]),
  tests(
    of: "Hosting",
    [
      "Domain", "Features", "Messages", "RPC", "Storage", "Support", "Telemetry", .logging, .nioPosix,
      .serviceLifecycle,
    ]),
  tests(of: "Intake", ["Domain", "Features", "Masking", "Policies", "Storage", "Support"]),
  .testTarget(
    name: "FuzzingTests", dependencies: ["Messages", "Policies", "RPC", "Support", .crypto], path: "Tests/FuzzingTests",
    swiftSettings: settings),
  tests(of: "Masking", ["Domain", "Features", "Policies", "Support", .systemPackage]),
  tests(of: "Messages", ["Policies", "RPC", "Support"]),
  tests(of: "ModelWatching", ["Domain", "Features", "Messages", "Models", "RPC", "Storage", .logging, .nioPosix]),
  tests(of: "Models", ["Features", "Policies", "Statistics"]),
  tests(of: "Pipeline", ["Policies"]),
  tests(of: "Policies", ["Support"]),
  tests(
    of: "RankingService",
    [
      "Domain", "Features", "Messages", "ModelWatching", "Models", "Policies", "RPC", "Support", "Translation",
      .logging, .nioPosix,
    ]),
  tests(
    of: "RPC",
    [
      "CNghttp2", "Policies", "Support", "rpc-echo", .crypto, .inMemoryTracing, .logging, .nioCore, .nioEmbedded,
      .nioPosix, .nioSSL, .subprocess, .systemPackage, .tracing,
    ]),
  tests(of: "Simulation", ["Domain", "Features", "Intake", "Policies", "Support"]),
  tests(of: "Statistics", ["Policies"]),
  tests(of: "Storage", ["Domain", "Features", "Policies", "Support", .asyncHTTPClient, .grdb, .nioPosix]),
  tests(of: "Telemetry", ["Support", .logging, .metrics, .nioCore, .nioPosix]),
  tests(
    of: "TrainingService",
    [
      "Datasets", "Domain", "Features", "Hosting", "Intake", "Messages", "Models", "Policies", "RPC", "Storage",
      "Statistics", "Support", "GateTrials", "ValidationService", "training", .logging, .nioPosix, .serviceLifecycle,
    ]),
  tests(of: "Translation", ["Domain", "Features", "Messages"]),
  tests(
    of: "ValidationService",
    [
      "Datasets", "Domain", "Features", "Intake", "Messages", "Models", "Policies", "RPC", "Simulation", "Statistics",
      "Storage", .logging,
    ]),
  .testTarget(
    name: "InteroperabilityTests",
    dependencies: ["Interoperability", "RPC", "Support", "interop", .logging, .nioPosix],
    path: "Tests/InteroperabilityTests", swiftSettings: settings),
  .testTarget(name: "TidyTests", dependencies: ["Support"], path: "Tests/TidyTests", swiftSettings: settings),
  .testTarget(
    name: "EndToEndTests",
    dependencies: ["Domain", "Features", "Masking", "Storage", "Support", .subprocess, .systemPackage] + programs,
    path: "Tests/EndToEndTests", swiftSettings: settings),
  .testTarget(
    name: "ComposeTests", dependencies: ["Support"] + programs, path: "Tests/ComposeTests", swiftSettings: settings),
]

/// gRPC's official interoperability tests: their messages, server, client and the program that runs either. Not products.
let interoperability: [Target] = [
  .target(name: "CInteropMessages", dependencies: ["CProtobufC"], path: "Tests/Interop/CMessages"),
  .target(
    name: "InteropMessages", dependencies: ["CInteropMessages", "Messages", "RPC"], path: "Tests/Interop/Messages",
    swiftSettings: settings),
  .target(
    name: "Interoperability", dependencies: ["InteropMessages", "RPC", .logging, .nioCore, .nioPosix],
    path: "Tests/Interop/Library", swiftSettings: settings),
  .executableTarget(
    name: "interop", dependencies: ["Interoperability", "RPC", .argumentParser, .logging, .nioPosix],
    path: "Tests/Interop/Main", swiftSettings: settings),
]

/// Our side of the comparisons with other RPC servers and feature computations. Not products.
let peers: [Target] = [
  .executableTarget(
    name: "features-bench", dependencies: ["Domain", "Features", "Policies", "Storage", .argumentParser],
    path: "Tests/Peers/Features/driver", swiftSettings: settings),
  .target(
    name: "GateTrials",
    dependencies: [
      "Domain", "Features", "Hosting", "Intake", "Messages", "Models", "Policies", "RPC", "Simulation", "Statistics",
      "Storage", "TrainingService", "ValidationService", .logging, .nioPosix, .serviceLifecycle,
    ], path: "Tests/Peers/Gate/Trials", swiftSettings: settings),
  .executableTarget(
    name: "gate-bench", dependencies: ["Domain", "GateTrials", .argumentParser], path: "Tests/Peers/Gate/Main",
    swiftSettings: settings),
  .executableTarget(
    name: "home-bench", dependencies: ["BandstandClient", "Support", .argumentParser],
    path: "Tests/Peers/Home/driver", swiftSettings: settings),
  .executableTarget(
    name: "rpc-echo", dependencies: ["Messages", "RPC", .logging, .nioCore, .nioPosix], path: "Tests/Peers/RPC/server",
    swiftSettings: settings),
  .executableTarget(
    name: "feature-events",
    dependencies: ["Domain", "Features", "Intake", "Masking", "Policies", "Storage"],
    path: "Tests/Peers/Features/events", swiftSettings: settings),
]

let package = Package(
  name: "bandstand",
  products: [
    // For programs that call Bandstand: the contract's messages and stubs, and the client beneath them.
    .library(name: "BandstandClient", targets: ["BandstandClient"]),
    // For programs that have their own messages: gRPC, server and client.
    .library(name: "RPC", targets: ["RPC"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(
      url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON", "CommandLineArguments"]),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-service-context", from: "1.5.1"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: libraries + services + interoperability + peers + testTargets,
  cxxLanguageStandard: .cxx17
)
