"""Triangle meshes for ``derive.py``: reading, splitting, thinning.

Thinning follows Garland and Heckbert (1997), Surface simplification using quadric error metrics
(SIGGRAPH 97, 209-216): collapse the edge that moves the surface least, again and again. The new
vertex is the best of three candidates (both ends and the middle), which needs no matrix inverse.
"""

from __future__ import annotations

import heapq
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float, float]
Triangle = tuple[int, int, int]
Quadric = tuple[float, ...]  # the ten different entries of a symmetric 4 x 4 matrix

FOLDS = 0.2  # cosine of the greatest angle by which a triangle may tilt


@dataclass(frozen=True)
class Mesh:
    vertices: list[Point]
    triangles: list[Triangle]

    def height(self) -> float:
        """Middle of the vertical extent, metres."""
        heights = [vertex[1] for vertex in self.vertices]
        return (min(heights) + max(heights)) / 2


def read_ply(data: bytes) -> Mesh:
    """A binary PLY file with vertices ``x y z`` (float) and faces (unsigned char count, int corners)."""
    head, body = data.split(b"end_header\n", 1)
    assert b"binary_little_endian" in head, "the numbers of this PLY file are not stored as expected"
    assert head.count(b"property") == 4, "this PLY file holds more than places and faces"
    vertex_count, face_count = (
        int(line.split()[2]) for line in head.splitlines() if line.startswith(b"element")
    )
    vertices = list(struct.iter_unpack("<3f", body[: 12 * vertex_count]))
    triangles, at = [], 12 * vertex_count
    for _ in range(face_count):
        corners = struct.unpack_from(f"<{body[at]}i", body, at + 1)
        triangles += [(corners[0], b, c) for b, c in pairwise(corners[1:])]
        at += 1 + 4 * len(corners)
    return Mesh(vertices, triangles)


def welded(mesh: Mesh) -> Mesh:
    """Vertices that agree to 0.01 mm become one; triangles without area go."""
    return _compacted([_rounded(vertex) for vertex in mesh.vertices], mesh.triangles)


def gathered(meshes: Iterable[Mesh]) -> Mesh:
    vertices: list[Point] = []
    triangles: list[Triangle] = []
    for mesh in meshes:
        triangles += [(a + len(vertices), b + len(vertices), c + len(vertices)) for a, b, c in mesh.triangles]
        vertices += mesh.vertices
    return Mesh(vertices, triangles)


def pieces(mesh: Mesh) -> list[Mesh]:
    """The connected parts of a mesh, in the order of their first vertex."""
    leader = list(range(len(mesh.vertices)))

    def find(vertex: int) -> int:
        while leader[vertex] != vertex:
            leader[vertex] = vertex = leader[leader[vertex]]
        return vertex

    for a, b, c in mesh.triangles:
        leader[find(b)] = leader[find(c)] = find(a)
    parts: dict[int, list[Triangle]] = {}
    for triangle in mesh.triangles:
        parts.setdefault(find(triangle[0]), []).append(triangle)
    return [_compacted(mesh.vertices, triangles) for triangles in parts.values()]


def thinned(mesh: Mesh, count: int) -> Mesh:
    """The mesh with at most ``count`` triangles, or a few more where no edge may go."""
    work = _Thinning(mesh)
    while len(work.faces) > count and work.queue:
        work.take_cheapest()
    return _compacted(work.at, list(work.faces.values()))


class _Thinning:
    """A mesh in which edges collapse, the cheapest first."""

    def __init__(self, mesh: Mesh) -> None:
        self.at = list(mesh.vertices)
        self.faces = dict(enumerate(mesh.triangles))
        self.around: list[set[int]] = [set() for _ in self.at]  # vertex -> numbers of its faces
        self.errors: list[Quadric] = [(0.0,) * 10 for _ in self.at]
        self.age = [0] * len(self.at)  # tells an edge in the queue whose ends have moved since
        self.queue: list[tuple[float, int, int, int, int, Point]] = []
        for number, triangle in self.faces.items():
            plane = _quadric(*self._corners(triangle))
            for corner in triangle:
                self.around[corner].add(number)
                self.errors[corner] = _sum(self.errors[corner], plane)
        for a, b in sorted({edge for triangle in self.faces.values() for edge in _edges(triangle)}):
            self._enqueue(a, b)

    def take_cheapest(self) -> None:
        """Collapse the cheapest edge, if it is still there and does no harm."""
        _, a, b, age_a, age_b, place = heapq.heappop(self.queue)
        if (age_a, age_b) == (self.age[a], self.age[b]) and not self._harms(a, b, place):
            self._collapse(a, b, place)

    def _enqueue(self, a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        error = _sum(self.errors[a], self.errors[b])
        candidates = (self.at[a], self.at[b], _middle(self.at[a], self.at[b]))
        cost, place = min((_error(error, place), place) for place in candidates)
        heapq.heappush(self.queue, (cost, a, b, self.age[a], self.age[b], place))

    def _collapse(self, a: int, b: int, place: Point) -> None:
        for number in sorted(self.around[b]):
            face = self.faces[number]
            if a in face:
                del self.faces[number]
                for corner in face:
                    self.around[corner].discard(number)
            else:
                self.faces[number] = tuple(a if corner == b else corner for corner in face)
                self.around[a].add(number)
        self.at[a], self.errors[a] = place, _sum(self.errors[a], self.errors[b])
        self.age[a] += 1
        self.age[b] = -1
        for other in sorted(self._neighbours(a)):
            self._enqueue(a, other)

    def _harms(self, a: int, b: int, place: Point) -> bool:
        """Whether the collapse would pinch the surface or turn a triangle over."""
        if len(self._neighbours(a) & self._neighbours(b)) > 2:
            return True
        for number in self.around[a] ^ self.around[b]:
            face = self.faces[number]
            was = _normal(*self._corners(face))
            will = _normal(*(place if corner in (a, b) else self.at[corner] for corner in face))
            if _dot(was, will) < FOLDS * (_dot(was, was) * _dot(will, will)) ** 0.5:
                return True
        return False

    def _neighbours(self, vertex: int) -> set[int]:
        return {corner for number in self.around[vertex] for corner in self.faces[number]} - {vertex}

    def _corners(self, triangle: Triangle) -> list[Point]:
        return [self.at[corner] for corner in triangle]


def walked(mesh: Mesh) -> Mesh:
    """The same mesh, its triangles in an order in which most share an edge with the one before: that packs best."""
    across: dict[tuple[int, int], list[int]] = {}
    for number, (a, b, c) in enumerate(mesh.triangles):
        for edge in ((b, a), (c, b), (a, c)):
            across.setdefault(edge, []).append(number)
    left = dict.fromkeys(range(len(mesh.triangles)))
    ordered: list[Triangle] = []
    while left:
        first = next(iter(left))
        ahead = [(first, mesh.triangles[first])]
        while ahead:
            number, (a, b, c) = ahead.pop()
            if number not in left:
                continue
            del left[number]
            ordered.append((a, b, c))
            ahead += [
                (other, _turned(mesh.triangles[other], edge[1]))
                for edge in ((a, b), (b, c), (c, a))
                for other in across.get(edge, ())
                if other in left
            ]
    return _compacted(mesh.vertices, ordered)


def _turned(triangle: Triangle, first: int) -> Triangle:
    """The same triangle, told from this corner on."""
    a, b, c = triangle
    return triangle if first == a else (b, c, a) if first == b else (c, a, b)


def _compacted(vertices: list[Point], triangles: list[Triangle]) -> Mesh:
    """Only the vertices that are used, each place once, in the order of their first use."""
    index: dict[Point, int] = {}
    kept = []
    for triangle in triangles:
        places = [vertices[corner] for corner in triangle]
        if len(set(places)) == 3:
            kept.append(tuple(index.setdefault(place, len(index)) for place in places))
    return Mesh(list(index), kept)


def _rounded(point: Point) -> Point:
    return (round(point[0], 5), round(point[1], 5), round(point[2], 5))


def _middle(a: Point, b: Point) -> Point:
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2)


def _edges(triangle: Triangle) -> list[tuple[int, int]]:
    a, b, c = triangle
    return [(min(a, b), max(a, b)), (min(b, c), max(b, c)), (min(a, c), max(a, c))]


def _normal(p: Point, q: Point, r: Point) -> Point:
    """Normal of a triangle, as long as twice its area."""
    ux, uy, uz = q[0] - p[0], q[1] - p[1], q[2] - p[2]
    vx, vy, vz = r[0] - p[0], r[1] - p[1], r[2] - p[2]
    return (uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx)


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _quadric(p: Point, q: Point, r: Point) -> Quadric:
    """Squared distance from the triangle's plane as a quadratic form, weighted by area (section 5 of the paper)."""
    normal = _normal(p, q, r)
    size = _dot(normal, normal) ** 0.5
    if size == 0:
        return (0.0,) * 10
    a, b, c = (value / size for value in normal)
    d = -_dot((a, b, c), p)
    return tuple(
        size * value for value in (a * a, a * b, a * c, a * d, b * b, b * c, b * d, c * c, c * d, d * d)
    )


def _sum(first: Quadric, second: Quadric) -> Quadric:
    return tuple(x + y for x, y in zip(first, second, strict=True))


def _error(q: Quadric, point: Point) -> float:
    x, y, z = point
    return (
        q[0] * x * x + q[4] * y * y + q[7] * z * z + q[9]
        + 2 * (q[1] * x * y + q[2] * x * z + q[3] * x + q[5] * y * z + q[6] * y + q[8] * z)
    )  # fmt: skip
