"""The commands of the command line, one module each.

Each has ``add_to(commands)``, which declares its options and the function that runs it; that function takes
the console and the options and returns an exit code. ``bot/cli.py`` lists them.
"""
