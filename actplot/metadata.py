"""What a written figure says about itself: title, alternative text, spec, fingerprint."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metadata:
    """Carried inside every figure; spec is the canonical YAML text."""

    title: str = ""
    alt: str = ""
    spec: str = ""
    fingerprint: str = ""
