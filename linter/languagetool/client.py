"""Texts to a LanguageTool server and its matches back, over its HTTP API.

The API counts UTF-16 code units; everything here is in code points. Texts of many documents travel in one request,
a blank line apart, since a request costs more than a short text in it; a text too long for one is cut at white space.
Source of the API: https://languagetool.org/http-api/
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

#: How much text, in code points, goes into one request. Well under the 20,000 characters of the public server.
REQUEST_SIZE = 9_000
_GAP = "\n\n"
_FOREIGN = "its answer is not LanguageTool's"
_ANSWER_LIMIT = 50_000_000  # bytes


class Trouble(Exception):  # noqa: N818
    """The server gave no answer of use; the text says how in a few words."""


class Match(NamedTuple):
    """What LanguageTool says about ``[start, end)`` of a text, in code points.

    ``part`` tells the patterns of one rule apart; ``kind`` is its issue type.
    """

    rule: str
    part: str
    category: str
    kind: str
    description: str
    message: str
    start: int
    end: int
    replacements: tuple[str, ...]


class Query(NamedTuple):
    """What is asked for: the author's language, the only rules that run (empty: all), and categories beside them."""

    mother_tongue: str | None = None
    rules: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def cut(text: str, start: int, end: int, size: int = REQUEST_SIZE) -> Iterator[tuple[int, int]]:
    """``[start, end)`` in ranges of at most ``size`` code points, cut after white space where there is any."""
    while end - start > size:
        space = text.rfind(" ", start + size // 2, start + size)
        after = space + 1 if space >= 0 else start + size
        yield start, after
        start = after
    yield start, end


def batches(texts: Iterable[str], size: int = REQUEST_SIZE) -> Iterator[list[str]]:
    """``texts``, in order, put together for requests of at most ``size`` code points (or of one text)."""
    batch: list[str] = []
    length = 0
    for text in texts:
        if batch and length + len(text) > size:
            yield batch
            batch, length = [], 0
        batch.append(text)
        length += len(text) + len(_GAP)
    if batch:
        yield batch


def check(url: str, batch: Sequence[str], query: Query, patience: float) -> list[tuple[Match, ...]]:
    """The matches in each text of a batch. ``patience`` is in seconds, for the whole answer. Raises ``Trouble``."""
    starts: list[int] = []
    length = 0
    for text in batch:
        starts.append(length)
        length += len(text) + len(_GAP)
    whole = _GAP.join(batch)
    answer = _post(f"{url}/v2/check", _parameters(whole, query), patience)
    given = answer.get("matches") if isinstance(answer, dict) else None
    if not isinstance(given, list):
        raise Trouble(_FOREIGN)
    units = _Units(whole)
    found: list[list[Match]] = [[] for _ in batch]
    for match in (_match(item, units) for item in given):
        at = bisect_right(starts, match.start) - 1
        start, end = match.start - starts[at], match.end - starts[at]
        # What runs from one text into the next is about neither.
        if 0 <= start < end <= len(batch[at]):
            found[at].append(match._replace(start=start, end=end))
    return [tuple(matches) for matches in found]


def _parameters(text: str, query: Query) -> dict[str, str]:
    # "en" without a country: spelling and the habits of one country are not looked at.
    # Its checks for false friends run at this level only; so that is the level at which all rules were measured.
    parameters = {"language": "en", "text": text, "level": "picky"}
    if query.mother_tongue:
        parameters["motherTongue"] = query.mother_tongue
    if query.rules or query.categories:
        parameters["enabledOnly"] = "true"
    if query.rules:
        parameters["enabledRules"] = ",".join(query.rules)
    if query.categories:
        parameters["enabledCategories"] = ",".join(query.categories)
    return parameters


def _post(url: str, parameters: dict[str, str], patience: float) -> Any:
    local = urllib.parse.urlsplit(url).hostname in ("127.0.0.1", "localhost", "::1")
    # What is asked of this machine never goes to a proxy.
    opener = urllib.request.build_opener(*([urllib.request.ProxyHandler({})] if local else []))
    end = time.monotonic() + patience
    parts: list[bytes] = []
    length = 0
    try:
        with opener.open(url, urllib.parse.urlencode(parameters).encode(), timeout=patience) as answer:
            while part := answer.read1(65536):
                parts.append(part)
                length += len(part)
                if time.monotonic() > end:
                    raise Trouble(f"it did not answer within {patience:g} s")
                if length > _ANSWER_LIMIT:
                    raise Trouble("its answer is too long")
        return json.loads(b"".join(parts))
    except urllib.error.HTTPError as error:
        with error:
            said = " ".join(error.read(300).decode("utf-8", "replace").split())
        raise Trouble(f"it answered {error.code} {said or error.reason}") from error
    except TimeoutError as error:
        raise Trouble(f"it did not answer within {patience:g} s") from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise Trouble(f"it did not answer within {patience:g} s") from error
        raise Trouble(str(error.reason)) from error
    except ValueError as error:
        raise Trouble(_FOREIGN) from error
    except http.client.HTTPException as error:
        raise Trouble("it broke off in the middle of its answer") from error
    except OSError as error:
        raise Trouble(str(error)) from error


def _match(given: Any, units: _Units) -> Match:
    try:
        rule = given["rule"]
        start, length = int(given["offset"]), int(given["length"])
        return Match(
            str(rule["id"]),
            str(rule.get("subId", "")),
            str(rule["category"]["id"]),
            str(rule.get("issueType", "")),
            str(rule.get("description", "")),
            str(given["message"]),
            units.code_point(start),
            units.code_point(start + length),
            tuple(str(replacement["value"]) for replacement in given["replacements"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Trouble(_FOREIGN) from error


class _Units:
    """From UTF-16 code units of a text to its code points."""

    def __init__(self, text: str) -> None:
        wide = [at for at, char in enumerate(text) if char > "\uffff"] if not text.isascii() else []
        # Where, in code units, the second half of each surrogate pair stands.
        self._halves = [at + before + 1 for before, at in enumerate(wide)]

    def code_point(self, unit: int) -> int:
        """The code point that code unit ``unit`` begins, or, for a second half, belongs to."""
        return unit - bisect_right(self._halves, unit)
