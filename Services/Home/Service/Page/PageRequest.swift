import Domain
import Features
import Messages
import RPC

/// A page as it was asked for, checked.
struct PageRequest: Sendable {
  /// Who it is for.
  let listener: ListenerIdentifier
  /// What it is about.
  let moment: Moment
  /// What the app knows of the listener; a profile knows better.
  let attributes: ListenerAttributes
  /// The shelves wanted, top first.
  let shelves: [ShelfDefinition]
  /// How many cards a shelf may hold; nil for each shelf's own setting.
  let cardsMax: Int?
  /// True to make a page without logging it.
  let isPreview: Bool

  /// The page that a message asks for.
  ///
  /// - Throws: INVALID_ARGUMENT, which names the field and what it takes.
  init(_ request: Wire.GetHomeRequest, shelves: Shelves, now: Moment) throws(RPCStatus) {
    listener = try ListenerIdentifier(checking: request.listener)
    let milliseconds = request.momentMilliseconds ?? now.milliseconds
    guard Self.momentRange.contains(milliseconds) else {
      throw RPCStatus(
        code: .invalidArgument,
        message: "moment_milliseconds is \(milliseconds): give milliseconds since 1970, before the year 2200")
    }
    moment = Moment(milliseconds: milliseconds)
    attributes = try ListenerAttributes(checking: request.attributes)
    if request.shelves.isEmpty {
      self.shelves = shelves.definitions
    } else {
      self.shelves = try Self.wanted(request.shelves, of: shelves)
    }
    guard request.cardsMax <= ShelfDefinition.cardsLimit else {
      throw RPCStatus(
        code: .invalidArgument,
        message: "cards_max is \(request.cardsMax), but must be at most \(ShelfDefinition.cardsLimit)")
    }
    cardsMax = request.cardsMax == 0 ? nil : Int(request.cardsMax)
    isPreview = request.preview
  }

  private static func wanted(_ names: [String], of shelves: Shelves) throws(RPCStatus) -> [ShelfDefinition] {
    guard names.count <= Shelves.countMax, Set(names).count == names.count else {
      throw RPCStatus(code: .invalidArgument, message: "shelves: name each at most once")
    }
    var wanted: [ShelfDefinition] = []
    for name in names {
      guard let shelf = shelves[name] else {
        throw RPCStatus(
          code: .invalidArgument, message: "shelf \"\(name)\" is not configured: use one of \(shelves.names)")
      }
      wanted.append(shelf)
    }
    return wanted
  }

  private static let momentRange: Range<Int64> = 0..<7_258_118_400_000
}

extension ListenerIdentifier {
  /// A listener from a message.
  ///
  /// - Throws: INVALID_ARGUMENT for what is not a listener.
  init(checking text: String) throws(RPCStatus) {
    guard let listener = ListenerIdentifier(text) else {
      throw RPCStatus(
        code: .invalidArgument,
        message: "listener must have 1 to \(ListenerIdentifier.bytesMax) bytes and no control characters")
    }
    self = listener
  }
}
