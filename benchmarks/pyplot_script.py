"""The plain script that actplot is compared with: a sigmoid and its derivative, as blogs draw it.

python pyplot_script.py FILE...
"""

import sys

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


x = np.linspace(-5, 5, 200)
y = sigmoid(x)

fig, ax = plt.subplots(figsize=(4, 3))
ax.plot(x, y, label=r"$\sigma(x)$")
ax.plot(x, y * (1 - y), "--", label=r"$\sigma'(x)$")
ax.spines["left"].set_position("zero")
ax.spines["bottom"].set_position("zero")
ax.spines["right"].set_visible(False)
ax.spines["top"].set_visible(False)
ax.legend()
fig.tight_layout()
for file in sys.argv[1:]:
    fig.savefig(file, dpi=300)
