"""Slack behind TLS, and how many messages a second it is told."""

import asyncio
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from bench.child import child
from bench.disk import Disk
from bench.frame import Figures
from bench.slack.web_api import web_api

AT_ONCE: Mapping[int, int] = {1: 300, 16: 1200}  # and of how many in all
A_DAY = timedelta(days=1)


def told(who: str, part: float, disk: Disk) -> Figures:
    return asyncio.run(_told(who, part, disk.kept("certificate", certify)))


async def _told(who: str, part: float, file: Path) -> Figures:
    """Whoever speaks trusts the certificate, as it would trust Slack's."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(file)
    trusting, rates = {"SSL_CERT_FILE": str(file)}, {}
    async with web_api(tls) as url:
        for most, all in AT_ONCE.items():
            many = round(all * part) or 1
            speaking = child("bench.slack.said", who, url, many, most, env=trusting)
            async with speaking as speaker:
                rates[f"{most}"] = float(await speaker.line())
    return rates


def certify(file: Path) -> None:
    """A certificate for this machine that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - A_DAY)
        .not_valid_after(now + A_DAY)
        .add_extension(here, critical=False)
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
