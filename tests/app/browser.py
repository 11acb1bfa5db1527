# SPDX-License-Identifier: Apache-2.0
"""Chromium without a window, spoken to over a pipe in its DevTools protocol (https://chromedevtools.github.io/devtools-protocol/)."""
import json
import os
import select
import subprocess
import tempfile
import time


class Browser:
    """One page. `problems` holds every console error, uncaught exception and attempt to reach a network."""

    def __init__(self, seconds=60):
        self.deadline = time.monotonic() + seconds
        self.folder = tempfile.TemporaryDirectory()
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()
        # DevTools' pipe is descriptors 3 and 4 of the browser.
        wrapper = f"exec 3<&{to_read} 4>&{to_write}; exec chromium \"$@\""
        self.process = subprocess.Popen(
            ["bash", "-c", wrapper, "chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
             "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self.folder.name}", "--remote-debugging-pipe", "about:blank"],
            pass_fds=(to_read, to_write), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": self.folder.name})
        os.close(to_read)
        os.close(to_write)
        self.number, self.buffer, self.problems, self.session = 0, b"", [], None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self):
        try:
            self.call("Browser.close", session=False)
        except (OSError, TimeoutError):
            self.process.kill()
        self.process.wait()
        self.folder.cleanup()

    def message(self):
        while b"\0" not in self.buffer:
            left = self.deadline - time.monotonic()
            if left <= 0 or not select.select([self.back], [], [], left)[0]:
                raise TimeoutError("the browser does not answer")
            piece = os.read(self.back, 1 << 20)
            if not piece:
                raise OSError("the browser ended")
            self.buffer += piece
        one, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(one)

    def note(self, message):
        method, given = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.problems.append(given["exceptionDetails"].get("exception", {}).get("description", "exception"))
        elif method == "Runtime.consoleAPICalled" and given["type"] in ("error", "warning"):
            self.problems.append(str([a.get("value") for a in given["args"]]))
        elif method == "Log.entryAdded" and given["entry"]["level"] in ("error", "warning"):
            self.problems.append(given["entry"]["text"])
        elif method == "Network.requestWillBeSent" and not given["request"]["url"].startswith(("file:", "data:", "about:")):
            self.problems.append("reaches for " + given["request"]["url"])

    def call(self, method, session=True, **given):
        self.number += 1
        request = {"id": self.number, "method": method, "params": given}
        if session and self.session:
            request["sessionId"] = self.session
        os.write(self.to, json.dumps(request).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise OSError(f"{method}: {answer['error']}")
                return answer["result"]
            self.note(answer)

    def js(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise ValueError(result["exceptionDetails"].get("exception", {}).get("description"))
        return result["result"].get("value")

    def until(self, expression):
        """Waits for what becomes true when the browser has drawn; it asks once a frame."""
        return self.js(f"new Promise((done, fail) => {{ let frames = 0; const look = () => {{ const value = ({expression}); if (value) done(value); "
                       f"else if (++frames > 600) fail(new Error('never: ' + {json.dumps(expression)})); else requestAnimationFrame(look); }}; look(); }})")

    def size(self, width, height, dark=False):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def open(self, path):
        self.call("Page.navigate", url="file://" + str(path))
        self.until("document.documentElement && document.documentElement.dataset.ready === 'yes'")

    def key(self, key, text=None):
        names = {"Enter": 13, "Escape": 27, "ArrowRight": 39, "ArrowLeft": 37}
        given = {"key": key, "windowsVirtualKeyCode": names.get(key, ord(key.upper()[0]))}
        if text or len(key) == 1:
            given["text"] = text or key
        if key == "Enter":
            given["text"] = "\r"
        self.call("Input.dispatchKeyEvent", type="keyDown", **given)
        self.call("Input.dispatchKeyEvent", type="keyUp", **{k: v for k, v in given.items() if k != "text"})

    def type(self, text):
        self.call("Input.insertText", text=text)

    def shot(self, path):
        import base64
        self.until("[...document.images].filter(i => { const r = i.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; }).every(i => i.complete)")
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))
