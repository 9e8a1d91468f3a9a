for i in $(seq 60); do echo "x$i = $i"; done > hf/long.py
echo "import torch" >> hf/long.py
git add -A
git commit -q -m long
