import ArgumentParser

/// Which online store profiles are in.
struct OnlineStoreOptions: ParsableArguments {
  @Option(help: "The online store's URL, for profiles; that of `bandstand run` when left out.")
  var online = "sqlite:.bandstand/run/online.sqlite"
}
