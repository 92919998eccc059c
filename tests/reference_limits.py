"""What every activation tends to on the left and on the right, at its defaults."""

from __future__ import annotations

import math

INF = math.inf
GATE = 1 / (1 + math.exp(-1.5))

_ENDS = {
    (-INF, INF): (
        "identity leaky_relu prelu rrelu srelu bounded_leaky_relu bent_identity blu swat smu smu1 "
        "hard_shrink soft_shrink shrink tanh_shrink cube soft_exponential symlog symexp arcsinh "
        "hyper_sinh m_arcsinh signed_sqrt snake snake_beta glu bilinear_glu reglu geglu swiglu"
    ),
    (0, 1): (
        "binary_step sigmoid elliott normal_cdf laplace_mega log_sqnl smooth_step soft_clipping "
        "loglog cloglog aranda_ordaz hard_sigmoid sparse_sigmoid dsilu softmax sparsemax hardmax "
        "softmax1 entmax screlu"
    ),
    (-1, 1): (
        "sign bipolar_step bipolar_sigmoid tanh softsign erf isru rootsig sqnl cloglog_m hexpo "
        "smht dynamic_tanh hard_tanh dynamic_erf scaled_softsign elliott2"
    ),
    (0, INF): (
        "thresholded_relu threshold relu serlu elish hard_elish reu softplus squareplus "
        "sparse_plus pflu fpflu nlrelu squared_relu repu squish sqreu silu swish e_swish "
        "quick_gelu hard_swish hard_mish lalu eanaf acon_c aria2 sinlu coslu tanhsig sechsig colu "
        "sinsig tsrelu golu loglogish logish gish gelu gelu_tanh serf pserf erfact phish mish "
        "tanhexp smish tanhsoft1 tanhsoft2 exponential crelu solu "
        "nelu delu smelu poly_relu xsilu xgelu"
    ),
    (-1.7159, 1.7159): "scaled_tanh",
    (-math.pi / 2, math.pi / 2): "arctan",
    (-0.25, 1): "penalized_tanh",
    (0, 6): "relu6",
    (0, 20): "clipped_relu",
    (0, 0): (
        "tent hat rehsec gaussian gaussian_a laplacian quadratic multi_quadratic sq_rbf ricker "
        "logistic_derivative sinc dsu radbasn"
    ),
    (-0.05, INF): "displaced_relu",
    (INF, INF): (
        "absolute xielu bi_firing softmodulus_q softmodulus_t sgelu lisht tbsrelu self_arctan "
        "multiquadric square squ log_cosh seagull maxout"
    ),
    (-1, INF): "elu celu pelu mpelu isrlu signrelu polylu polu ptelu thlu erf_relu sqlu",
    (-1.7580993408473769, INF): "selu",
    (-2 * math.log(2), INF): "slu",
    (None, INF): "sine_relu",
    (-INF, None): "min_sin",
    (-math.log(2), INF): "shifted_softplus",
    (-INF, 0): "log_sigmoid log_softmax",
    (-0.4472, INF): "star_relu",
    (0.5, 1): "relu_sigmoid",
    (-0.2, INF): "flatten_t_swish",
    (0, math.pi / 2): "asilu",
    (0, 2): "srs",
    (-1 / math.pi, INF): "calu xatlu",
    (-0.835, INF): "b_silu",
    (1, INF): "shilu",
    (-30, 30): "softcap",
    (0, 17.5 / (1 + math.exp(-11.914))): "clamped_swiglu",
    (-1 / math.sqrt(3), math.sqrt(3)): "poly_norm",
    (None, None): "sine cosine gcu asu finer",
    (INF, -INF): "cosid sinp ncu",
    (-GATE, GATE): "gtu",
    (1, 0): "softmin",
}

LIMITS = {name: ends for ends, names in _ENDS.items() for name in names.split()}
"""None stands for no limit."""
