// swift-tools-version: 6.2
import PackageDescription

// A package as a user of Bandstand would write it: it depends on Bandstand, and on nothing else.
let package = Package(
  name: "page",
  dependencies: [.package(name: "bandstand", path: "../../..")],
  targets: [
    .executableTarget(name: "page", dependencies: [.product(name: "BandstandClient", package: "bandstand")])
  ]
)
