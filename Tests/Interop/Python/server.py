"""grpc.testing.TestService on the official Python implementation. Prints its port; stops when its input ends.

Two features of the description are beyond grpcio: it does not tell a server whether a request came compressed, so that
expect_compressed is not looked at.
"""

import argparse
import socket
import sys
import time
from concurrent import futures

import grpc

import arguments
from stubs import empty, messages, services

ECHO_INITIAL = "x-grpc-test-echo-initial"
ECHO_TRAILING = "x-grpc-test-echo-trailing-bin"


def payload(size, kind):
    return messages.Payload(type=kind, body=bytes(size))


def echo_metadata(context):
    for key, value in context.invocation_metadata():
        if key == ECHO_INITIAL:
            context.send_initial_metadata(((key, value),))
        elif key == ECHO_TRAILING:
            context.set_trailing_metadata(((key, value),))


def echo_status(request, context):
    """Ends the call when the request says so."""
    asked = request.response_status
    if asked.code:
        code = next((code for code in grpc.StatusCode if code.value[0] == asked.code), grpc.StatusCode.UNKNOWN)
        context.abort(code, asked.message)


class TestService(services.TestServiceServicer):
    def EmptyCall(self, request, context):
        echo_metadata(context)
        return empty.Empty()

    def UnaryCall(self, request, context):
        if request.response_compressed.value:
            context.set_compression(grpc.Compression.Gzip)
        echo_metadata(context)
        echo_status(request, context)
        return messages.SimpleResponse(
            payload=payload(request.response_size, request.response_type), hostname=socket.gethostname())

    def StreamingInputCall(self, requests, context):
        echo_metadata(context)
        size = sum(len(request.payload.body) for request in requests)
        return messages.StreamingInputCallResponse(aggregated_payload_size=size)

    def StreamingOutputCall(self, request, context):
        if any(parameters.compressed.value for parameters in request.response_parameters):
            context.set_compression(grpc.Compression.Gzip)
        echo_metadata(context)
        yield from self._replies(request, context)

    def FullDuplexCall(self, requests, context):
        echo_metadata(context)
        for request in requests:
            yield from self._replies(request, context)

    def HalfDuplexCall(self, requests, context):
        echo_metadata(context)
        for request in list(requests):
            yield from self._replies(request, context)

    def _replies(self, request, context):
        echo_status(request, context)
        for parameters in request.response_parameters:
            time.sleep(parameters.interval_us / 1e6)
            if not parameters.compressed.value:
                context.disable_next_message_compression()
            yield messages.StreamingOutputCallResponse(payload=payload(parameters.size, request.response_type))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--use_tls", type=arguments.truth, default=False)
    parser.add_argument("--tls_cert_file")
    parser.add_argument("--tls_key_file")
    flags = parser.parse_args()
    server = grpc.server(futures.ThreadPoolExecutor(16))
    services.add_TestServiceServicer_to_server(TestService(), server)
    address = f"127.0.0.1:{flags.port}"
    if flags.use_tls:
        pair = (arguments.read(flags.tls_key_file), arguments.read(flags.tls_cert_file))
        port = server.add_secure_port(address, grpc.ssl_server_credentials([pair]))
    else:
        port = server.add_insecure_port(address)
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(0)


main()
