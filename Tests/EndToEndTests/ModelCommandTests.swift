import Support
import Testing

extension EndToEnd {
  @Suite("Models and their gates", .serialized)
  struct ModelCommandTests {
    @Test("The registry is listed with versions, what is live, and figures")
    func list() async throws {
      let ending = try await EndToEnd.fleet.bandstand("models")
      #expect(ending.isSuccess, "\(ending)")
      #expect(ending.output.contains(/ranking\.shortcuts +1 +live .*ndcg@10 0\.\d+/), "\(ending)")
      let one = try await EndToEnd.fleet.bandstand("models", "list", "factorization")
      #expect(one.output.contains("recall@10 0."), "\(one)")
      #expect(!one.output.contains("ranking."), "\(one)")
    }

    @Test("What was never replaced cannot be rolled back, and says so")
    func rollBackRefused() async throws {
      let ending = try await EndToEnd.fleet.bandstand("models", "roll-back", "ranking.shows")
      #expect(ending.status == 1)
      #expect(ending.errors.contains("no version of ranking.shows was live before"), "\(ending)")
    }

    @Test("A model below its shelf's threshold is refused with the reason, and what is live stays live")
    func refusedByGate() async throws {
      let fleet = try EndToEnd.fleet
      let before = try await fleet.bandstand("models")
      let strict = try fleet.demo.folder.write(
        ShelvesFile.text(impressionsMin: 1_000_000, withinSlateAreaUnderCurveMin: 1), to: "strict.json")
      _ = try await fleet.stop(.training)
      try await fleet.start(.training, shelves: strict)

      let ending = try await fleet.bandstand("train", "ranking.shortcuts", "--moment", "1768262400000")
      #expect(ending.isSuccess, "a refusal is no failure: \(ending)")
      #expect(ending.output.contains(/gate +refused .*impressions are fewer than the 1000000/), "\(ending)")
      #expect(ending.output.contains(/auc within slates 0\.\d+ is below the shelf's 1/), "\(ending)")
      #expect(try await fleet.bandstand("models").output == before.output)

      _ = try await fleet.stop(.training)
      try await fleet.start(.training)
      #expect(try await fleet.fullPage().output.contains("ranking.shortcuts@1"))
    }

    @Test("A dataset in the store can be checked again; one that is not there is an error")
    func validate() async throws {
      let fleet = try EndToEnd.fleet
      let checked = try await fleet.bandstand(
        "validate", "check", "ranking.shortcuts", "datasets/ranking.shortcuts/0000000002.dataset")
      #expect(checked.isSuccess, "\(checked)")
      #expect(checked.output.contains(/ranking\.shortcuts: \d+ rows, passed/), "\(checked)")
      let missing = try await fleet.bandstand("validate", "check", "ranking.shortcuts", "datasets/none.dataset")
      #expect(missing.status == 1)
      #expect(missing.errors.contains("there is no object datasets/none.dataset"), "\(missing)")
    }

    @Test("A dataset that differs from the last good one is refused with the feature, both distributions and an alert")
    func drift() async throws {
      let fleet = try EndToEnd.fleet
      // What was learned on another shelf: artists never heard, where the last good dataset had what was heard lately.
      let drifted = try await fleet.bandstand(
        "validate", "check", "ranking.shortcuts", "datasets/ranking.artists/0000000002.dataset")
      #expect(drifted.status == 1, "\(drifted)")
      #expect(drifted.output.contains(/ranking\.shortcuts: \d+ rows, refused/), "\(drifted)")
      #expect(drifted.output.contains("  missing: pair.sinceHeard is missing in "), "\(drifted)")
      #expect(drifted.output.contains("  drift: "), "\(drifted)")
      #expect(drifted.output.contains(/bin +before +now/), "\(drifted)")
      let alerts = try await fleet.bandstand("validate")
      #expect(alerts.isSuccess, "\(alerts)")
      #expect(alerts.output.contains("ranking.shortcuts  datasets/ranking.artists/0000000002.dataset"), "\(alerts)")
    }

    @Test("A model that nobody knows is refused with the names of those there are")
    func unknownModel() async throws {
      let ending = try await EndToEnd.fleet.bandstand("train", "ranking.nothing")
      #expect(ending.status == 1)
      #expect(ending.errors.contains("no model is called \"ranking.nothing\": use one of popularity, "), "\(ending)")
    }
  }
}
