// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "generator",
  products: [.executable(name: "generator", targets: ["Generator"])],
  targets: [
    // Written by protos/generate from protoc's own descriptor.proto; not committed.
    .target(name: "CDescriptor", linkerSettings: [.linkedLibrary("protobuf-c")]),
    .executableTarget(
      name: "Generator",
      dependencies: ["CDescriptor"],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]
    ),
  ]
)
