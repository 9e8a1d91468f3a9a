#!/usr/bin/env python3
"""Converts the committed list of MindSpore names for audit.py: targets_json.py mindspore-2.10.txt > targets.json"""
import json
import sys

KINDS = {"f": "function", "m": "method", "c": "class", "o": "module", "v": "value", "p": "property"}
symbols = {}
for line in open(sys.argv[1], encoding="utf-8"):
    if line.startswith("#") or not line.strip():
        continue
    parts = line.split()
    symbols[parts[0]] = {"kind": KINDS.get(parts[1], "value")}
json.dump({"symbols": symbols}, sys.stdout)
