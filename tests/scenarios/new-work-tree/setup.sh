git rm -q mintport.json
printf "__version__ = \"0.35.1\"\n" > hf/__init__.py
touch hf/models/__init__.py hf/pipelines/__init__.py
git rm -q --cached hf/__init__.py
rm hf/models/__init__.py hf/pipelines/__init__.py
git add -A
git commit -q -m New
