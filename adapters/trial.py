"""What whoever tries a platform out needs: a safe way there, its answer, its clock."""

import json
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit


def is_open(address: str) -> bool:
    """Without TLS, and beyond this machine."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    try:
        here = ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    return parts.scheme in ("http", "ws") and not here


def parsed(text: str | bytes) -> Any:
    """JSON; None where it is anything else."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def object_of(text: str | bytes) -> Mapping[str, Any]:
    data = parsed(text)
    return data if isinstance(data, dict) else {}


def seconds_apart(headers: Mapping[str, str], now: datetime) -> int:
    """The clock of whoever answered from `now`; 0 where it does not say."""
    try:
        theirs = parsedate_to_datetime(headers.get("Date", ""))
        return round(abs((now - theirs).total_seconds()))
    except (TypeError, ValueError):
        return 0
