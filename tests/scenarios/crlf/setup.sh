sed -i "s/$/\r/" hf/models/block.py
git commit -q -a -m crlf
"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
