import Domain
import Features
import Logging
import Messages
import ModelWatching
import Models
import NIOPosix
import RPC
import Storage
import Synchronization
import Testing

@Suite("Following the live models")
struct ModelWatcherTests {
  @Test("A new version is swapped in whole, and an earlier one after a roll-back") func hotSwap() async throws {
    try await WatchingBench.run { bench in
      let first = try await bench.put("popularity", 1, WatchingBench.popularity(listens: 3))
      bench.tell(first)
      try await bench.until { $0.popularity?.version.version == 1 }
      let second = try await bench.put("popularity", 2, WatchingBench.popularity(listens: 5))
      bench.tell(second)
      try await bench.until { $0.popularity?.version.version == 2 }
      bench.tell(first)
      try await bench.until { $0.popularity?.version.version == 1 }
      #expect(bench.watcher.current.popularity?.model.encoded() == WatchingBench.popularity(listens: 3))
    }
  }

  @Test("A bad artifact is refused and what was live stays, whatever is bad") func badArtifacts() async throws {
    try await WatchingBench.run { bench in
      bench.tell(try await bench.put("popularity", 1, WatchingBench.popularity(listens: 3)))
      try await bench.until { $0.popularity != nil }
      var otherBytes = try await bench.put("popularity", 2, WatchingBench.popularity(listens: 4))
      otherBytes.sha256 = String(repeating: "0", count: 64)
      bench.tell(otherBytes)
      bench.tell(try await bench.put("popularity", 3, [1, 2, 3]))
      var absent = otherBytes
      absent.key = "models/popularity/9.model"
      absent.model?.version = 9
      bench.tell(absent)
      bench.tell(try await bench.put("mystery", 1, [1]))
      bench.tell(try await bench.put("ranking.artists", 1, try WatchingBench.ranking(fingerprint: "other")))
      bench.tell(try await bench.put("ranking.shows", 1, try WatchingBench.ranking(fingerprint: "ours")))
      try await bench.until { $0.ranking["ranking.shows"] != nil }
      #expect(bench.watcher.current.versions.map(\.description) == ["popularity@1", "ranking.shows@1"])
    }
  }

  @Test("The watch is begun anew after it was lost") func reconnects() async throws {
    try await WatchingBench.run { bench in
      bench.tell(try await bench.put("popularity", 1, WatchingBench.popularity(listens: 3)))
      try await bench.until { $0.popularity?.version.version == 1 }
      bench.breakOff()
      bench.tell(try await bench.put("popularity", 2, WatchingBench.popularity(listens: 4)))
      try await bench.until { $0.popularity?.version.version == 2 }
    }
  }

  @Test("Every reason to refuse says what was expected and what to do") func reasons() throws {
    var models = LiveModels()
    let version = ModelVersion(model: "ranking.shows", version: 4)
    let artifact = try WatchingBench.ranking(fingerprint: "theirs")
    let error = #expect(throws: ModelWatchingError.self) {
      try models.take(version, artifact: artifact, sha256: sha256Hex(artifact), fingerprint: "ours")
    }
    #expect(error == .otherFeatureSet(version, expected: "ours", got: "theirs"))
    #expect(error?.description.contains("ours") == true && error?.description.contains("theirs") == true)
    #expect(models.versions.isEmpty)
    for length in 0..<artifact.count {
      let cut = Array(artifact[..<length])
      #expect(throws: ModelWatchingError.self) {
        try models.take(version, artifact: cut, sha256: sha256Hex(cut), fingerprint: "theirs")
      }
    }
  }
}
