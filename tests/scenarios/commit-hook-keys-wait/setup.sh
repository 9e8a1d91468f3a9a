"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
printf '#!/bin/sh\nwhile [ ! -e .git/go ]; do sleep 0.05; done\n' > .git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
