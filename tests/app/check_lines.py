#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks JSON Lines on its input against a schema of docs/, and prints how many lines there were. Usage: … | check_lines.py SCHEMA"""
import json
import pathlib
import sys

import jsonschema

schema = json.loads((pathlib.Path(__file__).resolve().parents[2] / "docs" / sys.argv[1]).read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator, lines = jsonschema.Draft202012Validator(schema), sys.stdin.read().splitlines()
for line in lines:
    validator.validate(json.loads(line))
print(len(lines))
