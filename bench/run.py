"""All measurements, one after the other, each beside its peer and its limit; every script prints its own table.

python bench/run.py [p1] [p2] [p5] [p6] [p7] [conformance] [clerks]
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ALL = ("p1", "p2", "p5", "p6", "p7", "conformance", "clerks")

if __name__ == "__main__":
    for name in sys.argv[1:] or ALL:
        print(f"\n# {name}\n", flush=True)
        subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=True)
