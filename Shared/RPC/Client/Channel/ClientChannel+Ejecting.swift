import Logging
import NIOCore

extension ClientChannel {
  /// Looks at how well the servers answer, from time to time, as long as the client is open.
  func startEjections() {
    guard let options = options.outlierDetection else { return }
    let interval = TimeAmount(clamping: options.interval)
    let detector = OutlierDetector(options: options)
    ejections = loop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { [weak self] _ in
      self?.sweep(detector)
    }
  }

  private func sweep(_ detector: OutlierDetector) {
    let before = subchannels.map(\.record)
    var records = before
    detector.sweep(&records, at: loop.now, using: &generator)
    var isChanged = false
    for (subchannel, record) in zip(subchannels, records) {
      isChanged = isChanged || subchannel.record.isEjected != record.isEjected
      if subchannel.record.isEjected != record.isEjected {
        logger.info(
          record.isEjected ? "a server answers badly and is left out" : "a server is taken back",
          metadata: ["target": "\(target)", "server": "\(subchannel.address)"])
      }
      subchannel.record = record
    }
    if isChanged { changed() }
  }
}
