import Domain
import Features
import Masking

/// The lines of a world's two tables, as another system would export them (RFC 4180), each with its line break.
struct WorldTables {
  /// Accounts with all that is personal, of those who have signed up by the end of the history.
  static func accounts(of world: World) -> [[UInt8]] {
    let header = ["account", "name", "email", "date_of_birth", "latitude", "longitude", "tier", "platform", "updated"]
    let rows = world.people.compactMap { person -> [String]? in
      guard let joined = person.joined else { return nil }
      let account = MadeAccount(of: person, options: world.options)
      return [
        person.identifier.description, account.name, account.email, account.dateOfBirth.text, "\(account.latitude)",
        "\(account.longitude)", person.attributes.tier?.name ?? "", person.attributes.platform?.name ?? "",
        "\(joined.seconds)",
      ]
    }
    return ([header] + rows).map(line)
  }

  /// The catalog.
  static func catalog(_ items: [CatalogItem]) -> some Sequence<[UInt8]> {
    let header = ["item", "title", "subtitle", "artist", "genre", "released", "length", "editorial", "country"]
    return [line(header)]
      + items.map { record in
        let item = record.item
        return line([
          item.identifier.description, record.title, record.subtitle, item.artist?.description ?? "",
          item.genre.map { "\($0)" } ?? "", item.releasedSeconds.map { ReleaseText.of($0) } ?? "",
          item.lengthSeconds.map { "\($0)" } ?? "", record.editorialRank.map { "\($0)" } ?? "", record.country ?? "",
        ])
      }
  }

  private static func line(_ fields: [String]) -> [UInt8] {
    let written = fields.map { field in
      field.utf8.contains { $0 < 32 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") }
        ? "\"\(field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"" : field
    }
    return Array("\(written.joined(separator: ","))\n".utf8)
  }
}
