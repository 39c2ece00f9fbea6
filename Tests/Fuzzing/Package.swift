// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Our code that reads what peers send, without sockets and so without a dependency: what libFuzzer drives under the address
/// sanitizer. A package of its own, because every file in it is compiled for that. `make fuzz` builds and runs it.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing", "-parse-as-library"]),
]

/// A program that libFuzzer drives.
func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["FuzzTargets"], swiftSettings: settings,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
}

/// Generated stubs, which need the part of `RPC` that has sockets.
let stubs: [String] = {
  let files = try? FileManager.default.subpathsOfDirectory(
    atPath: "\(Context.packageDirectory)/Sources/Messages/Generated")
  return (files ?? []).filter { path in
    ["Client.swift", "Serving.swift", "Files.swift"].contains { path.hasSuffix($0) }
  }.map { "Generated/\($0)" }
}()

let package = Package(
  name: "fuzzing",
  targets: [
    .systemLibrary(name: "CNghttp2", pkgConfig: "libnghttp2"),
    .systemLibrary(name: "CProtobufC", pkgConfig: "libprotobuf-c"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .target(
      name: "CMessages", dependencies: ["CProtobufC"],
      cSettings: [.unsafeFlags(["-fsanitize=address,fuzzer-no-link"])]),
    .target(
      name: "RPC", dependencies: ["CNghttp2", "CZlib"],
      sources: [
        "TransportCounters.swift", "Module/Calls/MessageInbox.swift", "Module/Compression", "Module/Framing",
        "Module/HTTP2", "Module/RPCLimits.swift", "Module/Security/CertificateNames.swift",
        "Module/Security/DERReader.swift", "Module/Security/TLSError.swift", "Module/Server/ProtoFile.swift",
        "Module/Server/RequestHead.swift", "Module/Upkeep/HTTP2Ping.swift",
      ],
      swiftSettings: settings),
    .target(
      name: "Messages", dependencies: ["CMessages", "CProtobufC", "RPC"],
      exclude: stubs, swiftSettings: settings),
    .target(name: "FuzzTargets", dependencies: ["Messages", "RPC"], swiftSettings: settings),
    fuzzer("SessionFuzzer"),
    fuzzer("FramingFuzzer"),
    fuzzer("MessageFuzzer"),
  ]
)
