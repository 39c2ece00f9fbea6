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
        Columns, in any writing: account (or account_id, user_id, id), and if known date_of_birth (birth_date, dob), latitude \
        and longitude (lat, lon, lng), city, country, tier (plan: free, premium, family, student), platform (device: phone, \
        desktop, speaker, car, television, web), updated (updated_at). All others, such as names and e-mail addresses, are \
        not read.

        Kept are the age band, the city with its state and the country (by GeoNames: the nearest city within 50 km, the \
        country within 250 km), tier and platform, under a pseudonym that home makes of the account. Of an account that comes \
        twice the one updated last counts. Importing again changes nothing. Forgotten accounts stay forgotten.

        Rows that cannot be used are kept aside in the object store with their line and reason, and nothing of the row, for \
        `bandstand validate quarantine` to list; too many of them stop the import.
        """)

    @Argument(help: "A CSV file, or postgres://USER:PASSWORD@HOST/DATABASE.")
    var source: String

    @Option(help: "The zone of moments that name none, such as UTC or +02:00; they cannot be used when it is left out.")
    var zone: String?

    @OptionGroup var table: TableOptions
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
        try TableSource(source, table: table.table), moment: .now, zone: assumedZone,
        quarantine: try await objects.quarantine(keptAside))
      try await peers.withPeers { try await AccountsUpload(home: $0.home).send(reader) }
    }

    private var assumedZone: ZoneOffset? { zone.flatMap { ZoneOffset($0) } }
  }
}
