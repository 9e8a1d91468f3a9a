"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
