from mindspore import mint

# mint.cat joins
x = mint.cat([])
