"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
printf "#!/bin/sh\necho no tabs here please; exit 1\n" > .git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
