"""A small order service: it stores an order, and finds it again.

The same as examples/checkout, with Python's standard library alone. Nothing in it knows of
Ninefold; all it is given is PORT and DATABASE_URL.
"""

import json
import os
import signal
import socket
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import postgres

LONGEST_BODY = 64 * 1024
# A failover may be under way when this process starts.
START_SECONDS = 20
# After SIGTERM: how long balancers have to notice, and requests to end.
NOTICE_SECONDS = float(os.environ.get("NOTICE_SECONDS", "0.5"))
DRAIN_SECONDS = float(os.environ.get("DRAIN_SECONDS", "5"))

pool = postgres.Pool(os.environ["DATABASE_URL"], size=4)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # an answer is one write
    timeout = 60
    busy = False

    def setup(self):
        super().setup()
        self.server.connections.add(self)

    def finish(self):
        try:
            super().finish()
        finally:
            self.server.connections.remove(self)

    def parse_request(self):
        self.busy = True
        return super().parse_request()

    def handle_one_request(self):
        self.busy = False
        if self.server.connections.are_closing:
            self.close_connection = True
            return
        super().handle_one_request()

    def do_GET(self):
        if self.path == "/health/live":
            return self.answer(200, {})
        if self.path == "/health/ready":
            return self.answer(503 if self.server.is_draining else 200, {})
        if self.path.startswith("/orders/"):
            return self.confirmed(lambda: self.find_order(unquote(self.path[len("/orders/") :])))
        return self.answer(404, {"error": "no such page"})

    def do_POST(self):
        body = self.read_body()
        if self.path != "/orders":
            return self.answer(404, {"error": "no such page"})
        order_id = body.get("id") if isinstance(body, dict) else None
        # PostgreSQL's texts hold every character but this one.
        if not isinstance(order_id, str) or "\0" in order_id:
            return self.answer(400, {"error": "an order has an id"})
        return self.confirmed(lambda: self.store_order(order_id))

    def store_order(self, order_id):
        """The id is the client's, so asking twice stores one order."""
        with pool.connection() as connection:
            connection.query("INSERT INTO orders (id) VALUES ($1) ON CONFLICT DO NOTHING", order_id)
        return 201, {"id": order_id}

    def find_order(self, order_id):
        with pool.connection() as connection:
            rows = connection.query("SELECT id FROM orders WHERE id = $1", order_id)
        return (200, {"id": order_id}) if rows else (404, {"error": "no such order"})

    def confirmed(self, work):
        try:
            status, answer = work()
        except (postgres.ConnectionLost, postgres.ServerError) as error:
            print(f"{self.command} {self.path}: {error}", file=sys.stderr, flush=True)
            # The order may be stored or not; the client may ask again under the same id.
            status, answer = 503, {"error": "the order could not be confirmed"}
        self.answer(status, answer)

    def read_body(self):
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LONGEST_BODY:
            self.close_connection = True  # the rest of the body is in the way
            return None
        try:
            return json.loads(self.rfile.read(int(length)))
        except ValueError:
            return None

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if self.server.is_draining or self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass  # one line a request would be most of the work


class Connections:
    """Those that are open. Idle ones are closed at once, busy ones after their answer."""

    def __init__(self):
        self.are_closing = False
        self._open = set()
        self._changed = threading.Condition()

    def add(self, handler):
        with self._changed:
            self._open.add(handler)

    def remove(self, handler):
        with self._changed:
            self._open.discard(handler)
            self._changed.notify_all()

    def close(self, within_seconds):
        with self._changed:
            self.are_closing = True
            for handler in self._open:
                if not handler.busy:
                    stop_reading(handler.connection)
            self._changed.wait_for(lambda: not self._open, within_seconds)


def stop_reading(connection):
    """What has arrived is still read and answered; then its reader sees the end."""
    try:
        connection.shutdown(socket.SHUT_RD)
    except OSError:
        pass  # closed already


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    is_draining = False

    def __init__(self, *words):
        super().__init__(*words)
        self.connections = Connections()

    def handle_error(self, _request, _address):
        print(f"a connection failed: {sys.exc_info()[1]}", file=sys.stderr, flush=True)


def create_table():
    # Several replicas start at once, and CREATE TABLE IF NOT EXISTS alone may collide.
    with pool.connection() as connection:
        connection.run(
            """BEGIN;
               SELECT pg_advisory_xact_lock(1);
               CREATE TABLE IF NOT EXISTS orders (id text PRIMARY KEY);
               COMMIT"""
        )


def create_table_at_start():
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            return create_table()
        except (postgres.ConnectionLost, postgres.ServerError):
            if time.monotonic() > until:
                raise
        time.sleep(0.2)


def main():
    # Blocked in every thread and waited for in this one: no handler that could interrupt anything.
    endings = [signal.SIGTERM, signal.SIGINT]
    signal.pthread_sigmask(signal.SIG_BLOCK, endings)
    create_table_at_start()
    with Server(("127.0.0.1", int(os.environ["PORT"])), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        signal.sigwait(endings)
        # Not ready any more, but served: a balancer that has not noticed yet may still send.
        server.is_draining = True
        time.sleep(NOTICE_SECONDS)
        server.shutdown()
    server.connections.close(DRAIN_SECONDS)


if __name__ == "__main__":
    main()
