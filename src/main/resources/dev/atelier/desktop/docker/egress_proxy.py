"""The one way out of desktops that have no network: a proxy for HTTP and, by CONNECT, for HTTPS.

  serve       listens on one socket for each desktop, in EGRESS_SOCKETS
  tell JSON   tells the proxy that runs beside it what a desktop may reach

The server hands it to the interpreter as a text (python3 -I -c), so that it is in no image.

Which desktop speaks is known by the socket: its name is that desktop's secret, and the directory
cannot be listed. A name is looked up once, and what was checked is what is connected to. Nothing is
reached but public addresses and what EGRESS_ALLOW names; a desktop of which nothing was told has no
socket. Standard output says what was refused, as lines of JSON.

  EGRESS_SOCKETS  the directory of the sockets                    (/var/lib/egress)
  EGRESS_CONTROL  the socket for "tell"                           (/tmp/control)
  EGRESS_ALLOW    addresses and networks beyond the public ones, and sites for all lists:
                  10.1.2.3 10.1.2.3:8080 10.0.0.0/8 example.com .example.com
  EGRESS_PORTS    ports of what is not named by its address       (80,443)
"""

import asyncio
import concurrent.futures
import functools
import ipaddress
import json
import os
import re
import secrets
import socket
import sys

HEAD_LIMIT = 64 * 1024
PIECE = 16 * 1024
HEAD_SECONDS = 30
CONNECT_SECONDS = 10
LOOKUP_SECONDS = 10
LAST_SECONDS = 30
IDLE_SECONDS = 900
REPORT_SECONDS = 2
MOST_AT_ONCE = 256
MOST_LOOKUPS = 4
MOST_LOOKUPS_OF_ALL = 32
MOST_REFUSALS = 40
HOP_BY_HOP = {
    b"connection", b"proxy-connection", b"keep-alive", b"proxy-authorization", b"proxy-authenticate",
    b"te", b"trailer", b"upgrade", b"expect", b"host",
}
METHOD = re.compile(rb"[A-Z]{1,20}")
HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,252})?")
SECRET = re.compile(r"[0-9a-f]{32}")
TUNNEL_V6 = [ipaddress.ip_network(each) for each in ("2001::/32", "2002::/16")]
PUBLIC_V6 = ipaddress.ip_network("2000::/3")
# Of Azure's metadata, and of relays into 6to4: public by their numbers only.
NOT_PUBLIC_V4 = [ipaddress.ip_network(each) for each in ("168.63.129.16/32", "192.88.99.0/24")]


class Refused(Exception):
    """A desktop asked for what it may not reach."""


class Unreachable(Exception):
    """What may be reached does not answer."""


def is_public(address):
    """Whether an address is of the internet, and not one that leads somewhere else in disguise."""
    if address.version == 6:
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address not in PUBLIC_V6 or any(address in each for each in TUNNEL_V6):
            return False
    elif any(address in each for each in NOT_PUBLIC_V4):
        return False
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not address.is_link_local
        and not address.is_private
    )


def plain(address):
    """An address of IPv4 that is written as one of IPv6 is that of IPv4."""
    return (address.version == 6 and address.ipv4_mapped) or address


def literal(host):
    """The address that a host is, or None where it is a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def names_site(site, host):
    """example.com is that name alone; .example.com is also everything below it."""
    return host == site or (site.startswith(".") and (host == site[1:] or host.endswith(site)))


class Exceptions:
    """What EGRESS_ALLOW names: addresses for everybody, and sites for everybody's list."""

    def __init__(self, text):
        self.networks = []
        self.sites = []
        for entry in filter(None, (each.strip() for each in text.split(","))):
            place, port = self.parts(entry)
            try:
                self.networks.append((ipaddress.ip_network(place, strict=False), port))
            except ValueError:
                self.sites.append(entry.lower())

    @staticmethod
    def parts(entry):
        bracketed = re.fullmatch(r"\[([0-9a-fA-F:.]+)\]:(\d+)", entry)
        simple = re.fullmatch(r"([0-9.]+(?:/\d+)?):(\d+)", entry)
        match = bracketed or simple
        return (match[1], int(match[2])) if match else (entry, None)

    def name(self, address, port):
        address = plain(address)
        return any(
            address.version == network.version and address in network and only in (None, port)
            for network, only in self.networks
        )


class Rule:
    """What one desktop may reach."""

    def __init__(self, told):
        self.mode = told["mode"]
        if self.mode not in ("open", "internet", "allowlist"):
            raise ValueError("there is no mode " + str(self.mode))
        self.sites = [str(site) for site in told.get("allow", [])]


class Refusals:
    """What was refused, counted until it is said; a desktop that asks for ever more is cut short."""

    def __init__(self):
        self.boot = secrets.token_hex(8)
        self.line = 0
        self.counts = {}

    def add(self, desk, host, port, reason):
        mine = [key for key in self.counts if key[0] == desk]
        key = (desk, host, port, reason)
        if key not in self.counts and len(mine) >= MOST_REFUSALS:
            key = (desk, "", 0, "many")
        self.counts[key] = self.counts.get(key, 0) + 1

    def say(self):
        counts, self.counts = self.counts, {}
        for (desk, host, port, reason), count in counts.items():
            self.line += 1
            told = {"boot": self.boot, "line": self.line, "desk": desk, "host": host,
                    "port": port, "reason": reason, "count": count}
            print(json.dumps(told), flush=True)


class Desk:
    """One desktop: its socket, its rule, its connections."""

    def __init__(self, proxy, name, secret):
        self.proxy = proxy
        self.name = name
        self.secret = secret
        self.rule = None
        self.server = None
        self.open = {}
        self.lookups = asyncio.Semaphore(MOST_LOOKUPS)

    @property
    def path(self):
        return os.path.join(self.proxy.directory, self.secret)

    async def listen(self):
        await remove(self.path)
        self.server = await asyncio.start_unix_server(self.serve, self.path, limit=HEAD_LIMIT)
        os.chmod(self.path, 0o666)

    async def close(self):
        self.rule = None
        if self.server:
            self.server.close()
        await remove(self.path)
        for task in list(self.open):
            task.cancel()

    def obey(self, rule):
        """From now on; what is open and would be refused now is closed."""
        self.rule = rule
        for task, reached in list(self.open.items()):
            if reached and not self.permits(*reached):
                task.cancel()

    def permits(self, host, port, address):
        try:
            self.require_name(host, port)
            return self.permits_address(address, port)
        except Refused:
            return False

    def require_name(self, host, port):
        """Before a name is looked up: looking up is telling, too."""
        rule, exceptions = self.rule, self.proxy.exceptions
        if not rule:
            raise Refused("list")
        address = literal(host)
        if rule.mode == "open" or (address and exceptions.name(address, port)):
            return
        if rule.mode == "allowlist" and not any(
            names_site(site, host) for site in rule.sites + exceptions.sites
        ):
            raise Refused("list")
        if port not in self.proxy.ports and not exceptions.networks:
            raise Refused("port")

    def permits_address(self, address, port):
        if self.rule.mode == "open" or self.proxy.exceptions.name(address, port):
            return True
        return is_public(address) and port in self.proxy.ports

    async def reach(self, host, port):
        """Connects to what was checked, and to nothing that the name may mean a moment later."""
        self.require_name(host, port)
        found = await self.lookup(host, port)
        allowed = [each for each in found if self.permits_address(each, port)]
        if not allowed:
            public = any(is_public(each) for each in found)
            raise Refused("port" if public else "private")
        for address in allowed[:4]:
            try:
                reader, writer = await asyncio.wait_for(
                    asyncio.open_connection(str(address), port, limit=HEAD_LIMIT), CONNECT_SECONDS
                )
            except (OSError, asyncio.TimeoutError):
                continue
            if not self.permits(host, port, address):
                writer.transport.abort()
                raise Refused("list")
            self.open[asyncio.current_task()] = (host, port, address)
            return reader, writer
        raise Unreachable(f"{host} does not answer on port {port}")

    async def lookup(self, host, port):
        address = literal(host)
        if address:
            return [address]
        try:
            answers = await asyncio.wait_for(self.answers(host, port), LOOKUP_SECONDS)
        except (OSError, UnicodeError, asyncio.TimeoutError):
            raise Unreachable(f"there is no {host}") from None
        return [ipaddress.ip_address(each[4][0].split("%")[0]) for each in answers]

    async def answers(self, host, port):
        """Nobody can be told to stop looking up: it counts until it is over, not until it is waited for."""
        await self.lookups.acquire()
        look = functools.partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        found = asyncio.get_running_loop().run_in_executor(self.proxy.lookers, look)
        found.add_done_callback(self.looked_up)
        return await asyncio.shield(found)

    def looked_up(self, found):
        self.lookups.release()
        found.exception()

    async def serve(self, reader, writer):
        task = asyncio.current_task()
        if not self.rule or len(self.open) >= MOST_AT_ONCE:
            writer.transport.abort()
            return
        writer.transport.max_size = PIECE
        self.open[task] = None
        try:
            await self.converse(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.TimeoutError, ValueError):
            pass
        finally:
            await ended(writer)
            self.open.pop(task, None)

    async def converse(self, reader, writer):
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_SECONDS)
        try:
            method, target, fields = parse(head)
            connect = method == b"CONNECT"
            host, port, path = destination(target, connect)
        except ValueError as wrong:
            await answer(writer, 400, str(wrong))
            return
        try:
            there_reader, there_writer = await self.reach(host, port)
        except Refused as refusal:
            self.proxy.refusals.add(self.name, host, port, str(refusal))
            await answer(writer, 403, REASONS[str(refusal)].format(host=host, port=port))
            return
        except Unreachable as silent:
            await answer(writer, 502, str(silent))
            return
        try:
            if connect:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                there_writer.write(request(method, path, target, fields))
            narrow(reader, writer)
            if connect:
                narrow(there_reader, there_writer)
            await both(reader, writer, there_reader, there_writer, connect)
            if connect:
                await ended(there_writer)
        finally:
            there_writer.transport.abort()


REASONS = {
    "list": "{host} is not among the sites that this desktop may reach.",
    "private": "{host} is not on the internet: desktops do not reach this network.",
    "port": "Desktops do not reach port {port} of {host}.",
}


def parse(head):
    lines = head[:-4].split(b"\r\n")
    words = lines[0].split(b" ")
    if len(words) != 3 or not METHOD.fullmatch(words[0]) or words[2] not in (b"HTTP/1.1", b"HTTP/1.0"):
        raise ValueError("This is a proxy for HTTP.")
    fields = []
    for line in lines[1:]:
        name, colon, value = line.partition(b":")
        if not colon or not re.fullmatch(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name) or re.search(rb"[\r\n\0]", value):
            raise ValueError("A header is malformed.")
        fields.append((name, value.strip()))
    return words[0], words[1], fields


def destination(target, connect):
    """Host, port and path; of an address of IPv6 without its brackets."""
    text = target.decode("ascii", "strict")
    if re.search(r"[\x00-\x20\x7f]", text):
        raise ValueError("The address is malformed.")
    authority, path = text, ""
    if not connect:
        match = re.fullmatch(r"http://([^/?#]+)([^#]*)(#.*)?", text, re.IGNORECASE)
        if not match:
            raise ValueError("This is a proxy: ask it for http://… or by CONNECT.")
        authority, path = match[1], match[2]
    match = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^\[\]:@]+)(?::(\d{1,5}))?", authority)
    if not match or (connect and not match[2]):
        raise ValueError("The address is malformed.")
    host = match[1].strip("[]").lower().removesuffix(".")
    port = int(match[2] or 80)
    if not 0 < port < 65536 or not (literal(host) or HOST.fullmatch(host)):
        raise ValueError("The address is malformed.")
    return host, port, path if path.startswith("/") else "/" + path


def request(method, path, target, fields):
    """As the server itself would be asked: once, and about itself."""
    authority = re.match(rb"(?i)http://([^/?#]+)", target)[1]
    named = {word.strip().lower() for name, value in fields if name.lower() == b"connection" for word in value.split(b",")}
    kept = [each for each in fields if each[0].lower() not in HOP_BY_HOP and each[0].lower() not in named]
    lines = [method + b" " + path.encode() + b" HTTP/1.1", b"Host: " + authority]
    lines += [name + b": " + value for name, value in kept]
    return b"\r\n".join(lines + [b"Connection: close", b"", b""])


async def both(reader, writer, there_reader, there_writer, connect):
    """Passes bytes on until either side has nothing more to say."""

    async def up():
        await passed(reader, there_writer)

    async def down():
        if not connect:
            await answer_head(there_reader, writer)
            narrow(there_reader, there_writer)
        await passed(there_reader, writer)

    upwards, downwards = asyncio.create_task(up()), asyncio.create_task(down())
    try:
        # Whoever has asked may fall silent and still wait; when the server has answered all is said.
        await downwards
        if connect:
            await asyncio.wait_for(upwards, HEAD_SECONDS)
    finally:
        for each in (upwards, downwards):
            each.cancel()
        await asyncio.gather(upwards, downwards, return_exceptions=True)


async def answer_head(reader, writer):
    """One answer for each connection, whatever the server would like."""
    while True:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), IDLE_SECONDS)
        lines = head[:-4].split(b"\r\n")
        kept = [line for line in lines if line.split(b":")[0].lower() not in (b"connection", b"keep-alive", b"proxy-connection")]
        interim = re.match(rb"HTTP/1\.[01] 1\d\d", lines[0])
        writer.write(b"\r\n".join(kept + ([] if interim else [b"Connection: close"]) + [b"", b""]))
        await asyncio.wait_for(writer.drain(), IDLE_SECONDS)
        if not interim:
            return


async def passed(reader, writer):
    while piece := await asyncio.wait_for(reader.read(PIECE), IDLE_SECONDS):
        writer.write(piece)
        await asyncio.wait_for(writer.drain(), IDLE_SECONDS)
    if writer.can_write_eof():
        writer.write_eof()


async def answer(writer, code, words):
    words = {400: "Bad request", 403: "Refused", 502: "Not reached"}[code] + ". " + words
    body = words.encode()
    head = (
        f"HTTP/1.1 {code} {words.split('.')[0]}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await asyncio.wait_for(writer.drain(), HEAD_SECONDS)


def narrow(reader, writer):
    """From here on pieces are held, where a whole head had to be."""
    reader._limit = PIECE
    writer.transport.max_size = PIECE
    writer.transport.set_write_buffer_limits(high=PIECE)


async def ended(writer):
    """Closes when all is handed over; who does not take it within a while is not waited for."""
    try:
        writer.transport.set_write_buffer_limits(high=0)
        await asyncio.wait_for(writer.drain(), LAST_SECONDS)
        writer.close()
    except (OSError, asyncio.TimeoutError, asyncio.CancelledError):
        writer.transport.abort()


async def remove(path):
    try:
        os.remove(path)
    except FileNotFoundError:
        pass


class Proxy:
    """All desktops, and what is told of them."""

    def __init__(self, environment):
        self.directory = environment.get("EGRESS_SOCKETS", "/var/lib/egress")
        self.control = environment.get("EGRESS_CONTROL", "/tmp/control")
        self.exceptions = Exceptions(environment.get("EGRESS_ALLOW", ""))
        self.ports = {int(port) for port in environment.get("EGRESS_PORTS", "80,443").split(",")}
        self.refusals = Refusals()
        self.desks = {}
        self.turn = asyncio.Lock()
        self.lookers = concurrent.futures.ThreadPoolExecutor(MOST_LOOKUPS_OF_ALL)

    async def run(self):
        for left in os.listdir(self.directory):
            await remove(os.path.join(self.directory, left))
        await remove(self.control)
        before = os.umask(0o077)
        await asyncio.start_unix_server(self.listen, self.control, limit=1 << 20)
        os.umask(before)
        while True:
            await asyncio.sleep(REPORT_SECONDS)
            self.refusals.say()

    async def listen(self, reader, writer):
        try:
            told = json.loads(await asyncio.wait_for(reader.readline(), HEAD_SECONDS))
            async with self.turn:
                await self.hear(told)
            said = "ok"
        except (OSError, ValueError, KeyError, TypeError, asyncio.TimeoutError) as wrong:
            said = f"{type(wrong).__name__}: {wrong}"
        writer.write(said.encode())
        writer.close()

    async def hear(self, told):
        """{"desk", "secret", "mode", "allow"} opens a desktop's way; without a mode it is closed.

        {"only": [secrets]} closes all others.
        """
        if "only" in told:
            for secret in self.desks.keys() - set(told["only"]):
                await self.desks.pop(secret).close()
            return
        secret = told["secret"]
        if not SECRET.fullmatch(secret):
            raise ValueError("a secret has 32 hexadecimal digits")
        desk = self.desks.get(secret)
        if "mode" not in told:
            if desk:
                del self.desks[secret]
                await desk.close()
            return
        rule = Rule(told)
        if desk:
            desk.obey(rule)
            return
        desk = Desk(self, str(told["desk"]), secret)
        desk.obey(rule)
        await desk.listen()
        self.desks[secret] = desk


def tell(words, environment):
    with socket.socket(socket.AF_UNIX) as control:
        control.settimeout(10)
        control.connect(environment.get("EGRESS_CONTROL", "/tmp/control"))
        control.sendall(words.encode() + b"\n")
        said = control.makefile().read()
    if said != "ok":
        sys.exit(said or "the proxy said nothing")


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        asyncio.run(Proxy(os.environ).run())
    elif len(sys.argv) == 3 and sys.argv[1] == "tell":
        tell(sys.argv[2], os.environ)
    else:
        sys.exit(__doc__)
