"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
sed -i 's/return torch.linalg.solve(c, b)/return c @ b/' port/models/block.py
