"""Names whose numbers are drawn: of their results, type, shape and spread are compared."""

FUNCTIONS = """bernoulli multinomial normal poisson rand rand_like randint randint_like randn randn_like randperm empty
empty_like rrelu dropout feature_dropout alpha_dropout""".split()
FUNCTIONAL = "dropout dropout1d dropout2d dropout3d alpha_dropout gumbel_softmax rrelu fractional_max_pool2d fractional_max_pool3d".split()
METHODS = """bernoulli bernoulli_ cauchy_ exponential_ geometric_ log_normal_ multinomial normal_ random_ uniform_
new_empty""".split()
INITIALIZERS = """normal_ uniform_ trunc_normal_ xavier_normal_ xavier_uniform_ kaiming_normal_ kaiming_uniform_ orthogonal_
sparse_""".split()
LAYERS = "FractionalMaxPool2d FractionalMaxPool3d".split()
RANDOM = {
    *("torch." + name for name in FUNCTIONS), *("torch.nn.functional." + name for name in FUNCTIONAL),
    *("torch.Tensor." + name for name in METHODS), *("torch.nn.init." + name for name in INITIALIZERS),
    *("torch.nn." + name for name in LAYERS),
}  # fmt: skip
