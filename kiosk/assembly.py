"""The composition root: settings in, services out; the only module that names adapters."""

import gc
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from kiosk.adapters.signer.authority import (
    Authority,
    AuthorityFolder,
    first_difference,
    load_authority,
    trust_list_of,
)
from kiosk.adapters.signer.key_folder import Keys, init_practice_keys, load_keys
from kiosk.adapters.signer.key_keeper import KeyKeeper
from kiosk.adapters.signer.signer import verify_bytes
from kiosk.adapters.signer.token import TokenSettings, read_pin
from kiosk.adapters.system import SystemClock, new_row_key, time_is_kept
from kiosk.catalogue.names import load_names
from kiosk.catalogue.notices import DeliveryPolicy, load_delivery
from kiosk.catalogue.procedure import load_procedures
from kiosk.catalogue.profile import load_profile
from kiosk.catalogue.reference import load_reference
from kiosk.domain.card import Card
from kiosk.domain.pack import Pack
from kiosk.domain.problems import Problem
from kiosk.domain.profile import Profile
from kiosk.domain.trust import TrustList
from kiosk.ports import (
    CardReader,
    Clock,
    DocumentRenderer,
    Fitting,
    HolderCheck,
    Printer,
    Signer,
    SmsGateway,
    Store,
    SystemFault,
)
from kiosk.services.backup import high_water_file
from kiosk.services.high_water import begin_above_mark, note_high_water
from kiosk.services.house import House
from kiosk.services.ready import Parts
from kiosk.settings import ByName, Settings, forms_dir, resources_dir

_BUILT_IN: dict[str, dict[str, str]] = {
    "kiosk.sms": {
        "folder": "kiosk.adapters.sms.folder:fit",
        "log": "kiosk.adapters.sms.log:fit",
    },
    "kiosk.card_readers": {"emulated": "kiosk.adapters.card_reader.emulated:fit"},
    "kiosk.printers": {"folder": "kiosk.adapters.printer.folder:fit"},
    "kiosk.holder_checks": {},
}
EMULATED = frozenset(
    {
        "kiosk.adapters.sms.folder",
        "kiosk.adapters.card_reader.emulated",
        "kiosk.adapters.printer.folder",
    }
)
"""Adapters that stand for a device; a provisioned install refuses them by whatever name."""


@dataclass(frozen=True)
class Services:
    """The house and the parts that only some commands need, each made when first asked for."""

    settings: Settings
    house: House
    keys: Keys
    authority: Authority | None
    keeper: KeyKeeper

    @cached_property
    def gateway(self) -> SmsGateway:
        """The SMS gateway of the settings."""
        part: SmsGateway = self._choose("kiosk.sms", self.settings.sms)
        return part

    @cached_property
    def card_reader(self) -> CardReader:
        """The card reader of the settings."""
        part: CardReader = self._choose("kiosk.card_readers", self.settings.card_reader)
        return part

    @cached_property
    def printer(self) -> Printer:
        """The printer of the settings."""
        part: Printer = self._choose("kiosk.printers", self.settings.printer)
        return part

    @cached_property
    def holder_check(self) -> HolderCheck | None:
        """What compares the holder with the card, None where nothing does."""
        chosen = self.settings.holder_check
        if not chosen.kind:
            return None
        part: HolderCheck = self._choose("kiosk.holder_checks", chosen)
        return part

    @cached_property
    def delivery(self) -> DeliveryPolicy:
        """How notices are tried again."""
        return load_delivery(resources_dir() / "reference")

    @cached_property
    def trust(self) -> TrustList:
        """Whom this install believes."""
        return trust_list_of(self.keys, self.authority)

    @property
    def authority_folder(self) -> AuthorityFolder:
        """Where an authority's pack is kept."""
        return AuthorityFolder(self.settings.data / "authority")

    @staticmethod
    def unlike(pack: Pack) -> str:
        """The first form or reference file here that is not as the pack says; empty: none."""
        return first_difference(pack, forms_dir(), resources_dir() / "reference")

    @property
    def heads_dir(self) -> Path:
        """Where the heads of the trail are kept outside the register."""
        return Path(self.settings.trail.heads_dir or self.settings.data / "heads")

    def signed_by_this_house(self, payload: bytes, signature: bytes) -> bool:
        """Whether any credential key this install believes signed the payload."""
        return any(verify_bytes(key.public_key, payload, signature) for key in self.trust.keys)

    def parts(self, findings: Callable[[], int]) -> Parts:
        """Everything the self-test looks at; ``findings`` counts what the lint found."""
        house = self.house
        return Parts(
            store=house.store,
            clock=house.clock,
            terminal=house.terminal,
            profile=house.profile,
            provisioned=self.provisioned,
            data_dir=self.settings.data,
            verify_signature=self.signed_by_this_house,
            certificate_until=lambda: self.keeper.report().certificate_until,
            missing_glyphs=house.renderer.missing_glyphs,
            findings=findings,
            gateway=lambda: self.gateway,
            reader=lambda: self.card_reader,
            holder=lambda: self.holder_check,
            printer=lambda: self.printer,
            time_is_kept=time_is_kept,
            heads_dir=self.heads_dir,
        )

    @property
    def provisioned(self) -> bool:
        """Whether an authority's pack was taken in."""
        return self.house.provisioned

    def lay_card(self, file: Path) -> Card | Problem:
        """The card in a file; ``card_file_refused`` on a provisioned install."""
        from kiosk.adapters.card_reader.emulated import read_card_file

        if self.provisioned:
            return Problem("card_file_refused", "card")
        return read_card_file(file, on=self.house.today())

    def read_card(self) -> Card | Problem:
        """The card on the reader, else ``card_absent``. Raises SystemFault when it fails."""
        return self.card_reader.read() or Problem("card_absent", "card")

    def _choose(self, group: str, chosen: ByName) -> Any:  # noqa: ANN401
        """The adapter of that name, a built-in one or one of an installed package."""
        factory = _factory(group, chosen.kind)
        if self.provisioned and getattr(factory, "__module__", "") in EMULATED:
            raise SystemFault("emulated_refused", chosen.kind)
        house = self.house
        return factory(Fitting(self.settings.data, house.clock, house.today(), chosen.options))


def _factory(group: str, name: str) -> Callable[[Fitting], Any]:
    built_in = _BUILT_IN[group].get(name)
    if built_in:
        module, _, attribute = built_in.partition(":")
        factory: Callable[[Fitting], Any] = getattr(importlib.import_module(module), attribute)
        return factory
    for point in entry_points(group=group, name=name):
        try:
            loaded: Callable[[Fitting], Any] = point.load()
        except (ImportError, AttributeError) as error:
            raise SystemFault("adapter_unusable", f"{group} {name}: {error}") from error
        return loaded
    raise SystemFault("adapter_unknown", f"{group} {name}")


@contextmanager
def assemble(
    settings: Settings, clock: Clock | None = None, *, for_provisioning: bool = False
) -> Iterator[Services]:
    """Put the house together and close it again. Raises SystemFault or CatalogueError.

    An unprovisioned install makes its data folder and practice keys when it has none; a
    provisioned one whose keys or register are missing stops with ``data_missing``, and with
    ``pack_tampered`` when its forms or reference data are not those of the pack in force.
    ``for_provisioning`` leaves the latter out: a newer pack may name newer ones.
    """
    clock = clock or SystemClock()
    data = settings.data
    authority = load_authority(data / "authority")
    if authority is None:
        prepare_keys(data / "keys", clock)
    elif not (data / "keys").exists():
        raise SystemFault("data_missing", str(data / "keys"))
    keys = load_keys(data / "keys")
    resources, forms = resources_dir(), forms_dir()
    if authority is not None and not for_provisioning:
        authority.require_unchanged(forms, resources / "reference")
    profile = authority.profile if authority else load_profile(resources / "brand")
    keeper = KeyKeeper(data / "keys", authority, settings.terminal.id, _token(settings))
    store = _store(settings, keys, authority)
    try:
        begin_above_mark(store, clock, high_water_file(data))
        renderer, signer = _papers(settings, keeper, authority, profile)
        house = House(
            store=store,
            clock=clock,
            new_id=new_row_key,
            renderer=renderer,
            signer=signer,
            terminal=settings.terminal.id,
            profile=profile,
            procedures=load_procedures(forms),
            reference=load_reference(resources / "reference"),
            names=load_names(resources / "reference"),
            provisioned=authority is not None,
            index_key=keys.register.index,
            note_high_water=lambda serial: note_high_water(high_water_file(data), serial),
            language=settings.language,
        )
        gc.freeze()  # what was loaded stays
        gc.enable()
        yield Services(settings, house, keys, authority, keeper)
    finally:
        store.close()


def prepare_keys(folder: Path, clock: Clock) -> None:
    """Make practice keys where there are none yet; another process may be quicker."""
    if folder.exists():
        return
    _make_private(folder.parent)
    try:
        init_practice_keys(folder, clock.now())
    except SystemFault as fault:
        if fault.code != "keys_exist":
            raise


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SystemFault("data_folder_unusable", f"{folder}: {error.strerror}") from error


def _store(settings: Settings, keys: Keys, authority: Authority | None) -> Store:
    from kiosk.adapters.store import open_store

    started = authority is not None and authority.has_started
    try:
        store = open_store(
            settings.register_url,
            keys.register,
            settings.terminal.id,
            create=not started,
            reserve_file=settings.data / "reserve",
        )
    except SystemFault as fault:
        if started and fault.code == "database_missing":
            raise SystemFault("data_missing", str(settings.data)) from fault
        raise
    if authority is not None:
        authority.mark_started()
    return store


def _token(settings: Settings) -> TokenSettings | None:
    chosen = settings.signer
    if chosen.kind != "pkcs11":
        return None
    return TokenSettings(Path(chosen.module), chosen.token, read_pin(Path(chosen.pin_file)))


def _papers(
    settings: Settings, keeper: KeyKeeper, authority: Authority | None, profile: Profile
) -> tuple[DocumentRenderer, Signer]:
    from kiosk.adapters.document.renderer import ReportLabRenderer

    renderer = ReportLabRenderer(
        forms_dir() / "establishment",
        resources_dir(),
        (settings.document.overlay_x_mm, settings.document.overlay_y_mm),
    )
    seal = authority.pack.seal_pdf if authority else None
    if seal is None:
        seal = renderer.seal_pdf(profile.authority, profile.seal_legend, specimen=authority is None)
    signer = keeper.make_signer(
        host=profile.verify_host, seal_pdf=seal, tsa_url=settings.signer.timestamp_url or None
    )
    return renderer, signer
