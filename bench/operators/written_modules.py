"""Cases of layers that torch's samples lack, of Module's members, and of the classes that hold layers and parameters.

Net is the class in `NET`: two layers and a buffer."""

NET = '''\
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(3, 4)
        self.second = torch.nn.Linear(4, 2, bias=False)
        self.register_buffer("scale", torch.ones(2))

    def forward(self, x):
        return self.second(torch.relu(self.first(x))) * self.scale
'''

LAYERS = {
    "torch.nn.ChannelShuffle": ["torch.nn.ChannelShuffle(2)(f32[1,4,2,2])", "torch.nn.ChannelShuffle(groups=2)(f32[2,6,2,2])"],
    "torch.nn.Dropout": ["torch.nn.Dropout()(f32[2,3])", "torch.nn.Dropout(0.1)(f32[2,3])", "torch.nn.Dropout(p=0.0)(f32[2,3])", "torch.nn.Dropout(0.5, inplace=True)(f32[2,3])"],
    "torch.nn.Dropout1d": ["torch.nn.Dropout1d(0.5)(f32[2,3,4])", "torch.nn.Dropout1d()(f32[2,3,4])", "torch.nn.Dropout1d(p=0.2)(f32[2,3,4])"],
    "torch.nn.Dropout2d": ["torch.nn.Dropout2d(0.5)(f32[2,3,4,4])", "torch.nn.Dropout2d()(f32[2,3,4,4])", "torch.nn.Dropout2d(p=0.2)(f32[2,3,4,4])"],
    "torch.nn.Dropout3d": ["torch.nn.Dropout3d(0.5)(f32[2,3,2,2,2])", "torch.nn.Dropout3d()(f32[2,3,2,2,2])", "torch.nn.Dropout3d(p=0.2)(f32[2,3,2,2,2])"],
    "torch.nn.Flatten": ["torch.nn.Flatten()(f32[2,3,4])", "torch.nn.Flatten(0)(f32[2,3])", "torch.nn.Flatten(1, 2)(f32[2,3,4,5])", "torch.nn.Flatten(start_dim=-2)(f32[2,3,4])", "torch.nn.Flatten(start_dim=0, end_dim=1)(f32[2,3,4])"],
    "torch.nn.Fold": ["torch.nn.Fold((4, 4), (2, 2))(f32[1,4,9])", "torch.nn.Fold(4, 2, stride=2)(f32[1,4,4])", "torch.nn.Fold(output_size=4, kernel_size=2, padding=1, stride=2)(f32[1,4,9])"],
    "torch.nn.Unfold": ["torch.nn.Unfold((2, 2))(f32[1,3,4,4])", "torch.nn.Unfold(2, stride=2)(f32[1,3,4,4])", "torch.nn.Unfold(kernel_size=3, padding=1)(f32[1,3,4,4])", "torch.nn.Unfold(2, dilation=2)(f32[1,3,4,4])"],
    "torch.nn.Hardsigmoid": ["torch.nn.Hardsigmoid()(f32[2,3])", "torch.nn.Hardsigmoid(inplace=True)(f32[2,3])", "torch.nn.Hardsigmoid(False)(f32[4])"],
    "torch.nn.Identity": ["torch.nn.Identity()(f32[2,3])", "torch.nn.Identity(3)(f32[2,3])", "torch.nn.Identity(5, unused=True)(i64[2])"],
    "torch.nn.LogSoftMax": [], "torch.nn.SeLU": [],
    "torch.nn.MaxUnpool1d": ["torch.nn.MaxUnpool1d(2)(f32[1,1,2], i64[1,1,2]{1,3})", "torch.nn.MaxUnpool1d(2, stride=2)(f32[1,1,2], i64[1,1,2]{0,2})", "torch.nn.MaxUnpool1d(kernel_size=2)(f32[1,1,2], i64[1,1,2]{0,2}, output_size=(1, 1, 5))"],
    "torch.nn.MaxUnpool2d": ["torch.nn.MaxUnpool2d(2)(f32[1,1,1,2], i64[1,1,1,2]{1,3})", "torch.nn.MaxUnpool2d((2, 2), stride=2)(f32[1,1,1,2], i64[1,1,1,2]{0,7})"],
    "torch.nn.MaxUnpool3d": ["torch.nn.MaxUnpool3d(2)(f32[1,1,1,1,2], i64[1,1,1,1,2]{1,3})"],
    "torch.nn.PixelShuffle": ["torch.nn.PixelShuffle(2)(f32[1,4,2,3])", "torch.nn.PixelShuffle(upscale_factor=2)(f32[2,8,2,2])", "torch.nn.PixelShuffle(1)(f32[1,4,2,3])", "torch.nn.PixelShuffle(2)(f32[4,2,2])"],
    "torch.nn.PixelUnshuffle": ["torch.nn.PixelUnshuffle(2)(f32[1,1,4,4])", "torch.nn.PixelUnshuffle(downscale_factor=2)(f32[2,2,2,4])", "torch.nn.PixelUnshuffle(2)(f32[1,4,4])"],
    "torch.nn.RReLU": ["torch.nn.RReLU()(f32[2,3])", "torch.nn.RReLU(0.1, 0.3)(f32[2,3])", "torch.nn.RReLU(lower=0.2, upper=0.2)(f32[2,3])"],
    "torch.nn.SyncBatchNorm": ["torch.nn.SyncBatchNorm(3)(f32[2,3,4])", "torch.nn.SyncBatchNorm(3, eps=0.1, affine=False)(f32[2,3])"],
    "torch.nn.TransformerDecoder": ["\nlayer = torch.nn.TransformerDecoderLayer(8, 2, 16, batch_first=True)\nreturn torch.nn.TransformerDecoder(layer, 2).eval()(f32[2,3,8], f32[2,4,8]).shape"],
    "torch.nn.TripletMarginLoss": ["torch.nn.TripletMarginLoss()(f32[2,3], f32[2,3], f32[2,3])", "torch.nn.TripletMarginLoss(margin=2.0, p=1)(f32[2,3], f32[2,3], f32[2,3])", "torch.nn.TripletMarginLoss(reduction=\"sum\")(f32[2,3], f32[2,3], f32[2,3])"],
    "torch.nn.TripletMarginWithDistanceLoss": ["torch.nn.TripletMarginWithDistanceLoss()(f32[2,3], f32[2,3], f32[2,3])", "torch.nn.TripletMarginWithDistanceLoss(margin=2.0, swap=True)(f32[2,3], f32[2,3], f32[2,3])"],
    "torch.nn.Unflatten": ["torch.nn.Unflatten(1, (2, 3))(f32[2,6])", "torch.nn.Unflatten(-1, (2, -1))(f32[2,6])", "torch.nn.Unflatten(dim=1, unflattened_size=(3, 2))(f32[2,6,2])"],
    "torch.nn.Upsample": ["torch.nn.Upsample(scale_factor=2)(f32[1,2,3,3])", "torch.nn.Upsample(scale_factor=2.0, mode=\"nearest\")(f32[1,2,3,3])", "torch.nn.Upsample(size=(4, 5), mode=\"bilinear\")(f32[1,2,3,3])", "torch.nn.Upsample((4, 4))(f32[1,2,3,3])", "torch.nn.Upsample(size=6, mode=\"linear\", align_corners=True)(f32[1,2,3])", "torch.nn.Upsample(scale_factor=(2, 1.5), mode=\"bilinear\", align_corners=False)(f32[1,2,4,4])", "torch.nn.Upsample(scale_factor=2, mode=\"bicubic\")(f32[1,1,4,4])", "torch.nn.Upsample(scale_factor=2, mode=\"nearest-exact\")(f32[1,1,4,4])"],
    "torch.nn.UpsamplingBilinear2d": ["torch.nn.UpsamplingBilinear2d(scale_factor=2)(f32[1,2,3,3])", "torch.nn.UpsamplingBilinear2d(size=(4, 5))(f32[1,2,3,3])", "torch.nn.UpsamplingBilinear2d(4)(f32[1,2,3,3])"],
    "torch.nn.UpsamplingNearest2d": ["torch.nn.UpsamplingNearest2d(scale_factor=2)(f32[1,2,3,3])", "torch.nn.UpsamplingNearest2d(size=(4, 5))(f32[1,2,3,3])", "torch.nn.UpsamplingNearest2d(4)(f32[1,2,3,3])"],
}  # fmt: skip

INITIALIZERS = {
    "torch.nn.init.constant_": "(p, 0.5) (p, val=2) (tensor=p, val=1.0)",
    "torch.nn.init.zeros_": "(p) (tensor=p)",
    "torch.nn.init.normal_": "(p) (p, 1.0, 2.0) (p, mean=0.5, std=0.02) (p, std=3) (tensor=p)",
    "torch.nn.init.kaiming_normal_": "(p) (p, mode=\"fan_out\") (p, nonlinearity=\"relu\") (p, a=1) (p, 0.2, \"fan_in\", \"leaky_relu\")",
    "torch.nn.init.kaiming_uniform_": "(p) (p, mode=\"fan_out\") (p, nonlinearity=\"relu\") (p, a=1) (p, a=2.236)",
    "torch.nn.init.xavier_normal_": "(p) (p, gain=2.0) (p, 1)",
    "torch.nn.init.xavier_uniform_": "(p) (p, gain=0.5) (p, 2)",
    "torch.nn.init.orthogonal_": "(p) (p, gain=2.0)",
}  # fmt: skip


def initialized(name, calls):
    """An initializer on a layer's weight, and on a Parameter."""
    out = []
    for arguments in calls.replace(") (", ")|(").split("|"):
        weight = f"\nlayer = torch.nn.Linear(40, 50)\n{name}{arguments.replace('p', 'layer.weight', 1) if '(p' in arguments else arguments.replace('=p', '=layer.weight')}\nreturn layer.weight"
        out += [weight, f"\np = torch.nn.Parameter(torch.zeros(40, 50))\n{name}{arguments}\nreturn p"]
    return out


MODULE = {
    "T_destination": [],
    "add_module": ["\nm = Net()\nm.add_module(\"third\", torch.nn.ReLU())\nreturn [name for name, _ in m.named_children()]", "\nm = Net()\nm.add_module(name=\"third\", module=torch.nn.Linear(2, 2))\nreturn m.third(f32[3,2]).shape"],
    "apply": ["\nseen = []\nNet().apply(lambda m: seen.append(type(m).__name__ if not isinstance(m, torch.nn.Linear) else \"Linear\"))\nreturn seen", "\nm = Net()\nreturn m.apply(lambda x: None) is m"],
    "buffers": ["\nreturn list(Net().buffers())", "\nreturn list(Net().buffers(recurse=False))"],
    "named_buffers": ["\nreturn [name for name, _ in Net().named_buffers()]", "\nreturn dict(Net().named_buffers(prefix=\"net\"))", "\nreturn [n for n, _ in torch.nn.Sequential(Net()).named_buffers()]"],
    "get_buffer": ["\nreturn Net().get_buffer(\"scale\")", "\nreturn torch.nn.ModuleDict({\"a\": Net()}).get_buffer(\"a.scale\")"],
    "register_buffer": ["\nm = Net()\nm.register_buffer(\"more\", f32[2])\nreturn m.more", "\nm = Net()\nm.register_buffer(\"more\", f32[2], persistent=False)\nreturn [k for k in m.state_dict()]", "\nm = Net()\nm.register_buffer(\"more\", None)\nreturn m.more", "\nm = Net()\nm.scale = f32[2]\nreturn m.scale", "\nm = Net()\nm.register_buffer(name=\"more\", tensor=i64[2])\nreturn m.more"],
    "children": ["\nreturn [isinstance(m, torch.nn.Linear) for m in Net().children()]", "\nreturn len(list(Net().children()))"],
    "named_children": ["\nreturn [name for name, _ in Net().named_children()]", "\nreturn list(dict(Net().named_children()))"],
    "modules": ["\nreturn len(list(Net().modules()))", "\nreturn sum(isinstance(m, torch.nn.Linear) for m in Net().modules())", "\ncount = 0\nfor m in Net().modules():\n    count += isinstance(m, torch.nn.Module)\nreturn count"],
    "named_modules": ["\nreturn [name for name, _ in Net().named_modules()]", "\nreturn list(dict(Net().named_modules()))", "\nreturn [name for name, m in Net().named_modules(prefix=\"net\")]"],
    "parameters": ["\nreturn [tuple(p.shape) for p in Net().parameters()]", "\nreturn len(list(Net().parameters(recurse=False)))", "\nreturn sum(p.numel() for p in Net().parameters())", "\nreturn next(Net().parameters()).dtype"],
    "named_parameters": ["\nreturn [name for name, _ in Net().named_parameters()]", "\nreturn [name for name, p in Net().named_parameters(recurse=False)]", "\nreturn [name for name, _ in Net().named_parameters(prefix=\"net\")]", "\nreturn [n for n, _ in torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.Embedding(2, 3)).named_parameters()]"],
    "train": ["\nm = Net().eval()\nm.train()\nreturn m.training", "\nm = Net()\nm.train(False)\nreturn m.first.training", "\nm = Net()\nm.train(mode=True)\nreturn m.training", "\nm = Net()\nreturn m.train() is m"],
    "eval": ["\nm = Net()\nm.eval()\nreturn m.training", "\nm = Net().eval()\nreturn m.second.training", "\nreturn Net().eval()(f32[2,3]).shape"],
    "extra_repr": ["\nreturn torch.nn.Linear(2, 3).extra_repr() != \"\"", "\nreturn isinstance(Net().extra_repr(), str)"],
    "forward": ["\nreturn Net()(f32[2,3]).shape", "\nreturn Net().forward(f32[2,3]).shape", "\nreturn Net()(x=f32[2,3]).shape", "\nreturn torch.nn.ReLU()(input=f32[2])"],
    "get_extra_state": [], "set_extra_state": [],
    "get_submodule": ["\nreturn isinstance(Net().get_submodule(\"first\"), torch.nn.Linear)", "\nm = Net()\nreturn m.get_submodule(\"\") is m", "\nreturn torch.nn.ModuleDict({\"a\": Net()}).get_submodule(\"a.first\").in_features", "\nreturn Net().get_submodule(target=\"second\").out_features"],
    "load_state_dict": ["\na = Net()\nb = Net()\nb.load_state_dict(a.state_dict())\nreturn bool((a.first.weight == b.first.weight).all())", "\na = Net()\nb = Net()\nb.load_state_dict(a.state_dict(), strict=False)\nreturn bool((a(f32[2,3]) == b(f32[2,3])).all())", "\na = Net()\nmissing, unexpected = Net().load_state_dict(a.state_dict(), strict=True)\nreturn missing, unexpected", "\nNet().load_state_dict({}, strict=False)\nreturn 1", "\na = Net()\nb = Net()\nb.load_state_dict(a.state_dict(), assign=True)\nreturn bool((a.first.weight == b.first.weight).all())"],
    "state_dict": ["\nreturn list(Net().state_dict())", "\nreturn list(Net().state_dict(prefix=\"net.\"))", "\nreturn [tuple(v.shape) for v in Net().state_dict().values()]", "\nreturn list(torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2), torch.nn.LayerNorm(3), torch.nn.Embedding(2, 3), torch.nn.GroupNorm(1, 2)).state_dict())", "\nreturn Net().state_dict(keep_vars=True)[\"scale\"]"],
    "register_module": ["\nm = Net()\nm.register_module(\"third\", torch.nn.ReLU())\nreturn len(list(m.children()))"],
    "register_parameter": ["\nm = Net()\nm.register_parameter(\"extra\", torch.nn.Parameter(torch.zeros(2)))\nreturn [n for n, _ in m.named_parameters()]", "\nm = Net()\nm.register_parameter(\"extra\", None)\nreturn m.extra", "\nm = Net()\nm.register_parameter(name=\"extra\", param=torch.nn.Parameter(torch.zeros(2)))\nreturn m.extra"],
    "register_forward_hook": ["\nm = Net()\nseen = []\nm.register_forward_hook(lambda module, args, out: seen.append(tuple(out.shape)))\nm(f32[2,3])\nreturn seen", "\nm = Net()\nh = m.register_forward_hook(lambda module, args, out: out * 0)\ny = m(f32[2,3])\nh.remove()\nreturn y", "\nm = Net()\nm.first.register_forward_hook(hook=lambda module, args, out: out * 0)\nreturn m(f32[2,3])", "\nm = Net()\nseen = []\nm.register_forward_hook(lambda module, args, kwargs, out: seen.append(list(kwargs)), with_kwargs=True)\nm(x=f32[2,3])\nreturn seen"],
    "register_forward_pre_hook": ["\nm = Net()\nseen = []\nm.register_forward_pre_hook(lambda module, args: seen.append(len(args)))\nm(f32[2,3])\nreturn seen", "\nm = Net()\nh = m.register_forward_pre_hook(lambda module, args: (args[0] * 0,))\ny = m.first(f32[2,3])\nh.remove()\nreturn y.shape"],
    "register_backward_hook": ["\nh = Net().register_backward_hook(lambda m, gi, go: None)\nh.remove()\nreturn 1"],
    "register_full_backward_hook": ["\nh = Net().register_full_backward_hook(lambda m, gi, go: None)\nh.remove()\nreturn 1"],
    "register_full_backward_pre_hook": ["\nh = Net().register_full_backward_pre_hook(lambda m, go: None)\nh.remove()\nreturn 1"],
    "register_load_state_dict_post_hook": ["\nm = Net()\nseen = []\nm.register_load_state_dict_post_hook(lambda module, keys: seen.append(1))\nm.load_state_dict(Net().state_dict())\nreturn seen"],
    "register_load_state_dict_pre_hook": ["\nm = Net()\nseen = []\nm.register_load_state_dict_pre_hook(lambda *args: seen.append(1))\nm.load_state_dict(Net().state_dict())\nreturn seen"],
    "register_state_dict_post_hook": ["\nm = Net()\nseen = []\nm.register_state_dict_post_hook(lambda *args: seen.append(1))\nm.state_dict()\nreturn seen"],
    "register_state_dict_pre_hook": ["\nm = Net()\nseen = []\nm.register_state_dict_pre_hook(lambda *args: seen.append(1))\nm.state_dict()\nreturn seen"],
    "to": ["\nm = Net().to(torch.float16)\nreturn m.first.weight.dtype", "\nm = Net()\nreturn m.to(\"cpu\") is m", "\nm = Net()\nm.to(dtype=torch.float64)\nreturn next(m.parameters()).dtype", "\nreturn Net().to(\"cpu\", torch.float16).scale.dtype", "\nreturn Net().to(torch.device(\"cpu\"))(f32[2,3]).shape"],
    "to_empty": ["\nreturn Net().to_empty(device=\"cpu\").first.weight.shape"],
    "type": ["\nreturn Net().type(torch.float16).first.weight.dtype"],
}  # fmt: skip

HOLDERS = {
    "torch.nn.Module": ["\nreturn isinstance(Net(), torch.nn.Module)", "\nreturn Net()(f32[2,3]).shape", "\nreturn issubclass(torch.nn.Linear, torch.nn.Module)", "\nm = Net()\nm.third = torch.nn.ReLU()\nreturn len(list(m.children()))", "\nm = Net()\nm.p = torch.nn.Parameter(torch.zeros(2))\nreturn [n for n, _ in m.named_parameters()]"],
    "torch.nn.modules.Module": ["\nreturn isinstance(Net(), torch.nn.modules.Module)"],
    "torch.nn.modules.module.Module": ["\nreturn isinstance(Net(), torch.nn.modules.module.Module)"],
    "torch.nn.ModuleList": ["\nm = torch.nn.ModuleList([torch.nn.ReLU(), torch.nn.Linear(2, 3)])\nreturn m[1](f32[4,2]).shape", "\nm = torch.nn.ModuleList()\nm.append(torch.nn.ReLU())\nreturn len(m)", "\nreturn len(torch.nn.ModuleList(torch.nn.ReLU() for _ in range(3)))", "\nreturn len(torch.nn.ModuleList((torch.nn.ReLU(), torch.nn.ReLU())))", "\nreturn len(torch.nn.ModuleList([torch.nn.ReLU()])[:1])", "\nm = torch.nn.ModuleList([torch.nn.ReLU()])\nm.extend([torch.nn.ReLU()])\nreturn len(m)", "\nm = torch.nn.ModuleList([torch.nn.ReLU()])\nm.insert(0, torch.nn.Linear(2, 2))\nreturn isinstance(m[0], torch.nn.Linear)", "\nm = torch.nn.ModuleList([None, torch.nn.ReLU()])\nreturn len(m)", "\na = torch.nn.ModuleList([torch.nn.ReLU()])\nreturn len(a + a)", "\nm = torch.nn.ModuleList([torch.nn.ReLU(), torch.nn.ReLU()])\nreturn isinstance(m[-1], torch.nn.ReLU)", "\nm = torch.nn.ModuleList([torch.nn.Linear(2, 2)])\nreturn [n for n, _ in m.named_parameters()]", "\nd = {\"a\": torch.nn.ReLU()}\nreturn len(torch.nn.ModuleList(d.values()))", "\nreturn len(torch.nn.ModuleList(map(lambda n: torch.nn.Linear(n, n), [1, 2])))"],
    "torch.nn.Sequential": ["\nm = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU())\nreturn m(f32[4,2]).shape", "\nfrom collections import OrderedDict\nm = torch.nn.Sequential(OrderedDict([(\"a\", torch.nn.ReLU())]))\nreturn m.a(f32[2])", "\nm = torch.nn.Sequential()\nm.append(torch.nn.ReLU())\nreturn len(m)", "\nm = torch.nn.Sequential(torch.nn.ReLU())\nm.add_module(\"x\", torch.nn.ReLU())\nreturn m(f32[2])", "\nreturn len(torch.nn.Sequential(torch.nn.ReLU(), torch.nn.ReLU())[:1])", "\nm = torch.nn.Sequential(torch.nn.ReLU())\nm.insert(0, torch.nn.ReLU())\nreturn len(m)", "\nm = torch.nn.Sequential(torch.nn.ReLU())\nm.extend([torch.nn.ReLU()])\nreturn len(m)", "\nreturn [n for n, _ in torch.nn.Sequential(torch.nn.Linear(2, 2)).named_parameters()]", "\nlayers = [torch.nn.ReLU(), torch.nn.ReLU()]\nreturn torch.nn.Sequential(*layers)(f32[3])", "\nreturn isinstance(torch.nn.Sequential(torch.nn.ReLU())[0], torch.nn.ReLU)"],
    "torch.nn.ModuleDict": ["\nm = torch.nn.ModuleDict({\"a\": torch.nn.ReLU()})\nreturn m[\"a\"](f32[2])", "\nm = torch.nn.ModuleDict()\nm[\"b\"] = torch.nn.ReLU()\nreturn list(m.keys())", "\nm = torch.nn.ModuleDict({\"a\": torch.nn.ReLU()})\nreturn \"a\" in m", "\nm = torch.nn.ModuleDict({\"a\": torch.nn.ReLU()})\nm.update({\"c\": torch.nn.ReLU()})\nreturn [k for k, _ in m.items()]", "\nm = torch.nn.ModuleDict([[\"a\", torch.nn.ReLU()]])\nreturn len(m)", "\nm = torch.nn.ModuleDict({\"a\": torch.nn.ModuleList([torch.nn.ReLU()])})\nreturn len(m[\"a\"])"],
    "torch.nn.ParameterList": ["\nm = torch.nn.ParameterList([torch.nn.Parameter(torch.zeros(2))])\nreturn len(m)", "\nm = torch.nn.ParameterList([torch.nn.Parameter(torch.ones(2))])\nreturn m[0] * 2", "\nm = torch.nn.ParameterList()\nm.append(torch.nn.Parameter(torch.ones(2)))\nreturn len(m)"],
    "torch.nn.Parameter": ["\nreturn torch.nn.Parameter(f32[2,3])", "\nreturn torch.nn.Parameter(torch.zeros(2), False)", "\nreturn torch.nn.Parameter(torch.zeros(2), requires_grad=False).requires_grad", "\nreturn torch.nn.Parameter(data=torch.ones(2)) * 2", "\nreturn isinstance(torch.nn.Parameter(torch.zeros(2)), torch.Tensor)", "\np = torch.nn.Parameter(torch.zeros(2))\np.data = torch.ones(2)\nreturn p", "\np = torch.nn.Parameter(torch.zeros(2))\np.data.fill_(3)\nreturn p", "\np = torch.nn.Parameter(torch.zeros(2))\np.data.copy_(f32[2])\nreturn p", "\np = torch.nn.Parameter(torch.zeros(2))\nreturn p.grad", "\nreturn torch.nn.Parameter(i64[2], requires_grad=False).dtype", "\nreturn torch.nn.Parameter(torch.zeros(2)).requires_grad", "\np = torch.nn.Parameter(torch.zeros(2, 3))\nreturn p.data.shape", "\nreturn torch.nn.Parameter(torch.empty(2, 3)).shape"],
    "torch.nn.parameter.Parameter": ["\nreturn torch.nn.parameter.Parameter(f32[2,3])", "\nreturn torch.nn.parameter.Parameter(f32[2], requires_grad=False)"],
    "torch.optim.Optimizer": ["\nreturn issubclass(torch.optim.Adam, torch.optim.Optimizer)"],
    "torch.optim.Adam": ["\nreturn len(torch.optim.Adam(Net().parameters(), lr=0.1).param_groups)", "\nreturn torch.optim.Adam(Net().parameters(), 0.1, betas=(0.5, 0.9), eps=1e-6, weight_decay=0.1).param_groups[0][\"weight_decay\"]"],
    "torch.optim.AdamW": ["\nreturn len(torch.optim.AdamW(Net().parameters(), lr=0.1).param_groups)", "\nreturn torch.optim.AdamW(Net().parameters()).param_groups[0][\"lr\"]"],
    "torch.optim.SGD": ["\nreturn len(torch.optim.SGD(Net().parameters(), lr=0.1, momentum=0.9).param_groups)", "\nreturn torch.optim.SGD(Net().parameters(), lr=0.1).param_groups[0][\"lr\"]"],
    "torch.nn.utils.clip_grad_norm_": ["\nreturn torch.nn.utils.clip_grad_norm_(Net().parameters(), 1.0)"],
    "torch.utils.checkpoint.checkpoint": ["\nreturn torch.utils.checkpoint.checkpoint(Net(), f32[2,3], use_reentrant=False).shape", "\nreturn torch.utils.checkpoint.checkpoint(lambda x: x * 2, f32[2], use_reentrant=False)"],
}  # fmt: skip

WRITTEN_MODULES = {
    **LAYERS, **HOLDERS,
    **{name: initialized(name, calls) for name, calls in INITIALIZERS.items()},
    **{"torch.nn.Module." + name: pieces for name, pieces in MODULE.items()},
}  # fmt: skip
