"""What the keys do: functions on the review screen, by the names that ``linter.tui.keys`` gives them."""

from linter.tui.actions import deciding, leaving, moving, viewing

DEEDS = deciding.DEEDS | moving.DEEDS | viewing.DEEDS | leaving.DEEDS
