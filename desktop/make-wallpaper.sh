#!/bin/sh
# Makes look/wallpaper.xpm.gz of look/wallpaper.svg, in which red, green and blue stand for the wall,
# the arches on it, and the lit one. What is in between, on the edges, is kept in quarters: @wall_arch_lit@.
#
#   desktop/make-wallpaper.sh      needs rsvg-convert, ImageMagick's convert, python3
set -eu
cd "$(dirname "$0")/look"
picture=$(mktemp --suffix=.png)
trap 'rm -f "$picture"' EXIT
rsvg-convert wallpaper.svg -o "$picture"
convert "$picture" ppm:- | python3 -c '
import sys
width, height = 1920, 1080
pixels = sys.stdin.buffer.read()[-3 * width * height:]
def quarters(at):
    parts = pixels[at:at + 3]
    share = [part * 4 / (sum(parts) or 1) for part in parts]
    whole = [round(part) for part in share]
    while sum(whole) != 4:
        off = [a - b for a, b in zip(share, whole)]
        whole[off.index(max(off) if sum(whole) < 4 else min(off))] += 1 if sum(whole) < 4 else -1
    return tuple(whole)
known, tones, letters = {}, {}, "abcdefghijklmnopqrstuvwxyz"
def letter(at):
    pixel = pixels[at:at + 3]
    if pixel not in known:
        tone = quarters(at)
        known[pixel] = tones.setdefault(tone, letters[len(tones)])
    return known[pixel]
rows = ["".join(letter(3 * (y * width + x)) for x in range(width)) for y in range(height)]
print("/* XPM */\nstatic char *wallpaper[] = {\n\"%d %d %d 1\"," % (width, height, len(tones)))
for tone, name in tones.items():
    print("\"%s c @%d_%d_%d@\"," % ((name,) + tone))
print(",\n".join("\"%s\"" % row for row in rows) + "};")
' | gzip -9n >wallpaper.xpm.gz
