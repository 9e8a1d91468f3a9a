# -*- coding: utf-8 -*-
"""A docstring.

With ms.Tensor in it.
"""
import os

import mindspore as ms
from mindspore import mint, nn


class Block(nn.Cell):
	def construct(self, x: ms.Tensor):
		# moves nothing
		x = x.to(os.environ["DEVICE"])
		y = """
			text with mint.cat
			"""
		x = mint.cat([
			x,  # one
			x.tile((2, 1)),
		], dim=1)
		return x, y
