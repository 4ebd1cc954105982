"""The published JSON Schemas of the data files, so that an editor completes and checks them."""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from kiosk.catalogue.address import AddressFile
from kiosk.catalogue.calendar import CalendarFile
from kiosk.catalogue.cases import CasesFile
from kiosk.catalogue.delivery import DeliveryFile
from kiosk.catalogue.divisions import AreasFile
from kiosk.catalogue.forms import FormFile
from kiosk.catalogue.privacy import PrivacyFile
from kiosk.catalogue.reference import PeriodsFile
from kiosk.catalogue.rules import ParametersFile, RulesFile
from kiosk.catalogue.scope import ScopeWordingFile
from kiosk.catalogue.scope_advice import AdviceFile
from kiosk.catalogue.staff import StaffFile
from kiosk.catalogue.texts import TextsFile
from kiosk.catalogue.trades import SearchFile, TradesFile
from kiosk.catalogue.verification import VerificationFile

MODELS: Mapping[str, type[BaseModel]] = {
    "address": AddressFile,
    "areas": AreasFile,
    "calendar": CalendarFile,
    "cases": CasesFile,
    "delivery": DeliveryFile,
    "form": FormFile,
    "parameters": ParametersFile,
    "periods": PeriodsFile,
    "privacy": PrivacyFile,
    "rules": RulesFile,
    "scope_advice": AdviceFile,
    "scope_search": SearchFile,
    "scope_wording": ScopeWordingFile,
    "staff": StaffFile,
    "texts": TextsFile,
    "trades": TradesFile,
    "verification": VerificationFile,
}
"""The model of each kind of data file: one line here publishes its schema."""


def published() -> dict[str, str]:
    """The text of every schema (JSON Schema 2020-12) by its file name."""
    return {f"{name}.schema.json": _schema(name, model) for name, model in MODELS.items()}


def write_schemas(folder: Path) -> None:
    """Write every schema into ``folder``."""
    for name, text in published().items():
        (folder / name).write_text(text, encoding="utf-8")


def _schema(name: str, model: type[BaseModel]) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{name}.schema.json",
        **model.model_json_schema(by_alias=True),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
