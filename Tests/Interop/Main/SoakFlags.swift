import ArgumentParser
import Interoperability

/// The official flags of the soaking cases.
struct SoakFlags: ParsableArguments {
  @Option(name: .customLong("soak_iterations"), help: "Calls that rpc_soak and channel_soak make.")
  var iterations = 10

  @Option(name: .customLong("soak_max_failures"), help: "Calls of them that may fail or be slow.")
  var failuresMaximum = 0

  @Option(name: .customLong("soak_per_iteration_max_acceptable_latency_ms"), help: "What is slow, in milliseconds.")
  var latencyMillisecondsMaximum = 1000

  @Option(name: .customLong("soak_min_time_ms_between_rpcs"), help: "The least time from call to call.")
  var intervalMilliseconds = 0

  @Option(name: .customLong("soak_overall_timeout_seconds"), help: "When to stop, whatever is left to do.")
  var timeoutSeconds = 10

  @Option(name: .customLong("soak_request_size"), help: "The bytes of each request's payload.")
  var requestSize: Int32 = 271_828

  @Option(name: .customLong("soak_response_size"), help: "The bytes of each reply's payload.")
  var responseSize: Int32 = 314_159

  /// The same, for the cases.
  var soak: Soak {
    var soak = Soak()
    soak.iterations = iterations
    soak.failuresMaximum = failuresMaximum
    soak.latencyMaximum = .milliseconds(latencyMillisecondsMaximum)
    soak.interval = .milliseconds(intervalMilliseconds)
    soak.timeout = .seconds(timeoutSeconds)
    soak.requestSize = requestSize
    soak.responseSize = responseSize
    return soak
  }
}
