/// The form of the identifiers that home gives its pages: `home-` and 32 hexadecimal digits drawn at random.
///
/// The form is reserved: another system's page of such a name is refused, whether home has made that very page or not. So nobody can
/// put a page of their own in the place of one that was served, and no store has to be asked. Pages that home served before it had
/// the form are recognised by their own listener alone: a click labels no other listener's page.
public enum HomePageName {
  /// What they begin with.
  public static let prefix = "home-"
  /// How many digits follow.
  public static let digits = 32

  /// Whether a name has the form, in capitals too.
  public static func isReserved(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard bytes.count == prefix.utf8.count + digits else { return false }
    let lowered = bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
    return lowered.starts(with: prefix.utf8)
      && lowered.dropFirst(prefix.utf8.count).allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
