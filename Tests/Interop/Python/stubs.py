"""The stubs of grpc.testing as grpcio-tools makes them from protos/, made anew whenever this is imported."""

import atexit
import importlib
import os
import shutil
import sys
import tempfile

import grpc
import grpc_tools
from grpc_tools import protoc

_root = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
_folder = tempfile.mkdtemp(prefix="interop-stubs-")
atexit.register(shutil.rmtree, _folder)

_protos = [f"grpc/testing/{name}.proto" for name in ("empty", "messages", "test")]
_arguments = ["protoc", f"-I{_root}/protos", f"--python_out={_folder}", f"--grpc_python_out={_folder}", *_protos]
if protoc.main(_arguments) != 0:
    sys.exit("grpcio-tools could not make the stubs")

# The package of the messages begins with grpc, and so does grpcio's own module: it is told to look here, too.
grpc.__path__.append(f"{_folder}/grpc")
empty = importlib.import_module("grpc.testing.empty_pb2")
messages = importlib.import_module("grpc.testing.messages_pb2")
services = importlib.import_module("grpc.testing.test_pb2_grpc")
