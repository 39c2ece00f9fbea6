import Intake

/// Names a page: home's reserved form (``HomePageName``), its digits drawn at random, so that it cannot be guessed and never repeats.
enum PageIdentifier {
  /// A new name.
  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    let words = [generator.next(), generator.next()] as [UInt64]
    return HomePageName.prefix
      + words.map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
  }
}
