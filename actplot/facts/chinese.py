"""The words of comparisons, `show` and the pages of galleries in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "Function": "函数",
    "Formula": "公式",
    "Derivative": "导数",
    "Range": "值域",
    "Limits at −∞ and ∞": "−∞ 与 ∞ 处的极限",
    "Monotone": "单调性",
    "Smoothness": "光滑性",
    "Continuous derivative": "导数连续",
    "Zero-centred": "零中心",
    "Saturates": "饱和",
    "Parameters": "参数",
    "Year": "年份",
    "Reference": "文献",
    "yes": "是",
    "no": "否",
    "partly": "部分",
    "none": "无",
    "unknown": "未知",
    "left": "左侧",
    "right": "右侧",
    "both sides": "两侧",
    "constant": "常数",
    "increasing": "严格递增",
    "nondecreasing": "递增",
    "decreasing": "严格递减",
    "nonincreasing": "递减",
    "discontinuous": "不连续",
    "no formula in x alone": "无仅含 x 的公式",
}


def said(text: str) -> str:
    """A word in Chinese; what has none stays as it is."""
    return WORDS.get(text, text)
