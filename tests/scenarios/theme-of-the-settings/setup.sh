mkdir -p "$HOME/.config/mintport"
echo "{\"theme\": \"high-contrast\"}" > "$HOME/.config/mintport/config.json"
