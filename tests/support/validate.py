"""validate.py [--strict] SCHEMA FILE...: prints "right" or "wrong: WHY" for each file, by the JSON schema.

With --strict a field that the schema does not describe is wrong too."""

import json
import sys

import fastjsonschema


def closed(schema):
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: closed(part) for key, part in schema.items()}
    if isinstance(out.get("properties"), dict):
        out.setdefault("additionalProperties", False)
    return out


def main(*words):
    strict = words[0] == "--strict"
    schema, *files = words[strict:]
    with open(schema, encoding="utf-8") as stream:
        read = json.load(stream)
    validate = fastjsonschema.compile(closed(read) if strict else read)
    for file in files:
        with open(file, encoding="utf-8") as stream:
            value = json.load(stream)
        try:
            validate(value)
            print("right")
        except fastjsonschema.JsonSchemaException as error:
            print("wrong:", error.message)


main(*sys.argv[1:])
