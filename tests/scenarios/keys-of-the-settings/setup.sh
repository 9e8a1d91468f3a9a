mkdir -p "$HOME/.config/mintport"
echo "{\"keys\": {\"help\": \"x\"}}" > "$HOME/.config/mintport/config.json"
