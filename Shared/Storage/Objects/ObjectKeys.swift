public import Domain

/// Where things stand in the object store. The event log's keys are Intake's.
public enum ObjectKeys {
  /// A model's artifact: `models/NAME/VERSION.model`.
  public static func artifact(of version: ModelVersion) -> String {
    "models/\(version.model)/\(version.version).model"
  }

  /// What features told of clicks when a version was trained: `models/NAME/VERSION.separations.json`.
  public static func separations(of version: ModelVersion) -> String {
    "models/\(version.model)/\(version.version).separations.json"
  }

  /// A run's dataset of a name: `datasets/NAME/RUN.dataset`, the run in ten digits so that newer ones sort later.
  public static func dataset(named name: String, run: UInt64) -> String {
    let digits = String(run)
    return "datasets/\(name)/\(String(repeating: "0", count: max(0, 10 - digits.count)))\(digits).dataset"
  }
}
