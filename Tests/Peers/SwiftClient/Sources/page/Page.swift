import BandstandClient

/// Prints a listener's Home page: `page HOST PORT LISTENER`.
@main
struct Page {
  static func main() async throws {
    let words = CommandLine.arguments
    guard words.count == 4, let port = Int(words[2]) else { return print("usage: page HOST PORT LISTENER") }
    let client = RPCClient(host: words[1], port: port)
    let page = try await Wire.HomeClient(client).getHome(Wire.GetHomeRequest(listener: words[3]))
    for shelf in page.shelves {
      print(shelf.title)
      for card in shelf.cards { print("  \(card.title): \(card.reason)") }
    }
    await client.close()
  }
}
