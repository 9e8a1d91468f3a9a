"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
git add -A
git commit -q -m Port
