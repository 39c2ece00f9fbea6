import Domain
import Features
import Messages
import Storage

extension Wire.RunProgress {
  /// A step for the wire.
  init(_ step: RunStep, run: UInt64) {
    self.init(
      run: run, model: step.model, step: step.stage.rawValue, state: step.state.rawValue, message: step.message,
      figures: step.figures.map { Wire.Figure($0) })
  }
}

extension Wire.Figure {
  /// A figure for the wire.
  init(_ figure: Figure) {
    self.init(name: figure.name, value: figure.value)
  }
}

extension Wire.Run {
  /// A run for the wire.
  init(_ run: RunRecord) {
    self.init(
      run: run.run, startedMilliseconds: run.started.milliseconds, endedMilliseconds: run.ended?.milliseconds ?? 0,
      state: run.state.rawValue, steps: run.steps.map { Wire.RunProgress($0, run: run.run) })
  }
}

extension Wire.ModelRecord {
  /// A version for the wire.
  init(_ record: ModelRecord) {
    self.init(
      model: Wire.ModelVersion(model: record.version.model, version: record.version.version), live: record.isLive,
      key: record.key, sha256: record.sha256, featureSetFingerprint: record.fingerprint,
      createdMilliseconds: record.created.milliseconds, figures: record.figures.map { Wire.Figure($0) },
      run: record.run, withdrawn: record.isWithdrawn)
  }
}

extension Wire.ModelHold {
  /// A hold for the wire.
  init(_ hold: ModelHold) {
    self.init(
      model: hold.model, sinceMilliseconds: hold.since.milliseconds, endMilliseconds: hold.end?.milliseconds,
      reason: hold.reason)
  }
}
