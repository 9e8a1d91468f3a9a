echo note > notes.md
git add notes.md
