/// A page that cannot be shown.
struct ProblemPage: Sendable {
  let title = "No page"
  let reason: String
}
