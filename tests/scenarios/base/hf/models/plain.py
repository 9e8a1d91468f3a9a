NAMES = ["one", "two"]


def first(names):
    return names[0]
