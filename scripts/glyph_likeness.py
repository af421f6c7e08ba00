"""Which characters look alike, by their pictures in a font: called by scripts/make_confusions.py.

Lists of look-alikes that others made name many pairs that share a part (洽 and 俭) and miss near ones (菜 and 莱, 洽 and 治).
Every character is drawn, blurred a little and compared as a whole and by its halves: a radical in common makes a half alike.
Needs pillow (`pip install pillow`), which only this uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZE, SIDE, BLUR = 40, 32, 1.1
"""Points of the font, side of the compared picture in pixels, radius of the blur."""

NARROW = 0.5
"""A character that fills less of its box (一, 日) is compared as it stands, the others are drawn as large as the picture."""

HALF, LESS = 0.5, 0.9
"""How much the most alike half counts beside the whole, and how much less the left and the upper one."""

LEAST, MOST = 1.04, 8
"""Least likeness of a pair (at most 1.5), and most characters that one is taken for."""

LOT = 500
Pictures = npt.NDArray[np.float32]


def _picture(character: str, font: ImageFont.FreeTypeFont) -> Pictures:
    image = Image.new("L", (SIZE + 4, SIZE + 8), 0)
    ImageDraw.Draw(image).text((2, 0), character, font=font, fill=255)
    box = image.getbbox()
    if box and min(box[2] - box[0], box[3] - box[1]) > SIZE * NARROW:
        image = image.crop(box)
    return np.asarray(image.resize((SIDE, SIDE)).filter(ImageFilter.GaussianBlur(BLUR)), dtype=np.float32)


def _even(pictures: Pictures) -> Pictures:
    """Each picture as a row of numbers whose product with another is their correlation."""
    rows = pictures.reshape(len(pictures), -1)
    rows = rows - rows.mean(axis=1, keepdims=True)
    found: Pictures = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + np.float32(1e-6))
    return found


def alike(characters: Sequence[str], meant: Sequence[str], font: Path) -> Iterator[tuple[str, str]]:
    """Each character with those of `meant` that it is most like."""
    drawn = ImageFont.truetype(str(font), SIZE)
    pictures = np.stack([_picture(character, drawn) for character in characters])
    column = {character: at for at, character in enumerate(characters)}
    chosen = np.array([column[character] for character in meant])
    views = [pictures, pictures[:, :, 13:], pictures[:, 13:, :], pictures[:, :, :16], pictures[:, :16, :]]
    even = [_even(view) for view in views]
    for start in range(0, len(characters), LOT):
        whole, right, lower, left, upper = (rows[start : start + LOT] @ rows[chosen].T for rows in even)
        half = np.maximum(np.maximum(right, lower), np.maximum(left, upper) * np.float32(LESS))
        likeness = whole + np.float32(HALF) * half
        for row, order in enumerate(np.argsort(-likeness, axis=1, kind="stable")[:, : MOST + 1]):
            one = characters[start + row]
            yield from ((one, meant[at]) for at in order if likeness[row, at] >= LEAST and meant[at] != one)
