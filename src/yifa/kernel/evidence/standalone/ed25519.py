"""Checking Ed25519 signatures with whole numbers alone: slow, short, and nothing to trust but these lines.

Source: RFC 8032, section 5.1. Strict: a number or a point in any other than its one spelling is refused.
"""

# ruff: noqa: PLR2004 - the sizes of RFC 8032 stand where they are used

import hashlib

P = 2**255 - 19  # the prime of the field
ORDER = 2**252 + 27742317777372353535851937790883648493  # of the base point
D = -121665 * pow(121666, -1, P) % P  # the curve is -x² + y² = 1 + d·x²·y²
ROOT = pow(2, (P - 1) // 4, P)  # a square root of -1

Point = tuple[int, int, int, int]
"""A point (x, y) as (X, Y, Z, T): x = X/Z, y = Y/Z, x·y = T/Z."""


def holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature over the message is that of the key. Source: RFC 8032, 5.1.7 (without the cofactor)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, point, s = _point(public), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if key is None or point is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    one, other = _times(s, BASE), _sum(point, _times(k, key))
    return all((one[axis] * other[2] - other[axis] * one[2]) % P == 0 for axis in (0, 1))


def _point(encoded: bytes) -> Point | None:
    """The point in 32 bytes, None where there is none or it has another spelling. Source: RFC 8032, 5.1.3."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT % P
    if x * x % P != square or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def _sum(one: Point, other: Point) -> Point:
    """The sum of two points. Source: RFC 8032, 5.1.4."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(factor: int, point: Point) -> Point:
    found: Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            found = _sum(found, point)
        point, factor = _sum(point, point), factor >> 1
    return found


# The base point: y = 4/5, x even.
BASE = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)
