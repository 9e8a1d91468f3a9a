ln -s block.py hf/models/link.py
git add -A
git commit -q -m link
