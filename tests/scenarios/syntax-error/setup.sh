printf "import torch\n\ndef f(:\n    return torch.cat([1])\n" > hf/broken.py
git add -A
git commit -q -m broken
