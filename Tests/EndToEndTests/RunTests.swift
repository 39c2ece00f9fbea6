import Support
import Testing

extension EndToEnd {
  @Suite("bandstand run")
  struct RunTests {
    private var ending: Bandstand.Ending {
      get throws { try EndToEnd.fleet.demo.ending }
    }

    @Test("A run on a tiny world ends well and pushes a model of every kind")
    func models() throws {
      let ending = try ending
      #expect(ending.isSuccess, "\(ending)")
      for model in [
        "popularity", "factorization", "ranking.shortcuts", "ranking.shows", "ranking.something-else",
        "ranking.artists",
      ] {
        #expect(ending.output.contains("\(model)@1 is live"), "\(ending)")
      }
      #expect(!ending.output.contains("failed"))
      #expect(ending.errors.isEmpty)
    }

    @Test("Every vector that it served is replayed from the raw events to the same bits")
    func replay() throws {
      let replay = try EndToEnd.fleet.demo.replay
      #expect(replay.isSuccess, "\(replay)")
      #expect(
        replay.output.contains(/^\d+ pages replayed: [\d ,]+ vectors and [\d ,]+ features compared, 0 differ/),
        "\(replay)")
    }

    @Test("Validation replays by itself what was served, and shows what it compared")
    func continuousReplay() async throws {
      let fleet = try EndToEnd.fleet
      try await eventually("validation has replayed the run's pages") {
        try await fleet.bandstand("validate", "replay").output.contains(/^\d+ pages replayed in \d/)
      }
      let shown = try await fleet.bandstand("validate", "replay")
      #expect(shown.isSuccess, "\(shown)")
      #expect(shown.output.contains(/: [1-9][\d,]* vectors and [1-9][\d,]* features compared, 0 differ/), "\(shown)")
    }

    @Test("It prints the margin over popularity with its interval, for every trained shelf and for all of them")
    func margin() throws {
      let output = try ending.output
      for shelf in ["shortcuts", "shows", "something-else", "artists", "all trained shelves"] {
        let row = output.split(separator: "\n").first { line in
          line.hasPrefix("  \(shelf) ") && line.contains(/[+-]?\d+\.\d\d %  +-?\d+\.\d\d % to -?\d+\.\d\d %$/)
        }
        #expect(row != nil, "no margin of \(shelf): \(output)")
      }
    }

    @Test("It prints full pages of a heavy, a light and a new listener, each card with its chance and its reason")
    func pages() throws {
      let ending = try ending
      #expect(ending.missed.isEmpty)
      let pages = ending.output.split(separator: /\n(?=A (?:heavy|light|brand-new) listener: )/).dropFirst()
      #expect(
        pages.map { $0.prefix { $0 != ":" } } == ["A heavy listener", "A light listener", "A brand-new listener"])
      for page in pages {
        let cards = page.split(separator: "\n").filter { $0.hasPrefix("   ") }
        #expect(cards.count >= 20, "\(page)")
        for card in cards { #expect(card.contains(#/  p (?:0\.\d{3}|1\.000)  \S/#), "\(card)") }
        #expect(page.contains("  Editors' picks"))
        #expect(page.contains("  Artists for you"))
        #expect(!page.contains(/\b(?:nan|inf)\b/))
      }
      #expect(pages.first?.contains("  Shortcuts") == true)
      #expect(pages.last?.contains("  Shortcuts") == false, "a new listener has heard nothing")
      #expect(pages.last?.contains("  Try something else") == true)
    }

    @Test("It does not take a folder that no run made, nor a file of shelves that is not there")
    func wrongFolder() async throws {
      let folder = try TemporaryFolder()
      let taken = try await Bandstand.run(["run", "--once", "--port", "0", "--folder", folder.path])
      #expect(!taken.isSuccess)
      #expect(taken.errors.contains("no run made it: name another folder with --folder"), "\(taken)")

      let shelves = try await Bandstand.run([
        "run", "--once", "--port", "0", "--folder", folder.path("run"), "--shelves", folder.path("none.json"),
        "--listeners", "3", "--weeks", "1",
      ])
      #expect(!shelves.isSuccess)
      #expect(shelves.errors.contains("none.json"), "\(shelves)")
    }
  }
}
