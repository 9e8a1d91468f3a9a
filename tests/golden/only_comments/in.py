# torch.Tensor and `torch.nn.Module`

# torch.no_such_name stays
