import Features
import Hosting

/// How to call home from Python, ready to be pasted.
struct ClientHint {
  /// Where home listens.
  let home: PeerAddress?
  /// Whose page.
  let listener: String
  /// The moment of the page; nil for now.
  let moment: Moment?

  /// The hint's lines.
  var text: String {
    let momentArgument = moment.map { ", moment_milliseconds=\($0.milliseconds)" } ?? ""
    return """

      Call home from Python (pip install grpcio grpcio-tools):

      python3 -m grpc_tools.protoc -Iprotos --python_out=. --grpc_python_out=. protos/bandstand/v1/*.proto
      python3 - <<'PYTHON'
      import grpc
      from bandstand.v1 import home_pb2, home_pb2_grpc
      home = home_pb2_grpc.HomeStub(grpc.insecure_channel("\(home?.description ?? "127.0.0.1:8001")"))
      print(home.GetHome(home_pb2.GetHomeRequest(listener="\(listener)"\(momentArgument))))
      PYTHON
      """
  }
}
