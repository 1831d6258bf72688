"""`python -m heard.cli demo`: the `heard` command by way of Python, for where the script itself is not in the path.

It is what the demonstration starts its programs with.
"""

import sys

from heard.cli import main

sys.exit(main())
