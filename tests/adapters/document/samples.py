"""Invented licences and papers, and the outside tools that look at them."""

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from kiosk.adapters.document import ReportLabRenderer
from kiosk.domain.licence import LicenceContent, PaperContent
from kiosk.domain.states import DocumentKind

ROOT = Path(__file__).resolve().parents[3]
FORMS = ROOT / "forms" / "establishment"
RESOURCES = ROOT / "resources"
RARE = "𬎆𠅤䶮"
JARS = [
    "preflight",
    "pdfbox2",
    "xmpbox",
    "fontbox2",
    "commons-logging",
    "commons-io",
    "javax.activation",
    "jaxb-api",
]


def credential(size: int = 300) -> str:
    """A credential text as large as one of ``size`` bytes makes it."""
    noise = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(size // 32 + 1))[:size]
    return "HTTPS://VERIFY.EXAMPLE/V/#" + base64.b32encode(noise).decode().rstrip("=")


LICENCE = LicenceContent(
    credit_code="92320583MAY0002799",
    name="昆山市玉山镇晨光里早餐店",
    business_type="个体工商户",
    proprietor="赵晓明",
    composition="个人经营",
    registered_on=date(2026, 11, 23),
    premises="江苏省苏州市昆山市玉山镇示例路18号1号楼102室",
    scope="一般项目：外卖递送服务；食用农产品零售；日用百货销售（除依法须经批准的项目外，"
    "凭营业执照依法自主开展经营活动）。许可项目：餐饮服务；食品销售（依法须经批准的项目，"
    "经相关部门批准后方可开展经营活动，具体经营项目以审批结果为准）。",
    authority="示例市市场监督管理局（样本）",
    copy_number="1—1",
    credential=credential(280),
    issued_at=datetime(2026, 11, 23, 3, 4, 5, tzinfo=UTC),
    specimen=True,
)

LONG = replace(
    LICENCE,
    scope="一般项目："
    + "；".join(f"第{n}项食品销售（仅销售预包装食品）" for n in range(160))
    + "。",
)

PAPER = PaperContent(
    kind=DocumentKind.REFUSAL_NOTICE,
    title="不予登记通知书",
    number="20261123-K01-00017-X",
    addressee="赵晓明：",
    paragraphs=("你提交的个体工商户设立登记申请，经审查属于依法不能登记的情形，理由如下。",),
    tables=(
        (
            "不予登记的理由",
            ("理由", "依据"),
            (("名称与他人在先登记的名称相同。", "《企业名称登记管理规定》第十七条"),),
        ),
    ),
    closing=("如对本决定不服，可以申请行政复议或者提起行政诉讼。",),
    authority="示例市市场监督管理局（样本）",
    on=date(2026, 11, 23),
    issued_at=datetime(2026, 11, 23, 3, 4, 5, tzinfo=UTC),
)


@cache
def renderer() -> ReportLabRenderer:
    """The renderer of the stock form."""
    return ReportLabRenderer(FORMS, RESOURCES)


def run(*command: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run a tool and hand back what it said, whatever its exit."""
    return subprocess.run([str(part) for part in command], capture_output=True, check=False)


def saved(folder: Path, pdf: bytes) -> Path:
    """The PDF as a file."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    return path


def text_of(path: Path, *options: str) -> str:
    """What pdftotext reads, without white space."""
    said = run("pdftotext", *options, path, "-").stdout.decode()
    return re.sub(r"\s", "", said)


def pages_of(path: Path) -> list[str]:
    """What pdftotext reads on each page, without white space."""
    pages = run("pdftotext", path, "-").stdout.decode().split("\f")[:-1]
    return [re.sub(r"\s", "", page) for page in pages]


def preflight(path: Path) -> tuple[bool, set[str]]:
    """Whether PDFBox calls it PDF/A-1b, and the error codes it gave."""
    folder = Path("/usr/share/java")
    jars = ":".join(str(folder / f"{jar}.jar") for jar in JARS)
    java = shutil.which("java") or "java"
    done = run(java, "-cp", jars, "org.apache.pdfbox.preflight.Validator_A1b", path)
    said = (done.stdout + done.stderr).decode()
    codes = set(re.findall(r"^(\d+(?:\.\d+)+)", said, re.MULTILINE))
    return "is a valid PDF/A-1b file" in said, codes
