"""Drives headless Chromium by its DevTools protocol over a pipe, with nothing but the standard library."""

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

WAIT_SECONDS = 30
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


class Browser:
    """One Chromium; ``page()`` opens a tab of its own. Close it by ``with``."""

    def __init__(self, *switches: str) -> None:
        to_read, self._to = os.pipe()
        self._from, to_write = os.pipe()
        self._home = tempfile.mkdtemp(prefix="chromium-")
        command = [
            "chromium",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-background-networking",
            "--no-first-run",
            "--lang=zh-CN",
            "--force-color-profile=srgb",
            "--hide-scrollbars",
            f"--user-data-dir={self._home}",
            "--remote-debugging-pipe",
            *switches,
        ]
        # The product's own fonts, so that a picture is the same on every machine.
        fonts = Path(self._home) / "fonts.conf"
        fonts.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{FONTS}</dir><cachedir>{self._home}/fonts</cachedir></fontconfig>"
        )
        # The protocol is spoken on descriptors 3 (to the browser) and 4 (from it).
        shell = f'exec "$0" "$@" 3<&{to_read} 4>&{to_write}'
        self._process = subprocess.Popen(
            ["bash", "-c", shell, *command],
            pass_fds=(to_read, to_write),
            stderr=subprocess.DEVNULL,
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        os.close(to_read)
        os.close(to_write)
        self._numbers = itertools.count(1)
        self._heard = b""
        self.events: list[dict] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.send("Browser.close")
        finally:
            self._process.wait(timeout=WAIT_SECONDS)
            os.close(self._to)
            os.close(self._from)
            shutil.rmtree(self._home, ignore_errors=True)

    def send(self, method: str, session: str = "", **params: object) -> dict:
        """Call a method and wait for its answer; events that come meanwhile are kept."""
        number = next(self._numbers)
        message: dict = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        content = memoryview(json.dumps(message).encode() + b"\0")
        while content:
            content = content[os.write(self._to, content) :]
        while True:
            heard = self._hear()
            if heard.get("id") == number:
                assert "error" not in heard, f"{method}: {heard['error']}"
                return heard["result"]
            self.events.append(heard)

    def _hear(self) -> dict:
        until = time.monotonic() + WAIT_SECONDS
        while b"\0" not in self._heard:
            ready, _, _ = select.select([self._from], [], [], max(0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            self._heard += os.read(self._from, 1 << 20)
        message, _, self._heard = self._heard.partition(b"\0")
        return json.loads(message)

    def page(self, address: str = "about:blank", **screen: object) -> "Page":
        """A new tab at the address, in a browser context of its own: nothing kept from others."""
        context = self.send("Target.createBrowserContext")["browserContextId"]
        target = self.send("Target.createTarget", url="about:blank", browserContextId=context)[
            "targetId"
        ]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session, context)
        for domain in ("Page", "Runtime", "Network", "Log"):
            page.send(f"{domain}.enable")
        agent = self.send("Browser.getVersion")["userAgent"]
        page.send("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage="zh-CN,zh")
        page.screen(**screen)
        if address != "about:blank":
            page.go(address)
        return page


class Page:
    """A tab."""

    def __init__(self, browser: Browser, session: str, context: str) -> None:
        self._browser = browser
        self._session = session
        self.context = context

    def send(self, method: str, **params: object) -> dict:
        """Call a method of this tab."""
        return self._browser.send(method, self._session, **params)

    def close(self) -> None:
        """Close the tab and forget its context; what it said is dropped."""
        self._browser.send("Target.disposeBrowserContext", browserContextId=self.context)
        self._browser.events.clear()

    def screen(
        self, width: int = 390, height: int = 844, *, scale: float = 1, **media: str
    ) -> None:
        """Its size in CSS pixels, and media features such as ``prefers_color_scheme="dark"``."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 600,
        )
        features = [
            {"name": name.replace("_", "-"), "value": value} for name, value in media.items()
        ]
        self.send("Emulation.setEmulatedMedia", features=features)

    def go(self, address: str) -> None:
        """Open the address afresh, also when only what follows ``#`` is new."""
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def run(self, script: str) -> object:
        """The value of an expression, awaited."""
        told = self.send(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def until(self, condition: str) -> None:
        """Wait until the expression is true."""
        end = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                if self.run(condition):
                    return
            except AssertionError as error:
                if "context" not in str(error) and "navigat" not in str(error):
                    raise
            assert time.monotonic() < end, (
                f"never: {condition}\n{self.run('document.body.innerText')}"
            )
            time.sleep(0.02)

    def give(self, selector: str, file: Path) -> None:
        """Choose the file in an input."""
        root = self.send("DOM.getDocument")["root"]["nodeId"]
        node = self.send("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.send("DOM.setFileInputFiles", files=[str(file)], nodeId=node)

    def picture(self, file: Path) -> None:
        """Save the whole page as PNG."""
        shot = self.send("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        file.write_bytes(base64.b64decode(shot))

    def messages(self) -> list[str]:
        """What this tab complained about so far: errors, refused contents, failed requests."""
        told = []
        for event in self._browser.events:
            params = event.get("params", {})
            if event.get("sessionId") != self._session:
                continue
            if event["method"] == "Runtime.exceptionThrown":
                told.append(params["exceptionDetails"]["text"])
            if event["method"] == "Log.entryAdded" and params["entry"]["level"] == "error":
                told.append(params["entry"]["text"] + " " + params["entry"].get("url", ""))
        return told

    def requests(self) -> list[str]:
        """Every address this tab asked for, with what the request carried."""
        return [
            json.dumps(event["params"]["request"])
            for event in self._browser.events
            if event.get("sessionId") == self._session
            and event["method"] == "Network.requestWillBeSent"
        ]
