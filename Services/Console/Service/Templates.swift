import Mustache

/// What pages look like. Everything that is not ours is escaped by `{{…}}`.
enum Templates {
  /// All of them, by name.
  static func library() throws(ConsoleError) -> MustacheLibrary {
    var templates: [String: MustacheTemplate] = [:]
    for (name, text) in sources {
      do { templates[name] = try MustacheTemplate(string: text) } catch {
        throw .badTemplate(name: name, reason: "\(error)")
      }
    }
    return MustacheLibrary(templates: templates)
  }

  private static let sources = [
    "layout": layout, "overview": overview, "quarantine": quarantine, "reasons": reasons, "alerts": alerts,
    "alertRows": alertRows, "problem": problem,
  ]

  private static let layout = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{{title}} · Bandstand</title>
    <link rel="stylesheet" href="/style.css">
    </head>
    <body>
    <header><a class="name" href="/">Bandstand</a>
    <nav><a href="/">Overview</a> <a href="/quarantine">Quarantine</a> <a href="/alerts">Alerts</a></nav></header>
    <main>
    <h1>{{title}}</h1>
    {{$content}}{{/content}}
    </main>
    </body>
    </html>
    """

  private static let overview = """
    {{<layout}}{{$content}}
    <section>
    <h2><a href="/quarantine">{{quarantined}}</a> kept aside in {{days}} days</h2>
    {{^hasQuarantined}}<p>Every line and event could be used.</p>{{/hasQuarantined}}
    {{#hasQuarantined}}{{#worst}}{{>reasons}}{{/worst}}{{/hasQuarantined}}
    </section>
    <section>
    <h2><a href="/alerts">{{alerts}}</a> alerts</h2>
    {{^hasAlerts}}<p>No dataset broke a rule.</p>{{/hasAlerts}}
    {{#hasAlerts}}<table><thead><tr><th>when (UTC)<th>dataset<th>rule<th>feature<th>what</tr></thead><tbody>
    {{#newest}}{{>alertRows}}{{/newest}}
    </tbody></table>{{/hasAlerts}}
    </section>
    {{/content}}{{/layout}}
    """

  /// One reason, with a bar and an example of it.
  private static let reasons = """
    <div class="reason"><a href="{{link}}">{{name}}</a> <meter value="{{value}}" max="{{most}}"></meter>
    <b>{{count}}</b> <span class="place">{{place}}</span> {{message}}</div>
    """

  private static let quarantine = """
    {{<layout}}{{$content}}
    <form method="get" action="/quarantine">
    <label>Days <input name="days" type="number" min="1" max="366" value="{{days}}"></label>
    <label>Reason <input name="reason" value="{{reason}}" placeholder="all"></label>
    <label>Lines <input name="lines" type="number" min="1" max="1000" value="{{linesMax}}"></label>
    <button>Show</button></form>
    <p>What came is not kept, for nobody has masked it: each line tells the file and the line it stands in.</p>
    {{#isEmpty}}<p><b>Nothing was kept aside in {{days}} days.</b></p>{{/isEmpty}}
    {{^isEmpty}}
    <h2>{{total}} kept aside in {{days}} days</h2>
    {{#reasons}}{{>reasons}}{{/reasons}}
    <h2>The newest</h2>
    <table><thead><tr><th>when (UTC)<th>where<th>reason<th>field<th>what</tr></thead><tbody>
    {{#lines}}<tr><td class="moment">{{moment}}<td class="place">{{place}}<td>{{reason}}<td>{{field}}<td>{{message}}
    {{#hasExcerpt}}<code>{{excerpt}}</code>{{/hasExcerpt}}</tr>
    {{/lines}}
    </tbody></table>
    {{/isEmpty}}
    {{#hasUnreadable}}<p class="warning">{{unreadable}} lines of the quarantine itself cannot be read.</p>{{/hasUnreadable}}
    {{/content}}{{/layout}}
    """

  private static let alerts = """
    {{<layout}}{{$content}}
    {{#isEmpty}}<p><b>No dataset broke a rule.</b></p>{{/isEmpty}}
    {{^isEmpty}}<table><thead><tr><th>when (UTC)<th>dataset<th>rule<th>feature<th>what</tr></thead><tbody>
    {{#alerts}}{{>alertRows}}{{/alerts}}
    </tbody></table>{{/isEmpty}}
    {{/content}}{{/layout}}
    """

  private static let alertRows = """
    <tr><td class="moment">{{moment}}<td>{{dataset}}<td>{{rule}}<td>{{feature}}<td>{{message}}</tr>
    """

  private static let problem = """
    {{<layout}}{{$content}}<p class="warning">{{reason}}</p>{{/content}}{{/layout}}
    """

  /// The one style sheet, light or dark as the reader likes it.
  static let style = """
    :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent);
      --soft: color-mix(in srgb, currentColor 62%, transparent); --link: light-dark(#0b57a4, #8cc2ff); }
    body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
    header { display: flex; gap: 2rem; align-items: baseline; padding: .8rem 2rem; border-bottom: 1px solid var(--line); }
    nav { display: flex; gap: 1.2rem; }
    .name { font-weight: 700; font-size: 1.1rem; color: inherit; }
    main { max-width: 72rem; padding: 0 2rem 3rem; }
    h1 { font-size: 1.6rem; margin: 1.2rem 0 .6rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
    a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
    table { border-collapse: collapse; width: 100%; }
    th { text-align: left; font-weight: 600; color: var(--soft); }
    th, td { padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
    .moment, .place { white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--soft); }
    .place { font-family: ui-monospace, monospace; font-size: .85em; white-space: normal; overflow-wrap: anywhere; }
    .reason { padding: .25rem 0; border-bottom: 1px solid var(--line); } meter { width: 10rem; vertical-align: middle; }
    meter::-webkit-meter-optimum-value { background: #c4570a; } meter::-moz-meter-bar { background: #c4570a; }
    code { font-size: .85em; overflow-wrap: anywhere; }
    form { display: flex; gap: 1rem; flex-wrap: wrap; align-items: end; } input { width: 7rem; }
    .warning { border-left: 4px solid #c4570a; padding: .4rem .8rem; }

    """
}
