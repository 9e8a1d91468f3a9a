# ms.Tensor and `nn.Cell`

# torch.no_such_name stays
