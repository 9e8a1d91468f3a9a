# -*- coding: utf-8 -*-
"""A docstring.

With torch.Tensor in it.
"""
import os

import torch
import torch.nn as nn


class Block(nn.Module):
    def forward(self, x: torch.Tensor):
        # moves nothing
        x = x.to(os.environ["DEVICE"]).cuda()
        with torch.no_grad():
            y = """
            text with torch.cat
            """
            x = torch.cat([
                x,  # one
                x.repeat(2, 1),
            ], dim=1)
        return x, y
