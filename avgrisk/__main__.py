"""python -m avgrisk is the command line."""

from avgrisk.cli.main import main

if __name__ == "__main__":
    main()
