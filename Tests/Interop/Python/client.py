"""The cases of gRPC's interoperability tests on the official Python implementation. A line for each: pass, or why not.

Some of the description is beyond grpcio, and is left out here: it compresses all messages of a call or none, and does not
say whether a reply came compressed.
"""

import argparse
import queue
import sys
import time

import grpc

import arguments
from stubs import empty, messages, services

REQUEST_SIZES = (27182, 8, 1828, 45904)
REPLY_SIZES = (31415, 9, 2653, 58979)
METADATA = (("x-grpc-test-echo-initial", "test_initial_metadata_value"),
            ("x-grpc-test-echo-trailing-bin", b"\xab\xab\xab"))
GZIP = grpc.Compression.Gzip
PATIENCE = 60


def large_request(**fields):
    return messages.SimpleRequest(response_size=314159, payload=zeros(271828), **fields)


def zeros(size):
    return messages.Payload(body=bytes(size))


def truth(value):
    return messages.BoolValue(value=value)


def output_request(reply_size=None, request_size=None, **fields):
    request = messages.StreamingOutputCallRequest(**fields)
    if reply_size is not None:
        request.response_parameters.add(size=reply_size)
    if request_size is not None:
        request.payload.CopyFrom(zeros(request_size))
    return request


def check_large(reply):
    assert reply.payload.body == bytes(314159), f"the reply has {len(reply.payload.body)} bytes"


def failure(call):
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call went well; it should have failed")


def sizes(replies):
    return [len(reply.payload.body) for reply in replies]


class Requests:
    """Requests that a call sends when they are put in."""

    def __init__(self):
        self._queue = queue.Queue()

    def __iter__(self):
        return iter(self._queue.get, None)

    def send(self, request):
        self._queue.put(request)

    def finish(self):
        self._queue.put(None)


def empty_unary(stub, connect):
    assert stub.EmptyCall(empty.Empty(), timeout=PATIENCE) == empty.Empty()


def large_unary(stub, connect):
    check_large(stub.UnaryCall(large_request(), timeout=PATIENCE))


def client_compressed_unary(stub, connect):
    probe = failure(lambda: stub.UnaryCall(large_request(expect_compressed=truth(True)), timeout=PATIENCE))
    assert probe.code() == grpc.StatusCode.INVALID_ARGUMENT, probe
    check_large(stub.UnaryCall(large_request(expect_compressed=truth(True)), timeout=PATIENCE, compression=GZIP))
    check_large(stub.UnaryCall(large_request(expect_compressed=truth(False)), timeout=PATIENCE))


def server_compressed_unary(stub, connect):
    for compressed in (True, False):
        check_large(stub.UnaryCall(large_request(response_compressed=truth(compressed)), timeout=PATIENCE))


def client_streaming(stub, connect):
    requests = (messages.StreamingInputCallRequest(payload=zeros(size)) for size in REQUEST_SIZES)
    assert stub.StreamingInputCall(requests, timeout=PATIENCE).aggregated_payload_size == 74922


def client_compressed_streaming(stub, connect):
    def call(size, expected, **options):
        request = messages.StreamingInputCallRequest(payload=zeros(size), expect_compressed=truth(expected))
        return stub.StreamingInputCall(iter([request]), timeout=PATIENCE, **options).aggregated_payload_size

    probe = failure(lambda: call(27182, True))
    assert probe.code() == grpc.StatusCode.INVALID_ARGUMENT, probe
    assert call(27182, True, compression=GZIP) + call(45904, False) == 73086


def server_streaming(stub, connect):
    request = output_request()
    for size in REPLY_SIZES:
        request.response_parameters.add(size=size)
    assert sizes(stub.StreamingOutputCall(request, timeout=PATIENCE)) == list(REPLY_SIZES)


def server_compressed_streaming(stub, connect):
    request = output_request()
    request.response_parameters.add(size=31415, compressed=truth(True))
    request.response_parameters.add(size=92653, compressed=truth(False))
    assert sizes(stub.StreamingOutputCall(request, timeout=PATIENCE)) == [31415, 92653]


def ping_pong(stub, connect):
    requests = Requests()
    replies = stub.FullDuplexCall(iter(requests), timeout=PATIENCE)
    for request_size, reply_size in zip(REQUEST_SIZES, REPLY_SIZES):
        requests.send(output_request(reply_size, request_size))
        assert len(next(replies).payload.body) == reply_size
    requests.finish()
    assert sizes(replies) == []


def half_duplex(stub, connect):
    """No case of today's description, but a call of its service."""
    requests = (output_request(size) for size in REPLY_SIZES)
    assert sizes(stub.HalfDuplexCall(requests, timeout=PATIENCE)) == list(REPLY_SIZES)


def empty_stream(stub, connect):
    assert sizes(stub.FullDuplexCall(iter([]), timeout=PATIENCE)) == []


def custom_metadata(stub, connect):
    def check(call):
        assert METADATA[0] in call.initial_metadata(), call.initial_metadata()
        assert METADATA[1] in call.trailing_metadata(), call.trailing_metadata()

    reply, call = stub.UnaryCall.with_call(large_request(), metadata=METADATA, timeout=PATIENCE)
    check_large(reply)
    check(call)
    replies = stub.FullDuplexCall(iter([output_request(314159, 271828)]), metadata=METADATA, timeout=PATIENCE)
    assert sizes(replies) == [314159]
    check(replies)


def expect_status(stub, message):
    asked = messages.EchoStatus(code=2, message=message)
    calls = (lambda: stub.UnaryCall(messages.SimpleRequest(response_status=asked), timeout=PATIENCE),
             lambda: list(stub.FullDuplexCall(iter([output_request(response_status=asked)]), timeout=PATIENCE)))
    for call in calls:
        error = failure(call)
        assert (error.code(), error.details()) == (grpc.StatusCode.UNKNOWN, message), error


def status_code_and_message(stub, connect):
    expect_status(stub, "test status message")


def special_status_message(stub, connect):
    expect_status(stub, "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n")


def unimplemented_method(stub, connect):
    error = failure(lambda: stub.UnimplementedCall(empty.Empty(), timeout=PATIENCE))
    assert error.code() == grpc.StatusCode.UNIMPLEMENTED, error


def unimplemented_service(stub, connect):
    with connect() as channel:
        other = services.UnimplementedServiceStub(channel)
        error = failure(lambda: other.UnimplementedCall(empty.Empty(), timeout=PATIENCE))
    assert error.code() == grpc.StatusCode.UNIMPLEMENTED, error


def cancel_after_begin(stub, connect):
    requests = Requests()
    call = stub.StreamingInputCall.future(iter(requests), timeout=PATIENCE)
    call.cancel()
    requests.finish()
    assert call.cancelled() and call.code() == grpc.StatusCode.CANCELLED, call.code()


def cancel_after_first_response(stub, connect):
    requests = Requests()
    replies = stub.FullDuplexCall(iter(requests), timeout=PATIENCE)
    requests.send(output_request(31415, 27182))
    assert len(next(replies).payload.body) == 31415
    replies.cancel()
    error = failure(lambda: next(replies))
    requests.finish()
    assert error.code() == grpc.StatusCode.CANCELLED, error


def timeout_on_sleeping_server(stub, connect):
    requests = Requests()
    replies = stub.FullDuplexCall(iter(requests), timeout=0.001)
    requests.send(output_request(request_size=27182))
    error = failure(lambda: next(replies))
    requests.finish()
    assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED, error


def rpc_soak(stub, connect):
    for _ in range(10):
        large_unary(stub, connect)


def channel_soak(stub, connect):
    for _ in range(10):
        with connect() as channel:
            large_unary(services.TestServiceStub(channel), connect)


CASES = (empty_unary, large_unary, client_compressed_unary, server_compressed_unary, client_streaming,
         client_compressed_streaming, server_streaming, server_compressed_streaming, ping_pong, half_duplex, empty_stream,
         custom_metadata, status_code_and_message, special_status_message, unimplemented_method, unimplemented_service,
         cancel_after_begin, cancel_after_first_response, timeout_on_sleeping_server, rpc_soak, channel_soak)


def channel(flags):
    address = f"{flags.server_host}:{flags.server_port}"
    options = [("grpc.use_local_subchannel_pool", 1)]
    if not flags.use_tls:
        return grpc.insecure_channel(address, options)
    if flags.server_host_override:
        options.append(("grpc.ssl_target_name_override", flags.server_host_override))
    return grpc.secure_channel(address, grpc.ssl_channel_credentials(arguments.read(flags.ca_file)), options)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server_host", default="localhost")
    parser.add_argument("--server_host_override")
    parser.add_argument("--server_port", type=int, required=True)
    parser.add_argument("--test_case", default="all")
    parser.add_argument("--use_tls", type=arguments.truth, default=False)
    parser.add_argument("--ca_file")
    flags = parser.parse_args()
    chosen = [case for case in CASES if flags.test_case in ("all", case.__name__)]
    if not chosen:
        sys.exit(f"there is no case {flags.test_case}")
    failures = 0
    with channel(flags) as shared:
        stub = services.TestServiceStub(shared)
        for case in chosen:
            start = time.monotonic()
            try:
                case(stub, lambda: channel(flags))
                print(f"pass {case.__name__} ({time.monotonic() - start:.3f} seconds)", flush=True)
            except (AssertionError, grpc.RpcError) as error:
                failures += 1
                print(f"FAIL {case.__name__}: {error}", flush=True)
    sys.exit(1 if failures else 0)


main()
