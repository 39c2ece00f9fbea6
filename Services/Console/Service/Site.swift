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

/// What a reader of a page asks for, as texts.
struct PageQuery: Sendable {
  private let values: [String: String]

  init(_ values: [String: String] = [:]) { self.values = values }

  /// A text; empty when nothing was said.
  func text(_ name: String) -> String { values[name] ?? "" }

  /// A number; `none` when nothing was said.
  ///
  /// - Throws: ``PageFailure/refused(_:)`` for what is no number.
  func number(_ name: String, none: UInt32) throws(PageFailure) -> UInt32 {
    guard let text = values[name], !text.isEmpty else { return none }
    guard let number = UInt32(text) else { throw .refused("“\(name)” is “\(text)”: give a whole number.") }
    return number
  }
}
