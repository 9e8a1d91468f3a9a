cat > hf/models/other.py <<'PY'
import torch


def twice(a, b):
    return torch.linalg.solve(a, b) + torch.linalg.solve(b, a)
PY
git add -A && git commit -q -m "One more"
"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
sed -i 's/^    return torch.linalg.solve/    return lin.solve/; 1i import ours.lin as lin' port/models/block.py
