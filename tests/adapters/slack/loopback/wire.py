"""How Slack says no, and how a test has it say so."""

from collections.abc import Mapping
from typing import Any

from tests.adapters.loopback.wire import Answer, Failure, Wire


def refused(
    error: str, status: int = 200, headers: Mapping[str, str] | None = None, **more: Any
) -> Answer:
    """As https://docs.slack.dev/apis/web-api/ has it: "ok" is false."""
    return Answer({"ok": False, "error": error, **more}, status, headers or {}, error)


class SlackWire(Wire):
    def fail_next(
        self,
        method: str,
        *,
        status: int = 200,
        error: str = "",
        retry_after: float | None = None,
        drop: bool = False,
        hang: float = 0.0,
        times: int = 1,
        after: int = 0,
    ) -> None:
        """Let the next calls of this method go wrong, `after` so many that go well.

        Nothing is done and an error is answered: `error`, or what belongs to the
        status (429 is `ratelimited`). With `drop` the call is carried out, and its
        answer never arrives. With `hang` nothing is done for so many seconds, and
        then the line is cut.
        """
        name = error or ("ratelimited" if status == 429 else "internal_error")
        wait = {} if retry_after is None else {"Retry-After": f"{retry_after:g}"}
        failure = Failure(refused(name, status, wait), drop, hang)
        self.fail(method, failure, times, after)
