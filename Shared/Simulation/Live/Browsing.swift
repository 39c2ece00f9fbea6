import Domain
import Features

/// Looks at a page: clicks by the truth, plays what was clicked, and now and then hides what fits badly.
struct Browsing {
  let items: MadeCatalog

  /// Browses a page now. Returns how many cards were clicked.
  ///
  /// Every click is drawn from the profile as it was when the page was shown, and then lived one after the other. Items
  /// that the world does not have are looked past.
  func browse(_ page: ShownPage, _ life: inout Timeline, _ dice: inout Dice) -> Int {
    let truth = ClickTruth(listener: life.listener, moment: page.moment, profile: life.profile)
    var clicked: [(shelf: String, item: MadeItem)] = []
    var hidden: [MadeItem] = []
    for shelf in page.shelves {
      for (position, identifier) in shelf.items.enumerated() {
        guard let item = items[identifier] else { continue }
        if dice.chance(truth.probability(of: item, shelf: shelf.shelf, position: position)) {
          clicked.append((shelf.shelf, item))
        } else if life.listener.agreement(with: item) < -0.3, dice.chance(0.004) {
          hidden.append(item)
        }
      }
    }
    life.wait(seconds: 2 + dice.below(8))
    for item in hidden { life.act(.hide(item: item.identifier)) }
    for (shelf, item) in clicked {
      life.act(.click(item: item.identifier), at: CardPlace(page: page.page, shelf: shelf))
      Listening(items: items).open(item, &life, &dice)
    }
    return clicked.count
  }
}
