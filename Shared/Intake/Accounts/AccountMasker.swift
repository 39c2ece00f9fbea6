import Features
import Masking
import Storage

/// Turns another system's row about an account into an event that says what may be known of it.
///
/// | column (or) | becomes |
/// |---|---|
/// | `account` (`account id`, `user id`, `id`) | the event's listener, which home turns into a pseudonym |
/// | `date of birth` (`birth date`, `dob`) | an age band, as of the import |
/// | `latitude` and `longitude` (`lat`; `lon`, `lng`) | city and state, and country; by GeoNames |
/// | `city`, `country` | the same, where there are no coordinates; a city that GeoNames does not know is left out |
/// | `tier` (`plan`), `platform` (`device`) | themselves |
/// | `updated` (`updated at`) | the moment of the event; the import's, without such a column |
///
/// Every other column, such as names and e-mail addresses, is passed over unread. A cell that is empty is unknown; one that
/// cannot be understood makes the row unusable, and the reason repeats nothing of it.
struct AccountMasker: Sendable {
  private let account: Int
  private let dateOfBirth: Int?
  private let latitude: Int?
  private let longitude: Int?
  private let city: Int?
  private let country: Int?
  private let tier: Int?
  private let platform: Int?
  private let updated: Int?
  /// The names of the columns that are passed over.
  let unreadColumns: [String]
  private let moment: Moment
  private let zone: ZoneOffset?

  /// A masker of a table's rows.
  ///
  /// - Parameters:
  ///   - columns: The table's.
  ///   - moment: The moment of the import.
  ///   - zone: The zone of moments that name none; nil to refuse those.
  /// - Throws: ``IntakeError/missingColumn(source:column:found:)`` without a column of accounts.
  init(columns: TableColumns, moment: Moment, zone: ZoneOffset?) throws(IntakeError) {
    account = try columns.index(ofNeeded: ["account", "account id", "user id", "id"])
    dateOfBirth = try columns.index(of: ["date of birth", "birth date", "dob"])
    latitude = try columns.index(of: ["latitude", "lat"])
    longitude = try columns.index(of: ["longitude", "lon", "lng"])
    city = try columns.index(of: ["city"])
    country = try columns.index(of: ["country"])
    tier = try columns.index(of: ["tier", "plan"])
    platform = try columns.index(of: ["platform", "device"])
    updated = try columns.index(of: ["updated", "updated at"])
    unreadColumns = columns.unread(
      but: [account, dateOfBirth, latitude, longitude, city, country, tier, platform, updated])
    self.moment = moment
    self.zone = zone
  }

  /// The event of a row's cells; nil when nothing but the account is known.
  func event(of cells: TableCells) throws(Rejection) -> EventDraft? {
    let account = AccountText.read(try cells.text(account, field: "account") ?? "")
    guard !account.isEmpty else { throw .missing("account", of: "an account") }
    let updated = try updatedMoment(cells)
    let place = try place(cells)
    let attributes = ListenerAttributes(
      ageBand: try ageBand(cells), country: place?.country, city: place?.city,
      tier: try named(cells, tier, field: "tier") { Tier(name: $0) },
      platform: try named(cells, platform, field: "platform") { Platform(name: $0) })
    guard attributes != ListenerAttributes() else { return nil }
    return EventDraft(account: account, attributes: attributes, updated: updated)
  }

  private func updatedMoment(_ cells: TableCells) throws(Rejection) -> Moment {
    guard let text = try cells.text(updated, field: "updated") else { return moment }
    do {
      return try TimestampText.moment(text, zone: zone)
    } catch {
      throw Rejection(.badMoment, field: "updated", "\(error)")
    }
  }

  private func ageBand(_ cells: TableCells) throws(Rejection) -> AgeBand? {
    guard let text = try cells.text(dateOfBirth, field: "date_of_birth") else { return nil }
    let birth: CivilDate
    do {
      birth = try TimestampText.date(text)
    } catch {
      throw Rejection(.badAttribute, field: "date_of_birth", "\(error)")
    }
    guard let band = AgeBand(born: birth, asOf: moment) else {
      throw Rejection(
        .badAttribute, field: "date_of_birth", "in the future, or over \(AgeBand.yearsMax) years ago")
    }
    return band
  }

  /// By the coordinates; else, and where they are of no country, by the city's and the country's names.
  private func place(_ cells: TableCells) throws(Rejection) -> MaskedPlace? {
    if let place = try located(cells) { return place }
    let country = try AttributeRule.assignedCountry(try cells.text(country, field: "country"))
    guard let country else { return nil }
    if let city = try cells.text(city, field: "city"), let place = CityNames.geoNames.place(named: city, in: country) {
      return place
    }
    return MaskedPlace(city: nil, country: country)
  }

  private func located(_ cells: TableCells) throws(Rejection) -> MaskedPlace? {
    let north = try cells.text(latitude, field: "latitude")
    let east = try cells.text(longitude, field: "longitude")
    if north == nil && east == nil { return nil }
    guard let north, let east, let latitude = WrittenNumber(north)?.double,
      let longitude = WrittenNumber(east)?.double,
      let point = Coordinates(latitude: latitude, longitude: longitude)
    else {
      throw Rejection(
        .badAttribute, field: "latitude", "not a latitude from -90 to 90 with a longitude from -180 to 180 in degrees")
    }
    return Gazetteer.geoNames.place(at: point)
  }

  private func named<Value>(
    _ cells: TableCells, _ column: Int?, field: String, _ make: (String) -> Value?
  ) throws(Rejection) -> Value? {
    guard let text = try cells.text(column, field: field) else { return nil }
    guard let value = make(TextForm.key(text)) else {
      throw Rejection(
        .badAttribute, field: field, "none of the names that there are: see bandstand import accounts --help")
    }
    return value
  }
}

extension EventDraft {
  /// What an account came to be known as at a moment. Told again, it is the same event.
  init(account: String, attributes: ListenerAttributes, updated: Moment) {
    self.init()
    listener = account
    moment = .milliseconds(updated.milliseconds)
    kind = "account"
    ageBand = attributes.ageBand?.name
    country = attributes.country?.description
    city = attributes.city
    tier = attributes.tier?.name
    platform = attributes.platform?.name
    let known = [account, "\(updated.milliseconds)", ageBand, country, city, tier, platform].map { $0 ?? "" }
    event = "account-\(sha256Hex(Array(known.joined(separator: "\n").utf8)).prefix(32))"
  }
}
