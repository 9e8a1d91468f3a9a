"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
echo "sed -i s/torch.linalg.solve/ours.solve/ \"\$2\"" > .git/editor
