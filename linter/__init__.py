"""decalque: finds what machine translation left in English copy.

For use from Python: :class:`Linter`, :func:`check_text`, :func:`check_file` and :func:`fixed`, see :mod:`linter.api`.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["Linter", "check_file", "check_text", "fixed"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.api import Linter, check_file, check_text, fixed


def __getattr__(name: str) -> Any:
    """Import the interface when it is first asked for, so that the command line need not."""
    if name in __all__:
        from linter import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
