"""validate.py SCHEMA FILE...: prints "right" or "wrong: WHY" for each file, by the JSON schema."""

import json
import sys

import fastjsonschema


def main(schema, *files):
    with open(schema, encoding="utf-8") as stream:
        validate = fastjsonschema.compile(json.load(stream))
    for file in files:
        with open(file, encoding="utf-8") as stream:
            table = json.load(stream)
        try:
            validate(table)
            print("right")
        except fastjsonschema.JsonSchemaException as error:
            print("wrong:", error.message)


main(*sys.argv[1:])
