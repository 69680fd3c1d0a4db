"""Fills a terminal with text and writes down where each word is, from what the terminal says of itself."""
import json
import re
import sys
import termios
import time
import tty

TEXT = """operator@desk:~/projects/shop$ git status --short
 M src/main/java/Basket.java
 M src/test/java/BasketTest.java
?? notes/todo.txt
operator@desk:~/projects/shop$ ls -l
total 48
-rw-r--r-- 1 operator operator  1523 Nov 20 09:14 README.md
-rw-r--r-- 1 operator operator 10762 Nov 18 17:40 pom.xml
drwxr-xr-x 4 operator operator  4096 Nov 12 11:05 src
drwxr-xr-x 9 operator operator  4096 Nov 20 09:15 target
operator@desk:~/projects/shop$ python3 report.py --month 10 --format csv
Reading 1284 orders from /var/lib/shop/orders.db
Warning: 3 orders have no address
Written to /tmp/report-2026-10.csv (87 kB)
operator@desk:~/projects/shop$ """


def ask(question):
    sys.stdout.write(question)
    sys.stdout.flush()
    answer = ""
    while not answer.endswith("t"):
        answer += sys.stdin.read(1)
    return [int(number) for number in re.findall(r"\d+", answer)][1:]


saved = termios.tcgetattr(sys.stdin)
tty.setcbreak(sys.stdin)
left, top = ask("\x1b[13;2t")
high, wide = ask("\x1b[14t")
rows, columns = ask("\x1b[18t")
termios.tcsetattr(sys.stdin, termios.TCSADRAIN, saved)
sys.stdout.write("\x1b[H\x1b[2J" + TEXT)
sys.stdout.flush()
cell_wide, cell_high = wide / columns, high / rows
words = []
for row, line in enumerate(TEXT.split("\n")):
    for match in re.finditer(r"\S+", line):
        words.append({"text": match[0], "x": round(left + match.start() * cell_wide),
                      "y": round(top + row * cell_high),
                      "width": round(len(match[0]) * cell_wide), "height": round(cell_high)})
open("/tmp/truth.json", "w").write(json.dumps(words))
time.sleep(600)
