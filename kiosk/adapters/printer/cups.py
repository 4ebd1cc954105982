"""A real printer over IPP: a queue of CUPS or a printer that speaks IPP by itself."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from kiosk.adapters.printer.ipp import Attribute, Group, Operation, Tag, Value, number, texts
from kiosk.adapters.printer.ipp_client import IppClient, NoAnswer, Refused
from kiosk.catalogue.printing import PrintPolicy, load_print_policy
from kiosk.domain.print_job import JobPhase, JobReport
from kiosk.ports import Fitting, SystemFault
from kiosk.settings import resources_dir

OPTIONS = frozenset({"uri", "queue", "media", "timeout_seconds", "counts", "user"})
"""Everything ``[printer.options]`` may say."""

_PHASES = {
    3: JobPhase.PENDING,
    4: JobPhase.HELD,
    5: JobPhase.PROCESSING,
    6: JobPhase.STOPPED,
    7: JobPhase.CANCELED,
    8: JobPhase.ABORTED,
    9: JobPhase.COMPLETED,
}  # RFC 8011, 5.3.7
_PRINTER_IDLE, _PRINTER_STOPPED = 3, 5  # RFC 8011, 5.4.11
_NOT_POSSIBLE, _NOT_FOUND, _BAD_OPTION = 0x0404, 0x0406, 0x040B
_OF_PRINTER = (
    "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "cups-version",
    "document-format-supported",
)  # fmt: skip
_COUNTERS = ("job-media-sheets-completed", "job-impressions-completed")  # single-sided: the same
_OF_JOB = ("job-state", "job-state-reasons", *_COUNTERS)
_WITH_ERRORS = "job-completed-with-errors"
_MOST_TITLE = 120
_MOST_SECONDS = 300
_PDF = "application/pdf"


class CupsPrinter:
    """Prints over IPP and tells what the printer said, never more.

    ``counts`` None believes the sheet counts of a printer that is spoken to directly and not
    those of a CUPS queue: CUPS counts one page for every job that it handed on, whether the
    device counted it or not. True believes a queue, too, for an operator who knows the device.
    """

    def __init__(
        self, client: IppClient, policy: PrintPolicy, media: str = "", *, counts: bool | None = None
    ) -> None:
        self._client = client
        self._policy = policy
        self._media = media
        self._counts = counts

    def require_ready(self) -> None:
        """Raise SystemFault ``printer_<fault>`` when the printer could not print now.

        What an idle queue of CUPS says is what its last job met; only the next job tells anew.
        """
        said = self._printer()
        if (fault := self._fault_of(said)) and not _is_hearsay(said):
            raise SystemFault(fault)
        if said.get("printer-is-accepting-jobs", [True]) == [False]:
            raise SystemFault("printer_paused")

    def print(self, pdf: bytes, title: str) -> str:
        """Hand over one single-sided copy and return the job's number.

        The job is made before its document is sent (RFC 8011, 4.2.4 and 4.3.1), so a lost
        answer never leaves a sheet that nobody knows of. Raises SystemFault
        ``printer_<fault>`` when the printer is not ready or does not answer,
        ``printer_not_pdf`` for bytes that are no PDF or a printer that prints none.
        """
        if not pdf.startswith(b"%PDF-"):
            raise SystemFault("printer_not_pdf")
        self.require_ready()
        job: list[Attribute] = [("sides", Tag.KEYWORD, ["one-sided"]), ("copies", Tag.INTEGER, [1])]
        if self._media:
            job.append(("media", Tag.KEYWORD, [self._media]))
        name: Attribute = ("job-name", Tag.NAME, [title[:_MOST_TITLE]])
        made = self._ask(Operation.CREATE_JOB, [name], job)
        id_ = number(made.get("job-id", ()))
        if id_ is None:
            raise SystemFault("printer_unwell", "no job-id")
        self._send(id_, pdf)
        return str(id_)

    def _send(self, id_: int, pdf: bytes) -> None:
        try:
            self._client.ask(
                Operation.SEND_DOCUMENT,
                [
                    ("job-id", Tag.INTEGER, [id_]),
                    ("document-format", Tag.MIME, [_PDF]),
                    ("last-document", Tag.BOOLEAN, [True]),
                ],
                data=pdf,
            )
        except NoAnswer as silence:
            if not silence.sent:  # nothing can come out of a document that did not arrive
                self.cancel(str(id_))
                raise SystemFault("printer_cable_out", str(silence)) from silence
        except Refused as refusal:
            self.cancel(str(id_))
            raise _fault(refusal) from refusal

    def ask(self, job: str) -> JobReport:
        """What the printer says of a job. Raises SystemFault ``printer_cable_out``.

        A job that the printer knows no more is ``aborted``: nobody can say that it came out.
        """
        wanted: list[Attribute] = [
            ("job-id", Tag.INTEGER, [int(job)]),
            ("requested-attributes", Tag.KEYWORD, _OF_JOB),
        ]
        try:
            said = self._client.ask(Operation.GET_JOB_ATTRIBUTES, wanted).of(Group.JOB)
        except NoAnswer as silence:
            raise SystemFault("printer_cable_out", str(silence)) from silence
        except Refused as refusal:
            if refusal.status == _NOT_FOUND:
                return JobReport(JobPhase.ABORTED, "printer_job_lost")
            raise _fault(refusal) from refusal
        phase = _PHASES.get(number(said.get("job-state", ())) or 0, JobPhase.PENDING)
        printer = self._printer()
        return JobReport(
            phase,
            "" if phase is JobPhase.COMPLETED else self._fault_of(printer),
            self._sheets(said) if self._believes(printer) else None,
        )

    @staticmethod
    def _sheets(said: Mapping[str, Sequence[Value]]) -> int | None:
        """What the device counted; None where it counts nothing or says that it erred."""
        if _WITH_ERRORS in said.get("job-state-reasons", ()):
            return None
        return max((number(said.get(name, ())) or 0 for name in _COUNTERS), default=0) or None

    def cancel(self, job: str) -> bool:
        """Have the job dropped; False where it is over already or nobody answers."""
        try:
            self._client.ask(Operation.CANCEL_JOB, [("job-id", Tag.INTEGER, [int(job)])])
        except (NoAnswer, Refused):
            return False
        return True

    def _believes(self, printer: Mapping[str, object]) -> bool:
        return not _is_queue(printer) if self._counts is None else self._counts

    def _printer(self) -> Mapping[str, list[Value]]:
        wanted: Attribute = ("requested-attributes", Tag.KEYWORD, _OF_PRINTER)
        return self._ask(Operation.GET_PRINTER_ATTRIBUTES, [wanted], group=Group.PRINTER)

    def _fault_of(self, said: Mapping[str, list[Value]]) -> str:
        fault = self._policy.fault_of(texts(said.get("printer-state-reasons", [])))
        stopped = said.get("printer-state") == [_PRINTER_STOPPED]
        return fault or ("printer_unwell" if stopped else "")

    def _ask(
        self,
        operation: Operation,
        attributes: list[Attribute],
        job: list[Attribute] | None = None,
        group: Group = Group.JOB,
    ) -> Mapping[str, list[Value]]:
        try:
            said = self._client.ask(operation, attributes, job or ()).of(group)
        except NoAnswer as silence:
            raise SystemFault("printer_cable_out", str(silence)) from silence
        except Refused as refusal:
            raise _fault(refusal) from refusal
        return {name: list(values) for name, values in said.items()}


def _is_queue(printer: Mapping[str, object]) -> bool:
    return "cups-version" in printer


def _is_hearsay(printer: Mapping[str, object]) -> bool:
    return _is_queue(printer) and printer.get("printer-state") == [_PRINTER_IDLE]


def _fault(refusal: Refused) -> SystemFault:
    if refusal.status == _NOT_FOUND:
        return SystemFault("printer_unknown", str(refusal))
    return SystemFault("printer_unwell", str(refusal))


def fit(fitting: Fitting) -> CupsPrinter:
    """The printer of ``[printer.options]``: ``uri``, or ``queue`` of the CUPS of this machine.

    ``media`` is a PWG size name, ``timeout_seconds`` bounds each step, ``counts`` is ``yes``,
    ``no`` or ``auto``. Raises SystemFault ``printer_settings`` naming the option, never a value.
    """
    options = fitting.options
    if unknown := sorted(set(options) - OPTIONS):
        raise SystemFault("printer_settings", unknown[0])
    queue = options.get("queue", "")
    uri = options.get("uri") or (f"ipp://localhost/printers/{quote(queue)}" if queue else "")
    counts = {"auto": None, "yes": True, "no": False}
    chosen = options.get("counts", "auto")
    if chosen not in counts:
        raise SystemFault("printer_settings", "counts")
    seconds = options.get("timeout_seconds", "10")
    if not seconds.isascii() or not seconds.isdigit() or not 0 < int(seconds) <= _MOST_SECONDS:
        raise SystemFault("printer_settings", "timeout_seconds")
    try:
        client = IppClient(uri, options.get("user", "kiosk"), int(seconds))
    except ValueError:
        raise SystemFault("printer_settings", "uri") from None
    policy = load_print_policy(resources_dir() / "reference")
    return CupsPrinter(client, policy, options.get("media", ""), counts=counts[chosen])
