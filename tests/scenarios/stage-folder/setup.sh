"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
# the tree begins with the folders
