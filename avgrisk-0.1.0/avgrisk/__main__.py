"""python -m avgrisk is the command line."""

import os
import sys

if __name__ == "__main__":
    # `python -m` looks in the working folder first: a file of that name there is not ours to run.
    sys.path[:] = [path for path in sys.path if path and os.path.realpath(path) != os.getcwd()]

    from avgrisk.cli.main import main

    main()
