/// The metrics of connections in one role: what gRPC's channelz would tell.
struct TransportMetrics {
  private let role: RPCInstruments.Role
  private let prefix: String
  private var metrics: [RPCMetric] = []

  init(_ role: RPCInstruments.Role) {
    self.role = role
    prefix = role == .server ? "grpc.server" : "grpc.client"
  }

  /// The metrics of that role.
  var all: [RPCMetric] { metrics }

  /// Adds the connections to one target, or those of servers, which were counted on several loops.
  mutating func add(_ key: RPCInstruments.TransportKey, _ loops: [TransportCounters]) {
    let labels = role == .server ? [] : [(name: "grpc.target", value: key.target)]
    addConnections(labels, loops)
    add("message.sent", "{message}", "Messages handed to connections.", labels, loops.total { $0.messagesSent.total })
    add(
      "message.received", "{message}", "Messages taken from connections.", labels,
      loops.total { $0.messagesReceived.total })
    add("connection.sent", "By", "Bytes written to connections.", labels, loops.total { $0.bytesSent.total })
    add("connection.received", "By", "Bytes read from connections.", labels, loops.total { $0.bytesReceived.total })
    add(
      "call.writer_stalls", "{stall}", "Writers that waited because the peer did not take what was sent.", labels,
      loops.total { $0.writerStalls.total })
    add(
      "connection.keepalive_pings", "{ping}", "Pings sent to see whether the peer is there.", labels,
      loops.total { $0.keepalivesSent.total })
    guard role == .server else { return addServers(labels, loops) }
    add(
      "request.foreign", "{request}", "Requests that were no gRPC and got an HTTP status.", labels,
      loops.total { $0.foreignRequests.total })
    add(
      "trace_context.ignored", "{field}", "traceparent or tracestate fields that break their grammar.", labels,
      loops.total { $0.traceContextsIgnored.total })
  }

  private mutating func addServers(_ labels: [(name: String, value: String)], _ loops: [TransportCounters]) {
    let lost = loops.total { $0.serversLost.total }
    let reached = loops.total { $0.serversReached.total }
    add(
      "subchannel.connected", "{server}", "Servers of the target to which there is a connection.", labels,
      reached - min(reached, lost), kind: .gauge)
    for state in ConnectivityState.allCases where state != .shutdown {
      let exits = loops.total { $0.exits(of: state) }
      let entries = loops.total { $0.entries(of: state) }
      add(
        "subchannel.state", "{server}", "Servers of the target in each of gRPC's connectivity states.",
        labels + [(name: "state", value: state.rawValue)], entries - min(entries, exits), kind: .gauge)
    }
    add("subchannel.disconnections", "{disconnection}", "Servers that were lost.", labels, lost)
  }

  private mutating func addConnections(_ labels: [(name: String, value: String)], _ loops: [TransportCounters]) {
    let ended = ConnectionEnd.allCases.map { reason in
      (reason: reason, count: loops.total { $0.connectionsEnded(reason) })
    }
    let endedCount = ended.reduce(0) { $0 + $1.count }
    let opened = loops.total { $0.connectionsOpened.total }
    add("connection.opened", "{connection}", "Connections made.", labels, opened)
    add(
      "connection.failed", "{connection}", "Connections that could not be made, or were one too many.", labels,
      loops.total { $0.connectionsFailed.total })
    for (reason, count) in ended {
      add(
        "connection.closed", "{connection}", "Connections that are gone, and why.",
        labels + [(name: "reason", value: "\(reason)")], count)
    }
    add(
      "connection.open", "{connection}", "Connections there are.", labels, opened - min(opened, endedCount),
      kind: .gauge)
  }

  private mutating func add(
    _ name: String, _ unit: String, _ summary: String, _ labels: [(name: String, value: String)], _ value: UInt64,
    kind: RPCMetric.Kind = .counter
  ) {
    let name = "\(prefix).\(name)"
    let index = metrics.firstIndex { $0.name == name } ?? metrics.count
    if index == metrics.count { metrics.append(RPCMetric(name, unit: unit, kind: kind, summary)) }
    metrics[index].points.append(.init(labels: labels, value: .number(value)))
  }
}

extension [TransportCounters] {
  fileprivate func total(_ counter: (TransportCounters) -> UInt64) -> UInt64 { reduce(0) { $0 + counter($1) } }
}
