"""Say of every part of the terminal whether it is well, in words and with advice."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol, runtime_checkable

from kiosk.catalogue.readiness import CheckWords, Readiness, State
from kiosk.domain.profile import Profile
from kiosk.domain.scope import ScopeCatalogue
from kiosk.domain.sms_text import ucs2_units
from kiosk.domain.wording import fill_in
from kiosk.ports import (
    CardReader,
    Clock,
    Handwriting,
    HolderCheck,
    Printer,
    Store,
    SystemFault,
    Voice,
)
from kiosk.services.forward import backlog
from kiosk.services.house import LAW_TIME
from kiosk.services.record import record
from kiosk.services.trail_check import VerifySignature, verify_trail

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Check:
    """One answer. ``title``, ``message`` and ``advice`` are by language; advice may be empty."""

    name: str
    state: State
    needed: bool
    code: str
    title: Mapping[str, str]
    message: Mapping[str, str]
    advice: Mapping[str, str]


@runtime_checkable
class CanBeAsked(Protocol):
    """A device that can say whether it would work now."""

    def require_ready(self) -> None:
        """Raise SystemFault with its fault when it would not."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the self-test looks at.

    What may fail to be made at all is given as a function, so that its fault is a finding.
    ``certificate_until`` raises SystemFault when keys are missing, damaged or exposed; None
    means that the certificate has no end. ``findings`` counts what the lint of forms and
    rules found. ``missing_glyphs`` is the renderer's.
    """

    store: Store
    clock: Clock
    terminal: str
    profile: Profile
    provisioned: bool
    data_dir: Path
    verify_signature: VerifySignature
    certificate_until: Callable[[], datetime | None]
    missing_glyphs: Callable[[str], tuple[str, ...]]
    findings: Callable[[], int]
    gateway: Callable[[], object]
    reader: Callable[[], CardReader]
    printer: Callable[[], Printer]
    handwriting: Callable[[], Handwriting | None]
    time_is_kept: Callable[[], bool | None]
    keyset: str
    holder: Callable[[], HolderCheck | None] = lambda: None
    voice: Callable[[], Voice | None] = lambda: None
    signature_units: int = 8
    heads_dir: Path | None = None
    scope: ScopeCatalogue | None = None
    hidden_trades: tuple[str, ...] = ()
    register: Store | None = None  # of a branch, whose ``store`` is what it keeps itself

    @property
    def shared(self) -> Store:
        """Where names, notices and papers are, whatever this terminal keeps itself."""
        return self.register or self.store


@dataclass(frozen=True, slots=True)
class _Finding:
    """What a check found: the code of its words, and what fills them."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)


def readiness(parts: Parts, words: Readiness) -> tuple[Check, ...]:
    """Make every check of ``readiness.yaml``, in its order; no fault stops the next one."""
    return tuple(_check(name, parts, words) for name in words.checks)


def lights(parts: Parts, words: Readiness) -> tuple[Check, ...]:
    """The few quick checks that a running terminal makes again and again, those of ``watch``."""
    watch = words.watch
    names = [*watch.checks, *(watch.provisioned if parts.provisioned else ())]
    return tuple(_check(name, parts, words, _QUICK) for name in names)


def is_ready(checks: tuple[Check, ...]) -> bool:
    """Whether everything that is needed works."""
    return not any(check.needed and check.state == "down" for check in checks)


def note_selftest(store: Store, clock: Clock, checks: tuple[Check, ...]) -> None:
    """Write into the trail how the self-test came out."""
    states = [check.state for check in checks]
    with store.write() as uow:
        record(
            uow,
            clock.now(),
            "selftest_run",
            "",
            ok=states.count("ok"),
            warn=states.count("warn"),
            down=states.count("down"),
        )
        uow.commit()


def _check(
    name: str, parts: Parts, words: Readiness, probes: "Mapping[str, _Probe] | None" = None
) -> Check:
    own = words.checks[name]
    title = {"zh": own.title.zh, "en": own.title.en}
    try:
        found = (probes or _PROBES)[name](parts, words)
    except (SystemFault, OSError) as fault:
        code = fault.code if isinstance(fault, SystemFault) else type(fault).__name__
        if known := next((c for c in (code, "unwell") if c in own.findings), None):
            return _check_of(name, own, _Finding(known, {"code": code}))
        return Check(
            name,
            "down" if own.needed else "warn",
            own.needed,
            code,
            title,
            {
                "zh": fill_in(words.fault.zh, {"code": code}),
                "en": fill_in(words.fault.en, {"code": code}),
            },
            {"zh": words.fault.advice.zh, "en": words.fault.advice.en},
        )
    return _check_of(name, own, found)


def _check_of(name: str, own: CheckWords, found: _Finding) -> Check:
    said = own.findings[found.code]
    title = {"zh": own.title.zh, "en": own.title.en}
    advice = {"zh": said.advice.zh, "en": said.advice.en} if said.advice else {}
    message = {"zh": fill_in(said.zh, found.params), "en": fill_in(said.en, found.params)}
    return Check(name, said.state, own.needed, found.code, title, message, advice)


def _database(parts: Parts, _words: Readiness) -> _Finding:
    try:
        health = parts.store.check()
    except SystemFault as fault:
        if fault.code == "database_damaged":
            return _Finding("damaged")
        raise
    if health.get("integrity") not in {"ok", "not asked"}:
        return _Finding("damaged")
    revision, wanted = str(health.get("revision")), str(health.get("newest_revision"))
    if revision != wanted:
        return _Finding("old", {"revision": revision, "wanted": wanted})
    return _Finding("ok", {"kind": str(health.get("kind")), "revision": revision})


def _names(parts: Parts, _words: Readiness) -> _Finding:
    with parts.shared.read() as uow:
        keysets = uow.register.keysets()
    return _Finding("ok" if keysets <= {parts.keyset} else "old")


def _room(parts: Parts, words: Readiness) -> _Finding:
    free = shutil.disk_usage(parts.data_dir).free
    params = {"free": f"{free / 2**30:.1f} GiB"}
    if free < words.limits.free_bytes_down:
        return _Finding("full", params)
    if free < words.limits.free_bytes_warn:
        return _Finding("low", params)
    return _Finding("ok", params)


def _disk(parts: Parts, words: Readiness) -> _Finding:
    found = _room(parts, words)
    if found.code != "ok":
        return found
    health = parts.store.check()
    if health.get("kind") == "sqlite" and not health.get("reserve"):
        return _Finding("no_reserve")
    return found


def _clock(parts: Parts, _words: Readiness) -> _Finding:
    with parts.store.read() as uow:
        last = uow.trail.heads().get(parts.terminal)
    behind = (last.at - parts.clock.now()).total_seconds() if last else 0.0
    return _Finding("behind", {"seconds": f"{behind:.0f}"}) if behind > 0 else _Finding("ok")


def _time_sync(parts: Parts, _words: Readiness) -> _Finding:
    kept = parts.time_is_kept()
    return _Finding("unknown" if kept is None else "ok" if kept else "none")


def _keys(parts: Parts, words: Readiness) -> _Finding:
    try:
        until = parts.certificate_until()
    except SystemFault as fault:
        if fault.code in {"keys_missing", "keys_exposed"}:
            return _Finding(fault.code.removeprefix("keys_"))
        raise
    if until is None:
        return _Finding("ok", {"until": "—"})
    params = {"until": until.date().isoformat()}
    left = until - parts.clock.now()
    if left.total_seconds() <= 0:
        return _Finding("ended", params)
    return _Finding("soon" if left.days < words.limits.certificate_days_warn else "ok", params)


def _authority(parts: Parts, _words: Readiness) -> _Finding:
    if parts.provisioned:
        return _Finding("provisioned", {"authority": parts.profile.authority})
    return _Finding("practice")


def _fonts(parts: Parts, words: Readiness) -> _Finding:
    asked = parts.profile.authority + "".join(c.title.zh for c in words.checks.values())
    missing = parts.missing_glyphs(asked)
    return _Finding("missing", {"characters": " ".join(missing)}) if missing else _Finding("ok")


def _catalogue(parts: Parts, _words: Readiness) -> _Finding:
    count = parts.findings()
    return _Finding("findings", {"count": str(count)}) if count else _Finding("ok")


def _scope(parts: Parts, _words: Readiness) -> _Finding:
    if parts.scope is None or not parts.scope.origin.imported:
        return _Finding("stock")
    origin = parts.scope.origin
    params = {
        "version": origin.version,
        "count": str(len(parts.scope)),
        "hidden": "、".join(parts.hidden_trades),
    }
    if parts.hidden_trades:
        return _Finding("hidden", params)
    return _Finding("signed" if origin.signed else "practice", params)


def _notices(parts: Parts, words: Readiness) -> _Finding:
    with parts.shared.read() as uow:
        counts = uow.outbox.counts()
    waiting = counts.get("queued", 0) + counts.get("sending", 0)
    params = {"waiting": str(waiting), "dead": str(counts.get("dead", 0))}
    if counts.get("dead", 0):
        return _Finding("dead", params)
    if waiting > words.limits.waiting_notices_warn:
        return _Finding("many", params)
    if ucs2_units(parts.profile.sms_signature) > parts.signature_units:
        return _Finding("signature", {"most": str(parts.signature_units)})
    return _Finding("ok", params)


def _branch(parts: Parts, words: Readiness) -> _Finding:
    if parts.register is None:
        return _Finding("none")
    waits = backlog(parts.store)
    since = (waits.since or parts.clock.now()).astimezone(LAW_TIME)
    params = {"waiting": str(waits.waiting), "since": f"{since:%Y-%m-%d %H:%M}"}
    try:
        with parts.register.read() as uow:
            uow.flag("")
    except SystemFault as fault:
        code = "cut_off" if waits.waiting else "unreachable"
        return _Finding(code, {**params, "code": fault.code})
    if not waits.waiting:
        return _Finding("ok")
    age = parts.clock.now() - since
    late = age > timedelta(minutes=words.limits.forward_minutes_warn)
    return _Finding("late" if late else "waiting", params)


def _gateway(parts: Parts, _words: Readiness) -> _Finding:
    gateway = parts.gateway()
    if isinstance(gateway, CanBeAsked):
        gateway.require_ready()
    return _Finding("ok")


def _reader(parts: Parts, _words: Readiness) -> _Finding:
    reader = parts.reader()
    if isinstance(reader, CanBeAsked):
        reader.require_ready()
    else:
        reader.read()
    return _Finding("ok")


def _holder(parts: Parts, _words: Readiness) -> _Finding:
    check = parts.holder()
    if check is not None:
        if isinstance(check, CanBeAsked):
            check.require_ready()
        return _Finding("ok")
    return _Finding("none" if parts.provisioned else "practice")


def _printer(parts: Parts, _words: Readiness) -> _Finding:
    printer = parts.printer()
    if isinstance(printer, CanBeAsked):
        printer.require_ready()
    return _Finding("ok")


def _sheets(parts: Parts, words: Readiness) -> _Finding:
    with parts.shared.read() as uow:
        stock = uow.blanks.stock(parts.terminal)
    counted = [now for now in stock.values() if now.is_counted or now.left < 0]
    params = {paper.value: str(now.left) if now in counted else "—" for paper, now in stock.items()}
    if not any(now.is_counted for now in counted):
        return _Finding("uncounted")
    least = min(now.left for now in counted)
    low = least < words.limits.blank_sheets_warn
    return _Finding("wrong" if least < 0 else "low" if low else "ok", params)


def _printouts(parts: Parts, _words: Readiness) -> _Finding:
    with parts.shared.read() as uow:
        unknown = len(uow.printouts.unknown(parts.terminal))
    return _Finding("unknown", {"count": str(unknown)}) if unknown else _Finding("ok")


def _voice(parts: Parts, _words: Readiness) -> _Finding:
    try:
        voice = parts.voice()
    except SystemFault as fault:
        if fault.code != "voice_missing":
            raise
        return _Finding("missing")
    return _Finding("ok" if voice is not None and voice.speaks else "silent")


def _writing(parts: Parts, _words: Readiness) -> _Finding:
    with parts.store.write():
        return _Finding("ok")


def _handwriting(parts: Parts, _words: Readiness) -> _Finding:
    return _Finding("missing" if parts.handwriting() is None else "ok")


def _trail(parts: Parts, _words: Readiness) -> _Finding:
    report = verify_trail(parts.store, parts.verify_signature, parts.heads_dir)
    if report.first_bad is None:
        return _Finding("ok", {"rows": str(report.rows)})
    bad = report.first_bad
    return _Finding(
        "broken",
        {"terminal": bad.terminal, "sequence": str(bad.sequence), "reason": bad.reason},
    )


_Probe = Callable[[Parts, Readiness], _Finding]

_PROBES: Mapping[str, _Probe] = {
    "database": _database,
    "names": _names,
    "writing": _writing,
    "disk": _disk,
    "clock": _clock,
    "time_sync": _time_sync,
    "keys": _keys,
    "authority": _authority,
    "fonts": _fonts,
    "catalogue": _catalogue,
    "scope": _scope,
    "notices": _notices,
    "branch": _branch,
    "gateway": _gateway,
    "reader": _reader,
    "holder": _holder,
    "printer": _printer,
    "sheets": _sheets,
    "printouts": _printouts,
    "voice": _voice,
    "handwriting": _handwriting,
    "trail": _trail,
}

_QUICK: Mapping[str, _Probe] = {**_PROBES, "disk": _room}
"""As above, without reading the whole register."""
