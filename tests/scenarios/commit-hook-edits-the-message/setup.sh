"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
printf "#!/bin/sh\nprintf '\\nTicket: 7\\n' >> \"\$1\"\n" > .git/hooks/commit-msg
chmod +x .git/hooks/commit-msg
