"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
printf "#!/bin/sh\nsleep 1000\n" > .git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
