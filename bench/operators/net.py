"""The code that cases of Module use: two layers and a buffer."""

NET = """\
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(3, 4)
        self.second = torch.nn.Linear(4, 2, bias=False)
        self.register_buffer("scale", torch.ones(2))

    def forward(self, x):
        return self.second(torch.relu(self.first(x))) * self.scale
"""
