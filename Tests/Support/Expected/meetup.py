"""The answers of the meetup-rsvp example, computed from a capture without any of our code.

    meetup.py rows FILE [REPEAT]      one JSON object a line: venue_name, lon, lat, group_city, count; sorted
    meetup.py dead FILE [REPEAT]      one line a dead letter: its offset in a single partition and why
    meetup.py balance FILE [REPEAT]   SUM(guests) - COUNT(*) per venue and city where it is above 0; sorted

Numbers are kept as text exactly as they were written. A record counts once, as it arrives; blank lines are not sent.
"""
import gzip
import json
import sys


def lines(path, repeat):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        content = [line.rstrip(b"\r\n") for line in file]
    content = [line for line in content if line.strip()]
    for _ in range(repeat):
        yield from content


def parse(line):
    document = json.loads(line.decode("utf-8"), parse_float=str, parse_int=str)
    if not isinstance(document, dict):
        raise ValueError("not an object")
    return document


def field(document, *path):
    for name in path:
        if not isinstance(document, dict):
            return None
        document = document.get(name)
    return document


def fold(path, repeat):
    rows, dead = {}, []
    for offset, line in enumerate(lines(path, repeat)):
        try:
            document = parse(line)
        except ValueError:
            dead.append((offset, "json"))
            continue
        if field(document, "response") != "yes" or field(document, "venue", "venue_name") is None:
            continue
        key = tuple(field(document, *path) for path in
                    (("venue", "venue_name"), ("venue", "lon"), ("venue", "lat"), ("group", "group_city")))
        if any(part is None for part in key[1:]):
            dead.append((offset, "null key"))
        elif key[0] == "":
            dead.append((offset, "empty key"))
        else:
            rows[key] = rows.get(key, 0) + 1
    return rows, dead


def balance(path, repeat):
    sums = {}
    for line in lines(path, repeat):
        try:
            document = parse(line)
        except ValueError:
            continue
        key = (field(document, "venue", "venue_name"), field(document, "group", "group_city"))
        if None in key or key[0] == "":
            continue
        guests = field(document, "guests")
        total, count = sums.get(key, (0, 0))
        sums[key] = (total + int(guests or 0), count + 1)
    return {key: total - count for key, (total, count) in sums.items() if total - count > 0}


def main():
    what, path = sys.argv[1:3]
    repeat = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    if what == "rows":
        for key, count in sorted(fold(path, repeat)[0].items()):
            names = ("venue_name", "lon", "lat", "group_city")
            print(json.dumps(dict(zip(names, key)) | {"count": count}, ensure_ascii=False, sort_keys=True))
    elif what == "dead":
        for offset, reason in fold(path, repeat)[1]:
            print(offset, reason)
    elif what == "balance":
        for key, value in sorted(balance(path, repeat).items()):
            print(json.dumps({"venue_name": key[0], "group_city": key[1], "balance": value}, ensure_ascii=False, sort_keys=True))
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
