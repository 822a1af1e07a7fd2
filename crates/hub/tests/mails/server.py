"""A mail server that writes down what it takes, as lines of JSON. Ends when its standard input closes."""
import json, os, ssl, sys
from email import message_from_bytes, policy
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

mood_file, certificate, key = sys.argv[1:4]

def mood():
    with open(mood_file) as file:
        return file.read().strip()

class Desk:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if mood() == "refuse":
            return "550 no such box"
        if address.startswith("later@"):
            return "450 this box is busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        now = mood()
        if now == "busy":
            return "451 later"
        mail = message_from_bytes(envelope.content, policy=policy.default)
        told = {"to": envelope.rcpt_tos, "from": envelope.mail_from, "id": mail["Message-ID"], "subject": mail["Subject"],
                "date": mail["Date"], "text": mail.get_content(), "tls": session.ssl is not None,
                "raw": envelope.content.decode("ascii")}
        print(json.dumps(told), flush=True)
        if now == "hang-up":
            server.transport.abort()
            return "250 never heard"
        return "250 OK"

def sign_in(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"renkei", "合言葉".encode()))

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(certificate, key)

class WithTls(Controller):
    def factory(self):
        return SMTP(self.handler, tls_context=context, require_starttls=True, authenticator=sign_in, auth_required=True,
                    enable_SMTPUTF8=True)

class Plain(Controller):
    def factory(self):
        return SMTP(self.handler)

def start(kind):
    # The controller looks whether somebody listens at the port that it was given, so it is given one.
    import socket
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = kind(Desk(), hostname="127.0.0.1", port=port)
    controller.start()
    return controller, port

plain, plain_port = start(Plain)
tls, tls_port = start(WithTls)
print(json.dumps({"plain": plain_port, "tls": tls_port}), flush=True)
sys.stdin.read()
plain.stop()
tls.stop()
