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

Point = tuple[float, float, float]
Triangle = tuple[int, int, int]
Quadric = tuple[float, ...]  # the ten different entries of a symmetric 4 x 4 matrix


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
    assert b"binary_little_endian" in head and head.count(b"property") == 4, "an unknown kind of PLY file"
    vertex_count, face_count = (
        int(line.split()[2]) for line in head.splitlines() if line.startswith(b"element")
    )
    vertices = list(struct.iter_unpack("<3f", body[: 12 * vertex_count]))
    triangles, at = [], 12 * vertex_count
    for _ in range(face_count):
        corners = struct.unpack_from(f"<{body[at]}i", body, at + 1)
        triangles += [(corners[0], b, c) for b, c in zip(corners[1:], corners[2:])]
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
    at = list(mesh.vertices)
    faces = {number: triangle for number, triangle in enumerate(mesh.triangles)}
    around: list[set[int]] = [set() for _ in at]  # vertex -> numbers of its triangles
    errors: list[Quadric] = [(0.0,) * 10 for _ in at]
    for number, triangle in faces.items():
        plane = _quadric(*(at[corner] for corner in triangle))
        for corner in triangle:
            around[corner].add(number)
            errors[corner] = _sum(errors[corner], plane)
    age = [0] * len(at)  # tells an edge in the queue whose ends have moved since

    queue: list[tuple[float, int, int, int, int, Point]] = []

    def enqueue(a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        error = _sum(errors[a], errors[b])
        middle = tuple((x + y) / 2 for x, y in zip(at[a], at[b]))
        cost, place = min((_error(error, place), place) for place in (at[a], at[b], middle))
        heapq.heappush(queue, (cost, a, b, age[a], age[b], place))

    for a, b in sorted({edge for triangle in faces.values() for edge in _edges(triangle)}):
        enqueue(a, b)
    while len(faces) > count and queue:
        _, a, b, age_a, age_b, place = heapq.heappop(queue)
        if (age_a, age_b) != (age[a], age[b]) or _folds(a, b, place, at, faces, around):
            continue
        for number in sorted(around[b]):
            triangle = tuple(a if corner == b else corner for corner in faces[number])
            if len(set(triangle)) == 3:
                faces[number] = triangle
                around[a].add(number)
            else:
                for corner in faces.pop(number):
                    around[corner].discard(number)
        around[b].clear()
        at[a], errors[a] = place, _sum(errors[a], errors[b])
        age[a] += 1
        age[b] = -1
        for other in sorted({corner for number in around[a] for corner in faces[number]} - {a}):
            enqueue(a, other)
    return _compacted(at, list(faces.values()))


def _folds(
    a: int, b: int, place: Point, at: list[Point], faces: dict[int, Triangle], around: list[set[int]]
) -> bool:
    """Whether the collapse would turn a triangle over or pinch the surface."""
    if len(_neighbours(a, faces, around) & _neighbours(b, faces, around)) > 2:
        return True
    for number in around[a] ^ around[b]:
        before = [at[corner] for corner in faces[number]]
        after = [place if corner in (a, b) else at[corner] for corner in faces[number]]
        was, will = _normal(*before), _normal(*after)
        if _dot(was, will) < 0.2 * (_dot(was, was) * _dot(will, will)) ** 0.5:
            return True
    return False


def _neighbours(vertex: int, faces: dict[int, Triangle], around: list[set[int]]) -> set[int]:
    return {corner for number in around[vertex] for corner in faces[number]} - {vertex}


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
    return tuple(x + y for x, y in zip(first, second))


def _error(q: Quadric, point: Point) -> float:
    x, y, z = point
    return (
        q[0] * x * x + q[4] * y * y + q[7] * z * z + q[9]
        + 2 * (q[1] * x * y + q[2] * x * z + q[3] * x + q[5] * y * z + q[6] * y + q[8] * z)
    )  # fmt: skip
