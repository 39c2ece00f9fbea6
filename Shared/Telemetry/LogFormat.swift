/// How log lines look.
public enum LogFormat: String, CaseIterable, Sendable {
  /// One JSON object a line, for machines.
  case json
  /// One readable line, for people.
  case text
  /// ``text`` when standard error is a terminal, ``json`` otherwise.
  case automatic
}
