from mindspore import mint

x = mint.cat([])