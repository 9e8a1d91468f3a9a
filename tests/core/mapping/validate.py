"""validate.py SCHEMA FILE...: one line for each file, "right" or "wrong: WHY", as the JSON schema says."""

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
