import Hosting
import RPC

/// A service's configuration with a key of every kind.
struct DemoConfiguration: ServiceConfiguration, Equatable {
  enum Color: String, CaseIterable { case red, green }

  static let title = ConfigurationKey.text("demo.title", default: "none", "What it is called.")
  static let note = ConfigurationKey.text("demo.note", default: "", none: "no note", "What is noted.")
  static let cards = ConfigurationKey.integer("demo.cardsMax", default: 8, in: 1...100, "How many cards.")
  static let share = ConfigurationKey.number("demo.share", default: 0.25, in: 0...1, "Which share.")
  static let quick = ConfigurationKey.flag("demo.quick", "Whether to hurry.")
  static let color = ConfigurationKey<Color>.choice("demo.color", default: .red, "Which color.")
  static let peer = ConfigurationKey.target(
    "peers.other", default: RPCTarget(host: "127.0.0.1", port: 9), "Where the other one listens.")

  static let keys = [
    title.description, note.description, cards.description, share.description, quick.description, color.description,
    peer.description,
  ]

  let title: String
  let note: String
  let cards: Int
  let share: Double
  let isQuick: Bool
  let color: Color
  let peer: RPCTarget

  init(reading values: ConfigurationValues) throws(HostingError) {
    title = try values.value(of: Self.title)
    note = try values.value(of: Self.note)
    cards = try values.value(of: Self.cards)
    share = try values.value(of: Self.share)
    isQuick = try values.value(of: Self.quick)
    color = try values.value(of: Self.color)
    peer = try values.value(of: Self.peer)
  }
}
