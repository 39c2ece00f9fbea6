import Support
import Testing

extension EndToEnd {
  @Suite("Services over mutual TLS", .serialized)
  struct SecureFleetTests {
    @Test("With certificates for all a page is as full as without; who has none, or no right, is told so")
    func page() async throws {
      let plain = try EndToEnd.fleet
      try await plain.endAll()
      let security = try await FleetSecurity()
      let fleet = Fleet(over: plain.demo, security: security)
      do {
        try await fleet.startAll()
        let page = try await fleet.fullPage()
        #expect(page.output.contains("ranking.shortcuts@"), "\(page)")
        let models = try await fleet.bandstand("models", "list")
        #expect(models.isSuccess, "\(models)")

        // Asks validation for what was kept aside, and for alerts: its own rights are for these two.
        let overview = try await fleet.consolePage("/")
        #expect(overview.contains("<title>Overview"), "\(overview)")

        let words = ["page", "listener-1", "--home", await fleet.address(of: .home)]
        let stranger = try await Bandstand.run(words + security.clientFlags("stranger"))
        #expect(stranger.status == 1 && stranger.errors.contains("permissionDenied"), "\(stranger)")
        let unknown = try await Bandstand.run(words)
        #expect(unknown.status == 1 && unknown.errors.contains("unavailable"), "\(unknown)")
      } catch {
        try await fleet.endAll()
        try await plain.startAll()
        throw error
      }
      try await fleet.endAll()
      try await plain.startAll()
    }
  }
}
