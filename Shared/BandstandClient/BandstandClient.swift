// All that a program needs to call Bandstand, in one import: the contract's messages and client stubs (`Wire`, and the
// health and reflection of every service) and the gRPC client that takes them there (`RPCClient`).
@_exported public import Messages
@_exported public import RPC
