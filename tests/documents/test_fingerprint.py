"""What a file's reading depends on is all in the fingerprint that a record keeps of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from assistant.documents.fingerprint import modules

READ = """
import json, sys
from pathlib import Path
from assistant.index.preparing import prepare
for name, text in (("a.md", "# A\\n\\nIt costs £5m."), ("a.html", "<html><body><p>It costs £5m in all, they say.</p></body></html>"), ("a.csv", "a,b\\nc,1\\nd,2\\n")):
    prepare(Path(name), text.encode(), None, {}, 120)
import assistant.documents.readers.pdf, assistant.documents.readers.word, assistant.documents.readers.opendocument
print(json.dumps([module.__file__ for name, module in sys.modules.items() if name.startswith("assistant.") and module.__file__]))
"""
#: Loaded beside the reading: they hold what was read, and decide nothing of it.
BESIDE = {"errors.py", "settings.py", "__init__.py"}


def test_every_module_that_takes_part_in_reading_is_in_the_fingerprint() -> None:
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True)
    loaded = {Path(name) for name in json.loads(done.stdout.splitlines()[-1])}
    views = {"catalogue.py", "embedding.py", "fulltext.py", "index.py", "interaction.py", "vectors.py", "views.py"}
    others = {path for path in loaded if path.name in BESIDE or (path.parent.name == "index" and path.name in views)}
    assert loaded - others <= set(modules())
