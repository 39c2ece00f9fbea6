extension Profile {
  /// Takes one more event in. Never fails; bounded in time and space.
  ///
  /// A listen touches the item, its artist and what it was started from, each once. A like or follow lifts an earlier
  /// hide of the item; a hide that is older than a like or follow of the item is ignored. Counted plays touch no time.
  public mutating func apply(_ event: Event) {
    eventCount.addSaturating(1)
    switch event.action {
    case .listen(let listen): apply(listen, at: event.moment)
    case .click(let item):
      let weight = advance(to: event.moment)
      clicks.addSaturating(1)
      habits.addClick(on: item.kind, weight: weight)
    case .like(let item):
      _ = advance(to: event.moment)
      likes.insert(item, at: event.moment, limit: ProfileLimits.likedMax)
      liftHide(of: item, at: event.moment)
    case .follow(let item):
      _ = advance(to: event.moment)
      follows.insert(item, at: event.moment, limit: ProfileLimits.likedMax)
      liftHide(of: item, at: event.moment)
    case .hide(let item):
      _ = advance(to: event.moment)
      let marks = [likes.moment(of: item), follows.moment(of: item)]
      let isOutdated = marks.contains { $0.map { $0 > event.moment } ?? false }
      if !isOutdated { hides.insert(item, at: event.moment, limit: ProfileLimits.hiddenMax) }
    case .counted(let item, let plays):
      guard plays > 0 else { return }
      counted.addSaturating(UInt64(plays))
      update(item) { $0.add(plays: plays) }
    case .account(let attributes):
      known.merge(attributes, at: event.moment)
    }
  }

  /// Fills what is unknown of the listener with what somebody else says of them at a moment. Not an event: it is not
  /// counted as one, and what is known stays.
  public mutating func complete(with attributes: ListenerAttributes, at moment: Moment) {
    let before = known.moment
    known.moment = known.moment ?? moment
    known.fill(attributes)
    if known.isEmpty { known.moment = before }
  }

  private mutating func apply(_ listen: Listen, at moment: Moment) {
    let weight = advance(to: moment)
    let completion = listen.completion
    sequence.add(listen, completion, at: moment, after: tally.lastMoment)
    tally.add(completion, at: moment)
    habits.add(listen, at: moment, weight: weight)
    update(listen.item) { $0.add(completion, at: moment) }
    if let artist = listen.artist, artist != listen.item {
      update(artist) { $0.add(completion, at: moment) }
    }
    if let context = listen.context, context != listen.item, context != listen.artist {
      update(context) { $0.add(completion, at: moment) }
    }
  }

  /// Fades the habits up to a new last moment, and returns what an event of that moment weighs: 1, or less when late.
  private mutating func advance(to moment: Moment) -> Float {
    guard let last = lastMoment, last != moment else {
      lastMoment = moment
      return 1
    }
    let days = ProfileLimits.habitHalfLifeDays
    guard moment > last else {
      return Decay.factor(milliseconds: last.milliseconds(since: moment), halfLifeDays: days)
    }
    let factor = Decay.factor(milliseconds: moment.milliseconds(since: last), halfLifeDays: days)
    habits.fade(by: factor)
    sequence.transitions.fade(by: factor)
    lastMoment = moment
    return 1
  }

  private mutating func update(_ item: ItemIdentifier, _ change: (inout HeardItem) -> Void) {
    switch item.kind {
    case .artist: artistList.update(item, change)
    case .track: trackList.update(item, change)
    case .album, .playlist, .podcast: collectionList.update(item, change)
    }
  }

  /// At the same moment the hide stays: showing less is the safer mistake.
  private mutating func liftHide(of item: ItemIdentifier, at moment: Moment) {
    if let hiddenAt = hides.moment(of: item), hiddenAt < moment { hides.remove(item) }
  }
}
