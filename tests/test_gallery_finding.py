"""Which specs a gallery shows."""

from __future__ import annotations

import os
from pathlib import Path

import gallery_sample
import pytest

from actplot.errors import ActplotError
from actplot.gallery.finding import find, matches


def names(
    *folders: Path, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()
) -> list[str]:
    return [spec.name for spec in find([str(folder) for folder in folders], include, exclude)]


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("gelu.yaml", "gelu.yaml", True),
        ("gelu.yaml", "a/b/gelu.yaml", True),
        ("gelu", "gelu.yaml", False),
        ("g*.yaml", "a/gelu.yaml", True),
        ("ge?u.yaml", "gelu.yaml", True),
        ("[a-g]elu.yaml", "gelu.yaml", True),
        ("[!a-g]elu.yaml", "gelu.yaml", False),
        ("*", "a/gelu.yaml", True),
        ("old", "a/old/b/gelu.yaml", True),
        ("old/", "old/gelu.yaml", True),
        ("old", "a/older/gelu.yaml", False),
        ("a/*.yaml", "a/gelu.yaml", True),
        ("./a/*.yaml", "a/gelu.yaml", True),
        ("a/*.yaml", "a/b/gelu.yaml", False),
        ("a/*.yaml", "b/a/gelu.yaml", False),
        ("a/**/*.yaml", "a/gelu.yaml", True),
        ("a/**/*.yaml", "a/b/c/gelu.yaml", True),
        ("a/b", "a/b/c/gelu.yaml", True),
        ("**/gelu.yaml", "gelu.yaml", True),
        ("a.b+c.yaml", "axb+c.yaml", False),
        ("[.yaml", "[.yaml", True),
        ("激*", "a/激活.yaml", True),
    ],
)
def test_globs(glob: str, path: str, fits: bool) -> None:
    assert matches(glob, path) is fits


def test_every_spec_once_a_folder_before_its_subfolders(tmp_path: Path) -> None:
    gallery_sample.write(tmp_path)
    assert names(tmp_path) == gallery_sample.NAMES
    assert names(tmp_path, tmp_path / "two parts", tmp_path) == gallery_sample.NAMES


def test_several_folders_keep_their_common_structure(tmp_path: Path) -> None:
    for name in ("x/a/one.yaml", "x/b/one.yaml", "x/c/one.yaml"):
        gallery_sample.write(tmp_path, {name: "curves: [relu]"})
    assert names(tmp_path / "x" / "b", tmp_path / "x" / "a") == ["a/one", "b/one"]


def test_include_and_exclude(tmp_path: Path) -> None:
    gallery_sample.write(tmp_path)
    assert names(tmp_path, include=("*elu.yaml",)) == ["gelu", "relu"]
    assert names(tmp_path, exclude=("two parts",)) == ["gelu", "relu"]
    assert names(tmp_path, include=("two parts",), exclude=("deep", "*[#]*")) == [
        "two parts/hostile"
    ]


def test_what_only_others_extend_is_no_figure(tmp_path: Path) -> None:
    gallery_sample.write(
        tmp_path,
        {
            "base.yaml": "# curves: come from elsewhere\nsize: ieee\n",
            "drawn.yaml": "{x: [-1, 1], curves: [relu]}\n",
            "user.yaml": "extends: [base.yaml, drawn.yaml]\n",
            "mistake.yaml": "curvs: [relu]\n",
        },
    )
    assert names(tmp_path) == ["drawn", "mistake", "user"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    gallery_sample.write(
        tmp_path,
        dict.fromkeys((".git/a.yaml", ".a.yaml", "b.yml", "c.yaml.bak"), "curves: [relu]"),
    )
    assert names(tmp_path) == ["b"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_link_to_a_folder_above_is_no_endless_way(tmp_path: Path) -> None:
    gallery_sample.write(tmp_path, {"a/one.yaml": "curves: [relu]"})
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "two.yaml").symlink_to(tmp_path / "a" / "one.yaml")
    assert names(tmp_path) == ["a/one"]


def test_folders_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").touch()
    for name, why in (("none", "no such folder"), ("a.yaml", "not a folder")):
        with pytest.raises(ActplotError, match=why):
            names(tmp_path / name)


def test_two_specs_of_one_name(tmp_path: Path) -> None:
    gallery_sample.write(tmp_path, dict.fromkeys(("a.yaml", "a.yml", "b.yml"), "curves: [relu]"))
    with pytest.raises(ActplotError) as caught:
        names(tmp_path)
    assert len(caught.value.problems) == 1
    assert "a.yaml" in str(caught.value)
    assert "a.yml" in str(caught.value)
