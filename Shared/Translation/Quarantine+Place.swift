public import Messages

extension Wire.QuarantinedReason {
  /// Where the newest of them stands, as "file:line".
  public var place: String { line > 0 ? "\(source):\(line)" : source }
}

extension Wire.QuarantinedLine {
  /// Where it stands, as "file:line".
  public var place: String { line > 0 ? "\(source):\(line)" : source }
}
