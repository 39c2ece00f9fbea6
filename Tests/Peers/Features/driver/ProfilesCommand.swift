import ArgumentParser
import Domain
import Features
import Storage

/// `features-bench profiles`: a profile read from its store, decoded and handed over.
struct ProfilesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profiles", abstract: "Reads full profiles one after the other; prints microseconds as JSON.")

  @Argument(help: "The online store, such as \"sqlite:FILE\", \"memory:\" or \"redis://127.0.0.1:6379\".")
  var store: String

  @Option(help: "Listeners.")
  var listeners = 2_000

  @Option(help: "Reads.")
  var reads = 20_000

  func run() async throws {
    let online = try await StoreAddress(store).openOnlineStore()
    var bytes = 0
    for first in stride(from: 0, to: listeners, by: 100) {
      let entries = (first..<min(first + 100, listeners)).map { number in
        let profile = BenchPage(seed: UInt64(number), rowCount: 0).profile.encoded()
        bytes += profile.count
        return OnlineEntry(key: "profile/listener-\(number)", value: profile)
      }
      try await online.set(entries)
    }
    var random = SystemRandomNumberGenerator()
    var microseconds: [Double] = []
    var handedOver = 0
    let spent = ProcessorTime.seconds
    for _ in 0..<reads {
      let key = "profile/listener-\(Int.random(in: 0..<listeners, using: &random))"
      let start = ContinuousClock.now
      guard let stored = try await online.get(key) else { throw ValidationError("\(key) is not there") }
      let profile = try Profile(decoding: stored.span)
      // Home hands the snapshot over as bytes: to both stages, and to the log.
      handedOver += profile.encoded().count
      microseconds.append((ContinuousClock.now - start) / .microseconds(1))
    }
    let processor = (ProcessorTime.seconds - spent) / Double(reads) * 1e6
    microseconds.sort()
    let at = { (share: Double) in microseconds[min(reads - 1, Int(share * Double(reads)))] }
    print(
      """
      {"store":"\(store)","listeners":\(listeners),"bytes_each":\(bytes / listeners),"reads":\(reads),\
      "handed_over":\(handedOver),"p50":\(at(0.5)),"p99":\(at(0.99)),"p999":\(at(0.999)),\
      "processor":\(processor)}
      """)
  }
}
