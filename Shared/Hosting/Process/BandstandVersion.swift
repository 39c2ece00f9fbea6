/// Which Bandstand this is.
public enum BandstandVersion {
  /// As `--version` prints it (semver.org).
  public static let current = "0.1.0"
}
