"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
# The second one hangs.
printf '#!/bin/sh\n[ -e .git/once ] && sleep 1000\ntouch .git/once\n' > .git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
git add port
