"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
sed -i 's/mint.cat(/ours.cat(/' port/models/block.py
