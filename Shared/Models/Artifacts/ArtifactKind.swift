/// What an artifact is: eight bytes to know it by, and the one version that is written and read.
struct ArtifactKind {
  let name: String
  let magic: [UInt8]
  let version: UInt32

  static let factorization = ArtifactKind(name: "factorization", magic: Array("BSfactor".utf8), version: 1)
  static let popularity = ArtifactKind(name: "popularity", magic: Array("BSpopula".utf8), version: 1)
  static let logistic = ArtifactKind(name: "logistic", magic: Array("BSlogist".utf8), version: 1)
}
