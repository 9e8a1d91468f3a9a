"""Where cases come from: files of the project, the original's tests, the port's tests, and a search."""
