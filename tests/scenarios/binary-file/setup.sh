printf "\211PNG\0\1" > hf/logo.png
git add -A
git commit -q -m logo
