"""A real SMTP server on this machine's own address, which takes, refuses or holds what the chasers send.

with PostOffice() as post: ...; post.messages
"""

import asyncio
import email
import email.policy
import socket
import threading

from aiosmtpd.controller import Controller


class PostOffice:
    """Every message it took, with the one address it was for; and how it behaves."""

    def __init__(self, port=None):
        self.taken = []
        self.refused = {}
        self.busy = False
        self.hold_at = ""
        self.reached_hold = threading.Event()
        self.port = port or free_port()
        self._controller = None

    # ------------------------------------------------------------ as tests use it
    @property
    def messages(self):
        return [message for _, message in self.taken]

    @property
    def addresses(self):
        return [address for address, _ in self.taken]

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}?security=none"

    def __enter__(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def __exit__(self, *error):
        self.let_go()
        self._controller.stop()

    def let_go(self):
        """Hold nothing any more."""
        self.hold_at = ""
        self.reached_hold.clear()

    # ------------------------------------------------------------ as aiosmtpd calls it
    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        await self._held("greeting")
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.busy:
            return "451 try again later"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.taken += [(address, message) for address in envelope.rcpt_tos]
        await self._held("taken")
        return "250 Message accepted for delivery"

    async def _held(self, place):
        if self.hold_at == place:
            self.reached_hold.set()
            while self.hold_at == place:
                await asyncio.sleep(0.01)


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
