"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
git add -A
git commit -q -m Port
git checkout -q -b other
sed -i s/one/eins/ port/models/plain.py
git commit -q -a -m eins
git checkout -q main
sed -i s/one/uno/ port/models/plain.py
git commit -q -a -m uno
git merge -q other >/dev/null 2>&1 || true
