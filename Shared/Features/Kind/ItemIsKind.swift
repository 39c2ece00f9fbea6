/// Whether the item is of one kind. 0 or 1, never missing. One column a kind.
struct ItemIsKind: KindFeature {
  let kind: ItemKind
  let definition: FeatureDefinition

  init(kind: ItemKind) {
    self.kind = kind
    definition = FeatureDefinition.flag("item.kind.\(kind.name)", "whether the item is of the kind \(kind.name)")
  }

  func value(of kind: ItemKind, on page: PageContext) -> Float? {
    Scale.flag(kind == self.kind)
  }
}
