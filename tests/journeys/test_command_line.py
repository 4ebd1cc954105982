"""The commands as a person types them: exit codes, words, and the next file going on."""

import json
import re
import sqlite3
import time

import pytest


def lines(ran):
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_a_batch_goes_on_after_bad_files_and_exits_with_the_highest_code(terminal, example):
    good = terminal.write("good.json", example())
    bad = terminal.write("bad.json", '{"procedure": "establishment", "answers": {')
    unknown = terminal.write("unknown.json", {"procedure": "establishment", "answers": {"a.b": 1}})
    returned = terminal.write("returned.json", example(declarations__truth=None))

    ran = terminal.run("apply", "--json", bad, unknown, returned, good)
    reports = lines(ran)

    assert ran.returncode == 2
    assert [r["outcome"] for r in reports] == ["unreadable", "unreadable", "returned", "approved"]
    assert all(r["error"]["message"] and r["application"] is None for r in reports[:2])
    assert reports[0]["error"]["place"] == "1:44"
    assert {n["kind"] for n in reports[3]["notices"]} == {"accepted", "approved"}
    assert set(reports[3]["elapsed_ms"]) == {"total", "decide", "document"}
    assert ran.stderr == ""


def test_the_licence_of_a_stock_install_verifies_as_a_specimen_until_it_is_touched(
    terminal, example
):
    file = terminal.write("a.json", example())
    licence = lines(terminal.run("apply", "--json", file))[0]["licence"]

    verified = terminal.run("verify", "--json", licence)
    report = json.loads(verified.stdout)
    assert verified.returncode == 1
    assert (report["reason"], report["signature"], report["register"]) == (
        "specimen",
        "valid",
        "matches",
    )

    content = bytearray((terminal.data / licence).read_bytes())
    content[len(content) // 2] ^= 1
    (terminal.data / "touched.pdf").write_bytes(content)
    touched = json.loads(terminal.run("verify", "--json", "touched.pdf").stdout)
    assert touched["valid"] is False
    assert touched["reason"] in {"bad_signature", "malformed", "not_a_credential"}


def test_status_tells_the_state_alone_and_more_with_the_card(terminal, example):
    application = example()
    file = terminal.write("a.json", application)
    number = lines(terminal.run("apply", "--json", file))[0]["application"]

    alone = json.loads(terminal.run("status", number, "--json").stdout)
    card = terminal.card_of(application)
    proven = json.loads(terminal.run("status", number, "--card", card, "--json").stdout)

    assert "credit_code" not in alone
    assert proven["credit_code"].startswith("92")


def test_collect_needs_the_card_and_writes_the_document(terminal, example):
    application = example()
    number = lines(terminal.run("apply", "--json", terminal.write("a.json", application)))[0][
        "application"
    ]
    card = terminal.card_of(application)

    assert terminal.run("collect", number).returncode == 1
    done = terminal.run("collect", number, "--card", card, "--document", "original", "--out", "o")
    assert done.returncode == 0
    assert (terminal.data / "o" / f"{number}-original.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "arguments",
    [
        ["aply"],
        ["apply"],
        ["collect"],
        ["rules", "paus"],
        ["licence", "suspend", "X"],
        ["verify", "HTTPS://X/V/#AAAA", "--root", "0" * 64],  # whose list is not said
        ["verify", "HTTPS://X/V/#AAAA", "--site", ".", "--root", "0" * 63],
        ["verify", "HTTPS://X/V/#AAAA", "--site", ".", "--offline"],
    ],
)
def test_wrong_use_is_two_and_says_so_without_a_traceback(terminal, arguments):
    ran = terminal.run(*arguments)

    assert ran.returncode == 2
    assert ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_damaged_register_is_three_and_tells_what_to_do(terminal, example):
    file = terminal.write("a.json", example())
    assert terminal.run("apply", file).returncode == 0
    (terminal.data / "register.sqlite").write_bytes(b"this is no database at all" * 1000)

    ran = terminal.run("apply", file)

    assert ran.returncode == 3
    assert "database_damaged" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_locked_register_is_three_and_loses_nothing(terminal, example):
    file = terminal.write("a.json", example())
    assert terminal.run("apply", file).returncode == 0
    holder = sqlite3.connect(terminal.data / "register.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        ran = terminal.run("apply", "--json", terminal.write("b.json", example()))
    finally:
        holder.execute("ROLLBACK")
        holder.close()

    assert ran.returncode == 3
    assert "database_locked" in ran.stdout + ran.stderr
    assert terminal.run("apply", "--json", terminal.data / "b.json").returncode == 0


def test_backup_and_restore_never_give_a_number_twice(terminal, example):
    first = lines(terminal.run("apply", "--json", terminal.write("a.json", example())))[0]
    assert terminal.run("backup", "b.zip").returncode == 0
    second = lines(terminal.run("apply", "--json", terminal.write("b.json", example())))[0]
    sentence = "replace the register on this terminal"
    assert terminal.run("restore", "b.zip", "--practice").returncode == 3
    assert terminal.run("restore", "b.zip", "--practice", "--force", sentence).returncode == 0
    third = lines(terminal.run("apply", "--json", terminal.write("c.json", example())))[0]

    assert len({r["credit_code"] for r in (first, second, third)}) == 3
    assert len({r["application"] for r in (first, second, third)}) == 3
    assert terminal.run("trail", "verify").returncode == 0


def test_the_register_takes_names_in_and_gives_them_out(terminal):
    rows = "name,area,status,until\n昆山市晨光里早餐店,320583,registered,\n昆山市云朵书店,320583,freed,2099-01-01\n"
    assert terminal.run("register", "import", terminal.write("n.csv", rows)).returncode == 0
    again = terminal.run("register", "import", terminal.data / "n.csv")
    assert "0 added" in again.stdout
    assert "晨光里" in terminal.run("register", "search", "晨光").stdout
    assert "云朵书店" in terminal.run("register", "export").stdout
    taken = terminal.run("check", "name", "昆山市晨光里早餐店", "--json")
    report = json.loads(taken.stdout)
    assert taken.returncode == 1
    assert report["problems"][0]["conflicts_with"] == ["昆山市晨光里早餐店"]
    assert len(report["suggestions"]) >= 4


@pytest.mark.parametrize(
    ("row", "words"),
    [("昆山市晨光里早餐店,32058", "line 2"), (",320583", "line 2")],
)
def test_a_bad_import_names_its_line(terminal, row, words):
    ran = terminal.run("register", "import", terminal.write("n.csv", f"name,area\n{row}\n"))

    assert ran.returncode == 2
    assert words in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["rules", "check"], 0),
        (["forms", "check"], 0),
        (["rules", "replay"], 0),
        (["doctor"], 0),
        (["trail", "verify"], 0),
        (["outbox", "deliver"], 0),
        (["retain", "--dry-run"], 0),
        (["key", "show"], 0),
        (["check", "id", "110105194912310021"], 1),
        (["check", "code", "92320583MAY000017H"], 0),
        (["verify", "HTTPS://VERIFY.EXAMPLE/V/#AAAA"], 1),
    ],
)
def test_a_stock_install_answers_every_command(terminal, arguments, code):
    ran = terminal.run(*arguments)

    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_number_is_proved_on_the_terminal_by_the_code_that_arrives(terminal, example):
    file = terminal.write("open.json", example(proprietor__mobile=None))
    asking = terminal.start("apply", "--interactive", "--json", file)

    def type_(line: str) -> None:
        asking.stdin.write(f"{line}\n")
        asking.stdin.flush()

    type_("15400001234")
    type_("y")  # have a code sent
    box, patience = terminal.data / "sms", time.monotonic() + 60
    while not (arrived := list(box.glob("2*.txt"))):
        assert time.monotonic() < patience and asking.poll() is None
        time.sleep(0.05)
    type_(re.search(r"\d{6}", arrived[0].read_text("utf-8").partition("\n\n")[2]).group())
    out, asked = asking.communicate("y\n")

    report = json.loads(out)
    assert (report["outcome"], bool(report["notices"])) == ("approved", True)
    assert "这个号码已经验证好了" in asked
    assert "15400001234" not in asked.partition("请核对")[0]


@pytest.mark.parametrize(("fault", "assurance"), [("", "matched"), ("somebody_else", "chip")])
def test_the_emulated_holder_check_of_the_settings_says_how_sure_the_identity_is(
    terminal, example, tmp_path, fault, assurance
):
    application = example()
    config = tmp_path / "holder.toml"
    config.write_text('[holder_check]\nkind = "emulated"\n', "utf-8")
    named = {"KIOSK_CONFIG": str(config)}
    if fault:
        (terminal.data / "holder").mkdir()
        (terminal.data / "holder/holder_fault.txt").write_text(fault)
    file = terminal.write("a.json", application)
    card = terminal.card_of(application)
    ran = terminal.run("apply", "--json", "--card", card, file, environment=named)
    trail = terminal.run("trail", "export").stdout

    assert lines(ran)[0]["outcome"] == "approved"
    assert f'"assurance":"{assurance}"' in trail.replace(" ", "")
