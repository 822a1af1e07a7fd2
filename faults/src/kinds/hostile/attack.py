"""One attack on a listener of the hub: attack.py KIND PORT CONNECTIONS SECONDS

Says as JSON how many connections it opened and how many of them the hub had closed when the seconds were over.
Loopback only; it ends by itself."""
import json
import select
import socket
import ssl
import struct
import sys
import time

KIND, PORT, CONNECTIONS, SECONDS = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
END = time.monotonic() + SECONDS


def tls(protocol):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols([protocol])
    return context.wrap_socket(plain(), server_hostname="localhost")


def plain():
    return socket.create_connection(("127.0.0.1", PORT), timeout=10)


def is_closed(connection):
    """True when the other side has ended it; whatever else it says is read and thrown away."""
    connection.setblocking(False)
    try:
        while True:
            if not connection.recv(65536):
                return True
    except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
        return False
    except OSError:
        return True


def watch(connections, drip):
    """Keeps them open, sends a little on each now and then, and counts those that are closed."""
    is_open = list(connections)
    while is_open and time.monotonic() < END:
        for connection in list(is_open):
            try:
                if drip:
                    connection.setblocking(True)
                    connection.settimeout(2)
                    connection.sendall(drip)
                if is_closed(connection):
                    is_open.remove(connection)
            except OSError:
                is_open.remove(connection)
        time.sleep(0.2)
    return len(connections) - len(is_open)


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


# :method GET, :scheme https, :path /, :authority localhost
HEADERS = b"\x82\x87\x84\x41\x09localhost"
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0)


def flood(pieces):
    """Sends piece after piece on an HTTP/2 connection until the hub ends it, or nothing is left to send."""
    connection = tls("h2")
    connection.sendall(PREFACE)
    try:
        for piece in pieces:
            connection.setblocking(True)
            connection.settimeout(5)
            connection.sendall(piece)
            if time.monotonic() > END:
                return False
            readable, _, _ = select.select([connection], [], [], 0)
            if readable and is_closed(connection):
                return True
        while time.monotonic() < END:
            if is_closed(connection):
                return True
            time.sleep(0.05)
    except OSError:
        return True
    return False


def resets():
    """Opens streams and takes them back at once."""
    for number in range(1, 400_000, 2):
        yield frame(1, 0x5, number, HEADERS) + frame(3, 0, number, struct.pack(">I", 8))


def empty_frames():
    """A request whose body never gets any further."""
    yield frame(1, 0x4, 1, HEADERS)
    for _ in range(200_000):
        yield frame(0, 0, 1) * 50


def endless_head():
    """A head that never ends."""
    yield frame(1, 0, 1, HEADERS)
    for _ in range(200_000):
        yield frame(9, 0, 1, b"\x00\x01a\x7f\x00" + b"b" * 127)


def main():
    if KIND == "silent":
        opened = [plain() for _ in range(CONNECTIONS)]
        closed = watch(opened, None)
    elif KIND == "slow-head":
        opened = [tls("http/1.1") for _ in range(CONNECTIONS)]
        for connection in opened:
            connection.sendall(b"GET /v1/crl HTTP/1.1\r\nhost: localhost\r\nx: ")
        closed = watch(opened, b"a")
    elif KIND == "slow-body":
        opened = [tls("http/1.1") for _ in range(CONNECTIONS)]
        head = b"POST /v1/enrolments HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n"
        for connection in opened:
            connection.sendall(head)
        closed = watch(opened, b" ")
    else:
        pieces = {"resets": resets, "empty-frames": empty_frames, "endless-head": endless_head}[KIND]
        opened = range(CONNECTIONS)
        closed = sum(flood(pieces()) for _ in opened)
    print(json.dumps({"opened": len(opened), "closed": closed}))


main()
