import Domain
import Features
import Intake
import Messages
import RPC
import Translation

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
  /// How long the page may take.
  let budget: PageBudget

  /// The page that a message asks for, for the listener of that pseudonym.
  ///
  /// - Throws: INVALID_ARGUMENT, which names the field and what it takes.
  init(
    _ request: Wire.GetHomeRequest, listener: ListenerIdentifier, shelves: Shelves, now: Moment, budget: PageBudget
  ) throws(RPCStatus) {
    self.budget = budget
    self.listener = listener
    do throws(TranslationError) {
      if let milliseconds = request.momentMilliseconds {
        moment = try Moment(wire: milliseconds)
      } else {
        moment = now
      }
      attributes = try ListenerAttributes(request.attributes ?? Wire.ListenerAttributes()).withKnownCity
    } catch {
      throw RPCStatus(.invalidArgument, "\(error)")
    }
    if request.shelves.isEmpty {
      self.shelves = shelves.definitions
    } else {
      self.shelves = try Self.wanted(request.shelves, of: shelves)
    }
    guard request.cardsMax <= ShelfDefinition.cardsLimit else {
      throw RPCStatus(
        .invalidArgument,
        "cards_max is \(request.cardsMax), but must be at most \(ShelfDefinition.cardsLimit)")
    }
    cardsMax = request.cardsMax == 0 ? nil : Int(request.cardsMax)
    isPreview = request.preview
  }

  private static func wanted(_ names: [String], of shelves: Shelves) throws(RPCStatus) -> [ShelfDefinition] {
    guard names.count <= Shelves.countMax, Set(names).count == names.count else {
      throw RPCStatus(.invalidArgument, "shelves: name each at most once")
    }
    var wanted: [ShelfDefinition] = []
    for name in names {
      guard let shelf = shelves[name] else {
        throw RPCStatus(
          .invalidArgument, "shelf \"\(MessageText.excerpt(name))\" is not configured: use one of \(shelves.names)")
      }
      wanted.append(shelf)
    }
    return wanted
  }
}

extension ListenerIdentifier {
  /// A listener from a message.
  ///
  /// - Throws: INVALID_ARGUMENT for what is not a listener.
  init(checking text: String) throws(RPCStatus) {
    guard let listener = ListenerIdentifier(text) else {
      throw RPCStatus(
        .invalidArgument,
        "listener must have 1 to \(ListenerIdentifier.bytesMax) bytes and no control characters")
    }
    self = listener
  }
}
