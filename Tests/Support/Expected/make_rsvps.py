"""Writes RSVPs in the shape of the real stream, from a seed: for machines without a capture.

    make_rsvps.py COUNT SEED FILE

Popularity is skewed, numbers come in many notations, and now and then a line is broken or lacks a field.
"""
import json
import random
import sys

NUMBERS = ["-0.10", "1e-05", "0", "-73.98765432109876543", "52.520008", "1E+2", "-0", "13.4050"]


def line(generator):
    venue = int(generator.paretovariate(1.1)) % 400
    city = ["Berlin", "São Paulo", "東京", "O'Fallon", "New York"][venue % 5]
    record = {"venue": {"venue_name": "Venue \"%d\"" % venue, "lon": "@lon", "lat": "@lat", "venue_id": venue},
              "visibility": "public", "response": generator.choice(["yes", "yes", "yes", "no"]),
              "guests": generator.choice([0, 0, 0, 1, 2, 5]), "rsvp_id": generator.randrange(10**9),
              "group": {"group_city": city, "group_country": "xx", "group_topics": []}}
    chance = generator.random()
    if chance < 0.01:
        del record["venue"]
    elif chance < 0.015:
        record["group"]["group_city"] = None
    elif chance < 0.02:
        record["venue"]["venue_name"] = ""
    text = json.dumps(record, ensure_ascii=generator.random() < 0.5)
    text = text.replace('"@lon"', NUMBERS[venue % len(NUMBERS)]).replace('"@lat"', NUMBERS[venue // 3 % len(NUMBERS)])
    return text[:generator.randrange(1, len(text))] if 0.02 < chance < 0.025 else text


def main():
    count, seed, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    generator = random.Random(seed)
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(count):
            file.write(line(generator) + "\n")


main()
