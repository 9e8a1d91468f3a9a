printf "import torch\n\nname = \"漢字\"\nx = torch.ones(1)\n" > hf/wide.py
git add -A
git commit -q -m wide
