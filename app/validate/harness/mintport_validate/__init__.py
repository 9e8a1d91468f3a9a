"""The harness of `mintport validate`: runs a class of a port beside its original and compares them."""
