"""The composition root: settings in, services out; it and ``stores`` alone name adapters."""

import gc
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.adapters.signer.authority import (
    Authority,
    AuthorityFolder,
    first_difference,
    load_authority,
    trust_list_of,
)
from kiosk.adapters.signer.key_folder import Keys, init_practice_keys, load_keys
from kiosk.adapters.signer.key_keeper import KeyKeeper
from kiosk.adapters.signer.scope_shelf import ScopeShelf
from kiosk.adapters.signer.signer import verify_bytes
from kiosk.adapters.signer.token import TokenSettings, read_pin
from kiosk.adapters.system import SystemClock, new_row_key, time_is_kept
from kiosk.catalogue.delivery import DeliveryPolicy, load_delivery
from kiosk.catalogue.names import load_names
from kiosk.catalogue.printing import PrintPolicy, load_print_policy
from kiosk.catalogue.procedure import load_procedures
from kiosk.catalogue.profile import load_profile
from kiosk.catalogue.reference import load_reference
from kiosk.catalogue.retention import load_retention
from kiosk.catalogue.staff import load_staff_policy
from kiosk.catalogue.status_list import load_list_policy
from kiosk.catalogue.verification import load_verification
from kiosk.domain.card import Card
from kiosk.domain.pack import Pack
from kiosk.domain.problems import Problem
from kiosk.domain.profile import Profile
from kiosk.domain.status_list import ListPolicy
from kiosk.domain.trust import TrustList
from kiosk.ports import (
    CardReader,
    Clock,
    DocumentRenderer,
    Fitting,
    Handwriting,
    HolderCheck,
    PhotoDecoder,
    Printer,
    Signer,
    SmsGateway,
    SystemFault,
    Voice,
)
from kiosk.services.backup import high_water_file
from kiosk.services.high_water import note_high_water
from kiosk.services.house import House, Procedures
from kiosk.services.ready import Parts
from kiosk.services.status_lists import published_status
from kiosk.services.verify import Checks, Inspector, lookups_of
from kiosk.services.verify_shelf import VerifyShelf
from kiosk.settings import ByName, Settings, forms_dir, resources_dir
from kiosk.stores import open_stores

if TYPE_CHECKING:
    from kiosk.domain.input.engine import Engine

_BUILT_IN: dict[str, dict[str, str]] = {
    "kiosk.sms": {
        "aliyun": "kiosk.adapters.sms.aliyun:fit",
        "folder": "kiosk.adapters.sms.folder:fit",
        "log": "kiosk.adapters.sms.log:fit",
        "modem": "kiosk.adapters.sms.modem:fit",
        "smpp": "kiosk.adapters.sms.smpp:fit",
        "tencent": "kiosk.adapters.sms.tencent:fit",
        "webhook": "kiosk.adapters.sms.webhook:fit",
    },
    "kiosk.card_readers": {
        "emulated": "kiosk.adapters.card_reader.emulated:fit",
        "sdt-serial": "kiosk.adapters.card_reader.sdt_serial:fit",
        "sdt-usb": "kiosk.adapters.card_reader.sdt_usb:fit",
    },
    "kiosk.printers": {
        "cups": "kiosk.adapters.printer.cups:fit",
        "folder": "kiosk.adapters.printer.folder:fit",
    },
    "kiosk.holder_checks": {"emulated": "kiosk.adapters.holder_check.emulated:fit"},
    "kiosk.photo_decoders": {"emulated": "kiosk.adapters.photo.emulated:fit"},
    "kiosk.voices": {
        "espeak": "kiosk.adapters.voice.espeak:fit",
        "folder": "kiosk.adapters.voice.folder:fit",
        "silent": "kiosk.adapters.voice.silent:fit",
    },
}
EMULATED = frozenset(
    place.partition(":")[0]
    for adapters in _BUILT_IN.values()
    for name, place in adapters.items()
    if name in {"emulated", "folder"}
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
        named, photos = self.settings.card_reader, self.photo_decoder
        part: CardReader = self._choose("kiosk.card_readers", named, photos)
        return part

    @cached_property
    def photo_decoder(self) -> PhotoDecoder | None:
        """What makes pictures of the photos on chips, None where nothing does."""
        by = self.settings.photo_decoder
        part: PhotoDecoder | None = self._choose("kiosk.photo_decoders", by) if by.kind else None
        return part

    @cached_property
    def printer(self) -> Printer:
        """The printer of the settings."""
        part: Printer = self._choose("kiosk.printers", self.settings.printer)
        return part

    @cached_property
    def holder_check(self) -> HolderCheck | None:
        """What compares the holder with the card, None where nothing does."""
        by = self.settings.holder_check
        part: HolderCheck | None = self._choose("kiosk.holder_checks", by) if by.kind else None
        return part

    @cached_property
    def engine(self) -> "Engine":
        """The input engine: what the keys of the board mean."""
        from kiosk.catalogue.input import load_engine

        return load_engine(resources_dir() / "reference" / "input")

    @cached_property
    def handwriting(self) -> Handwriting | None:
        """What recognises written characters, None where nothing does."""
        from kiosk.adapters.handwriting.zinnia import open_handwriting

        return open_handwriting()

    @cached_property
    def inspector(self) -> Inspector:
        """What reads signed papers and credentials to verify them."""
        from kiosk.adapters.signer.inspect import Inspector as SignerInspector

        return SignerInspector()

    @cached_property
    def voice(self) -> Voice:
        """The voice of the settings; a silent one where its program is not installed."""
        try:
            return self._chosen_voice()
        except SystemFault as fault:
            if fault.code != "voice_missing":
                raise
        silent: Voice = self._choose("kiosk.voices", ByName(kind="silent"))
        return silent

    def _chosen_voice(self) -> Voice:
        part: Voice = self._choose("kiosk.voices", self.settings.voice)
        return part

    @cached_property
    def delivery(self) -> DeliveryPolicy:
        """How notices are tried again."""
        return load_delivery(resources_dir() / "reference")

    @cached_property
    def print_policy(self) -> PrintPolicy:
        """How long a sheet is waited for, and what a printer's reasons mean."""
        return load_print_policy(resources_dir() / "reference")

    @cached_property
    def trust(self) -> TrustList:
        """Whom this install believes."""
        return trust_list_of(self.keys, self.authority)

    @cached_property
    def list_policy(self) -> ListPolicy:
        """How long a published status list is good."""
        return load_list_policy(resources_dir() / "reference")

    def checks(self, site: str = "", root: str = "") -> Checks:
        """What a licence is checked against: the register, or a verify site where one is named.

        Raises SystemFault ``site_unusable`` for an address that may not be asked,
        ``site_not_trusted`` when its trust list is not signed by the named root, and
        ``site_unreachable`` when it cannot be had and none was kept.
        """
        site, root = site or self.settings.verify.site, root or self.settings.verify.root
        if not site:
            register, status = lookups_of(self.house.store)
            return Checks(self.trust, register, status, self.house.profile.verify_host)
        from kiosk.adapters.published.site import VerifySite

        place = VerifySite(site, self.settings.data / "cache" / "verify")
        now = self.house.clock.now
        shelf = VerifyShelf(place, self.inspector, now, self.list_policy.ttl)
        trust = self.trust
        if root:
            signed = shelf.trust(root)
            if signed is None:
                raise SystemFault("site_unreachable", site)
            if isinstance(signed, Problem):
                raise SystemFault("site_not_trusted", signed.code)
            trust = signed.trust

        def fetch(shard: int) -> bytes | None:
            return shelf.status_list(shard, trust)

        # by a root that is named, the site may be another authority's with a host of its own
        host = "" if root else self.house.profile.verify_host
        return Checks(trust, None, published_status(fetch, trust, self.inspector, now), host)

    @property
    def authority_folder(self) -> AuthorityFolder:
        """Where an authority's pack is kept."""
        return AuthorityFolder(self.settings.data / "authority")

    @property
    def scope_shelf(self) -> ScopeShelf:
        """Where imported catalogues of scope items are kept."""
        return scope_shelf_of(self.settings.data, self.authority)

    def unlike(self, pack: Pack) -> str:
        """The first form or reference file here that is not as the pack says; empty: none."""
        more = self.settings.procedures_dir
        return first_difference(pack, forms_dir(), resources_dir() / "reference", more)

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
            store=house.own.store,
            register=house.store if house.near else None,
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
            handwriting=lambda: self.handwriting,
            voice=self._chosen_voice,
            time_is_kept=time_is_kept,
            keyset=self.house.names.keyset,
            heads_dir=self.heads_dir,
            scope=house.reference.scope,
            hidden_trades=house.reference.trades.hidden,
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

    def _choose(self, group: str, chosen: ByName, photos: PhotoDecoder | None = None) -> Any:  # noqa: ANN401
        """The adapter of that name, a built-in one or one of an installed package."""
        factory = _factory(group, chosen.kind)
        if self.provisioned and getattr(factory, "__module__", "") in EMULATED:
            raise SystemFault("emulated_refused", chosen.kind)
        house = self.house
        fitting = Fitting(self.settings.data, house.clock, house.today(), chosen.options, photos)
        part = factory(fitting)
        if self.provisioned and getattr(part, "emulated", False):
            raise SystemFault("emulated_refused", chosen.kind)
        return part


def _factory(group: str, name: str) -> Callable[[Fitting], Any]:
    if built_in := _BUILT_IN[group].get(name):
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
        authority.require_unchanged(forms, resources / "reference", settings.procedures_dir)
    profile = authority.profile if authority else load_profile(resources / "brand")
    if settings.terminal.hall:
        profile = replace(profile, hall=settings.terminal.hall)
    keeper = KeyKeeper(data / "keys", authority, settings.terminal.id, _token(settings))
    near, store = open_stores(settings, keys.register, authority, clock)
    try:
        renderer, signer = _papers(settings, keeper, authority, profile)
        house = House(
            store=store,
            clock=clock,
            new_id=new_row_key,
            renderer=renderer,
            signer=signer,
            terminal=settings.terminal.id,
            profile=profile,
            procedures=Procedures.offering(
                settings.procedures.offered, load_procedures(forms, settings.procedures_dir)
            ),
            reference=load_reference(
                resources / "reference", scope_shelf_of(data, authority).current()
            ),
            names=load_names(resources / "reference"),
            verification=load_verification(resources / "reference"),
            retention=load_retention(resources / "reference"),
            staff=load_staff_policy(resources / "reference"),
            provisioned=authority is not None,
            index_key=keys.register.index,
            note_high_water=lambda serial: note_high_water(high_water_file(data), serial),
            language=settings.language,
            near=near,
        )
        gc.freeze()  # what was loaded stays
        gc.enable()
        yield Services(settings, house, keys, authority, keeper)
    finally:
        store.close()
        if near is not None:
            near.close()


def scope_shelf_of(data: Path, authority: Authority | None) -> ScopeShelf:
    """The shelf of the install; what was taken in practice stays behind when it is provisioned."""
    if authority is None:
        return ScopeShelf(data / "reference" / "practice", None)
    return ScopeShelf(data / "reference" / "signed", authority.pack.root)


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

    def seal() -> bytes:
        """The authority's own, or one that is drawn, for which fonts are read."""
        given = authority.pack.seal_pdf if authority else None
        return given or renderer.seal_pdf(
            profile.authority, profile.seal_legend, specimen=authority is None
        )

    signer = keeper.make_signer(
        host=profile.verify_host, seal_pdf=seal, tsa_url=settings.signer.timestamp_url or None
    )
    return renderer, signer
