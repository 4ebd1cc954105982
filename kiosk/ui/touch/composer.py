"""The product's own input method: keys of the board or of a keyboard in, chosen characters out."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from kiosk.domain.input.candidate import Candidate
from kiosk.domain.input.engine import Engine, Mode
from kiosk.ports import Handwriting
from kiosk.ui.touch.boards import Board, Kind, home_board, kind_of
from kiosk.ui.touch.hardware_keys import HardwareKeys
from kiosk.ui.touch.look import Look
from kiosk.ui.touch.offers import offered
from kiosk.ui.touch.qt import Property

QML_IMPORT_NAME = "Zhaoban"
QML_IMPORT_MAJOR_VERSION = 1

MOST_CANDIDATES = 80
MOST_WRITTEN = 30
LONGEST_CODE = 40
"""So many keys are waited for before something is chosen; further ones are not taken."""

_MODES = {
    Board.PINYIN: Mode.PINYIN,
    Board.NINE: Mode.NINE,
    Board.STROKES: Mode.STROKES,
    Board.PARTS: Mode.PARTS,
    Board.CODE: Mode.CODE,
}


@QmlElement
@QmlSingleton
class Composer(QObject):
    """What is typed and not chosen yet, its candidates, and which board lies open.

    Nothing of it is learnt or kept: a code is forgotten when something is chosen, when the field
    or the board changes and by ``wipe``.
    """

    boardChanged = Signal()
    changed = Signal()
    fieldChanged = Signal()
    committed = Signal(str)
    erased = Signal()
    paged = Signal(int)
    wiped = Signal()

    def __init__(
        self,
        engine: Engine,
        handwriting: Handwriting | None,
        look: Look,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._handwriting = handwriting
        self._look = look
        self._care = look.care
        self._forget()
        look.changed.connect(self._see_care)
        self._keys = HardwareKeys(self)
        QGuiApplication.inputMethod().visibleChanged.connect(self.fieldChanged)

    @staticmethod
    def create(engine: QQmlEngine) -> "Composer":
        """The engine's own one."""
        return offered(engine, Composer)

    def _forget(self) -> None:
        self._code = ""
        self._mode = Mode.PINYIN
        self._found: tuple[Candidate, ...] = ()
        self._first = 0
        self._by_keyboard = False
        self._capital = False
        self._kind = Kind.CHINESE
        self._in_field = False
        self._chinese = home_board(Kind.CHINESE, care=self._look.care)
        self._board = self._chinese
        self._before = self._board

    @Slot()
    def wipe(self) -> None:
        """Forget everything typed and chosen, and which board the citizen liked."""
        self._forget()
        self.fieldChanged.emit()
        self.boardChanged.emit()
        self.changed.emit()
        self.wiped.emit()
        self.hide()

    # ── what QML draws ───────────────────────────────────────────────────────────────────────
    @Property(str, notify=boardChanged)
    def board(self) -> str:
        """The open board, one of ``boards.Board``."""
        return self._board

    @Property(bool, constant=True)
    def hasHandwriting(self) -> bool:
        """Whether there is a recogniser; without one its key does not show."""
        return self._handwriting is not None

    @Property(bool, notify=fieldChanged)
    def inField(self) -> bool:
        """Whether something that can be written in has the focus."""
        return self._in_field

    @Property(bool, notify=fieldChanged)
    def isOpen(self) -> bool:
        """Whether the board shows: something can be written in, and it was not put away."""
        return self._in_field and QGuiApplication.inputMethod().isVisible()

    @Property(str, notify=fieldChanged)
    def kind(self) -> str:
        """What the field takes, one of ``boards.Kind``."""
        return self._kind

    @Property(bool, notify=changed)
    def composing(self) -> bool:
        """Whether keys wait for a choice."""
        return bool(self._code)

    @Property(str, notify=changed)
    def shown(self) -> str:
        """The keys typed so far as the person reads them: ``chen'guang``, ``一丨``, ``U+5F20``."""
        return self._engine.shown(self._mode, self._code) if self._code else ""

    @Property("QVariant", notify=changed)
    def candidates(self) -> list[dict[str, str]]:
        """What can be chosen, the best first: ``text`` and ``note`` (reading or code point)."""
        return [{"text": one.text, "note": one.note} for one in self._found]

    @Property(bool, notify=changed)
    def byKeyboard(self) -> bool:
        """Whether a keyboard's keys were typed: candidates then show their numbers."""
        return self._by_keyboard

    @Property(bool, notify=changed)
    def capital(self) -> bool:
        """Whether letters are capitals."""
        return self._capital or self._kind is Kind.CAPITALS

    # ── the board ────────────────────────────────────────────────────────────────────────────
    @Slot(bool, int)
    def enterField(self, taken: bool, hints: int) -> None:  # QML calls it
        """Another field has the focus, or none; its input method hints say what it takes."""
        self._in_field = taken
        self.clear()
        if taken:
            self._kind = kind_of(Qt.InputMethodHint(hints))
            self._open(self._home())
        self.fieldChanged.emit()
        self.changed.emit()

    @Slot(str)
    def choose(self, board: str) -> None:
        """Open a board, ``back`` the one before, ``chinese`` the last that wrote Chinese.

        Anything unknown changes nothing.
        """
        if board == "back":
            self._open(self._before if self._before is not self._board else self._home())
        elif board == "chinese":
            self._open(self._chinese)
        elif board in set(Board):
            self._open(Board(board))

    @Slot()
    def hide(self) -> None:
        """Put the board away; touching a field brings it back."""
        QGuiApplication.inputMethod().hide()

    def _home(self) -> Board:
        if self._kind is Kind.CHINESE:
            return self._chinese
        return home_board(self._kind, care=self._look.care)

    def _open(self, board: Board) -> None:
        if board is self._board or (board is Board.HAND and not self.hasHandwriting):
            return
        self.clear()
        if not self._board.is_passing:
            self._before = self._board
        if board.is_chinese:
            self._chinese = board
        self._board = board
        self._capital = False
        self.boardChanged.emit()
        self.changed.emit()

    def _see_care(self) -> None:
        if self._care == self._look.care:
            return
        self._care = self._look.care
        self._chinese = home_board(Kind.CHINESE, care=self._care)
        self._open(self._home())

    # ── typing ───────────────────────────────────────────────────────────────────────────────
    @Slot(str)
    def press(self, key: str) -> None:
        """A key of the open board: it joins the code, or goes straight into the field."""
        mode = _MODES.get(self._board)
        self._by_keyboard = False
        if mode is None:
            self.committed.emit(key.upper() if self.capital else key)
        else:
            self._extend(mode, key)

    @Slot()
    def erase(self) -> None:
        """Take back the last key, or the character before the cursor when nothing is typed."""
        if self._code:
            self._look_up(self._mode, self._code[:-1])
        elif self._found:
            self.clear()
        else:
            self.erased.emit()

    @Slot()
    def clear(self) -> None:
        """Drop the code and its candidates."""
        self._by_keyboard = False
        if self._code or self._found:
            self._look_up(self._mode, "")

    @Slot(int)
    def pick(self, place: int) -> None:
        """Choose a candidate; what it does not use of the code stays to be chosen for."""
        if not 0 <= place < len(self._found):
            return
        chosen = self._found[place]
        rest = self._code[chosen.used :].lstrip("'")
        self._look_up(self._mode, rest)
        self.committed.emit(chosen.text)

    @Slot()
    def toggleCapital(self) -> None:
        """Capital letters, or small ones again."""
        self._capital = not self._capital
        self.changed.emit()

    @Slot("QVariantList")
    def write(self, strokes: list[list[float]]) -> None:
        """Look up what was written by hand: each stroke is x, y, x, y … in pixels."""
        if self._handwriting is None:
            return
        drawn = [list(zip(line[::2], line[1::2], strict=True)) for line in strokes if line]
        found = self._handwriting.recognise(drawn, MOST_WRITTEN)
        self._found = tuple(Candidate(text, 0) for text in found)
        self._first = 0
        self.changed.emit()

    @Slot(int)
    def see(self, first: int) -> None:
        """Which candidate stands first in the bar, so that a keyboard's numbers mean the right one."""
        self._first = first

    def _extend(self, mode: Mode, keys: str) -> None:
        if len(self._code) + len(keys) <= LONGEST_CODE:
            self._look_up(mode, self._code + keys)

    def _look_up(self, mode: Mode, code: str) -> None:
        self._mode, self._code, self._first = mode, code, 0
        self._found = self._engine.candidates(mode, code, most=MOST_CANDIDATES) if code else ()
        self.changed.emit()

    # ── a keyboard ───────────────────────────────────────────────────────────────────────────
    @Slot(QObject)
    def listenTo(self, window: QObject) -> None:
        """Take a keyboard's keys as they come to the window."""
        window.installEventFilter(self._keys)

    def takes_letters(self) -> bool:
        """Whether a keyboard's letters are the code of Chinese characters."""
        return self._in_field and self._kind is Kind.CHINESE and self._board is not Board.LETTERS

    def type_letter(self, letter: str) -> None:
        """A small letter, a digit of a code point or an apostrophe from a keyboard."""
        mode = self._mode if self._code else _MODES.get(self._board, Mode.PINYIN)
        self._by_keyboard = True
        self._extend(Mode.PINYIN if mode is Mode.NINE else mode, letter)
        QGuiApplication.inputMethod().show()

    def type_number(self, number: int) -> None:
        """Choose the candidate that shows this number, from 1."""
        self.pick(self._first + number - 1)

    def commit_raw(self) -> None:
        """Put the keys themselves into the field."""
        raw = self._code
        self.clear()
        self.committed.emit(raw)

    @property
    def is_code_point(self) -> bool:
        """Whether digits are keys of the code, not numbers of candidates."""
        return (self._mode if self._code else _MODES.get(self._board)) is Mode.CODE
