/// Remembers at least the newest `keysMax` keys, and at most twice as many, in two generations.
///
/// When the younger generation is full, it becomes the older one and the older is forgotten: every step is constant.
struct RecentKeys: Sendable {
  private var younger: Set<String> = []
  private var older: Set<String> = []
  private let keysMax: Int

  /// Remembers nothing yet.
  init(keysMax: Int) {
    self.keysMax = max(1, keysMax)
  }

  /// Whether a key is remembered.
  func contains(_ key: String) -> Bool {
    younger.contains(key) || older.contains(key)
  }

  /// Forgets a key, and tells whether it was remembered.
  mutating func remove(_ key: String) -> Bool {
    let wasYoung = younger.remove(key) != nil
    return older.remove(key) != nil || wasYoung
  }

  /// Remembers a key.
  mutating func insert(_ key: String) {
    if contains(key) { return }
    if younger.count >= keysMax {
      older = younger
      younger = []
    }
    younger.insert(key)
  }
}
