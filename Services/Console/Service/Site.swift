import Mustache

/// The pages, without the web: a path and a query in, a page out.
struct Site: Sendable {
  /// A page as it is sent.
  struct Page: Equatable, Sendable {
    var status = 200
    var contentType = "text/html; charset=utf-8"
    let body: String
  }

  let validation: ValidationSource
  private let templates: MustacheLibrary

  /// The pages over what these services know.
  init(validation: ValidationSource) throws(ConsoleError) {
    self.validation = validation
    templates = try Templates.library()
  }

  /// The page at a path.
  func page(at path: String, _ query: PageQuery) async -> Page {
    do throws(PageFailure) {
      switch path {
      case "/": return render("overview", try await OverviewPage(validation))
      case "/quarantine": return render("quarantine", try await QuarantinePage(validation, query))
      case "/alerts": return render("alerts", try await AlertsPage(validation))
      case "/style.css": return Page(contentType: "text/css; charset=utf-8", body: Templates.style)
      default: return problem(404, "There is no such page.")
      }
    } catch {
      switch error {
      case .refused(let reason): return problem(400, reason)
      case .unanswered(let reason): return problem(503, reason)
      }
    }
  }

  private func problem(_ status: Int, _ reason: String) -> Page {
    var page = render("problem", ProblemPage(reason: reason))
    page.status = status
    return page
  }

  private func render(_ template: String, _ content: some Sendable) -> Page {
    Page(body: templates.render(content, withTemplate: template) ?? "")
  }
}
