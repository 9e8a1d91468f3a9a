git rm -q mintport.json
git commit -q -m New
