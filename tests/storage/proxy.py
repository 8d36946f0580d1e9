"""A wire between a client and a service that can be cut or made to hang, as wires are."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import List


class Wire:
    """Listens on a port of its own and passes everything on to a service, both ways."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._target = (host, port)
        self._flows = threading.Event()
        self._flows.set()
        self._cut = False
        self._sockets: List[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break all connections and refuse new ones."""
        self._cut = True
        self._hang_up()

    def hang(self) -> None:
        """Let connections stand, but pass nothing on."""
        self._flows.clear()

    def mend(self) -> None:
        """Work again. What hung is passed on."""
        self._cut = False
        self._flows.set()

    def close(self) -> None:
        """End the wire."""
        self._listener.close()
        self._flows.set()
        self._hang_up()

    def _hang_up(self) -> None:
        for each in self._sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._sockets.clear()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._cut:
                client.close()
                continue
            server = socket.create_connection(self._target)
            self._sockets += [client, server]
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while content := source.recv(65536):
                self._flows.wait()
                sink.sendall(content)
        for each in (source, sink):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
