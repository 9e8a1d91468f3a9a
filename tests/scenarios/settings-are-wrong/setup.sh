mkdir -p "$HOME/.config/mintport"
echo "{\"theme\": \"pink\"}" > "$HOME/.config/mintport/config.json"
