"""Build the static site: notebooks and kit in JupyterLite, every byte of it local. `make site` runs it.

JupyterLite does the building. What is done here is what it leaves open: Pyodide's core and every wheel are
fetched by their pins and put beside the pages, so that a page asks its own server and no other.

``python deploy/build_site.py OUT`` needs the environment of `requirements-site.txt`.
"""

from __future__ import annotations

import base64
import email.parser
import hashlib
import json
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jupyterlite_pyodide_kernel.constants import PYODIDE_PYTHON_VERSION, PYODIDE_VERSION
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "deploy" / "site"
PINS = ("requirements.txt", "requirements-site.txt")

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
# Of npm's pyodide 314.0.6. Another kernel wants another Pyodide: then this must be looked up anew.
INTEGRITY = "sha512-BKDTJyIqFxC4BExLqeRS3f5xvXZIjOt8C3zGLN/Cc7tFxSwvKVhVkchQQ2AGLOtR4YrVOIFxbV8poyDOOmWwxQ=="

KERNEL = ("ipykernel", "piplite", "pyodide-kernel", "widgetsnbextension")  # wheels that the kernel brings
FIRST = ("hipkit", "ipython", "micropip", *KERNEL[:3])  # what is wanted; the rest follows from these
LEFT_OUT = {
    "jupyterlab-widgets": "the page's half of ipywidgets, an extension as well",
    "jedi": "completes names while typing; IPython does without",
}
KERNELSPEC = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
LIMIT_DISK_MB = 45

Wheels = dict[str, Path]


def main(out: Path) -> None:
    run("-c", "from hipkit.facts import Catalog; Catalog.load().check()")
    with TemporaryDirectory() as folder:
        lite = Path(folder)
        core = lite / "static" / "pyodide"
        core.mkdir(parents=True)
        unpack_core(core)
        wheels = collect_wheels(core)
        write_lock(core, wheels)
        copy_notebooks(lite / "files")
        for name in ("jupyter-lite.json", "jupyter_lite_config.json", "overrides.json"):
            shutil.copy(PAGES / name, lite)
        shutil.rmtree(out, ignore_errors=True)
        run("-m", "jupyterlite_core", "build", "--output-dir", str(out), cwd=lite)
    prune(out)
    for page in PAGES.glob("*.html"):
        shutil.copy(page, out)
    keep_visits(out)
    report(out)


def run(*args: str, cwd: Path = ROOT) -> None:
    done = subprocess.run([sys.executable, *args], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(args)} failed:\n{done.stdout}\n{done.stderr}")


# ---------------------------------------------------------------- Pyodide's core


def unpack_core(core: Path) -> None:
    """Pyodide itself, from npm, into ``core``; only if it is the archive that was tested."""
    with TemporaryDirectory() as folder:
        npm = Path(sysconfig.get_path("scripts")) / "npm"
        wanted = f"pyodide@{PYODIDE_VERSION}"
        subprocess.run([npm, "pack", "--silent", wanted], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        archive = next(Path(folder).glob("*.tgz"))
        found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != INTEGRITY:
            raise SystemExit(
                f"{wanted} is not the archive that was tested: found {found}, expected {INTEGRITY}"
            )
        with tarfile.open(archive) as packed:
            for name in CORE:
                content = packed.extractfile(f"package/{name}")
                assert content is not None
                (core / name).write_bytes(content.read())


# ---------------------------------------------------------------- wheels


def collect_wheels(core: Path) -> Wheels:
    """Every wheel that the kit and the kernel need in the browser: package -> file in ``core``."""
    wheels = kernel_wheels(core)
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(core))
    wheels["hipkit"] = next(core.glob("hipkit-*.whl"))
    wheels["jedi"] = stand_in("jedi", core)  # the kernel would go looking for it
    pins = pinned() | of_pyodide(core, "micropip")
    while missing := sorted(wanted(wheels) - wheels.keys()):
        if strays := set(missing) - pins.keys():
            raise SystemExit(f"no pin for {sorted(strays)}: `make lock`")
        wheels |= download([f"{name}=={pins[name]}" for name in missing], core)
    wheels["plotly"] = only_javascript(wheels["plotly"])
    return wheels


def kernel_wheels(core: Path) -> Wheels:
    """The wheels inside the kernel's extension; two of them stand in for packages of no use in a browser."""
    shipped = Path(
        sys.prefix, "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
    )
    newest = {canonicalize_name(wheel.name.split("-")[0]): wheel for wheel in sorted(shipped.glob("*.whl"))}
    return {name: Path(shutil.copy(newest[name], core)) for name in KERNEL}


def stand_in(name: str, folder: Path) -> Path:
    """A wheel with nothing inside, as the kernel itself brings for what is of no use in a browser."""
    info = f"{name}-0.dist-info"
    files = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: hipkit\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    path = folder / f"{name}-0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
    return path


def only_javascript(wheel: Path) -> Path:
    """The same wheel with nothing in it but the chart library: all that the kit uses of plotly."""
    kept = ("plotly/package_data/plotly.min.js", "/LICENSE", "/LICENSE.txt", "/WHEEL")
    with zipfile.ZipFile(wheel) as packed:
        files = {name: packed.read(name) for name in packed.namelist() if name.endswith(kept)}
    info = f"plotly-{metadata(wheel)['Version']}.dist-info"
    files["plotly/__init__.py"] = b'"""Here plotly is its JavaScript alone: see package_data."""\n'
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: plotly\nVersion: {info[7:-10]}\n".encode()
    files[f"{info}/RECORD"] = b""
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as smaller:
        for name, content in files.items():
            smaller.writestr(name, content)
    return wheel


def pinned() -> dict[str, str]:
    lines = (line for name in PINS for line in (ROOT / name).read_text("utf-8").splitlines())
    pins = (Requirement(line) for line in lines if line and not line.startswith(("#", "-r ")))
    return {canonicalize_name(pin.name): next(iter(pin.specifier)).version for pin in pins}


def of_pyodide(core: Path, name: str) -> dict[str, str]:
    """The version that this Pyodide was tested with."""
    packages = json.loads((core / "pyodide-lock.json").read_text("utf-8"))["packages"]
    return {name: packages[name]["version"]}


def download(pins: list[str], folder: Path) -> Wheels:
    """The wheels of these pins, pure Python or none."""
    before = set(folder.iterdir())
    pure = ("--only-binary", ":all:", "--platform", "any", "--implementation", "py", "--abi", "none")
    python = ("--python-version", PYODIDE_PYTHON_VERSION)
    run("-m", "pip", "download", "--quiet", "--no-deps", *pure, *python, "--dest", str(folder), *pins)
    return {canonicalize_name(wheel.name.split("-")[0]): wheel for wheel in set(folder.iterdir()) - before}


def wanted(wheels: Wheels) -> set[str]:
    """What the packages at hand ask for, and `FIRST`."""
    return {*FIRST, *(need for wheel in wheels.values() for need in needs(wheel))} - (
        LEFT_OUT.keys() - {"jedi"}
    )


def needs(wheel: Path) -> Iterator[str]:
    """The packages that a wheel asks for in the browser."""
    browser = {
        "sys_platform": "emscripten",
        "platform_system": "Emscripten",
        "platform_machine": "wasm32",
        "os_name": "posix",
        "python_version": PYODIDE_PYTHON_VERSION,
        "python_full_version": f"{PYODIDE_PYTHON_VERSION}.0",
        "extra": "",
    }
    for requirement in map(Requirement, metadata(wheel).get_all("Requires-Dist", [])):
        if requirement.marker is None or requirement.marker.evaluate(browser):
            yield canonicalize_name(requirement.name)


def metadata(wheel: Path) -> Any:
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        return email.parser.Parser().parsestr(packed.read(name).decode())


# ---------------------------------------------------------------- Pyodide's list of packages


def write_lock(core: Path, wheels: Wheels) -> None:
    """Pyodide's own list, with our wheels in place of those that it would fetch from elsewhere."""
    path = core / "pyodide-lock.json"
    lock = json.loads(path.read_text("utf-8"))
    lock["packages"] = {name: entry(name, wheels) for name in sorted(wheels)}
    path.write_text(json.dumps(lock, indent=1), "utf-8")


def entry(name: str, wheels: Wheels) -> dict[str, Any]:
    wheel = wheels[name]
    return {
        "name": name,
        "version": metadata(wheel)["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": modules(wheel),
        "depends": sorted(set(needs(wheel)) & wheels.keys()),
        "unvendored_tests": False,
    }


def modules(wheel: Path) -> list[str]:
    """The names that can be imported once the wheel is there."""
    tops = {name.split("/")[0].removesuffix(".py") for name in zipfile.ZipFile(wheel).namelist()}
    return sorted(top for top in tops if top.isidentifier())


# ---------------------------------------------------------------- notebooks


def copy_notebooks(files: Path) -> None:
    """The notebooks, with the name that the kernel has in the browser: JupyterLab would ask which one to take."""
    shutil.copytree(ROOT / "notebooks", files, ignore=shutil.ignore_patterns(".*", "instructor"))
    for path in files.rglob("*.ipynb"):
        book = json.loads(path.read_text("utf-8"))
        book["metadata"]["kernelspec"] = KERNELSPEC
        path.write_text(json.dumps(book, ensure_ascii=False, indent=1), "utf-8")


# ---------------------------------------------------------------- afterwards


def prune(out: Path) -> None:
    """Takes out what no page asks for: old font formats, the wheels that stand beside Pyodide already."""
    for pattern in (
        "build/*.eot",
        "build/*.svg",
        "build/*.ttf",
        "build/*.woff",
        "rspack.*",
        "build/**/*.map",
    ):
        for path in out.glob(pattern):
            path.unlink()
    for path in out.glob("extensions/@jupyterlite/pyodide-kernel-extension/static/pypi/*.whl"):
        path.unlink()


def keep_visits(out: Path) -> None:
    """Puts our worker in front of JupyterLite's, with the build whose files it keeps."""
    build = hashlib.sha256()
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        build.update(str(path.relative_to(out)).encode() + path.read_bytes())
    worker = out / "service-worker.js"
    worker.rename(out / "jupyterlite-worker.js")
    ours = (PAGES / worker.name).read_text("utf-8")
    worker.write_text(ours.replace("{{build}}", build.hexdigest()[:16]), "utf-8")


def report(out: Path) -> None:
    files = [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"{out}: {len(files)} files, {size:.1f} MB")
    if size > LIMIT_DISK_MB:
        raise SystemExit(f"the site is larger than {LIMIT_DISK_MB} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
