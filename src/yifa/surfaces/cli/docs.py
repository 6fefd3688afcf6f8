"""yifa docs: write the procedures as a lawyer reads them, and the map of the house; or check that they are up to date."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yifa.kernel.catalogue import catalogue
from yifa.law.layers import Overlay, layered
from yifa.law.procedure import Procedure
from yifa.law.table import markdown
from yifa.report.map import institutions, map_of
from yifa.report.outline import OUTLINE_2022

GENERATED = "<!-- 由 yifa docs 生成,请改程序后重新生成。 -->\n\n"
MAP, PROCEDURES = "map.md", "procedures"


def declare(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("docs", help="生成各程序的表格和地图(docs/procedures、docs/map.md)")
    command.add_argument("--check", action="store_true", help="不写文件,只核对是否与程序一致;不一致时退出码为1")
    command.add_argument("--out", type=Path, default=Path("docs"), metavar="DIR", help="写到这个文件夹(默认 docs)")
    command.set_defaults(act=act)


def act(options: argparse.Namespace) -> int:
    """Write the pages, or compare them with what is on disk."""
    pages = {name: GENERATED + text for name, text in generated()}
    if options.check:
        return _check(options.out, pages)
    _write(options.out, pages)
    print(f"已生成 {len(pages)} 个文件,在 {options.out}。")
    return 0


def generated() -> Iterator[tuple[str, str]]:
    """Every generated page: its path below the folder, and its text."""
    installed = catalogue()
    for name in sorted({name for name, _ in installed.procedures}):
        *earlier, latest = installed.texts_of(name=name)
        layers = [overlay for overlay in installed.overlays if overlay.procedure == name]
        links = [(f"{name}.{text.version}", f"{text.version}起施行的文本") for text in earlier]
        links += [(f"{name}.{layer.name}", f"加上「{layer.title}」") for layer in layers]
        yield f"{PROCEDURES}/{name}.md", markdown(latest) + _see_also(links)
        yield from ((f"{PROCEDURES}/{name}.{text.version}.md", markdown(text)) for text in earlier)
        yield from ((f"{PROCEDURES}/{name}.{layer.name}.md", _with_layer(latest, layer)) for layer in layers)
    yield MAP, map_of(OUTLINE_2022, institutions())


def _with_layer(national: Procedure, layer: Overlay) -> str:
    whom = f"名称含「{layer.organs}」的机关" if layer.organs else "所有机关"
    note = f"\n在国家规定之上加有:{layer.basis.formal};自{layer.valid_from}起,适用于{whom}。\n"
    heading, rest = markdown(layered(national, (layer,))).split("\n", 1)
    return f"{heading}:{layer.title}\n{note}{rest}"


def _see_also(links: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"- [{title}]({file}.md)" for file, title in links)
    return f"\n## 另见\n\n{lines}\n" if links else ""


def _write(folder: Path, pages: Mapping[str, str]) -> None:
    (folder / PROCEDURES).mkdir(parents=True, exist_ok=True)
    for name in _superfluous(folder, pages):
        (folder / name).unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def _check(folder: Path, pages: Mapping[str, str]) -> int:
    stale = [name for name, text in pages.items() if _on_disk(folder / name) != text]
    stale += _superfluous(folder, pages)
    for name in stale:
        print(f"{folder / name}:与程序不一致。")
    print("请运行 yifa docs 重新生成。" if stale else f"{len(pages)} 个文件与程序一致。")
    return 1 if stale else 0


def _superfluous(folder: Path, pages: Mapping[str, str]) -> list[str]:
    """Pages generated once whose procedure is gone; a page that somebody wrote is left alone."""
    kept = (f"{PROCEDURES}/{file.name}" for file in sorted((folder / PROCEDURES).glob("*.md")))
    return [name for name in kept if name not in pages and (_on_disk(folder / name) or "").startswith(GENERATED)]


def _on_disk(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None
