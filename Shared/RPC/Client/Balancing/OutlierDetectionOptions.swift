/// When a server that answers worse than the others is left out for a while (gRFC A50).
///
/// Failures are calls that ended with UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN, DATA_LOSS or
/// RESOURCE_EXHAUSTED; other statuses say more about the request than about the server. When all servers are left out,
/// all are used: a bad answer is better than none.
public struct OutlierDetectionOptions: Sendable {
  /// Leaves servers out whose part of successes is far below the mean.
  public struct SuccessRate: Sendable {
    /// How many standard deviations below the mean, in thousandths, zero or more.
    public var deviationThousandths = 1900
    /// Out of 100 servers found so, how many are left out.
    public var enforcementPercent = 100
    /// Fewer servers with enough calls say nothing.
    public var hostsMinimum = 5
    /// Fewer calls to a server in an interval say nothing.
    public var requestsMinimum = 100

    /// The standard values, to be changed field by field.
    public init() {}
  }

  /// Leaves servers out whose part of failures is above a threshold.
  public struct FailurePercentage: Sendable {
    /// A server with more failures than this out of 100 calls, from 0 to 100, is left out.
    public var thresholdPercent = 85
    /// Out of 100 servers found so, how many are left out.
    public var enforcementPercent = 100
    /// Fewer servers with enough calls say nothing.
    public var hostsMinimum = 5
    /// Fewer calls to a server in an interval say nothing.
    public var requestsMinimum = 50

    /// The standard values, to be changed field by field.
    public init() {}
  }

  /// From one look at the counts to the next.
  public var interval: Duration = .seconds(10)
  /// How long a server is left out the first time; longer by as much each further time.
  public var baseEjectionTime: Duration = .seconds(30)
  /// How long a server is left out at most, unless the base is longer.
  public var maximumEjectionTime: Duration = .seconds(300)
  /// Out of 100 servers, how many are left out at most; one may always be.
  public var ejectedPercentMaximum = 10
  /// Nil: not looked at.
  public var successRate: SuccessRate? = SuccessRate()
  /// Nil: not looked at.
  public var failurePercentage: FailurePercentage?

  /// The standard values, to be changed field by field.
  public init() {}

  /// For a handful of replicas: five failures in ten calls of two seconds leave a server out for ten, as long as two are
  /// left of three.
  public static let fewReplicas: OutlierDetectionOptions = {
    var options = OutlierDetectionOptions()
    options.interval = .seconds(2)
    options.baseEjectionTime = .seconds(10)
    options.ejectedPercentMaximum = 50
    options.successRate = nil
    var failures = FailurePercentage()
    failures.thresholdPercent = 49
    failures.hostsMinimum = 2
    failures.requestsMinimum = 10
    options.failurePercentage = failures
    return options
  }()
}
