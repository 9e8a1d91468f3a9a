. "$SCENARIOS/entry-of-a-name/setup.sh"
