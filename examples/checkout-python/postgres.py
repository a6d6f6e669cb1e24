"""A small client of PostgreSQL's wire protocol (version 3.0), with the standard library alone.

It knows what an order service needs: one statement at a time, text in, text out, and passwords by
SCRAM-SHA-256. See https://www.postgresql.org/docs/current/protocol.html.
"""

import base64
import hashlib
import hmac
import queue
import secrets
import select
import socket
import struct
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

PROTOCOL = 196608  # 3.0
TIMEOUT_SECONDS = 5


class ServerError(Exception):
    """The server refused a statement. The connection may be used on."""

    def __init__(self, fields):
        super().__init__(fields.get("M", "no message"))
        self.sqlstate = fields.get("C", "")


class ConnectionLost(Exception):
    """The connection ended or fell silent: what was asked may be done or not."""


class Connection:
    def __init__(self, url):
        parts = urlsplit(url)
        self._user = unquote(parts.username or "postgres")
        self._password = unquote(parts.password or "")
        database = unquote(parts.path[1:]) or self._user
        try:
            address = (parts.hostname or "127.0.0.1", parts.port or 5432)
            self._socket = socket.create_connection(address, TIMEOUT_SECONDS)
        except OSError as error:
            raise ConnectionLost(f"cannot connect: {error}") from error
        try:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._reader = self._socket.makefile("rb")
            words = ["user", self._user, "database", database, "client_encoding", "UTF8"]
            body = struct.pack("!I", PROTOCOL) + b"".join(map(_text, words)) + b"\0"
            self._send(struct.pack("!I", len(body) + 4) + body)
            self._authenticate()
            self._read_until_ready()
        except BaseException:
            self.close()
            raise

    @property
    def is_usable(self):
        """An idle connection has nothing to say; one that has was ended by the server."""
        readable, _, _ = select.select([self._socket], [], [], 0)
        return not readable

    def close(self):
        self._socket.close()

    def run(self, script):
        """Runs statements without parameters."""
        self._send(_message(b"Q", _text(script)))
        self._read_until_ready()

    def query(self, statement, *values):
        """Runs one statement, `$1` and so on for the values, and returns its rows as lists."""
        bound = b"".join(_value(value) for value in values)
        self._send(
            _message(b"P", b"\0" + _text(statement) + struct.pack("!H", 0))
            + _message(b"B", b"\0\0" + struct.pack("!HH", 0, len(values)) + bound + b"\0\0")
            + _message(b"E", b"\0" + struct.pack("!I", 0))
            + _message(b"S", b"")
        )
        return self._read_until_ready()

    def _read_until_ready(self):
        """Only when the server is ready again has it committed; an error before that counts."""
        rows, failure = [], None
        while True:
            kind, body = self._receive()
            if kind == b"Z":
                if failure:
                    raise failure
                return rows
            if kind == b"D":
                rows.append(_row(body))
            elif kind == b"E":
                failure = ServerError(_fields(body))
                if _fields(body).get("V") == "FATAL":
                    raise ConnectionLost(str(failure))

    def _authenticate(self):
        kind, method, body = self._receive_authentication()
        if method == 0:  # trust
            return
        if method != 10 or b"SCRAM-SHA-256" not in body.split(b"\0"):
            raise ConnectionLost("the server wants another password method than SCRAM-SHA-256")
        # RFC 5802 and 7677. The user's name was in the startup message, so it is empty here. The
        # password is taken as it is, which is right for ASCII (SASLprep changes some others).
        first = "n=,r=" + base64.b64encode(secrets.token_bytes(18)).decode()
        initial = ("n,," + first).encode()
        self._send(
            _message(b"p", _text("SCRAM-SHA-256") + struct.pack("!I", len(initial)) + initial)
        )
        _, _, challenge = self._receive_authentication(11)
        words = dict(word.split("=", 1) for word in challenge.decode().split(","))
        if not words["r"].startswith(first[5:]):
            raise ConnectionLost("the server answers somebody else's challenge")
        salted = hashlib.pbkdf2_hmac(
            "sha256", self._password.encode(), base64.b64decode(words["s"]), int(words["i"])
        )
        final = "c=biws,r=" + words["r"]
        signed = ",".join([first, challenge.decode(), final])
        client_key = _hmac(salted, "Client Key")
        signature = _hmac(hashlib.sha256(client_key).digest(), signed)
        proof = bytes(a ^ b for a, b in zip(client_key, signature))
        self._send(_message(b"p", (final + ",p=" + base64.b64encode(proof).decode()).encode()))
        _, _, answer = self._receive_authentication(12)
        expected = base64.b64encode(_hmac(_hmac(salted, "Server Key"), signed))
        if not hmac.compare_digest(answer, b"v=" + expected):
            raise ConnectionLost("the server does not know the password either")
        self._receive_authentication(0)

    def _receive_authentication(self, expected=None):
        kind, body = self._receive()
        if kind == b"E":
            raise ConnectionLost(_fields(body).get("M", "refused"))
        method = struct.unpack("!I", body[:4])[0] if kind == b"R" else None
        if kind != b"R" or expected not in (None, method):
            raise ConnectionLost("the server does not speak as PostgreSQL does")
        return kind, method, body[4:]

    def _send(self, data):
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise ConnectionLost(str(error)) from error

    def _receive(self):
        try:
            kind = self._reader.read(1)
            head = self._reader.read(4)
            body = self._reader.read(struct.unpack("!I", head)[0] - 4) if len(head) == 4 else b""
        except OSError as error:
            raise ConnectionLost(str(error) or "no answer in time") from error
        if len(head) < 4 or len(body) < struct.unpack("!I", head)[0] - 4:
            raise ConnectionLost("the server closed the connection")
        return kind, body


class Pool:
    """Lends a few connections; one that was lost is replaced when it is next needed."""

    def __init__(self, url, size):
        self._url = url
        self._places = queue.LifoQueue()
        for _ in range(size):
            self._places.put(None)

    @contextmanager
    def connection(self):
        connection = self._places.get()
        try:
            if connection and not connection.is_usable:
                connection.close()
                connection = None
            connection = connection or Connection(self._url)
            yield connection
        except ServerError:
            raise
        except BaseException:
            # In the middle of something, or gone.
            if connection:
                connection.close()
            connection = None
            raise
        finally:
            self._places.put(connection)


def _text(text):
    return text.encode() + b"\0"


def _message(kind, body):
    return kind + struct.pack("!I", len(body) + 4) + body


def _value(value):
    data = str(value).encode()
    return struct.pack("!I", len(data)) + data


def _row(body):
    (count,) = struct.unpack("!H", body[:2])
    at, row = 2, []
    for _ in range(count):
        (length,) = struct.unpack("!i", body[at : at + 4])
        at += 4
        row.append(None if length < 0 else body[at : at + length].decode())
        at += max(length, 0)
    return row


def _fields(body):
    return {field[:1].decode(): field[1:].decode() for field in body.split(b"\0") if field}


def _hmac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
