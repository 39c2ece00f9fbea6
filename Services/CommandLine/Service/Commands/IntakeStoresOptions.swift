import ArgumentParser

/// Which stores events go to.
struct IntakeStoresOptions: ParsableArguments {
  @Option(help: "The object store's URL, for the log; that of `bandstand run` when left out.")
  var objects = "file:.bandstand/run/objects"

  @Option(help: "The online store's URL, for profiles; that of `bandstand run` when left out.")
  var online = "sqlite:.bandstand/run/online.sqlite"
}
