"""Stands in for the harness of `mintport validate`: the same protocol, without any framework.

A class does what its name says. Code of the port is executed for those that end the interpreter, so that a traceback has a
place: the class's file, at the line of its statement.
"""
import ast
import json
import os
import signal
import subprocess
import sys
import time

KINDS = {"ModelMixin": "model", "SchedulerMixin": "scheduler", "DiffusionPipeline": "pipeline"}


def send(event):
    print(json.dumps(event), flush=True)


def classes(request):
    path = os.path.join(request["port_root"], request["file"])
    event = {"id": request["id"], "event": "classes", "file": request["file"], "classes": [], "error": None}
    try:
        body = ast.parse(open(path, encoding="utf-8").read()).body
    except SyntaxError as error:
        event["error"] = {"type": "SyntaxError", "message": error.msg, "file": request["file"], "line": error.lineno}
        body = []
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            base = getattr(node.bases[0], "id", "") if node.bases else ""
            event["classes"].append({"class": node.name, "kind": KINDS.get(base, "block"), "line": node.lineno})
    send(event)


def line_of(path, name):
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.startswith("class " + name):
            return number
    return 1


class Worker:
    def __init__(self):
        self.start = None
        self.loaded = {}

    def do_start(self, request):
        self.start = request
        if os.environ.get("FAKE_BROKEN"):
            send({"id": request["id"], "event": "broken", "message": "MindSpore does not import: No module named 'mindspore'",
                  "help": ""})
            sys.exit(3)
        if os.environ.get("FAKE_DIES"):
            print("libfake.so: cannot open shared object file", file=sys.stderr)
            sys.exit(127)
        # A process of the worker's own, as the one that the original runs in.
        self.child = subprocess.Popen(["sleep", "600"])
        with open(os.environ.get("FAKE_PROCESSES", os.devnull), "a") as file:
            file.write(f"{os.getpid()}\n{self.child.pid}\n")
        send({"id": request["id"], "event": "ready",
              "versions": {"python": "3", "mindspore": "2.10.0", "numpy": None, "torch": "2.11.0", "port": None,
                           "source": "0.35.1"}, "seconds": 0.1})

    def execute(self, code, file, line):
        path = os.path.join(self.start["port_root"], file)
        exec(compile("\n" * (line - 1) + code, path, "exec"), {"os": os, "signal": signal, "time": time})

    def do_validate(self, request):
        name, file = request["class"], request["file"]
        path = os.path.join(self.start["port_root"], file)
        line = line_of(path, name)
        text = self.loaded.setdefault(file, open(path, encoding="utf-8").read())
        common = {"id": request["id"], "class": name}
        result = {**common, "event": "result", "file": file, "kind": request["kind"], "case": "port", "case_name": "cases.py: 1",
                  "rung": "equal", "ok": True, "max_abs": 2.5e-7, "max_rel": 1e-6, "layer": None, "emulated": [], "error": None,
                  "seconds": 0.5, "weights": None, "runs": [], "notes": [], "layers": []}
        send({**common, "event": "rung", "rung": "imports", "seconds": 0.1})
        if name.startswith("Prints"):
            print("a library prints this")
            print('{"a": 1}')
            print('[1, 2]', flush=True)
            send({"id": 1, "event": "result", "class": "of an earlier request"})
        elif name.startswith("Crashes"):
            self.execute("os.kill(os.getpid(), signal.SIGSEGV); time.sleep(10)", file, line)
        elif name.startswith("Exits"):
            self.execute("os._exit(5)", file, line)
        elif name.startswith("Loops"):
            self.execute("while True: pass", file, line)
        elif name.startswith("Eats"):
            self.execute("x = [bytes(1) * 10_000_000 for _ in iter(int, 1)]", file, line)
        elif name.startswith("Sleeps"):
            time.sleep(600)
        elif name.startswith("Differs"):
            result.update(ok=False, max_abs=0.25, max_rel="inf", layer="norm",
                          error={"type": "Differs", "message": "the output of norm differs", "file": file, "line": line})
        elif name.startswith("NoCase"):
            result.update(ok=None, rung="builds", case=None, case_name=None, max_abs=None, max_rel=None,
                          error={"type": "NoCase", "message": "no arguments were found", "file": None, "line": None})
        elif name.startswith("Wrong"):
            result["rung"] = "roof"
        elif name.startswith("Full"):
            result.update(ok=False, error={"type": "OSError", "message": "[Errno 28] No space left on device", "file": None,
                                           "line": None})
        elif name.startswith("Refuses"):
            return send({"id": request["id"], "event": "error", "message": "not understood"})
        elif name.startswith("Half") and request["dtype"] == "float16":
            result.update(ok=False, max_abs="nan", max_rel=None,
                          error={"type": "Differs", "message": "the output is NaN", "file": file, "line": line})
        result["notes"] = [f"{len(text)} bytes"] if name.startswith("Counts") else []
        send(result)

    def do_reload(self, request):
        for file in request["files"]:
            self.loaded.pop(file, None)
        send({"id": request["id"], "event": "reloaded", "modules": [], "seconds": 0.0})

    def do_stop(self, request):
        send({"id": request["id"], "event": "stopped"})
        sys.exit(0)


def main():
    worker = Worker()
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "classes":
            classes(request)
        else:
            getattr(worker, "do_" + request["do"])(request)


main()
