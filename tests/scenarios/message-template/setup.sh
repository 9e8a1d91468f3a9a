"$MINTPORT" convert --src-root hf --dst-root port >/dev/null
printf 'Ticket: 7\n# say why\n' > .git/message-template
git config commit.template .git/message-template
