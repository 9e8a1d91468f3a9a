"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
rm port/pipelines/run.py
git add -A
git commit -q -m Blocks
