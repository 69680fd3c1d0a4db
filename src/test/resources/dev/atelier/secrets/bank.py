# Pages of a bank and of its imitators, served within a desktop to its own browser. What is sent to
# them, and each key that a page hears, goes to heard.txt beside it.
import html
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

LISTENS = """<script>addEventListener('keydown', e => navigator.sendBeacon('/key', document.title + ' ' + e.key), true)</script>"""
FORM = """<form method=post action=/welcome style="font-size:18px">
<label style="position:absolute;left:60px;top:86px">User</label><input name=user style="position:absolute;left:200px;top:80px;width:400px;height:30px">
<label style="position:absolute;left:60px;top:146px">Password</label><input type=password name=password style="position:absolute;left:200px;top:140px;width:400px;height:30px">
<button style="position:absolute;left:200px;top:200px;height:40px">Sign in</button></form>"""


def page(path):
    if path == "/login":
        return "Login", FORM
    if path == "/framed":
        return "Framed", "<iframe src=http://bank.localhost:8000/login width=1200 height=400 style='border:0;position:absolute;left:0;top:0'></iframe>"
    if path == "/framing":
        return "Framing", "<iframe src=http://evil.localhost:8000/login width=1200 height=400 style='border:0;position:absolute;left:0;top:0'></iframe>"
    if path == "/full":
        return "bank.localhost", FORM + """<div style="position:absolute;top:0;left:0;right:0;background:#eee">http://bank.localhost:8000/login</div>
<script>onclick = () => document.documentElement.requestFullscreen()</script>"""
    return "Nothing", ""


class Bank(BaseHTTPRequestHandler):
    def do_GET(self):
        title, body = page(self.path)
        self.answer(f"<!doctype html><title>{title}</title>{LISTENS}<body style='margin:0'>{body}")

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with open("heard.txt", "a") as heard:
            heard.write(f"{self.headers['Host']} {self.path} {sent}\n")
        user = parse_qs(sent).get("user", [""])[0]
        self.answer(f"<!doctype html><title>Inside</title><h1>Welcome</h1><p style='font-size:22px'>You came in as {html.escape(user)}")

    def answer(self, text):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        pass


ThreadingHTTPServer(("127.0.0.1", 8000), Bank).serve_forever()
