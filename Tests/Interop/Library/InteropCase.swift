import InteropMessages

/// One case of the official description
/// (https://github.com/grpc/grpc/blob/master/doc/interop-test-descriptions.md), run by a client.
public protocol InteropCase: Sendable {
  /// The name that all implementations know it by.
  var name: String { get }
  /// What a server and a client that pass it are able to do.
  var purpose: String { get }

  /// Makes the case's calls and looks at what comes back.
  ///
  /// - Throws: ``CaseFailure`` when the answer is not the one described, or the status of a call that should have gone well.
  func run(against server: ServerUnderTest) async throws
}

/// The cases, in the order of the description.
public enum InteropCases {
  /// Every case there is.
  ///
  /// Not here: `cacheable_unary`, which needs calls by GET, and gRPC over HTTP/2 has only POST; the cases of load reports
  /// (`orca_*`), of Google's credentials (`compute_engine_creds`, `jwt_token_creds`, `oauth2_auth_token`,
  /// `per_rpc_creds`, `google_default_credentials`) and of its load balancer.
  public static let all: [any InteropCase] = [
    EmptyUnary(), LargeUnary(), ClientCompressedUnary(), ServerCompressedUnary(), ClientStreaming(),
    ClientCompressedStreaming(), ServerStreaming(), ServerCompressedStreaming(), PingPong(), EmptyStream(),
    CustomMetadata(), StatusCodeAndMessage(), SpecialStatusMessage(), UnimplementedMethod(), UnimplementedService(),
    CancelAfterBegin(), CancelAfterFirstResponse(), TimeoutOnSleepingServer(), RPCSoak(), ChannelSoak(),
  ]

  /// The cases of compressed requests without their probes, for servers that cannot tell whether a request came compressed.
  public static let withoutProbes: [any InteropCase] = [
    ClientCompressedUnary(probes: false), ClientCompressedStreaming(probes: false),
  ]

  /// The case of that name.
  public static func named(_ name: String) -> (any InteropCase)? { all.first { $0.name == name } }
}
