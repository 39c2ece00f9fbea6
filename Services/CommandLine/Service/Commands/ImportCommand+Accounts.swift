import ArgumentParser
import Features
import Hosting
import Intake
import Masking

extension ImportCommand {
  /// `bandstand import accounts`
  struct AccountsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accounts",
      abstract:
        "Takes what may be known of accounts from a CSV file or a PostgreSQL table; personal data stays behind.",
      discussion: """
        Columns, in any writing and order: account (or account_id, user_id, id), and if known date_of_birth (birth_date, dob), latitude \
        and longitude (lat, lon, lng), city, country, tier (plan: free, premium, family, student), platform (device: phone, \
        desktop, speaker, car, television, web), updated (updated_at). All others, such as names and e-mail addresses, are \
        not read, and named at the end.

        Cells are separated by commas, in UTF-8; a file may be compressed by gzip or zstd, or be a pipe such as /dev/stdin. \
        Countries are two letters of ISO 3166-1; UK is read as GB, EL as GR, and XK is taken.

        Kept are the age band, the city with its state and the country (by GeoNames: the nearest city within 50 km, the \
        country within 250 km), tier and platform, under a pseudonym that home makes of the account. Of an account that comes \
        twice the one updated last counts. Importing again changes nothing. Forgotten accounts stay forgotten.

        Rows that cannot be used are kept aside in the object store with their line and reason, and nothing of the row, for \
        `bandstand validate quarantine` to list; too many of them stop the import. A source without rows, or without one that \
        can be used, is refused unless --allow-empty is given.
        """)

    @Argument(help: "A CSV file (perhaps .gz or .zst), or postgres://USER:PASSWORD@HOST/DATABASE.")
    var source: String

    @Option(help: "The zone of moments that name none, such as UTC or +02:00; they cannot be used when it is left out.")
    var zone: String?

    @OptionGroup var table: TableOptions
    @OptionGroup var empty: EmptyOptions
    @OptionGroup var keptAside: KeptAsideOptions
    @OptionGroup var objects: ObjectStoreOptions
    @OptionGroup var peers: PeerOptions

    func validate() throws {
      guard zone == nil || assumedZone != nil else {
        throw ValidationError("--zone must be UTC or an offset such as +02:00")
      }
    }

    func run() async throws {
      let reader = try await AccountReader(
        try TableSource(source, table: table.table), moment: .now, zone: assumedZone, allowsEmpty: empty.allowEmpty,
        quarantine: try await objects.quarantine(keptAside))
      try await peers.withPeers { try await AccountsUpload(home: $0.home).send(reader) }
    }

    private var assumedZone: ZoneOffset? { zone.flatMap { ZoneOffset($0) } }
  }
}
