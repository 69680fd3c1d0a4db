#!/usr/bin/env python3
"""Makes the sample screens of OcrAccuracyTest on a real desktop; see README.md.

Usage: make-samples.py CONTAINER [NAME …]   (a running container of atelier/desktop)
"""
import json
import pathlib
import struct
import subprocess
import sys
import time
import zlib

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent / "resources/dev/atelier/ocr"
THEME = "/etc/atelier-desktop/themes/terracotta"
PAGES = ["form", "table", "article", "dark", "small"]
KEYS = {"Return": 0xFF0D, "super": 0xFFEB, "ctrl": 0xFFE3, "shift": 0xFFE1, "Escape": 0xFF1B}
SERVER = """
import http.server
class Handler(http.server.SimpleHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers['content-length']))
        open('/tmp/truth.json', 'wb').write(body)
        self.send_response(204); self.end_headers()
http.server.HTTPServer(('127.0.0.1', 8000), Handler).serve_forever()
"""


def run(container, *command, **options):
    return subprocess.run(["docker", "exec", container, *command], check=True, **options)


class Screen:
    """Just enough of an RFB client to type, click and take a picture."""

    def __init__(self, container):
        self.pipe = subprocess.Popen(
            ["docker", "exec", "-i", container, "socat", "STDIO", "UNIX-CONNECT:/run/desk/vnc.sock"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.read(12)
        self.send(b"RFB 003.008\n")
        self.read(self.read(1)[0])
        self.send(b"\1")
        self.read(4)
        self.send(b"\1")
        self.width, self.height = struct.unpack(">HH", self.read(4))
        self.read(16)
        self.read(struct.unpack(">I", self.read(4))[0])
        self.send(struct.pack(">BxxxBBBBHHHBBBxxx", 0, 32, 24, 0, 1, 255, 255, 255, 16, 8, 0))
        self.send(struct.pack(">BxHi", 2, 1, 0))

    def read(self, count):
        data = self.pipe.stdout.read(count)
        if len(data) < count:
            raise EOFError("the desktop hung up")
        return data

    def send(self, data):
        self.pipe.stdin.write(data)
        self.pipe.stdin.flush()

    def press(self, *names):
        codes = [KEYS.get(name) or ord(name) for name in names]
        for code in codes:
            self.send(struct.pack(">BBxxI", 4, 1, code))
        for code in reversed(codes):
            self.send(struct.pack(">BBxxI", 4, 0, code))
        time.sleep(0.1)

    def type(self, text):
        for letter in text:
            self.press("Return" if letter == "\n" else letter)

    def point(self, x, y, button=0):
        self.send(struct.pack(">BBHH", 5, button, x, y))
        time.sleep(0.1)

    def click(self, x, y, button=1):
        self.point(x, y)
        self.point(x, y, button)
        self.point(x, y)

    def picture(self):
        pixels = bytearray(self.width * self.height * 4)
        self.send(struct.pack(">BBHHHH", 3, 0, 0, 0, self.width, self.height))
        while self.read(1)[0] != 0:  # a bell has no body; nothing else is expected
            pass
        for _ in range(struct.unpack(">xH", self.read(3))[0]):
            x, y, width, height, _ = struct.unpack(">HHHHi", self.read(12))
            for row in range(height):
                at = ((y + row) * self.width + x) * 4
                pixels[at:at + width * 4] = self.read(width * 4)
        return bytes(pixels)


def png(width, height, bgrx):
    rgb = bytearray(width * height * 3)
    rgb[0::3], rgb[1::3], rgb[2::3] = bgrx[2::4], bgrx[1::4], bgrx[0::4]
    rows = b"".join(b"\0" + rgb[y * width * 3:(y + 1) * width * 3] for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def save(name, screen, words):
    time.sleep(1)
    (OUT / f"{name}.png").write_bytes(png(screen.width, screen.height, screen.picture()))
    lines = ",\n".join("  " + json.dumps(word, ensure_ascii=False) for word in words)
    (OUT / f"{name}.json").write_text(f"[\n{lines}\n]\n")
    print(f"{name}: {len(words)} words")


def truth(container):
    for _ in range(100):
        found = subprocess.run(["docker", "exec", container, "cat", "/tmp/truth.json"],
                               capture_output=True, check=False)
        if found.returncode == 0 and found.stdout.strip():
            return json.loads(found.stdout)
        time.sleep(0.2)
    raise TimeoutError("the page told nothing")


def by_hand(name):
    """The words that no page can tell: written down and corrected by hand."""
    file = HERE / f"{name}.by-hand.json"
    return json.loads(file.read_text()) if file.exists() else []


def main():
    container, *names = sys.argv[1:]
    names = names or [*PAGES, "terminal", "files", "menu"]
    OUT.mkdir(parents=True, exist_ok=True)
    run(container, "mkdir", "-p", "/tmp/samples")
    for file in [*HERE.glob("*.html"), HERE / "truth.js", HERE / "terminal.py"]:
        subprocess.run(["docker", "exec", "-i", container, "sh", "-c", f"cat > /tmp/samples/{file.name}"],
                       input=file.read_bytes(), check=True)
    subprocess.run(["docker", "exec", "-d", "-w", "/tmp/samples", container, "python3", "-c", SERVER],
                   check=True)
    screen = Screen(container)
    pages = [name for name in names if name in PAGES]
    if pages:
        screen.press("super", "1")
        time.sleep(6)
    for name in pages:
        run(container, "rm", "-f", "/tmp/truth.json")
        screen.press("ctrl", "l")
        screen.type(f"localhost:8000/{name}.html\n")
        words = truth(container)
        screen.point(1270, 600)
        save(name, screen, words + by_hand(name))
    if "terminal" in names:
        run(container, "rm", "-f", "/tmp/truth.json")
        # By default xterm does not tell where it is.
        subprocess.run(["docker", "exec", "-d", "-e", f"XENVIRONMENT={THEME}/Xresources", container,
                        "xterm", "-xrm", "XTerm*allowWindowOps: true",
                        "-e", "python3", "/tmp/samples/terminal.py"], check=True)
        save("terminal", screen, truth(container) + by_hand("terminal"))
    if "files" in names:
        screen.press("super", "2")
        time.sleep(2)
        save("files", screen, by_hand("files"))
    if "menu" in names:
        screen.click(427, 131)  # “View” of the file manager, or whatever is there
        save("menu", screen, by_hand("menu"))
        screen.press("Escape")


if __name__ == "__main__":
    main()
