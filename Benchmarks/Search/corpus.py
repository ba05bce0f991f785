"""Made-up articles, the same at every run: words as frequent as in real texts (Zipf), titles, categories, tags, authors."""

import bisect
import random
import sys
from itertools import accumulate
from pathlib import Path

COMMON = (
    "the of and to in a is that for it was on are as with his they be at one have this from by not but what all were when "
    "we there can an your which their said if will each about how up out them then she many some so these would other "
    "into has more her two like him see time could no make than first been its who now people my made over did down "
    "only way find use may water long little very after words called just where most know company market council "
    "ferry harbour school price report growth energy bank city minister court health season museum library orchard"
).split()
SYLLABLES = "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru".split()
ACCENTED = ["café", "münchen", "façade", "crème", "jalapeño", "smörgås", "élan", "naïve", "über", "piñata"]
CATEGORIES = ["Companies", "Economy & Finance", "Energy", "Health", "Politics", "Technology", "Travel", "Weather"]


def vocabulary(size=30_000):
    words = list(COMMON) + ACCENTED
    known = set(words)
    number = 0
    while len(words) < size:
        rest, word = number, ""
        for _ in range(4):
            word += SYLLABLES[rest % len(SYLLABLES)]
            rest = rest // len(SYLLABLES) + 7
        number += 1
        if word not in known:
            known.add(word)
            words.append(word)
        elif number % len(SYLLABLES) == 0:
            word += str(number)
            known.add(word)
            words.append(word)
    return words


class Corpus:
    def __init__(self):
        self.words = vocabulary()
        self.sums = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def text(self, source, count):
        total = self.sums[-1]
        return " ".join(self.words[bisect.bisect(self.sums, source.random() * total)] for _ in range(count))

    def article(self, number):
        source = random.Random(number)
        title = self.text(source, 7).capitalize() + f" {number}"
        day, month, year = number % 28 + 1, number // 28 % 12 + 1, 2020 + number % 6
        body = "\n\n".join(self.text(source, 60).capitalize() + "." for _ in range(5))
        tags = ", ".join(self.words[200 + source.randrange(300)] for _ in range(3))
        return (
            f"---\ntitle: {title}\ndate: {year}-{month:02}-{day:02}\ncategory: {source.choice(CATEGORIES)}\n"
            f"tags: [{tags}]\nauthor: Writer {source.randrange(50)}\n---\n{body}\n"
        )

    def write(self, folder, count):
        for number in range(count):
            part = Path(folder) / f"{number % 100:02}"
            part.mkdir(parents=True, exist_ok=True)
            (part / f"{number}.md").write_text(self.article(number))


if __name__ == "__main__":
    Corpus().write(sys.argv[1], int(sys.argv[2]))
